import { expect, test } from 'vitest';
import { afterCrash } from './crash-decision.ts';

test('the first crash reloads, a second one soon after shows the recovery page, a late one is a first one again', () => {
  expect(afterCrash(undefined, 1000)).toBe('reload');
  expect(afterCrash(1000, 2000)).toBe('recoveryPage');
  expect(afterCrash(1000, 1000 + 5 * 60_000)).toBe('reload');
});
