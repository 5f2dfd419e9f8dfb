import type { AppointmentRow, DossierRow, TaskRow } from '@onthaal/contract/store/rows.ts';
import { describe, expect, it } from 'vitest';
import { comingFirst, nextTaskSteps, openFirst, urgentFirst } from './record-order.ts';

const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);

describe('the order of lists', () => {
  it('has the next appointment first and the last one of the past after the coming ones', () => {
    const row = (id: string, startsAt: string) => ({ id, startsAt, endsAt: startsAt }) as AppointmentRow;
    const rows = [
      row('past', '2026-01-01'),
      row('next', '2026-03-01'),
      row('later', '2026-04-01'),
      row('just', '2026-02-01'),
    ];
    expect(ids(comingFirst(rows, '2026-02-15'))).toEqual(['next', 'later', 'just', 'past']);
  });

  it('has open dossiers by due day before closed ones', () => {
    const row = (id: string, closed: boolean, dueOn?: string) => ({ id, closed, dueOn, updatedAt: id }) as DossierRow;
    const rows = [row('a', true), row('b', false), row('c', false, '2026-03-01'), row('d', true)];
    expect(ids(openFirst(rows))).toEqual(['c', 'b', 'd', 'a']);
  });

  it('has late tasks first and those that are over last', () => {
    const row = (id: string, state: string, overdue: boolean, dueOn?: string) =>
      ({ id, state, overdue, dueOn }) as TaskRow;
    const rows = [row('done', 'done', false), row('open', 'open', false, '2026-05-01'), row('late', 'open', true)];
    expect(ids(urgentFirst(rows))).toEqual(['late', 'open', 'done']);
  });

  it('offers no step to a task that is over', () => {
    expect(nextTaskSteps('done')).toEqual([]);
    expect(nextTaskSteps('cancelled')).toEqual([]);
    expect(nextTaskSteps('open')).toContain('done');
  });
});
