import {
  knownTranslations,
  missingIn,
  type TranslatableWords,
  type TranslatedLanguage,
  type Translations,
  translatedLanguages,
  translationsFromElsewhere,
} from '@onthaal/contract/rules/administration/index.ts';
import { Languages } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { RadioGroupField } from '../../../ui/radio-group-field.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useReferences } from '../../dossier/use-references.ts';

interface TranslationFieldsProps {
  readonly words: readonly TranslatableWords[];
  readonly set: (changes: Translations) => void;
}

/** Takes over what the same Dutch words are called elsewhere; nothing when there is nothing to take over. */
function TakeOver({ words, set }: TranslationFieldsProps) {
  const t = useText();
  const products = useReferences('product');
  const trees = useReferences('decisionTree');
  const known = useMemo(() => knownTranslations([...products, ...trees]), [products, trees]);
  const { changes, count } = translationsFromElsewhere(words, known);
  if (count === 0) return null;
  return (
    <div>
      <Button size="small" icon={Languages} onPress={() => set(changes)}>
        {t('administration.translations.takeOver', { count })}
      </Button>
    </div>
  );
}

/** What citizens read in other languages, one language at a time: beside the Dutch words, with how many are still missing in each. */
export function TranslationFields({ words, set }: TranslationFieldsProps) {
  const t = useText();
  const [language, setLanguage] = useState<TranslatedLanguage>('fr');
  const written = words.filter(({ dutch }) => dutch.trim() !== '');
  return (
    <fieldset className="form-group translations">
      <legend className="form-legend">{t('administration.translations.title')}</legend>
      <div className="stack-small">
        <p className="muted">{t('administration.translations.help')}</p>
        <RadioGroupField
          label={t('administration.translations.language')}
          options={translatedLanguages.map((id) => ({
            id,
            label: t('administration.translations.missing', {
              language: t.word('language', id),
              count: missingIn(words, id),
            }),
          }))}
          value={language}
          onChange={(chosen) => setLanguage(translatedLanguages.find((one) => one === chosen) ?? language)}
        />
        <TakeOver words={words} set={set} />
        {written.map(({ key, part, number = 0, dutch, names }) => (
          <TextField
            key={`${language} ${key}`}
            label={`${t(`administration.translations.${part}`, { number })}: ${dutch}`}
            lang={language}
            value={names[language] ?? ''}
            onChange={(text) => set({ [key]: { ...names, [language]: text } })}
            maxLength={300}
          />
        ))}
      </div>
    </fieldset>
  );
}
