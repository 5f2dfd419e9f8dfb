import { parseKbo } from './enterprise-number.ts';
import { parseInsz } from './insz.ts';
import { parseOgm } from './payment-reference.ts';
import { withoutSeparators } from './text-cleaning.ts';

export type SearchTextKind = 'insz' | 'kbo' | 'dossierNumber' | 'phone' | 'ogm' | 'words';

export interface SearchReading {
  readonly kind: SearchTextKind;
  /** Digits for numbers, E.164 for a phone, capitals with dashes for a dossier, single spaces for words. */
  readonly normalised: string;
}

export interface RecognisedSearchText extends SearchReading {
  /** What else the text may be, likeliest first; `words` always closes the list of what is not words itself. */
  readonly alternatives: readonly SearchReading[];
}

function phoneOf(text: string): SearchReading | null {
  if (!/^\+?[0-9\s.\-/()]+$/.test(text)) return null;
  const international = /^\s*(?:\+|00)/.test(text);
  const digits = text
    .replace(/\(0\)/g, '')
    .replace(/[^0-9]/g, '')
    .replace(/^00/, '');
  if (international)
    return digits.length >= 8 && digits.length <= 15 ? { kind: 'phone', normalised: `+${digits}` } : null;
  // Belgium: eight digits after the 0 of a fixed line, nine after that of a mobile (04...); other lengths do not exist.
  const national = digits.replace(/^32(?=[1-9])(?=[0-9]{8,9}$)/, '0');
  const form = /^0(?:[1-9][0-9]{7}|4[5-9][0-9]{7})$/;
  return form.test(national) ? { kind: 'phone', normalised: `+32${national.slice(1)}` } : null;
}

function dossierOf(text: string): SearchReading | null {
  const bare = text.replace(/^dossier(?:nummer|nr\.?)?[\s:#]*(?=\S*[0-9])/i, '').toUpperCase();
  const joined = bare.replace(/[\s./\-\u2010-\u2015]+/gu, '-');
  // A year and a serial number, with or without letters in front; or letters, a dash and at least three digits.
  const withYear = /^(?:[A-Z]+(?:-[A-Z]+)*-?)?(?:19|20)[0-9]{2}-[0-9]{1,10}$/.test(joined);
  const withLetters = /^[A-Z][A-Z0-9]{0,11}-[0-9]{3,12}$/.test(joined) && !/\s/.test(bare);
  return withYear || withLetters ? { kind: 'dossierNumber', normalised: joined } : null;
}

function inszOf(text: string): SearchReading | null {
  // A search harms nobody: test numbers are recognised in production too, they just find nothing.
  const insz = parseInsz(text, { testMode: true });
  return insz.ok ? { kind: 'insz', normalised: insz.value.normalised } : null;
}

function kboOf(text: string): SearchReading | null {
  const kbo = parseKbo(text);
  if (!kbo.ok) return null;
  // Nine digits with a 0 in front is a phone number; the old enterprise numbers of nine digits start with 1 to 9.
  return /^0[0-9]{8}$/.test(withoutSeparators(text)) ? null : { kind: 'kbo', normalised: kbo.value.normalised };
}

function ogmOf(text: string): SearchReading | null {
  const ogm = parseOgm(text);
  return ogm.ok ? { kind: 'ogm', normalised: ogm.value.normalised } : null;
}

/**
 * Decides what a text in the search box may be, forgiving dots, dashes, slashes and spaces.
 *
 * Numbers with check digits go first, because a phone number passes one by chance in 1 of 97 cases only; every other
 * reading follows in `alternatives`, so that the search can try those when the first finds nothing. A text that is
 * nothing else is `words`; an empty text too.
 */
export function recogniseSearchText(text: string): RecognisedSearchText {
  const trimmed = text.normalize('NFKC').trim().replace(/\s+/gu, ' ');
  const words: SearchReading = { kind: 'words', normalised: trimmed };
  const readers = /^\+(?!\+)/.test(trimmed) ? [phoneOf] : [inszOf, ogmOf, kboOf, dossierOf, phoneOf];
  const readings = readers.map((reader) => reader(trimmed)).filter((reading) => reading !== null);
  const [first, ...others] = readings;
  return first === undefined ? { ...words, alternatives: [] } : { ...first, alternatives: [...others, words] };
}
