import {
  type Branded,
  branded,
  type IdentifierResult,
  identifierFound,
  identifierRefused,
  type ParsedIdentifier,
} from './identifier-result.ts';
import { complementOf97, digitsOnly } from './text-cleaning.ts';

export type KboNumber = Branded<'Kbo'>;
export type EstablishmentNumber = Branded<'Establishment'>;

export interface Kbo extends ParsedIdentifier<'Kbo'> {
  /** The same number as a VAT number, "BE0403019261". Whether the enterprise is liable to VAT is another question. */
  readonly vatNumber: string;
}

export interface Establishment extends ParsedIdentifier<'Establishment'> {}

/**
 * Reads an enterprise number (KBO, formerly VAT): ten digits starting with 0 or 1, last two = 97 - (first eight mod 97).
 * Nine digits (from before 2005) get their 0 back; "BE", "BTW" and "KBO" in front are dropped. Spec section 21.
 */
export function parseKbo(text: string): IdentifierResult<Kbo> {
  const bare = text.trim().replace(/^(?:(?:KBO|BTW|TVA|BCE|VAT)[\s:.-]*)?(?:BE)?(?=[\s.]*[0-9])/i, '');
  const cleaned = digitsOnly(bare, [9, 10]);
  if (typeof cleaned !== 'string') return cleaned;
  const digits = cleaned.padStart(10, '0');
  if (!/^[01]/.test(digits) || digits.startsWith('00000000')) return identifierRefused('unknownForm');
  if (digits.slice(8) !== complementOf97(Number(digits.slice(0, 8)))) return identifierRefused('checkDigits');
  return identifierFound({
    normalised: branded(digits),
    formatted: `${digits.slice(0, 4)}.${digits.slice(4, 7)}.${digits.slice(7)}`,
    vatNumber: `BE${digits}`,
  });
}

/**
 * Makes an enterprise number for the demo.
 *
 * @param base the first eight digits as a number, 1 to 19 999 999
 * @throws RangeError outside those bounds (a bug in the caller)
 */
export function makeKbo(base: number): KboNumber {
  if (!Number.isInteger(base) || base < 1 || base > 19_999_999) throw new RangeError('The base must be 1-19999999');
  return branded(String(base).padStart(8, '0') + complementOf97(base));
}

/**
 * Reads an establishment unit number (vestigingsnummer): ten digits starting with 2 to 8. The check digits follow the rule
 * of the enterprise number; both numbers that the FPS Economy publishes as examples (2.147.812.701 and 2.147.812.897) pass.
 */
export function parseEstablishmentNumber(text: string): IdentifierResult<Establishment> {
  const digits = digitsOnly(text, [10]);
  if (typeof digits !== 'string') return digits;
  if (!/^[2-8]/.test(digits)) return identifierRefused('unknownForm');
  if (digits.slice(8) !== complementOf97(Number(digits.slice(0, 8)))) return identifierRefused('checkDigits');
  return identifierFound({
    normalised: branded(digits),
    formatted: `${digits.slice(0, 1)}.${digits.slice(1, 4)}.${digits.slice(4, 7)}.${digits.slice(7)}`,
  });
}
