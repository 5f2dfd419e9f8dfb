import { type Language, languages } from '@onthaal/contract/entities/building-blocks.ts';
import { useText } from '../../../i18n/use-text.ts';
import { RadioGroupField } from '../../../ui/radio-group-field.tsx';

/** In which language a preview is. */
export function LanguageChoice(props: { readonly value: Language; readonly onChange: (language: Language) => void }) {
  const t = useText();
  return (
    <RadioGroupField
      label={t('administration.translations.preview')}
      options={languages.map((id) => ({ id, label: t.word('language', id) }))}
      value={props.value}
      onChange={(chosen) => props.onChange(languages.find((one) => one === chosen) ?? props.value)}
    />
  );
}
