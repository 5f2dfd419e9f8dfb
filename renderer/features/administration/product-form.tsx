import { languages } from '@onthaal/contract/entities/building-blocks.ts';
import type { ReferenceData } from '@onthaal/contract/entities/reference.ts';
import { nameIn } from '@onthaal/contract/rules/products/name-in.ts';
import { useText } from '../../i18n/use-text.ts';
import { TextField } from '../../ui/text-field.tsx';
import type { FormProps } from './form-props.ts';

const translated = languages.filter((language) => language !== 'nl');

/** How a product is called for citizens who read another language; the rest of a product is set up with the mid-office. */
export function ProductForm({ data, set }: FormProps<'product'>) {
  const t = useText();
  const change = (language: string, value: string) => {
    const names = Object.entries({ ...data.names, [language]: value }).filter(([, name]) => name !== '');
    set({ names: Object.fromEntries(names) });
  };
  return (
    <>
      <p className="muted">{t('administration.product.help')}</p>
      {translated.map((language) => (
        <TextField
          key={language}
          label={t('administration.product.nameIn', { language: t.word('language', language) })}
          isRequired={false}
          value={data.names?.[language] ?? ''}
          onChange={(value) => change(language, value)}
          maxLength={200}
        />
      ))}
    </>
  );
}

/** What citizens read, in each language. */
export function ProductPreview({ name, data }: { readonly name: string; readonly data: ReferenceData['product'] }) {
  const t = useText();
  return (
    <dl className="stack-small">
      {languages.map((language) => {
        const shown = nameIn({ name, names: data.names }, language);
        return (
          <div key={language}>
            <dt className="muted">{t.word('language', language)}</dt>
            <dd lang={shown.language}>{shown.name}</dd>
          </div>
        );
      })}
    </dl>
  );
}
