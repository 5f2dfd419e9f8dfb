import { TextArea as AriaTextArea, TextField as AriaTextField } from 'react-aria-components';
import { ariaFieldProps, FieldBody, type FieldProps } from './field.tsx';

export interface TextAreaProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly placeholder?: string | undefined;
  readonly maxLength?: number | undefined;
  readonly rows?: number | undefined;
}

/** Several lines of text; grows with what is typed. */
export function TextArea(props: TextAreaProps) {
  return (
    <AriaTextField
      {...ariaFieldProps(props)}
      {...(props.isReadOnly ? { isReadOnly: true } : {})}
      value={props.value}
      onChange={props.onChange}
      {...(props.onBlur ? { onBlur: props.onBlur } : {})}
      {...(props.maxLength ? { maxLength: props.maxLength } : {})}
    >
      <FieldBody {...props}>
        <AriaTextArea
          className="input"
          rows={props.rows ?? 4}
          {...(props.placeholder ? { placeholder: props.placeholder } : {})}
        />
      </FieldBody>
    </AriaTextField>
  );
}
