import { type IdentifierFailure, identifierRefused } from './identifier-result.ts';

// Dots, slashes, all spaces and all dashes that word processors and spreadsheets put between groups of digits.
const separators = /[\s.,/\\\-\u00ad\u2010-\u2015\u2212\u200b-\u200d\ufeff_]+/gu;

/** Removes the separators that people put between groups (dots, dashes, slashes, every kind of space); upper case. */
export function withoutSeparators(text: string): string {
  return text.normalize('NFKC').replace(separators, '').toUpperCase();
}

/**
 * Cleans a text that must hold digits only.
 *
 * @param lengths the allowed numbers of digits
 * @returns the digits, or the refusal: `empty`, then `characters`, then `length`
 */
export function digitsOnly(text: string, lengths: readonly number[]): string | IdentifierFailure {
  const digits = withoutSeparators(text);
  if (digits === '') return identifierRefused('empty');
  if (!/^[0-9]+$/.test(digits)) return identifierRefused('characters');
  if (!lengths.includes(digits.length)) return identifierRefused('length');
  return digits;
}

/** `97 - (number mod 97)` as two digits, 01 to 97: the check of INSZ, enterprise and establishment numbers. */
export function complementOf97(number: number): string {
  return String(97 - (number % 97)).padStart(2, '0');
}

/** `number mod 97` as two digits with 97 in the place of 0: the check of OGM and of Belgian account numbers. */
export function remainderOf97(number: number): string {
  return String(number % 97 || 97).padStart(2, '0');
}

/** Remainder modulo 97 of a decimal number of any length, with letters read as 10 to 35 (ISO 7064, ISO 13616). */
export function modulo97OfAlphanumeric(text: string): number {
  let remainder = 0;
  for (const character of text) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder;
}

/** Groups of four separated by a space, as IBAN and RF references are printed. */
export function groupsOfFour(text: string): string {
  return text.replace(/(.{4})(?=.)/g, '$1 ');
}
