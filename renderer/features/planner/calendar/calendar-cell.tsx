import type { CalendarCell, CalendarColumn } from '@onthaal/contract/store/planner.ts';
import type { AppointmentRow } from '@onthaal/contract/store/rows.ts';
import type { KeyboardEvent } from 'react';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useText } from '../../../i18n/use-text.ts';
import { useHindranceWords } from '../hindered/use-hindrance-words.ts';
import type { useDrag } from './use-drag.ts';

interface CellProps {
  readonly column: CalendarColumn;
  readonly cell: CalendarCell;
  readonly time: string;
  readonly starting: readonly AppointmentRow[];
  readonly going: readonly AppointmentRow[];
  readonly isFocusable: boolean;
  /** Something was picked up and would move here. */
  readonly isTarget: boolean;
  /** In words, what is in the way of what would move here. */
  readonly conflict: string | undefined;
  readonly onFocus: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onOpen: (row: AppointmentRow | undefined) => void;
  readonly drag: ReturnType<typeof useDrag>;
}

type PlannedProps = { readonly row: AppointmentRow } & Pick<CellProps, 'onOpen' | 'drag'>;

function Planned({ row, onOpen, drag }: PlannedProps) {
  const t = useText();
  const formats = useFormats();
  const words = useHindranceWords();
  return (
    // The grid has the keys for all of this; the pointer finds it here.
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter and Space in the cell do the same
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the cell does the same
    <div
      className={`planned planned-${row.state} ${row.hindrances ? 'planned-hindered' : ''}`}
      onPointerDown={(event) => drag.begin(row, event)}
      onClick={() => drag.isClick() && onOpen(row)}
    >
      <span className="planned-when number">
        {t('planner.fromTo', { from: formats.time(row.startsAt), until: formats.time(row.endsAt) })}
      </span>
      {row.hindrances && <span className="planned-mark">{t('hindered.mark', { why: words(row.hindrances) })}</span>}
      <span className="planned-who">{row.personName ?? row.subject}</span>
      <span className="planned-what">
        {row.personName ? row.subject : ''}
        {row.changedByCitizen ? ` · ${t('planner.byCitizen')}` : ''}
        {row.reservedFor ? ` · ${t('planner.reservedFor', { desk: row.reservedFor })}` : ''}
        {(row.state === 'held' && !row.reservedFor) || row.state === 'requested'
          ? ` · ${t.word('appointmentState', row.state)}`
          : ''}
      </span>
    </div>
  );
}

/** A quarter of an hour of a column, in words for who cannot see its colour. */
export function Cell(props: CellProps) {
  const t = useText();
  const { column, cell, starting, going, isFocusable, isTarget } = props;
  const free = cell.state === 'taken' ? '' : t(`planner.cell.${cell.state}`);
  const goesOn = going.map((row) => row.personName ?? row.subject).join(', ');
  return (
    <td
      className={`calendar-cell calendar-${cell.state} ${isTarget ? 'calendar-target' : ''} ${props.conflict ? 'calendar-conflict' : ''}`}
      tabIndex={isFocusable ? 0 : -1}
      data-cell={`${column.id} ${props.time}`}
      onFocus={props.onFocus}
      onKeyDown={props.onKeyDown}
    >
      {props.conflict && <span className="calendar-conflict-word">{props.conflict}</span>}
      {starting.map((row) => (
        <Planned key={row.id} row={row} onOpen={props.onOpen} drag={props.drag} />
      ))}
      {starting.length === 0 && (
        <span className="visually-hidden">{going.length > 0 ? t('planner.cell.going', { who: goesOn }) : free}</span>
      )}
    </td>
  );
}
