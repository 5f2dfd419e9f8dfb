import { ChevronDown } from 'lucide-react';
import { Button, Select, SelectValue } from 'react-aria-components';
import { useText } from '../i18n/use-text.ts';
import type { ChoiceOption } from './choice-option.ts';
import { ariaFieldProps, FieldBody, type FieldProps } from './field.tsx';
import { OptionList } from './option-list.tsx';

export interface SelectFieldProps extends FieldProps {
  readonly options: readonly ChoiceOption[];
  /** Id of the chosen option; empty: nothing chosen. */
  readonly value: string;
  readonly onChange: (id: string) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly placeholder?: string | undefined;
}

/** A choice out of a short list. Typing jumps to the option. */
export function SelectField(props: SelectFieldProps) {
  const t = useText();
  return (
    <Select
      {...ariaFieldProps(props)}
      value={props.value || null}
      onChange={(key) => props.onChange(key === null ? '' : String(key))}
      {...(props.onBlur ? { onBlur: props.onBlur } : {})}
      placeholder={props.placeholder ?? t('field.choose')}
    >
      <FieldBody {...props}>
        <Button className="input input-button">
          <SelectValue className="truncate">
            {({ selectedText, defaultChildren }) => selectedText || defaultChildren}
          </SelectValue>
          <ChevronDown aria-hidden size={16} />
        </Button>
      </FieldBody>
      <OptionList options={props.options} />
    </Select>
  );
}
