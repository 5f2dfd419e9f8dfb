import { expect, test } from 'vitest';
import { GivenPages } from './given-pages.ts';

test('the addresses of the last numbers are known for the paper, the newest of each, and no more than fifty', () => {
  const pages = new GivenPages();
  for (let number = 0; number < 51; number += 1) pages.keep(`visit-${number}`, `first-${number}`);
  expect(pages.of('visit-0')).toBeUndefined();
  expect(pages.of('visit-1')).toBe('first-1');
  pages.keep('visit-1', 'again');
  pages.keep('visit-51', 'last');
  expect([pages.of('visit-1'), pages.of('visit-2'), pages.of('visit-51')]).toEqual(['again', undefined, 'last']);
});
