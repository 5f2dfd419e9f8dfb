import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { canBeDecoded, pictureSize } from './picture-size.ts';

const bytesOf = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function png(width: number, height: number): Uint8Array {
  const size = new DataView(new ArrayBuffer(8));
  size.setUint32(0, width);
  size.setUint32(4, height);
  return new Uint8Array([...PNG, 0, 0, 0, 13, ...bytesOf('IHDR'), ...new Uint8Array(size.buffer), 8, 2, 0, 0, 0]);
}

function webp(kind: string, rest: readonly number[]): Uint8Array {
  return new Uint8Array([...bytesOf('RIFF'), 0, 0, 0, 0, ...bytesOf('WEBP'), ...bytesOf(kind), 0, 0, 0, 0, ...rest]);
}

describe('how large a picture says that it is', () => {
  it.each([
    ['a PNG', png(2480, 3508), { width: 2480, height: 3508 }],
    ['a plain WebP', webp('VP8 ', [0, 0, 0, 0x9d, 0x01, 0x2a, 0x80, 0x02, 0xe0, 0x01]), { width: 640, height: 480 }],
    ['a WebP with extensions', webp('VP8X', [0, 0, 0, 0, 0x7f, 0x02, 0, 0xdf, 0x01, 0]), { width: 640, height: 480 }],
    ['a WebP without loss', webp('VP8L', [0x2f, 0x7f, 0xc2, 0x77, 0, 0, 0, 0, 0, 0]), { width: 640, height: 480 }],
    ['a PNG without a size', png(0, 12), undefined],
    ['a PNG that is cut off', png(10, 10).subarray(0, 20), undefined],
    ['a PDF', new Uint8Array(bytesOf('%PDF-1.7 with more behind it than a header')), undefined],
    ['nothing', new Uint8Array(), undefined],
  ])('of %s', (_what, bytes, size) => {
    expect(pictureSize(bytes)).toEqual(size);
  });
});

test('a page of A3 is decoded; a small file that asks for gigabytes is not', () => {
  expect(canBeDecoded({ width: 7016, height: 9921 })).toBe(true);
  expect(canBeDecoded({ width: 60_000, height: 60_000 })).toBe(false);
  expect(canBeDecoded({ width: 0xffffffff, height: 0xffffffff })).toBe(false);
});

test('no bytes make it throw', () => {
  const starts = [PNG, [0xff, 0xd8], [...bytesOf('RIFF'), 0, 0, 0, 0, ...bytesOf('WEBPVP8X')]];
  fc.assert(
    fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 60 }), (start, more) => {
      const size = pictureSize(new Uint8Array([...start, ...more]));
      expect(size === undefined || (size.width > 0 && size.height > 0)).toBe(true);
    }),
  );
});
