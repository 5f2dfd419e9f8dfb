import { ChevronDown } from 'lucide-react';
import { Button, ComboBox, Input } from 'react-aria-components';
import { useText } from '../i18n/use-text.ts';
import type { ChoiceOption } from './choice-option.ts';
import { ariaFieldProps, FieldBody, type FieldProps } from './field.tsx';
import { OptionList } from './option-list.tsx';

export interface ComboBoxFieldProps extends FieldProps {
  readonly options: readonly ChoiceOption[];
  /** Id of the chosen option; empty: nothing chosen. */
  readonly value: string;
  readonly onChange: (id: string) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly placeholder?: string | undefined;
}

/** A choice out of a long list, narrowed by typing. */
export function ComboBoxField(props: ComboBoxFieldProps) {
  const t = useText();
  return (
    <ComboBox
      {...ariaFieldProps(props)}
      value={props.value || null}
      onChange={(key) => props.onChange(key === null ? '' : String(key))}
      {...(props.onBlur ? { onBlur: props.onBlur } : {})}
      defaultItems={props.options}
      menuTrigger="focus"
      allowsEmptyCollection
    >
      <FieldBody {...props}>
        <div className="input-group">
          <Input className="input" placeholder={props.placeholder ?? t('field.typeToChoose')} />
          <Button className="input-group-button" aria-label={t('field.showAll')}>
            <ChevronDown aria-hidden size={16} />
          </Button>
        </div>
      </FieldBody>
      <OptionList empty={t('field.noOption')} />
    </ComboBox>
  );
}
