import type { Address } from '@onthaal/contract/entities/building-blocks.ts';
import { useState } from 'react';
import { useText } from '../../i18n/use-text.ts';
import type { ChoiceOption } from '../../ui/choice-option.ts';
import { ComboBoxField } from '../../ui/combo-box-field.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { RadioGroupField } from '../../ui/radio-group-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { fieldLabel, type ValueWords, valueText } from '../conflicts/field-values.ts';
import { useMemberOptions, useTeamOptions } from '../dossier/use-references.ts';
import { QuestionFields } from '../new-dossier/questions/question-fields.tsx';
import type { Answers } from '../new-dossier/questions/questions.ts';
import { AddressFields } from '../person/address-fields.tsx';
import { addressFormOf, addressOf } from '../person/address-form.ts';
import type { CorrectionField as Field } from './correction-fields.ts';

export interface CorrectionFieldProps {
  readonly field: Field;
  readonly words: ValueWords;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  /** The sentence of the error, on the field at fault. */
  readonly error: string | undefined;
  /** For a status: what may come next. */
  readonly statusOptions: readonly ChoiceOption[];
}

function ReferenceField(props: CorrectionFieldProps & { readonly label: string }) {
  const teams = useTeamOptions();
  const members = useMemberOptions(undefined);
  const options = props.field.kind === 'team' ? teams : members;
  return (
    <ComboBoxField
      key={options.length}
      label={props.label}
      error={props.error}
      options={options}
      value={typeof props.value === 'string' ? props.value : ''}
      onChange={props.onChange}
    />
  );
}

function AddressField(props: CorrectionFieldProps & { readonly label: string }) {
  const [form, setForm] = useState(() => addressFormOf((props.value as Address | null) ?? undefined));
  return (
    <AddressFields
      legend={props.label}
      value={form}
      errors={props.error ? { 'address.streetName': props.error } : {}}
      onChange={(next) => {
        setForm(next);
        props.onChange(addressOf(next) ?? null);
      }}
    />
  );
}

function ChoiceField(props: CorrectionFieldProps & { readonly label: string }) {
  const t = useText();
  const { field } = props;
  const words = field.choices.map((id) => ({ id, label: t.word(field.wordSet ?? '', id) }));
  return (
    <SelectField
      label={props.label}
      error={props.error}
      options={field.kind === 'status' && props.statusOptions.length > 0 ? props.statusOptions : words}
      value={typeof props.value === 'string' ? props.value : ''}
      onChange={props.onChange}
    />
  );
}

/** One field of a refused item, to be corrected. */
export function CorrectionField(props: CorrectionFieldProps) {
  const t = useText();
  const { field, value, words, error, onChange } = props;
  const label = fieldLabel(field.name, words);
  const text = typeof value === 'string' ? value : '';
  switch (field.kind) {
    case 'status':
    case 'choice':
      return <ChoiceField {...props} label={label} />;
    case 'team':
    case 'member':
      return <ReferenceField {...props} label={label} />;
    case 'address':
      return <AddressField {...props} label={label} />;
    case 'answers':
      return (
        <QuestionFields
          questions={words.questions}
          answers={(value ?? {}) as Answers}
          errors={{}}
          onChange={onChange}
        />
      );
    case 'number':
      return (
        <NumberField
          label={label}
          error={error}
          value={typeof value === 'number' ? value : undefined}
          onChange={onChange}
        />
      );
    case 'yesNo':
      return (
        <RadioGroupField
          label={label}
          error={error}
          options={[
            { id: 'true', label: t('question.yes') },
            { id: 'false', label: t('question.no') },
          ]}
          value={String(value)}
          onChange={(id) => onChange(id === 'true')}
        />
      );
    case 'date':
      return <DateField label={label} error={error} value={text} onChange={onChange} />;
    case 'longText':
      return <TextArea label={label} error={error} value={text} onChange={onChange} maxLength={20_000} />;
    case 'text':
      return <TextField label={label} error={error} value={text} onChange={onChange} maxLength={2000} />;
    default:
      return (
        <TextArea
          label={label}
          help={t('synchronisation.readOnly')}
          isReadOnly
          rows={1}
          value={valueText(field.value, field.name, words)}
          onChange={() => undefined}
        />
      );
  }
}
