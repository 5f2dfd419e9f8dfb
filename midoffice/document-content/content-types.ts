import { agreedMediaType, looksLikePlainText } from '@onthaal/contract/rules/document-content/accepted-types.ts';
import { fileTypeFromBuffer } from 'file-type';

/**
 * Finds the media type of a content by its bytes and holds it against what its desk calls it.
 *
 * @param start the first bytes, `sniffedBytes` of them or all
 * @returns the media type to serve it under; undefined when its kind is not accepted or is another than its desk says
 */
export async function acceptedType(start: Buffer, isWhole: boolean, declared: string): Promise<string | undefined> {
  const found = (await fileTypeFromBuffer(start))?.mime ?? (looksLikePlainText(start, isWhole) ? 'text/plain' : '');
  return agreedMediaType(found, declared);
}
