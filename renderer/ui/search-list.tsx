import type { ReactNode } from 'react';
import { Autocomplete, Input, Label, ListBox, SearchField } from 'react-aria-components';
import './option-list.css';

/** A box above a list. The list never takes the focus, however long it is: the box says that it leads it. */
export const leadsList = { role: 'combobox', 'aria-expanded': true, autoComplete: 'off', spellCheck: 'false' } as const;

interface SearchListProps {
  /** What stands above the box; ignored when there is another box. */
  readonly label?: string;
  /** Another box than the plain one: a SearchField that says itself what it is for. */
  readonly box?: ReactNode;
  readonly listLabel: string;
  readonly listClass: string;
  /** What is said when nothing fits. */
  readonly none: string;
  /** Absent: what is typed is the box's own, and `filter` chooses. */
  readonly typed?: string;
  readonly onType?: (typed: string) => void;
  readonly filter?: (text: string, typed: string) => boolean;
  readonly onChoose: (id: string) => void;
  /** ListBoxItems or sections of them. */
  readonly children: ReactNode;
}

/** What can be chosen by a word of it: the focus stays in the box, the arrows go through the list, Enter chooses. */
export function SearchList(props: SearchListProps) {
  const { typed, onType, filter } = props;
  return (
    <Autocomplete
      {...(typed === undefined ? {} : { inputValue: typed })}
      {...(onType ? { onInputChange: onType } : {})}
      {...(filter ? { filter } : {})}
    >
      {props.box ?? (
        <SearchField className="field" autoFocus>
          <Label className="field-label">{props.label}</Label>
          <Input {...leadsList} className="input" />
        </SearchField>
      )}
      <ListBox
        className={props.listClass}
        aria-label={props.listLabel}
        selectionMode="none"
        onAction={(key) => props.onChoose(String(key))}
        renderEmptyState={() => <p className="option-empty">{props.none}</p>}
      >
        {props.children}
      </ListBox>
    </Autocomplete>
  );
}
