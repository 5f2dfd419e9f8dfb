import { languages } from '@onthaal/contract/entities/building-blocks.ts';
import { fillText, languageOf, textFields } from '@onthaal/contract/rules/texts/index.ts';
import { useRef } from 'react';
import type { MessageKey } from '../../i18n/message-key.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { insertAtCursor } from '../texts/insert-text.ts';
import { FilledText } from '../texts/standard-text-dialog.tsx';
import type { FormProps } from './form-props.ts';

/** In which language something is written. */
export function LanguageField(props: {
  readonly value: string;
  readonly onChange: (language: string) => void;
  readonly error?: string | undefined;
}) {
  const t = useText();
  return (
    <SelectField
      {...props}
      label={t('administration.language')}
      isRequired
      options={languages.map((id) => ({ id, label: t.word('language', id) }))}
    />
  );
}

/** A standard text: its words, with buttons for what is filled in. */
export function TextForm({ data, set, errorAt }: FormProps<'standardText'>) {
  const t = useText();
  const box = useRef<HTMLDivElement>(null);
  const insert = (field: string) => {
    const area = box.current?.querySelector('textarea');
    if (area) insertAtCursor(area, { text: `{{${field}}}` });
  };
  return (
    <>
      <div className="form-pair">
        <TextField
          label={t('administration.theme')}
          isRequired
          value={data.theme}
          onChange={(theme) => set({ theme })}
          maxLength={80}
          error={errorAt('theme')}
        />
        <LanguageField value={data.language} onChange={(language) => set({ language })} error={errorAt('language')} />
      </div>
      <div ref={box} className="stack-small">
        <TextArea
          label={t('administration.text.body')}
          isRequired
          value={data.body}
          onChange={(body) => set({ body })}
          maxLength={5000}
          rows={8}
          error={errorAt('body')}
        />
        {/* biome-ignore lint/a11y/useSemanticElements: buttons that belong together, not fields of a form */}
        <div role="group" aria-label={t('administration.text.fields')} className="row administration-fields">
          <span className="muted">{t('administration.text.fields')}:</span>
          {textFields.map((field) => (
            <Button key={field} size="small" onPress={() => insert(field)}>
              {t(`texts.field.${field}` as MessageKey)}
            </Button>
          ))}
        </div>
      </div>
    </>
  );
}

/** The text as a clerk sees it of whom nothing is known yet. */
export function TextPreview({ data }: Pick<FormProps<'standardText'>, 'data'>) {
  return (
    <p className="prose" lang={languageOf({ data })}>
      <FilledText parts={fillText(data.body, languageOf({ data }), {})} />
    </p>
  );
}
