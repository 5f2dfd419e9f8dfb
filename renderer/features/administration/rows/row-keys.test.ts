import { expect, it } from 'vitest';
import { RowKeys } from './row-keys.ts';

it('leaves a row its own key when one before it goes, and gives no key twice', () => {
  const keys = new RowKeys();
  const [first, second, third] = keys.of(3);
  expect(keys.of(3)).toEqual([first, second, third]);
  keys.remove(1);
  expect(keys.of(2)).toEqual([first, third]);
  const [, , fresh] = keys.of(3);
  expect([first, second, third]).not.toContain(fresh);
  expect(keys.of(1)).toEqual([first]);
});

it('moves a key with its row, and nothing when there is no row before it', () => {
  const keys = new RowKeys();
  const [first, second, third] = keys.of(3);
  keys.moveUp(2);
  expect(keys.of(3)).toEqual([first, third, second]);
  keys.moveUp(0);
  keys.moveUp(3);
  expect(keys.of(3)).toEqual([first, third, second]);
});
