import { type Language, mostPapers } from '@onthaal/contract/entities/building-blocks.ts';
import type { ReferenceData } from '@onthaal/contract/entities/reference.ts';
import { withProductTranslations, wordsOfProduct } from '@onthaal/contract/rules/administration/index.ts';
import { useState } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { TextField } from '../../ui/text-field.tsx';
import type { NamedFormProps } from './form-props.ts';
import { RowFields } from './rows/row-fields.tsx';
import { LanguageChoice } from './translations/language-choice.tsx';
import { ShownWords } from './translations/shown-words.tsx';
import { TranslationFields } from './translations/translation-fields.tsx';

/** What to bring, and how citizens read a product in other languages; the rest of a product is set up with the mid-office. */
export function ProductForm({ name, data, set, errorAt }: NamedFormProps<'product'>) {
  const t = useText();
  return (
    <>
      <RowFields
        label={t('administration.product.bring')}
        rows={data.bring.map((paper) => ({ paper }))}
        fresh={{ paper: '' }}
        addLabel={t('administration.product.addPaper')}
        set={(rows) => set({ bring: rows.map(({ paper }) => paper) })}
        errorAt={() => undefined}
        most={mostPapers}
      >
        {({ paper }, change, index) => (
          <TextField
            label={t('administration.translations.paper', { number: index + 1 })}
            isRequired
            value={paper}
            onChange={(text) => change({ paper: text })}
            maxLength={200}
            error={errorAt(`bring.${index}`)}
          />
        )}
      </RowFields>
      <TranslationFields
        words={wordsOfProduct(name, data)}
        set={(changes) => set(withProductTranslations(data, changes))}
      />
    </>
  );
}

/** What citizens read, in the language that is chosen. */
export function ProductPreview({ name, data }: { readonly name: string; readonly data: ReferenceData['product'] }) {
  const t = useText();
  const [language, setLanguage] = useState<Language>('nl');
  const papers = wordsOfProduct(name, data).filter(({ part }) => part === 'paper');
  return (
    <div className="stack">
      <LanguageChoice value={language} onChange={setLanguage} />
      <dl className="stack-small">
        <div>
          <dt className="muted">{t('administration.theme')}</dt>
          <dd>
            <ShownWords words={{ name: data.theme, names: data.themeNames }} language={language} />
          </dd>
        </div>
        <div>
          <dt className="muted">{t('administration.translations.name')}</dt>
          <dd>
            <ShownWords words={{ name, names: data.names }} language={language} />
          </dd>
        </div>
        {papers.length > 0 && (
          <div>
            <dt className="muted">{t('administration.product.bring')}</dt>
            <dd>
              <ul>
                {papers.map(({ key, dutch, names }) => (
                  <li key={key}>
                    <ShownWords words={{ name: dutch, names }} language={language} />
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        )}
      </dl>
    </div>
  );
}
