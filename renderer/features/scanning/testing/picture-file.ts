import type { Pixels } from '../../../imaging/pixels.ts';

/** A picture as a file in the format PPM (P6), byte for byte. */
export function ppmOf({ width, height, data }: Pixels): Uint8Array {
  const header = Buffer.from(`P6\n${width} ${height}\n255\n`);
  const bytes = Buffer.alloc(width * height * 3);
  for (let from = 0, to = 0; from < data.length; from += 4, to += 3) {
    bytes.set(data.subarray(from, from + 3), to);
  }
  return Buffer.concat([header, bytes]);
}
