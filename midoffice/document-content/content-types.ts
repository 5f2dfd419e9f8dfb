import { isUtf8 } from 'node:buffer';
import { fileTypeFromBuffer } from 'file-type';

/** So many bytes from the start tell what a content is. */
export const sniffedBytes = 1024 * 1024;

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
  // The container of Office before 2007 and of Outlook: one signature for all of them.
  'application/x-cfb': [
    'application/msword',
    'application/vnd.ms-excel',
    'application/vnd.ms-powerpoint',
    'application/vnd.ms-outlook',
  ],
  'text/plain': ['text/plain', 'text/csv', 'message/rfc822'],
};

function isPlainText(start: Buffer, isWhole: boolean): boolean {
  // A character may be cut in two at the end of what was looked at.
  const ends = isWhole ? [start.length] : [0, 1, 2, 3].map((cut) => start.length - cut);
  if (!ends.some((end) => isUtf8(start.subarray(0, end)))) return false;
  const text = start.toString('utf8');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: text has no such characters, programs and pictures do
  return !/[\u0000-\u0008\u000e-\u001f]/.test(text) && !/^\s*<(?:!doctype|html|svg|script|\?xml)/i.test(text);
}

/**
 * Finds the media type of a content by its bytes and holds it against what its desk calls it.
 *
 * @param start the first bytes, `sniffedBytes` of them or all
 * @returns the media type to serve it under; undefined when its kind is not accepted or is another than its desk says
 */
export async function acceptedType(start: Buffer, isWhole: boolean, declared: string): Promise<string | undefined> {
  const found = (await fileTypeFromBuffer(start))?.mime ?? (isPlainText(start, isWhole) ? 'text/plain' : '');
  if (!Object.hasOwn(accepted, found)) return undefined;
  const names = accepted[found] ?? [];
  const isNamedSo = declared === found || names.includes(declared);
  return isNamedSo && declared !== 'application/x-cfb' ? declared : undefined;
}
