import { Check } from 'lucide-react';
import { ListBox, ListBoxItem, Popover, Text } from 'react-aria-components';
import type { ChoiceOption } from './choice-option.ts';
import './option-list.css';

/** The list that drops down under a select or combo box. */
export function OptionList({
  options,
  empty,
}: {
  readonly options?: readonly ChoiceOption[];
  readonly empty?: string;
}) {
  return (
    <Popover className="popover option-popover" offset={4}>
      <ListBox
        className="option-list"
        {...(options ? { items: options } : {})}
        {...(empty ? { renderEmptyState: () => <p className="option-empty">{empty}</p> } : {})}
      >
        {(option: ChoiceOption) => (
          <ListBoxItem
            id={option.id}
            textValue={option.label}
            className="option"
            isDisabled={option.isDisabled ?? false}
          >
            <span className="option-text">
              <Text slot="label">{option.label}</Text>
              {option.description && (
                <Text slot="description" className="option-description">
                  {option.description}
                </Text>
              )}
            </span>
            <Check className="option-check" aria-hidden size={16} />
          </ListBoxItem>
        )}
      </ListBox>
    </Popover>
  );
}
