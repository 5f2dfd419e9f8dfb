import { languages } from '@onthaal/contract/entities/building-blocks.ts';
import type { ReactNode } from 'react';
import { useText } from '../../../i18n/use-text.ts';
import type { ChoiceOption } from '../../../ui/choice-option.ts';
import { DateField } from '../../../ui/date-field.tsx';
import { NumberField } from '../../../ui/number-field.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { CodesField } from './codes-field.tsx';

/** Words that are not there are left out: an empty text is no text. */
export const orNothing = (value: string): string | undefined => (value === '' ? undefined : value);

/** The names of the fields that hold such values. */
type FieldOf<Data, Value> = {
  [Field in keyof Data]-?: Data[Field] extends Value | undefined ? Field : never;
}[keyof Data] &
  string;

interface FieldsProps<Data> {
  readonly data: Data;
  readonly set: (changes: Partial<Data>) => void;
  readonly errorAt: (field: string) => string | undefined;
}

interface Labelled {
  readonly label: string;
  readonly help?: string | undefined;
  /** Left out: it may stay empty, and is left out of the row then. */
  readonly isRequired?: boolean;
}

/** The fields of a form, each tied by name to what it holds in the row and to what is wrong with it. */
export function referenceFields<Data extends object>({ data, set, errorAt }: FieldsProps<Data>) {
  const put = (field: string, value: unknown) => set({ [field]: value } as Partial<Data>);
  const common = <Asked extends Labelled>(field: string, labelled: Asked) => ({
    ...labelled,
    isRequired: labelled.isRequired ?? false,
    error: errorAt(field),
  });
  const words = <Asked extends Labelled>(field: FieldOf<Data, string>, labelled: Asked) => ({
    ...common(field, labelled),
    value: (data[field] as string | undefined) ?? '',
    onChange: (value: string) => put(field, labelled.isRequired === true ? value : orNothing(value)),
  });
  return {
    line: (field: FieldOf<Data, string>, labelled: Labelled & { readonly maxLength: number }): ReactNode => (
      <TextField {...words(field, labelled)} />
    ),
    area: (
      field: FieldOf<Data, string>,
      labelled: Labelled & { readonly maxLength: number; readonly rows: number },
    ): ReactNode => <TextArea {...words(field, labelled)} />,
    day: (field: FieldOf<Data, string>, labelled: Labelled): ReactNode => <DateField {...words(field, labelled)} />,
    choice: (
      field: FieldOf<Data, string>,
      labelled: Labelled & { readonly options: readonly ChoiceOption[] },
    ): ReactNode => <SelectField {...words(field, labelled)} />,
    number: (
      field: FieldOf<Data, number>,
      labelled: Labelled & { readonly minValue: number; readonly maxValue: number },
    ): ReactNode => (
      <NumberField
        {...common(field, labelled)}
        value={data[field] as number | undefined}
        onChange={(value) => put(field, value)}
      />
    ),
    codes: (
      field: FieldOf<Data, readonly string[]>,
      labelled: Labelled & { readonly options: readonly ChoiceOption[] },
    ): ReactNode => (
      <CodesField
        {...common(field, labelled)}
        value={(data[field] as readonly string[] | undefined) ?? []}
        onChange={(codes) => put(field, [...codes])}
      />
    ),
  };
}

/** In which language something is written. */
export function LanguageField(props: FieldsProps<{ readonly language: string }>) {
  const t = useText();
  return referenceFields(props).choice('language', {
    label: t('administration.language'),
    isRequired: true,
    options: languages.map((id) => ({ id, label: t.word('language', id) })),
  });
}

/** From when until when something holds. */
export function ValidityFields(
  props: FieldsProps<{ readonly validFrom?: string | undefined; readonly validUntil?: string | undefined }>,
) {
  const t = useText();
  const { day } = referenceFields(props);
  return (
    <div className="form-pair">
      {day('validFrom', { label: t('administration.validFrom') })}
      {day('validUntil', { label: t('administration.validUntil') })}
    </div>
  );
}
