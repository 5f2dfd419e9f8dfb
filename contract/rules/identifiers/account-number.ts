import {
  type Branded,
  branded,
  type IdentifierResult,
  identifierFound,
  identifierRefused,
  type ParsedIdentifier,
} from './identifier-result.ts';
import { groupsOfFour, modulo97OfAlphanumeric, remainderOf97, withoutSeparators } from './text-cleaning.ts';

export type IbanText = Branded<'Iban'>;

export interface Iban extends ParsedIdentifier<'Iban'> {
  readonly countryCode: string;
  /** The first three digits of a Belgian account tell the bank; null for other countries. */
  readonly belgianBankCode: string | null;
}

// ISO 13616 registry: total length per country of the single euro payments area.
const lengthPerCountry: Readonly<Record<string, number>> = {
  AD: 24,
  AT: 20,
  BE: 16,
  BG: 22,
  CH: 21,
  CY: 28,
  CZ: 24,
  DE: 22,
  DK: 18,
  EE: 20,
  ES: 24,
  FI: 18,
  FR: 27,
  GB: 22,
  GI: 23,
  GR: 27,
  HR: 21,
  HU: 28,
  IE: 22,
  IS: 26,
  IT: 27,
  LI: 21,
  LT: 20,
  LU: 20,
  LV: 21,
  MC: 27,
  MT: 31,
  NL: 18,
  NO: 15,
  PL: 28,
  PT: 25,
  RO: 24,
  SE: 24,
  SI: 19,
  SK: 24,
  SM: 27,
  VA: 22,
};

function lengthFits(iban: string): boolean {
  const length = lengthPerCountry[iban.slice(0, 2)];
  return length === undefined ? iban.length >= 15 && iban.length <= 34 : iban.length === length;
}

/**
 * Reads an account number of any country (ISO 13616, modulo 97 = 1). A Belgian one must also pass the older check inside
 * it: the last two digits are the first ten modulo 97, with 97 in the place of 0. Spec section 21.
 */
export function parseIban(text: string): IdentifierResult<Iban> {
  const iban = withoutSeparators(text.replace(/^\s*IBAN[\s:]*/i, ''));
  if (iban === '') return identifierRefused('empty');
  if (!/^[A-Z0-9]+$/.test(iban)) return identifierRefused('characters');
  if (!/^[A-Z]{2}[0-9]{2}/.test(iban)) return identifierRefused('unknownForm');
  if (!lengthFits(iban)) return identifierRefused('length');
  const countryCode = iban.slice(0, 2);
  const national = iban.slice(4);
  if (countryCode === 'BE' && !/^[0-9]+$/.test(national)) return identifierRefused('characters');
  if (modulo97OfAlphanumeric(national + iban.slice(0, 4)) !== 1) return identifierRefused('checkDigits');
  if (countryCode === 'BE' && national.slice(10) !== remainderOf97(Number(national.slice(0, 10)))) {
    return identifierRefused('checkDigits');
  }
  return identifierFound({
    normalised: branded(iban),
    formatted: groupsOfFour(iban),
    countryCode,
    belgianBankCode: countryCode === 'BE' ? national.slice(0, 3) : null,
  });
}

/**
 * Makes a Belgian account number with both checks, for the demo.
 *
 * @param base the first ten digits of the national number, 0 to 9 999 999 999
 * @throws RangeError outside those bounds (a bug in the caller)
 */
export function makeBelgianIban(base: number): IbanText {
  if (!Number.isInteger(base) || base < 0 || base > 9_999_999_999)
    throw new RangeError('The base must have ten digits');
  const national = String(base).padStart(10, '0') + remainderOf97(base);
  const check = 98 - modulo97OfAlphanumeric(`${national}BE00`);
  return branded(`BE${String(check).padStart(2, '0')}${national}`);
}
