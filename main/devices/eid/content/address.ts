import { fieldText, parseSimplifiedTlv } from './simplified-tlv.ts';

/** The address on the card. */
export interface CardAddress {
  /** Street, number and bus number as the card writes them. */
  readonly line: string;
  readonly street: StreetLine;
  readonly postalCode: string | null;
  readonly municipality: string | null;
}

/** A street line in parts; the number is null when the line does not show it clearly. */
export interface StreetLine {
  readonly street: string;
  readonly houseNumber: string | null;
  readonly busNumber: string | null;
}

/** Reads the address file; null when it is damaged. A card without an address (children, some foreigners) has empty parts. */
export function parseAddress(file: Uint8Array): CardAddress | null {
  const fields = parseSimplifiedTlv(file);
  if (fields === null) return null;
  const text = (tag: number) => {
    const field = fields.find((candidate) => candidate.tag === tag);
    return field === undefined ? '' : fieldText(field.value);
  };
  const line = text(0x01);
  return { line, street: parseStreetLine(line), postalCode: text(0x02) || null, municipality: text(0x03) || null };
}

const busWords = new Set(['bus', 'bte', 'bte.', 'boite', 'box', 'b', 'bt', 'btes', 'bfk', 'postfach', '/']);
const numberForm = /^\d{1,5}[A-Za-z]{0,3}(?:[-+]\d{1,5}[A-Za-z]{0,3})?$/;
const busForm = /^[\p{L}\d.-]{1,10}$/u;

/**
 * Takes "Meirplaats 1 bus 1" apart. The bus number is free text on the card: after a word (bus, bte, Bfk), glued to it
 * ("b001"), or behind a stroke ("12/3"). Digits inside the street's name stay there; in doubt the whole line is the street.
 */
export function parseStreetLine(line: string): StreetLine {
  const words = line
    .replaceAll(/[\s,]+/g, ' ')
    .trim()
    .split(' ');
  const { rest, busNumber } = takeBusNumber(words);
  const { street, houseNumber } = takeHouseNumber(rest);
  if (houseNumber === null || street === '') return { street: words.join(' '), houseNumber: null, busNumber: null };
  return { street, houseNumber, busNumber };
}

interface BusSplit {
  readonly rest: readonly string[];
  readonly busNumber: string | null;
}

function takeBusNumber(words: readonly string[]): BusSplit {
  const last = words.at(-1) ?? '';
  const before = words.at(-2) ?? '';
  // A single "b" is a bus word only behind the number; "b" may also be the letter of a number ("12 b").
  const wordSplit = words.length >= 4 && busWords.has(plain(before)) && startsWithDigit(words.at(-3) ?? words.at(-4));
  const letterSplit = words.length >= 5 && busWords.has(plain(before)) && /^[A-Za-z]$/.test(words.at(-3) ?? '');
  if ((wordSplit || letterSplit) && busForm.test(last)) return { rest: words.slice(0, -2), busNumber: last };
  const glued = /^(?:bus|bte|b|\/)(\d{1,6}[A-Za-z]?)$/i.exec(last);
  if (words.length >= 3 && glued !== null && startsWithDigit(before)) {
    return { rest: words.slice(0, -1), busNumber: glued[1] ?? null };
  }
  const stroke = /^(\d{1,5}[A-Za-z]{0,3})\/([\p{L}\d.-]{1,10})$/u.exec(last);
  if (stroke !== null) return { rest: [...words.slice(0, -1), stroke[1] ?? ''], busNumber: stroke[2] ?? null };
  return { rest: words, busNumber: null };
}

function takeHouseNumber(words: readonly string[]): { readonly street: string; readonly houseNumber: string | null } {
  const last = words.at(-1) ?? '';
  const before = words.at(-2) ?? '';
  if (words.length >= 3 && /^[A-Za-z]$/.test(last) && numberForm.test(before)) {
    return { street: words.slice(0, -2).join(' '), houseNumber: `${before}${last}` };
  }
  if (numberForm.test(last)) return { street: words.slice(0, -1).join(' '), houseNumber: last };
  return { street: words.join(' '), houseNumber: null };
}

function startsWithDigit(word: string | undefined): boolean {
  return word !== undefined && /^\d/.test(word);
}

function plain(word: string): string {
  return word.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
