import { fillText, languageOf, textFields } from '@onthaal/contract/rules/texts/index.ts';
import { useRef } from 'react';
import type { MessageKey } from '../../i18n/message-key.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { insertAtCursor } from '../texts/insert-text.ts';
import { FilledText } from '../texts/standard-text-dialog.tsx';
import { LanguageField, referenceFields } from './fields/reference-fields.tsx';
import type { FormProps } from './form-props.ts';

/** A standard text: its words, with buttons for what is filled in. */
export function TextForm(props: FormProps<'standardText'>) {
  const t = useText();
  const { area, line } = referenceFields(props);
  const box = useRef<HTMLDivElement>(null);
  const insert = (field: string) => {
    const area = box.current?.querySelector('textarea');
    if (area) insertAtCursor(area, { text: `{{${field}}}` });
  };
  return (
    <>
      <div className="form-pair">
        {line('theme', { label: t('administration.theme'), isRequired: true, maxLength: 80 })}
        <LanguageField {...props} />
      </div>
      <div ref={box} className="stack-small">
        {area('body', { label: t('administration.text.body'), isRequired: true, maxLength: 5000, rows: 8 })}
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
