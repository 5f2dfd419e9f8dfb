import { type CalendarColumn, type CalendarView, withoutPlace } from '@onthaal/contract/store/planner.ts';
import type { AppointmentRow } from '@onthaal/contract/store/rows.ts';
import { type KeyboardEvent, useContext, useRef, useState } from 'react';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useText } from '../../../i18n/use-text.ts';
import { SingleLetterKeys } from '../../../keys/key-context.tsx';
import { showNotice } from '../../../ui/notice-board.ts';
import { isCancellable } from '../cancel-dialog.tsx';
import { Cell } from './calendar-cell.tsx';
import { conflictAt, type MoveConflict } from './conflict-at.ts';
import type { CalendarMove } from './use-calendar-move.ts';
import { type CellPlace, useDrag } from './use-drag.ts';

interface GridProps {
  readonly view: CalendarView;
  /** What was asked is not here yet, and the view is that of before: one looks at it, nothing of it is acted on. */
  readonly isComing: boolean;
  readonly label: string;
  readonly move: CalendarMove;
  readonly onOpen: (row: AppointmentRow) => void;
}

const steps: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Which cell has the focus, and how the arrows move it. */
function useCellFocus({ columns, times }: CalendarView) {
  const [at, setAt] = useState<CellPlace>({ row: 0, column: 0 });
  const table = useRef<HTMLTableElement>(null);
  const within = (value: number, count: number) => Math.max(0, Math.min(count - 1, value));
  const place = { row: within(at.row, times.length), column: within(at.column, columns.length) };
  const go = (next: CellPlace) => {
    const row = within(next.row, times.length);
    const column = within(next.column, columns.length);
    setAt({ row, column });
    const cell = table.current?.tBodies[0]?.rows[row]?.cells[column + 1];
    cell?.focus();
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  return { place, setAt, go, table };
}

/** Puts down what was picked up, where nothing that this computer knows of is in the way; else says what is. */
function useDrop(view: CalendarView, move: CalendarMove) {
  const t = useText();
  const byId = new Map(view.appointments.map((row) => [row.id, row]));
  const rowsOf = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? []);
  const wordsOf = (conflict: MoveConflict) => {
    if (conflict.kind !== 'taken') return t(`planner.cell.${conflict.kind}`);
    const [other] = rowsOf([conflict.appointmentId]);
    return t('planner.cell.takenBy', { who: other?.personName ?? other?.subject ?? '' });
  };
  const dropAt = (appointment: AppointmentRow, { row, column }: CellPlace) => {
    const target = view.columns[column];
    const cell = target?.cells[row];
    if (!target || !cell || cell.starting.includes(appointment.id)) return;
    const conflict = conflictAt(target, row, appointment);
    if (conflict === undefined) void move.drop(appointment, { column: target, cell });
    else showNotice({ tone: 'caution', title: t('planner.staysPut'), detail: wordsOf(conflict), seconds: 8 });
  };
  return { rowsOf, wordsOf, dropAt };
}

function Head({ column }: { readonly column: CalendarColumn }) {
  const t = useText();
  const formats = useFormats();
  return (
    <th scope="col" className="calendar-head">
      {column.id.endsWith(`/${withoutPlace}`) ? t('planner.noPlace') : (column.name ?? formats.longDay(column.day))}
      {column.closedFor && <span className="calendar-closed-for">{column.closedFor}</span>}
    </th>
  );
}

/** The calendar as a grid: arrows move, Enter opens, Space picks up or puts down (M as well, for who has single-letter keys), Escape leaves it where it was. */
export function CalendarGrid({ view, isComing, label, move, ...acts }: GridProps) {
  const t = useText();
  const letters = useContext(SingleLetterKeys);
  const { place, setAt, go, table } = useCellFocus(view);
  const { rowsOf, wordsOf, ...drops } = useDrop(view, move);
  const whenHere =
    <Given extends readonly unknown[]>(act: (...given: Given) => void) =>
    (...given: Given) => {
      if (!isComing) act(...given);
    };
  const dropAt = whenHere(drops.dropAt);
  const onOpen = whenHere(acts.onOpen);
  const pick = whenHere(move.pick);
  const dragging = useDrag({ pick: move.pick, enter: setAt, drop: dropAt });
  const drag = { ...dragging, begin: whenHere(dragging.begin) };
  const onKeyDown = (event: KeyboardEvent, row: number, column: number) => {
    const cell = view.columns[column]?.cells[row];
    const [first] = rowsOf([...(cell?.starting ?? []), ...(cell?.going ?? [])]);
    const step = event.ctrlKey || event.altKey || event.shiftKey ? undefined : steps[event.key];
    const isPlain = !event.ctrlKey && !event.altKey;
    const picks = isPlain && (event.key === ' ' || (letters && event.key.toLowerCase() === 'm'));
    if (step !== undefined) go({ row: row + step[0], column: column + step[1] });
    else if (event.key === 'Home' || event.key === 'End')
      go({ row: event.key === 'Home' ? 0 : view.times.length, column });
    else if (event.key === 'Escape' && move.picked) move.pick(undefined);
    else if ((event.key === 'Enter' || picks) && move.picked) dropAt(move.picked, { row, column });
    else if (event.key === 'Enter' && first) onOpen(first);
    else if (picks && first && isCancellable(first)) pick(first);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="calendar-scroll">
      <table
        ref={table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table of which each cell can have the focus
        role="grid"
        aria-label={label}
        aria-busy={isComing}
        className={move.picked ? 'calendar calendar-moving' : 'calendar'}
      >
        <thead>
          <tr>
            <th scope="col">{t('planner.time')}</th>
            {view.columns.map((column) => (
              <Head key={column.id} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {view.times.map((time, row) => (
            <tr key={time} className={time.endsWith(':00') ? 'calendar-hour' : ''}>
              <th scope="row" className="number">
                {time}
              </th>
              {view.columns.map((column, index) => {
                const cell = column.cells[row];
                if (cell === undefined) return null;
                const isHere = place.row === row && place.column === index;
                const isTarget = isHere && move.picked !== undefined;
                const conflict = isTarget && move.picked ? conflictAt(column, row, move.picked) : undefined;
                return (
                  <Cell
                    key={column.id}
                    {...{ column, cell, time, isFocusable: isHere, isTarget }}
                    conflict={conflict && wordsOf(conflict)}
                    starting={rowsOf(cell.starting)}
                    going={rowsOf(cell.going)}
                    onFocus={() => setAt({ row, column: index })}
                    onKeyDown={(event) => onKeyDown(event, row, index)}
                    onOpen={(one) => one && onOpen(one)}
                    drag={drag}
                  />
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
