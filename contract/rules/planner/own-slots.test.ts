import { expect, it } from 'vitest';
import type { LocalSlot } from '../../store/planner.ts';
import { withOwnSlots } from './own-slots.ts';

const at = (hour: number) => `2027-03-02T${String(hour).padStart(2, '0')}:00:00.000Z`;
const free = (hour: number): LocalSlot => ({ startsAt: at(hour), endsAt: at(hour + 1) });
const kept = (hour: number, more: Partial<LocalSlot> = { isCertain: true }): LocalSlot => ({
  ...{ ...free(hour), reservedId: `kept-${hour}` },
  ...more,
});
const hours = (slots: readonly LocalSlot[]) =>
  slots.map(({ startsAt, reservedId }) => `${Number(startsAt.slice(11, 13))}${reservedId ? ' kept' : ''}`);

it('offers what is kept for the desk between what is free, in order of time', () => {
  expect(hours(withOwnSlots([free(9), free(12), free(15)], [kept(8), kept(13)], 3))).toEqual([
    ...['8 kept', '9', '12', '13 kept', '15'],
  ]);
});

it.each([
  ['the free moment where both begin together', [free(9), free(12)], [kept(9)], 3, ['9', '12']],
  [
    'nothing behind the last that the centre told: what is free there was not asked for',
    [free(9)],
    [kept(10)],
    1,
    ['9'],
  ],
  ['all that is kept where nothing else is free', [], [kept(10), kept(8)], 3, ['8 kept', '10 kept']],
  ['nothing of which the lease is over: that is asked for without a line only', [free(9)], [kept(8, {})], 3, ['9']],
] as const)('offers %s', (_name, some, own, most, expected) => {
  expect(hours(withOwnSlots(some, own, most))).toEqual(expected);
});
