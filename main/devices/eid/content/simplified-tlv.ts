/** One field of a file: its tag and its bytes. */
export interface TaggedField {
  readonly tag: number;
  readonly value: Uint8Array;
}

const VERSION_TAG = 0x00;
const VERSION_LENGTH = 2;

/**
 * Reads the card's own simple coding: a tag of one byte; a length of any number of FF (255 each) and one last byte; the
 * value. Zeros behind the last field are padding. Tag 00 (version of the file) counts only as the very first field of two
 * bytes; later it is where the padding starts. Null when a field runs past the end of the file.
 */
export function parseSimplifiedTlv(bytes: Uint8Array): readonly TaggedField[] | null {
  const fields: TaggedField[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    const tag = bytes[offset] ?? 0;
    const startsWithVersion = offset === 0 && tag === VERSION_TAG && bytes[1] === VERSION_LENGTH;
    if (tag === VERSION_TAG && !startsWithVersion) return fields;
    let length = 0;
    let position = offset + 1;
    while (bytes[position] === 0xff) {
      length += 0xff;
      position += 1;
    }
    const last = bytes[position];
    if (last === undefined) return null;
    length += last;
    const end = position + 1 + length;
    if (end > bytes.length) return null;
    fields.push({ tag, value: bytes.slice(position + 1, end) });
    offset = end;
  }
  return fields;
}

/** Text of a field: UTF-8, unreadable bytes replaced, control characters left out, without spaces around it. */
export function fieldText(value: Uint8Array): string {
  return new TextDecoder()
    .decode(value)
    .replaceAll(/\p{Cc}/gu, '')
    .trim();
}

/** Takes the zeros behind the content away. */
export function trimTrailingZeros(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return bytes.slice(0, end);
}
