// Part of every runtime that the rules run in, and of no library of types that they share.
declare const TextDecoder: new (
  encoding: 'utf-8',
  options?: { readonly fatal: boolean },
) => { decode(bytes: Uint8Array): string };

/** So many bytes from the start tell what a content is. */
export const sniffedBytes = 1024 * 1024;

/** What a program recognises in the bytes when it is Office before 2007 or Outlook: one signature for all of them. */
export const compoundFile = 'application/x-cfb';

// What a program recognises in the bytes, and the media types that a desk may call it. What runs when somebody opens it, or
// holds other files (HTML, SVG, archives, programs), is not among them.
const accepted: Readonly<Record<string, readonly string[]>> = {
  'application/pdf': ['application/pdf'],
  'image/png': ['image/png'],
  'image/jpeg': ['image/jpeg'],
  'image/tiff': ['image/tiff'],
  'image/webp': ['image/webp'],
  'image/heic': ['image/heic', 'image/heif'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': [],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': [],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': [],
  'application/vnd.oasis.opendocument.text': [],
  'application/vnd.oasis.opendocument.spreadsheet': [],
  'application/vnd.oasis.opendocument.presentation': [],
  [compoundFile]: [
    'application/msword',
    'application/vnd.ms-excel',
    'application/vnd.ms-powerpoint',
    'application/vnd.ms-outlook',
  ],
  'text/plain': ['text/plain', 'text/csv', 'message/rfc822'],
};

// Where one kind of bytes has several names, the end of the file's name chooses.
const namedByEnding: Readonly<Record<string, string>> = {
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
  msg: 'application/vnd.ms-outlook',
  csv: 'text/csv',
  eml: 'message/rfc822',
};

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether the first bytes of a content are those of a plain text, and not of a page or a drawing that runs.
 *
 * @param start the first bytes, `sniffedBytes` of them or all
 * @param isWhole there are no more
 */
export function looksLikePlainText(start: Uint8Array, isWhole: boolean): boolean {
  // A character may be cut in two at the end of what was looked at.
  const ends = isWhole ? [start.length] : [0, 1, 2, 3].map((cut) => start.length - cut);
  if (!ends.some((end) => isUtf8(start.subarray(0, end)))) return false;
  const text = new TextDecoder('utf-8').decode(start);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: text has no such characters, programs and pictures do
  return !/[\u0000-\u0008\u000e-\u001f]/.test(text) && !/^\s*<(?:!doctype|html|svg|script|\?xml)/i.test(text);
}

/**
 * The media type to keep a content under.
 *
 * @param found what its bytes are recognised as
 * @param declared what its desk calls it
 * @returns undefined when the kind is not accepted, or is another than its desk says
 */
export function agreedMediaType(found: string, declared: string): string | undefined {
  if (!Object.hasOwn(accepted, found)) return undefined;
  const names = accepted[found] ?? [];
  const isNamedSo = declared === found || names.includes(declared);
  return isNamedSo && declared !== compoundFile ? declared : undefined;
}

/**
 * What a desk calls a file that it takes in.
 *
 * @param found what its bytes are recognised as
 * @returns undefined when the kind is not accepted
 */
export function mediaTypeOfFile(found: string, fileName: string): string | undefined {
  const ending = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  const byEnding = Object.hasOwn(namedByEnding, ending) ? namedByEnding[ending] : undefined;
  return agreedMediaType(found, byEnding ?? found) ?? agreedMediaType(found, found);
}
