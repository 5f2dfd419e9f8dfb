import { expect, test } from 'vitest';
import { readTestParts, TEST_HELP, TEST_PARTS } from './test-options.ts';

test('without words everything runs', () => {
  expect(readTestParts([])).toEqual({ ok: true, parts: TEST_PARTS });
});

test('parts run in their fixed order, once', () => {
  expect(readTestParts(['end-to-end', 'check', 'check'])).toEqual({ ok: true, parts: ['check', 'end-to-end'] });
});

test('an unknown part is refused', () => {
  expect(readTestParts(['unti'])).toEqual({ ok: false, unknown: 'unti' });
});

test('the help names every part', () => {
  for (const part of TEST_PARTS) expect(TEST_HELP).toContain(part);
});
