import { Radio, RadioGroup } from 'react-aria-components';
import type { ChoiceOption } from './choice-option.ts';
import { ariaFieldProps, FieldBody, type FieldProps } from './field.tsx';

export interface RadioGroupFieldProps extends FieldProps {
  readonly options: readonly ChoiceOption[];
  readonly value: string;
  readonly onChange: (id: string) => void;
  readonly onBlur?: (() => void) | undefined;
  /** Below each other, for options with a description. */
  readonly isVertical?: boolean | undefined;
}

/** A choice out of a few, all in view. */
export function RadioGroupField(props: RadioGroupFieldProps) {
  return (
    <RadioGroup
      {...ariaFieldProps(props)}
      // Null, not empty: with an empty value react-aria takes it for chosen, and Tab passes the whole group by.
      value={props.value || null}
      onChange={props.onChange}
      {...(props.onBlur ? { onBlur: props.onBlur } : {})}
    >
      <FieldBody {...props}>
        <div className="radio-group-options" {...(props.isVertical ? { 'data-vertical': '' } : {})}>
          {props.options.map((option) => (
            <Radio
              key={option.id}
              value={option.id}
              className="choice choice-radio"
              isDisabled={option.isDisabled ?? false}
            >
              <span className="choice-mark" />
              <span className="choice-text">
                {option.label}
                {option.description && <span className="field-help">{option.description}</span>}
              </span>
            </Radio>
          ))}
        </div>
      </FieldBody>
    </RadioGroup>
  );
}
