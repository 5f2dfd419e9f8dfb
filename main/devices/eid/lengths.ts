import type { CardData } from './card-data.ts';
import type { EidFile } from './files.ts';

/**
 * Asking a card for more than a file has left costs a second command and, on the first release of the chips with elliptic
 * curves, a pause before it. So a file is asked for in lengths that are sure, or likely, to fit. A guess that is wrong costs
 * what asking blindly would; what was read never depends on it.
 */

/** Sizes that a file of fixed size is known to have, smallest first; at its true end a card says "wrong offset", at once. */
const sizes: Partial<Readonly<Record<EidFile, readonly number[]>>> = {
  identitySignature: [128, 256],
  address: [117, 121],
  addressSignature: [128, 256],
  basicKey: [120],
};
/** Every card number, chip number, period and name of a town take this much together. */
const SHORTEST_START_OF_IDENTITY = 96;
/**
 * Fields that stand at the end of every identity file, in this order: tag, and the least that it takes with its tag and
 * length. Shorter ones were never seen.
 */
const lastFields = [
  { tag: 0x0a, least: 6, family: null },
  { tag: 0x0b, least: 2, family: null },
  { tag: 0x0c, least: 2 + 10, family: null },
  { tag: 0x0d, least: 3, family: null },
  { tag: 0x0e, least: 2, family: null },
  { tag: 0x0f, least: 3, family: null },
  { tag: 0x10, least: 3, family: null },
  { tag: 0x11, least: 2 + 20, family: 'rsa' },
  { tag: 0x11, least: 2 + 48, family: 'ellipticCurve' },
  { tag: 0x1a, least: 2 + 48, family: 'ellipticCurve' },
] as const;

/** How much may be asked for next so that it probably fits; null when nothing is known. */
export function lengthThatFits(file: EidFile, family: CardData['family'], read: Uint8Array): number | null {
  if (file === 'identity') {
    return read.length === 0 ? SHORTEST_START_OF_IDENTITY : restOfIdentity(family, read);
  }
  const next = sizes[file]?.find((size) => size > read.length);
  return next === undefined ? null : next - read.length;
}

function restOfIdentity(family: CardData['family'], read: Uint8Array): number {
  let offset = 0;
  let last = 0;
  while (offset + 2 <= read.length) {
    last = read[offset] ?? 0;
    let length = 0;
    let part = 0xff;
    for (offset += 1; part === 0xff && offset < read.length; offset += 1) {
      part = read[offset] ?? 0;
      length += part;
    }
    offset += length;
  }
  const due = lastFields.filter(({ tag, family: only }) => tag > last && (only === null || only === family));
  const end = due.reduce((sum, { least }) => sum + least, offset);
  // At a field's end with nothing due there is no more, or a field of two bytes at least.
  return Math.max(end - read.length, 2);
}

/**
 * Where a file ends by its own header: a certificate has more than a kilobyte of zeros behind it. Where none lies (a
 * child's card) what was read is enough to see that. Null for files that end where they end.
 */
export function fileEnd(file: EidFile, read: Uint8Array): number | null {
  return file.endsWith('Certificate') ? (derLength(read) ?? read.length) : null;
}

/** Length of the ASN.1 sequence that starts here, header included; null when none does. */
export function derLength(bytes: Uint8Array): number | null {
  if (bytes[0] !== 0x30) return null;
  const first = bytes[1];
  if (first === undefined) return null;
  if (first < 0x80) return 2 + first;
  const lengthBytes = first & 0x7f;
  if (lengthBytes === 0 || lengthBytes > 2 || bytes.length < 2 + lengthBytes) return null;
  const length = bytes.subarray(2, 2 + lengthBytes).reduce((sum, byte) => sum * 256 + byte, 0);
  return 2 + lengthBytes + length;
}
