/**
 * The distinguished encoding of ASN.1, as far as a certificate is walked through for what the checks ask. A general library builds an
 * object of every byte of it, which took longer than all signatures together; what a certificate is as a whole is judged by the
 * platform before.
 */

/** One element: its first byte, and what is in it. */
export interface Element {
  readonly tag: number;
  readonly content: Uint8Array;
}

export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  sequence: 0x30,
  set: 0x31,
  /** The numbered field of a certificate that holds its extensions. */
  extensions: 0xa3,
} as const;

const CONSTRUCTED = 0x20;
const LONG_TAG = 0x1f;
const MOST_LENGTH_BYTES = 3;

/** @throws Error when the bytes are not whole elements, one behind the other */
export function elementsOf(bytes: Uint8Array): readonly Element[] {
  const found: Element[] = [];
  for (let offset = 0; offset < bytes.length; ) {
    const { element, end } = elementAt(bytes, offset);
    found.push(element);
    offset = end;
  }
  return found;
}

/** @throws Error when there is no such element, when it has no parts, or when they are not whole */
export function partsOf(element: Element | undefined): readonly Element[] {
  if (element === undefined || (element.tag & CONSTRUCTED) === 0) throw otherForm();
  return elementsOf(element.content);
}

/** The dotted form of an object identifier. @throws Error for an element of another kind */
export function objectIdentifierOf({ tag, content }: Element): string {
  if (tag !== tags.objectIdentifier || content.length === 0) throw otherForm();
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of content) {
    arc = arc * 0x80 + (byte & 0x7f);
    if (byte < 0x80) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const [first = 0, ...rest] = arcs;
  const root = Math.min(Math.floor(first / 40), 2);
  return [root, first - root * 40, ...rest].join('.');
}

function elementAt(bytes: Uint8Array, offset: number): { readonly element: Element; readonly end: number } {
  const tag = bytes[offset];
  const first = bytes[offset + 1];
  if (tag === undefined || first === undefined || (tag & LONG_TAG) === LONG_TAG) throw otherForm();
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  // 0x80 is "until further notice", which only the looser encoding has.
  if (first === 0x80 || lengthBytes > MOST_LENGTH_BYTES) throw otherForm();
  const start = offset + 2 + lengthBytes;
  const length =
    lengthBytes === 0 ? first : bytes.subarray(offset + 2, start).reduce((sum, byte) => sum * 0x100 + byte, 0);
  const end = start + length;
  if (end > bytes.length) throw otherForm();
  return { element: { tag, content: bytes.subarray(start, end) }, end };
}

function otherForm(): Error {
  return new Error('A certificate has another form');
}
