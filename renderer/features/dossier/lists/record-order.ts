import type { AppointmentRow, DossierRow, TaskRow } from '@onthaal/contract/store/rows.ts';

/** Coming appointments by time, then past ones, the last one first. */
export function comingFirst(rows: readonly AppointmentRow[], now: string): readonly AppointmentRow[] {
  const coming = rows.filter((row) => row.endsAt >= now);
  const past = rows.filter((row) => row.endsAt < now);
  return [
    ...coming.sort((one, other) => one.startsAt.localeCompare(other.startsAt)),
    ...past.sort((one, other) => other.startsAt.localeCompare(one.startsAt)),
  ];
}

/** Open dossiers by due day (those without one after), then closed ones, the last changed first. */
export function openFirst(rows: readonly DossierRow[]): readonly DossierRow[] {
  const dueOrLast = (row: DossierRow) => row.dueOn ?? '9999';
  const open = rows.filter((row) => !row.closed);
  const closed = rows.filter((row) => row.closed);
  return [
    ...open.sort((one, other) => dueOrLast(one).localeCompare(dueOrLast(other))),
    ...closed.sort((one, other) => other.updatedAt.localeCompare(one.updatedAt)),
  ];
}

/** Whether nothing is left to do for a task. */
export function isTaskOver(task: Pick<TaskRow, 'state'>): boolean {
  return task.state === 'done' || task.state === 'cancelled';
}

/** Late tasks first, then open ones by due day, then those that are over. */
export function urgentFirst(rows: readonly TaskRow[]): readonly TaskRow[] {
  const rank = (row: TaskRow) => (isTaskOver(row) ? 2 : row.overdue ? 0 : 1);
  const due = (row: TaskRow) => row.dueOn ?? '9999';
  return [...rows].sort((one, other) => rank(one) - rank(other) || due(one).localeCompare(due(other)));
}

export type TaskStep = 'received' | 'inProgress' | 'done' | 'returned' | 'cancelled';

/** The states that a task may go to from where it is, the likeliest first. */
export function nextTaskSteps(state: string): readonly TaskStep[] {
  if (state === 'open') return ['inProgress', 'done', 'returned'];
  if (state === 'received') return ['inProgress', 'done', 'returned'];
  if (state === 'inProgress') return ['done', 'returned', 'cancelled'];
  if (state === 'returned') return ['inProgress', 'cancelled'];
  return [];
}
