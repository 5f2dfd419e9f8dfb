import { v7 } from 'uuid';
import type { Random } from './random.ts';

/**
 * A UUID version 7 that depends only on the moment and the random stream.
 *
 * @param at ISO instant of the record's making
 */
export function makeId(random: Random, at: string): string {
  const bytes = new Uint8Array(16);
  for (let index = 0; index < 16; index += 4) {
    const bits = random.bits();
    bytes[index] = bits & 0xff;
    bytes[index + 1] = (bits >>> 8) & 0xff;
    bytes[index + 2] = (bits >>> 16) & 0xff;
    bytes[index + 3] = bits >>> 24;
  }
  return v7({ msecs: Date.parse(at), random: bytes, seq: random.bits() >>> 1 });
}
