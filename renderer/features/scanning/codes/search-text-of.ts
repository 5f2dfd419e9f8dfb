import { parse } from 'mrz';

/** The row of digits without Shift on a Belgian keyboard: what a scanner types that was set up for another one. */
const belgianDigits = 'à&é"\'(§è!ç';
const MOST_CHARACTERS = 200;

/** The lines of a travel document; undefined when it is none. */
function travelLinesOf(text: string): readonly string[] | undefined {
  const lines = text.split(/[\r\n]+/).map((line) => line.trim());
  const length = lines[0]?.length ?? 0;
  const wanted = { 30: 3, 36: 2, 44: 2 }[length];
  const isTravel =
    lines.length === wanted && lines.every((line) => line.length === length && /^[A-Z0-9<]+$/.test(line));
  return isTravel ? lines : undefined;
}

/** What is searched for, and what it was read from. */
export type ScannedSearch =
  | { readonly kind: 'code'; readonly text: string }
  /** The name in a passport or a foreign identity card. `isCertain`: its check digits are right. */
  | { readonly kind: 'travelDocument'; readonly text: string; readonly isCertain: boolean };

function travelDocument(lines: readonly string[]): ScannedSearch | undefined {
  try {
    const { fields, details } = parse([...lines], { autocorrect: true });
    const text = [fields.firstName, fields.lastName].filter((part) => part).join(' ');
    const checks = details.filter(({ field }) => field?.endsWith('CheckDigit'));
    return text === '' ? undefined : { kind: 'travelDocument', text, isCertain: checks.every(({ valid }) => valid) };
  } catch {
    // Lines of that length that are no travel document at all.
    return undefined;
  }
}

/**
 * What to search for when a code was scanned: without control characters, digits of a wrongly set keyboard put right, the name of a
 * travel document. Undefined when nothing is left.
 */
export function searchTextOf(scanned: string): ScannedSearch | undefined {
  const lines = travelLinesOf(scanned);
  const document = lines && travelDocument(lines);
  if (document) return document;
  const plain = scanned.replace(/[\p{Cc}\p{Cf}]/gu, '').trim();
  const isAllDigits = plain !== '' && [...plain].every((letter) => belgianDigits.includes(letter));
  const text = isAllDigits ? [...plain].map((letter) => belgianDigits.indexOf(letter)).join('') : plain;
  return text === '' ? undefined : { kind: 'code', text: [...text].slice(0, MOST_CHARACTERS).join('') };
}
