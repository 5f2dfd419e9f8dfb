import { type KeyboardEvent, type ReactNode, useContext } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import { SingleLetterKeys } from '../keys/key-context.tsx';
import './row-list.css';

export interface RowListProps<Row> {
  /** Read out as the name of the list. */
  readonly label: string;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** What type-ahead and screen readers call the row. */
  readonly rowText: (row: Row) => string;
  readonly children: (row: Row) => ReactNode;
  /** Enter, or a click. */
  readonly onOpen?: (row: Row) => void;
  readonly empty?: ReactNode;
}

function keepLettersOut(event: KeyboardEvent): void {
  if (event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey) event.stopPropagation();
}

/** Rows under each other; arrows move, Enter opens, typing jumps. For up to some hundred rows; DataTable holds more. */
export function RowList<Row extends object>(props: RowListProps<Row>) {
  const { rows, rowKey, onOpen } = props;
  const letters = useContext(SingleLetterKeys);
  if (rows.length === 0) return <>{props.empty}</>;
  return (
    <div className="row-list-keys" role="presentation" {...(letters ? {} : { onKeyDownCapture: keepLettersOut })}>
      <ListBox
        className="row-list"
        aria-label={props.label}
        items={rows}
        selectionMode="none"
        onAction={(key) => {
          const row = rows.find((candidate) => rowKey(candidate) === key);
          if (row) onOpen?.(row);
        }}
      >
        {(row: Row) => (
          <ListBoxItem id={rowKey(row)} textValue={props.rowText(row)} className="row-list-item">
            {props.children(row)}
          </ListBoxItem>
        )}
      </ListBox>
    </div>
  );
}

export interface RowContentProps {
  readonly title: ReactNode;
  readonly subtitle?: ReactNode;
  /** Before the title: a time, an icon. */
  readonly start?: ReactNode;
  /** At the right edge: a status, a date. */
  readonly end?: ReactNode;
}

/** The usual content of a row: title over subtitle, something before, something at the end. */
export function RowContent({ title, subtitle, start, end }: RowContentProps) {
  return (
    <>
      {start !== undefined && <span className="row-start">{start}</span>}
      <span className="row-text">
        <span className="row-title">{title}</span>
        {subtitle && <span className="row-subtitle">{subtitle}</span>}
      </span>
      {end !== undefined && <span className="row-end">{end}</span>}
    </>
  );
}
