import { expect, test } from 'vitest';
import { PinBuffer } from './pin-buffer.ts';

function typed(...strokes: readonly string[]): PinBuffer {
  const buffer = new PinBuffer();
  for (const stroke of strokes) buffer.add(stroke);
  return buffer;
}

test('digits are kept as bytes, all else is left out, and never more than a PIN has', () => {
  expect([...typed('1', 'a', '2', ' ', '３', '3').copy()]).toEqual([0x31, 0x32, 0x33]);
  expect(typed('12345678901234').length).toBe(12);
});

test('the last one goes first, and nothing of it stays', () => {
  const buffer = typed('1234');
  buffer.removeLast();
  buffer.add('9');
  expect([...buffer.copy()]).toEqual([0x31, 0x32, 0x33, 0x39]);
  buffer.wipe();
  buffer.removeLast();
  expect(buffer.length).toBe(0);
  expect(buffer.isSame(new PinBuffer())).toBe(true);
});

test('two are compared whole', () => {
  expect(typed('1234').isSame(typed('1', '2', '34'))).toBe(true);
  expect(typed('1234').isSame(typed('12345'))).toBe(false);
  expect(typed('1234').isSame(typed('1235'))).toBe(false);
});
