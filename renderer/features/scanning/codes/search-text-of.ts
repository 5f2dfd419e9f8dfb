import { travelDocumentOf, travelLinesOf } from '../travel/travel-document.ts';

/** The row of digits without Shift on a Belgian keyboard: what a scanner types that was set up for another one. */
const belgianDigits = 'à&é"\'(§è!ç';
const MOST_CHARACTERS = 200;

/** What is searched for, and what it was read from. */
export type ScannedSearch =
  | { readonly kind: 'code'; readonly text: string }
  /** The name in a passport or a foreign identity card. `isCertain`: its check digits are right. */
  | { readonly kind: 'travelDocument'; readonly text: string; readonly isCertain: boolean };

/**
 * What to search for when a code was scanned: without control characters, digits of a wrongly set keyboard put right, the name of a
 * travel document. Undefined when nothing is left.
 */
export function searchTextOf(scanned: string): ScannedSearch | undefined {
  const lines = travelLinesOf(scanned);
  const document = lines && travelDocumentOf(lines);
  if (document) return { kind: 'travelDocument', text: document.name, isCertain: document.wrong.length === 0 };
  const plain = scanned.replace(/[\p{Cc}\p{Cf}]/gu, '').trim();
  const isAllDigits = plain !== '' && [...plain].every((letter) => belgianDigits.includes(letter));
  const text = isAllDigits ? [...plain].map((letter) => belgianDigits.indexOf(letter)).join('') : plain;
  return text === '' ? undefined : { kind: 'code', text: [...text].slice(0, MOST_CHARACTERS).join('') };
}
