import { describe, expect, it } from 'vitest';
import { parseTypedDay } from './typed-day.ts';

describe('parseTypedDay', () => {
  it.each([
    ['12/3/1985', '1985-03-12'],
    ['12-03-85', '1985-03-12'],
    ['12.3.1985', '1985-03-12'],
    ['12031985', '1985-03-12'],
    ['120385', '1985-03-12'],
    ['1/1/26', '2026-01-01'],
    ['31/12/27', '2027-12-31'],
    ['1/1/28', '1928-01-01'],
    ['1985-03-12', '1985-03-12'],
    ['29/2/2024', '2024-02-29'],
  ])('reads %s', (typed, day) => {
    expect(parseTypedDay(typed, 2026)).toBe(day);
  });
  it.each(['', '12', '29/2/2023', '31/4/2026', '1/13/2026', 'morgen', '0/1/2026'])('refuses %j', (typed) => {
    expect(parseTypedDay(typed, 2026)).toBeUndefined();
  });
});
