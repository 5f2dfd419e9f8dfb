import { describe, expect, test } from 'vitest';
import { joinedTimes, roomNow } from './room-now.ts';

const at = (time: string): string => `2026-11-26T${time}:00.000Z`;
const time = (startsAt: string, endsAt: string) => ({ startsAt: at(startsAt), endsAt: at(endsAt) });

describe('a room', () => {
  const taken = [time('13:00', '14:00'), time('09:00', '09:30'), time('09:30', '10:00'), time('09:15', '09:20')];

  test('shows times that touch or overlap as one', () => {
    expect(joinedTimes(taken)).toEqual([time('09:00', '10:00'), time('13:00', '14:00')]);
    expect(joinedTimes([])).toEqual([]);
  });

  test.each([
    ['08:00', false, '09:00'],
    ['09:00', true, '10:00'],
    ['09:59', true, '10:00'],
    ['10:00', false, '13:00'],
    ['13:30', true, '14:00'],
    ['14:00', false, undefined],
  ])('at %s: taken %s, until %s', (now, isTaken, until) => {
    expect(roomNow(taken, at(now))).toEqual({ isTaken, until: until === undefined ? undefined : at(until) });
  });
});
