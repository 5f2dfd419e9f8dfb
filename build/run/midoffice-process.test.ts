import { expect, test } from 'vitest';
import { readReadyLine } from './midoffice-process.ts';

test('the line that says the mid-office is ready gives its address', () => {
  expect(readReadyLine('ONTHAAL_MIDOFFICE_READY {"url":"http://127.0.0.1:4000"}')).toBe('http://127.0.0.1:4000');
});

test('any other line gives nothing', () => {
  for (const line of [
    '',
    'seeding',
    'ONTHAAL_MIDOFFICE_READY {"url"',
    'ONTHAAL_MIDOFFICE_READY {}',
    ' ONTHAAL_MIDOFFICE_READY {"url":"x"}',
  ]) {
    expect(readReadyLine(line)).toBeNull();
  }
});
