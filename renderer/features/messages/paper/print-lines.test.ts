import { expect, it } from 'vitest';
import { printLines } from './print-lines.ts';

const paper = (id: string) => ({ appointment: { id } }) as never;
const print = (appointmentId: string, letterId = appointmentId) => ({ letterId, told: { appointmentId } }) as never;
const keysOf = (items: readonly never[]) =>
  printLines([paper('a'), paper('b'), paper('c')], items).map(({ item, hasKeys }) => [item?.letterId, hasKeys]);

it('gives the key of printing to the first paper that nobody began', () => {
  expect(keysOf([])).toEqual([
    [undefined, true],
    [undefined, false],
    [undefined, false],
  ]);
});

it('gives the keys of a print to the one that was begun last, wherever it stands in the list', () => {
  expect(keysOf([print('b')])).toEqual([
    [undefined, true],
    ['b', true],
    [undefined, false],
  ]);
  expect(keysOf([print('c'), print('a'), print('elsewhere')])).toEqual([
    ['a', true],
    [undefined, true],
    ['c', false],
  ]);
});

it('shows the last print of a paper', () => {
  expect(keysOf([print('a', 'first'), print('b'), print('a', 'again')])[0]).toEqual(['again', true]);
});
