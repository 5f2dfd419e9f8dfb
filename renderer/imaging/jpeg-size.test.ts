import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jpegSize } from './jpeg-size.ts';

const header = (height: number, width: number): Uint8Array => {
  const table = [0xff, 0xe0, 0, 4, 0, 0];
  const frame = [0xff, 0xc0, 0, 17, 8, height >> 8, height & 255, width >> 8, width & 255, 3, 0, 0, 0];
  return new Uint8Array([0xff, 0xd8, ...table, 0xff, ...frame]);
};

test('the size stands in the first frame, behind whatever tables there are', () => {
  expect(jpegSize(header(3508, 2480))).toEqual({ width: 2480, height: 3508 });
});

test('what is no JPEG, or is cut off, or has no size, has none', () => {
  expect(jpegSize(new Uint8Array())).toBeUndefined();
  expect(jpegSize(new TextEncoder().encode('%PDF-1.7 and more'))).toBeUndefined();
  expect(jpegSize(header(10, 10).subarray(0, 14))).toBeUndefined();
  expect(jpegSize(header(0, 10))).toBeUndefined();
});

test('no bytes make it throw or go on for ever', () => {
  const bytes = fc.uint8Array({ maxLength: 300 }).map((more) => new Uint8Array([0xff, 0xd8, ...more]));
  fc.assert(
    fc.property(bytes, (jpeg) => {
      const size = jpegSize(jpeg);
      expect(size === undefined || (size.width > 0 && size.height > 0)).toBe(true);
    }),
  );
});
