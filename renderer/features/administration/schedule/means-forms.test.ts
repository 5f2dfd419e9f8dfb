import { expect, it } from 'vitest';
import { parseTypedDay } from '../../../ui/typed-day.ts';
import { withFirstDay } from './means-forms.tsx';

/** The days of an absence after its first day was typed, character by character. */
function typed(text: string, until = '') {
  return [...text]
    .map((_, index) => parseTypedDay(text.slice(0, index + 1)) ?? '')
    .reduce((days, day) => withFirstDay(days, day), { from: '', until });
}

it('the last day follows the first to the end of its year', () => {
  expect(typed('12/3/2026')).toEqual({ from: '2026-03-12', until: '2026-03-12' });
});

it('a last day of its own stays', () => {
  expect(typed('12/3/2026', '2026-03-20')).toEqual({ from: '2026-03-12', until: '2026-03-20' });
});
