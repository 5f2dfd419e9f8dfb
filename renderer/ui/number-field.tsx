import { NumberField as AriaNumberField, Input } from 'react-aria-components';
import { ariaFieldProps, FieldBody, type FieldProps } from './field.tsx';

export interface NumberFieldProps extends FieldProps {
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly minValue?: number | undefined;
  readonly maxValue?: number | undefined;
  readonly step?: number | undefined;
}

/** A number, typed the Belgian way (comma for decimals). Empty is `undefined`. */
export function NumberField(props: NumberFieldProps) {
  return (
    <AriaNumberField
      {...ariaFieldProps(props)}
      {...(props.isReadOnly ? { isReadOnly: true } : {})}
      value={props.value ?? Number.NaN}
      onChange={(value) => props.onChange(Number.isNaN(value) ? undefined : value)}
      {...(props.onBlur ? { onBlur: props.onBlur } : {})}
      {...(props.minValue === undefined ? {} : { minValue: props.minValue })}
      {...(props.maxValue === undefined ? {} : { maxValue: props.maxValue })}
      {...(props.step === undefined ? {} : { step: props.step })}
    >
      <FieldBody {...props}>
        <Input className="input number" />
      </FieldBody>
    </AriaNumberField>
  );
}
