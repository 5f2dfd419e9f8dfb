const HEADER_BYTES = 8;
const END_OF_ATTRIBUTES = 0x03;
const FIRST_VALUE_TAG = 0x10;
const EXTENSION_TAG = 0x7f;
const MOST_ATTRIBUTES = 20_000;
const DEEPEST_COLLECTION = 16;
const BEGIN_COLLECTION = 0x34;
const END_COLLECTION = 0x37;

/** Value tags with one length only; an integer is always four bytes (RFC 8010 §3.9). */
const fixedLengths: ReadonlyMap<number, number> = new Map([
  [0x21, 4],
  [0x22, 1],
  [0x23, 4],
  [0x31, 11],
  [0x32, 9],
  [0x33, 8],
]);
/** Out-of-band values and the syntaxes that the codec can read; it loses its place at others. */
const OUT_OF_BAND_TAGS = new Set([0x10, 0x11, 0x12, 0x13, 0x15, 0x16, 0x17]);
const readableTags = new Set([
  ...OUT_OF_BAND_TAGS,
  ...fixedLengths.keys(),
  ...[0x30, 0x34, 0x35, 0x36, 0x37],
  ...[0x41, 0x42, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0x4a],
]);

/**
 * Whether the bytes are a well-formed IPP message as RFC 8010 lays it out. The codec believes every length it reads, and a
 * negative one sends it round for ever: a printer is not trusted that far.
 */
export function isSoundMessage(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = HEADER_BYTES;
  let depth = 0;
  for (let count = 0; count < MOST_ATTRIBUTES; count += 1) {
    if (at >= bytes.length) return false;
    const tag = bytes[at] ?? 0;
    at += 1;
    if (tag === END_OF_ATTRIBUTES) return depth === 0;
    if (tag < FIRST_VALUE_TAG) {
      if (depth !== 0) return false;
      continue;
    }
    const next = endOfValue(view, tag, at);
    if (next === null) return false;
    at = next;
    if (tag === BEGIN_COLLECTION) depth += 1;
    if (tag === END_COLLECTION) depth -= 1;
    if (depth < 0 || depth > DEEPEST_COLLECTION) return false;
  }
  return false;
}

function endOfValue(view: DataView, tag: number, start: number): number | null {
  if (tag === EXTENSION_TAG || !readableTags.has(tag)) return null;
  const nameLength = lengthAt(view, start);
  if (nameLength === null) return null;
  const valueStart = start + 2 + nameLength;
  const valueLength = lengthAt(view, valueStart);
  if (valueLength === null) return null;
  const fixed = OUT_OF_BAND_TAGS.has(tag) ? 0 : fixedLengths.get(tag);
  if (fixed !== undefined && valueLength !== fixed) return null;
  return hasSoundLanguage(view, tag, valueStart + 2, valueLength) ? valueStart + 2 + valueLength : null;
}

/** A length that fits what is left. */
function lengthAt(view: DataView, at: number): number | null {
  if (at + 2 > view.byteLength) return null;
  const length = view.getInt16(at);
  return length >= 0 && at + 2 + length <= view.byteLength ? length : null;
}

/** Text with its language carries two lengths of its own. */
function hasSoundLanguage(view: DataView, tag: number, start: number, length: number): boolean {
  if (tag !== 0x35 && tag !== 0x36) return true;
  const language = lengthAt(view, start);
  if (language === null) return false;
  const text = lengthAt(view, start + 2 + language);
  return text !== null && 4 + language + text === length;
}
