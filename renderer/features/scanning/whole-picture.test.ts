import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWholePicture } from '../../imaging/picture-end.ts';
import { printedJpeg } from './testing/printed-page.ts';

const bytesOf = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const chunk = (name: string, length: number) => [
  ...[0, 0, length >> 8, length & 0xff],
  ...bytesOf(name),
  ...Array.from({ length: length + 4 }, () => 7),
];
const png = new Uint8Array([...PNG, ...chunk('IHDR', 13), ...chunk('IDAT', 300), ...chunk('IEND', 0)]);
const webp = new Uint8Array([...bytesOf('RIFF'), 32, 0, 0, 0, ...bytesOf('WEBPVP8 '), ...new Uint8Array(24)]);

test('a real JPEG is whole, and is not when any part of its end is missing', async () => {
  const jpeg = await printedJpeg({ lines: ['Een brief'] });
  expect(isWholePicture(jpeg)).toBe(true);
  for (const missing of [1, 2, 100, Math.floor(jpeg.length / 2), jpeg.length - 20]) {
    expect(isWholePicture(jpeg.subarray(0, jpeg.length - missing))).toBe(false);
  }
  // What a camera or a mail program adds behind it does no harm.
  expect(isWholePicture(new Uint8Array([...jpeg, 0, 0, 1]))).toBe(true);
});

test('a picture within a JPEG has an end of its own, which is not the end', async () => {
  const jpeg = await printedJpeg({ lines: ['Een brief'] });
  const within = [0xff, 0xe1, 0, 6, 0xff, 0xd8, 0xff, 0xd9];
  const whole = new Uint8Array([...jpeg.subarray(0, 2), ...within, ...jpeg.subarray(2)]);
  expect(isWholePicture(whole)).toBe(true);
  expect(isWholePicture(whole.subarray(0, whole.length - 2))).toBe(false);
});

test.each([
  ['PNG', png],
  ['WebP', webp],
])('a %s is whole only to its last byte but its sum', (_kind, picture) => {
  expect(isWholePicture(picture)).toBe(true);
  for (const missing of [13, 20, picture.length - 12]) {
    expect(isWholePicture(picture.subarray(0, picture.length - missing))).toBe(false);
  }
});

test('no bytes make it throw, or go on without an end', () => {
  const starts = [PNG, [0xff, 0xd8], bytesOf('RIFF')];
  fc.assert(
    fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 80 }), (start, more) => {
      expect(typeof isWholePicture(new Uint8Array([...start, ...more]))).toBe('boolean');
    }),
  );
});
