import { TextField as AriaTextField, Input } from 'react-aria-components';
import { ariaFieldProps, FieldBody, type FieldProps } from './field.tsx';

export interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly placeholder?: string | undefined;
  readonly maxLength?: number | undefined;
  /** In which language it is filled in, where that is not the one of the screen. */
  readonly lang?: string | undefined;
  readonly type?: 'text' | 'email' | 'tel' | 'password' | undefined;
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | undefined;
}

/** One line of text. */
export function TextField(props: TextFieldProps) {
  return (
    <AriaTextField
      {...ariaFieldProps(props)}
      {...(props.isReadOnly ? { isReadOnly: true } : {})}
      value={props.value}
      onChange={props.onChange}
      {...(props.onBlur ? { onBlur: props.onBlur } : {})}
      {...(props.maxLength ? { maxLength: props.maxLength } : {})}
      {...(props.inputMode ? { inputMode: props.inputMode } : {})}
      type={props.type ?? 'text'}
      autoComplete="off"
      spellCheck="false"
    >
      <FieldBody {...props}>
        <Input
          className="input"
          {...(props.lang ? { lang: props.lang } : {})}
          {...(props.placeholder ? { placeholder: props.placeholder } : {})}
        />
      </FieldBody>
    </AriaTextField>
  );
}
