import { type Control, type FieldPath, type FieldValues, type RegisterOptions, useController } from 'react-hook-form';
import { CheckboxField, type CheckboxFieldProps } from './checkbox-field.tsx';
import { ComboBoxField, type ComboBoxFieldProps } from './combo-box-field.tsx';
import { DateField, type DateFieldProps } from './date-field.tsx';
import { NumberField, type NumberFieldProps } from './number-field.tsx';
import { RadioGroupField, type RadioGroupFieldProps } from './radio-group-field.tsx';
import { SelectField, type SelectFieldProps } from './select-field.tsx';
import { TextArea, type TextAreaProps } from './text-area.tsx';
import { TextField, type TextFieldProps } from './text-field.tsx';

/** Which value of which form. `rules.required` and the others carry the sentence that is shown. */
interface Bound<Values extends FieldValues> {
  readonly control: Control<Values>;
  readonly name: FieldPath<Values>;
  readonly rules?: Omit<RegisterOptions<Values, FieldPath<Values>>, 'valueAsNumber' | 'valueAsDate' | 'setValueAs'>;
}
type Unbound<Props> = Omit<Props, 'value' | 'onChange' | 'onBlur' | 'name' | 'error'>;

function useBound<Values extends FieldValues>({ control, name, rules }: Bound<Values>) {
  const { field, fieldState } = useController({ control, name, ...(rules ? { rules } : {}) });
  return {
    value: field.value as unknown,
    onChange: field.onChange as (value: unknown) => void,
    onBlur: field.onBlur,
    name: field.name,
    error: fieldState.error?.message,
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** TextField of a react-hook-form form. */
export function FormTextField<Values extends FieldValues>(props: Bound<Values> & Unbound<TextFieldProps>) {
  const { control, name, rules, ...rest } = props;
  const bound = useBound({ control, name, ...(rules ? { rules } : {}) });
  return <TextField {...rest} {...bound} value={textOf(bound.value)} />;
}

/** TextArea of a react-hook-form form. */
export function FormTextArea<Values extends FieldValues>(props: Bound<Values> & Unbound<TextAreaProps>) {
  const { control, name, rules, ...rest } = props;
  const bound = useBound({ control, name, ...(rules ? { rules } : {}) });
  return <TextArea {...rest} {...bound} value={textOf(bound.value)} />;
}

/** SelectField of a react-hook-form form. */
export function FormSelectField<Values extends FieldValues>(props: Bound<Values> & Unbound<SelectFieldProps>) {
  const { control, name, rules, ...rest } = props;
  const bound = useBound({ control, name, ...(rules ? { rules } : {}) });
  return <SelectField {...rest} {...bound} value={textOf(bound.value)} />;
}

/** ComboBoxField of a react-hook-form form. */
export function FormComboBoxField<Values extends FieldValues>(props: Bound<Values> & Unbound<ComboBoxFieldProps>) {
  const { control, name, rules, ...rest } = props;
  const bound = useBound({ control, name, ...(rules ? { rules } : {}) });
  return <ComboBoxField {...rest} {...bound} value={textOf(bound.value)} />;
}

/** RadioGroupField of a react-hook-form form. */
export function FormRadioGroupField<Values extends FieldValues>(props: Bound<Values> & Unbound<RadioGroupFieldProps>) {
  const { control, name, rules, ...rest } = props;
  const bound = useBound({ control, name, ...(rules ? { rules } : {}) });
  return <RadioGroupField {...rest} {...bound} value={textOf(bound.value)} />;
}

/** DateField of a react-hook-form form; the value is `YYYY-MM-DD` or empty. */
export function FormDateField<Values extends FieldValues>(props: Bound<Values> & Unbound<DateFieldProps>) {
  const { control, name, rules, ...rest } = props;
  const bound = useBound({ control, name, ...(rules ? { rules } : {}) });
  return <DateField {...rest} {...bound} value={textOf(bound.value)} />;
}

/** NumberField of a react-hook-form form. */
export function FormNumberField<Values extends FieldValues>(props: Bound<Values> & Unbound<NumberFieldProps>) {
  const { control, name, rules, ...rest } = props;
  const bound = useBound({ control, name, ...(rules ? { rules } : {}) });
  return <NumberField {...rest} {...bound} value={typeof bound.value === 'number' ? bound.value : undefined} />;
}

/** CheckboxField of a react-hook-form form. */
export function FormCheckboxField<Values extends FieldValues>(
  props: Bound<Values> & Omit<CheckboxFieldProps, 'value' | 'onChange' | 'onBlur' | 'isInvalid'>,
) {
  const { control, name, rules, ...rest } = props;
  const { value, onChange, onBlur, error } = useBound({ control, name, ...(rules ? { rules } : {}) });
  return (
    <CheckboxField {...rest} value={value === true} onChange={onChange} onBlur={onBlur} isInvalid={Boolean(error)} />
  );
}
