import type { CalendarCell } from '@onthaal/contract/store/planner.ts';
import { describe, expect, it } from 'vitest';
import { conflictAt } from './conflict-at.ts';

const at = (minutes: number) => new Date(Date.UTC(2027, 2, 2, 9, minutes)).toISOString();
const cell = (minutes: number, more: Partial<CalendarCell> = {}): CalendarCell => ({
  ...{ startsAt: at(minutes), state: 'free', starting: [], going: [] },
  ...more,
});
/** Half an hour. */
const moving = { id: 'mine', startsAt: at(0), endsAt: at(30) };
const cells = [
  cell(0, { state: 'taken', starting: ['mine'] }),
  cell(15, { state: 'taken', going: ['mine'] }),
  cell(30),
  cell(45),
  cell(60, { state: 'taken', starting: ['other'] }),
  cell(75, { state: 'away' }),
  cell(90, { state: 'free', starting: ['asked'] }),
  cell(105),
  cell(120, { state: 'closed' }),
];

describe('what is in the way of an appointment that moves', () => {
  it.each([
    ['nothing where it stands, nor half over itself', 0, undefined],
    ['nothing half over itself', 1, undefined],
    ['nothing before another', 2, undefined],
    ['another that it would reach into', 3, { kind: 'taken', appointmentId: 'other' }],
    ['hours without appointments', 5, { kind: 'away' }],
    ['nothing over what is only asked for', 6, undefined],
    ['closing time that it would pass', 7, { kind: 'closed' }],
    ['nothing where there is no cell', 99, undefined],
  ])('is %s', (_name, row, conflict) => {
    expect(conflictAt({ cells, placeId: 'desk-1' }, row, moving)).toEqual(conflict);
  });

  it('is not another appointment where the column is of no desk and no member', () => {
    expect(conflictAt({ cells }, 3, moving)).toBeUndefined();
    expect(conflictAt({ cells }, 4, moving)).toEqual({ kind: 'away' });
  });
});
