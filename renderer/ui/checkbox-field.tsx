import { Check } from 'lucide-react';
import { Checkbox } from 'react-aria-components';
import './field.css';

export interface CheckboxFieldProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly isInvalid?: boolean | undefined;
}

/** A yes or no. */
export function CheckboxField(props: CheckboxFieldProps) {
  return (
    <Checkbox
      className="choice"
      isSelected={props.value}
      onChange={props.onChange}
      {...(props.onBlur ? { onBlur: props.onBlur } : {})}
      isDisabled={props.isDisabled ?? false}
      isInvalid={props.isInvalid ?? false}
    >
      {({ isSelected }) => (
        <>
          <span className="choice-mark">{isSelected && <Check aria-hidden size={14} strokeWidth={3} />}</span>
          <span className="choice-text">
            {props.label}
            {props.help && <span className="field-help">{props.help}</span>}
          </span>
        </>
      )}
    </Checkbox>
  );
}
