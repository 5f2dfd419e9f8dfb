import { expect, test } from 'vitest';
import { readStartOptions, START_HELP } from './start-options.ts';

test('without words the desk runs', () => {
  expect(readStartOptions([])).toEqual({ action: 'run' });
});

test('another system that gives out time is asked for by name', () => {
  expect(readStartOptions(['--jcc'])).toEqual({ action: 'run', jcc: true });
});

test('the tour and the help are asked for by name; help wins', () => {
  expect(readStartOptions(['--tour'])).toEqual({ action: 'tour' });
  expect(readStartOptions(['--tour', '--help'])).toEqual({ action: 'help' });
  expect(START_HELP).toContain('--tour');
});

test('a typing error is refused instead of ignored', () => {
  expect(readStartOptions(['--tuor'])).toEqual({ action: 'refuse', unknown: '--tuor' });
});
