import type { CalendarColumn } from '@onthaal/contract/store/planner.ts';

/** What is in the way of an appointment that would move to a place in the calendar. */
export type MoveConflict =
  | { readonly kind: 'closed' | 'away' }
  /** Another appointment is there. */
  | { readonly kind: 'taken'; readonly appointmentId: string };

interface Moving {
  readonly id: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

/**
 * The first thing that is in the way, as far as this computer knows; the centre decides when it is put down.
 *
 * @param row the cell of the column at which it would start
 */
export function conflictAt(
  { cells, memberId, placeId }: Pick<CalendarColumn, 'cells' | 'memberId' | 'placeId'>,
  row: number,
  moving: Moving,
): MoveConflict | undefined {
  const target = cells[row];
  if (target === undefined) return undefined;
  // Where a column is of nobody and nothing, another appointment is with another member at another desk.
  const isOfOne = memberId !== undefined || placeId !== undefined;
  const end = Date.parse(target.startsAt) + Date.parse(moving.endsAt) - Date.parse(moving.startsAt);
  for (const cell of cells.slice(row)) {
    if (Date.parse(cell.startsAt) >= end) return undefined;
    const appointmentId = [...cell.starting, ...cell.going].find((id) => id !== moving.id);
    if (isOfOne && appointmentId !== undefined && cell.state === 'taken') return { kind: 'taken', appointmentId };
    if (cell.state === 'closed' || cell.state === 'away') return { kind: cell.state };
  }
  return undefined;
}
