import {
  type Branded,
  branded,
  type IdentifierResult,
  identifierFound,
  identifierRefused,
  type ParsedIdentifier,
} from './identifier-result.ts';
import { digitsOnly, groupsOfFour, modulo97OfAlphanumeric, remainderOf97, withoutSeparators } from './text-cleaning.ts';

export type OgmNumber = Branded<'Ogm'>;
export type CreditorReferenceText = Branded<'CreditorReference'>;

/** A Belgian structured communication; `formatted` is "+++010/8068/17183+++". */
export interface Ogm extends ParsedIdentifier<'Ogm'> {
  /** The ten digits before the check, as a number. */
  readonly base: number;
}

export interface CreditorReference extends ParsedIdentifier<'CreditorReference'> {
  /** What the creditor itself put in: the part behind RF and the two check digits. */
  readonly reference: string;
}

/**
 * Reads a structured communication (OGM/VCS): twelve digits, the last two being the first ten modulo 97, with 97 in the
 * place of 0. Plus signs or stars around it and slashes within are dropped. Spec section 16.
 */
export function parseOgm(text: string): IdentifierResult<Ogm> {
  const digits = digitsOnly(text.replace(/^\s*(?:\+{3}|\*{3})|(?:\+{3}|\*{3})\s*$/g, ''), [12]);
  if (typeof digits !== 'string') return digits;
  const base = Number(digits.slice(0, 10));
  if (digits.slice(10) !== remainderOf97(base)) return identifierRefused('checkDigits');
  return identifierFound({
    normalised: branded(digits),
    formatted: `+++${digits.slice(0, 3)}/${digits.slice(3, 7)}/${digits.slice(7)}+++`,
    base,
  });
}

/**
 * Makes a structured communication from our own number (say, of a payment).
 *
 * @param number 0 to 9 999 999 999
 * @returns the twelve digits; `parseOgm` gives the printed form
 * @throws RangeError outside those bounds (a bug in the caller)
 */
export function makeOgm(number: number): OgmNumber {
  if (!Number.isInteger(number) || number < 0 || number > 9_999_999_999) {
    throw new RangeError('The number must have at most ten digits');
  }
  return branded(String(number).padStart(10, '0') + remainderOf97(number));
}

/**
 * Reads an international creditor reference (ISO 11649): RF, two check digits and 1 to 21 letters or digits; modulo 97 of
 * the whole with its first four characters at the end is 1.
 */
export function parseCreditorReference(text: string): IdentifierResult<CreditorReference> {
  const reference = withoutSeparators(text);
  if (reference === '') return identifierRefused('empty');
  if (!/^[A-Z0-9]+$/.test(reference)) return identifierRefused('characters');
  if (!/^RF[0-9]{2}/.test(reference)) return identifierRefused('unknownForm');
  if (reference.length < 5 || reference.length > 25) return identifierRefused('length');
  if (modulo97OfAlphanumeric(reference.slice(4) + reference.slice(0, 4)) !== 1) return identifierRefused('checkDigits');
  return identifierFound({
    normalised: branded(reference),
    formatted: groupsOfFour(reference),
    reference: reference.slice(4),
  });
}

/**
 * Makes a creditor reference (ISO 11649) around our own reference.
 *
 * @param own 1 to 21 letters A-Z and digits
 * @throws RangeError for anything else (a bug in the caller)
 */
export function makeCreditorReference(own: string): CreditorReferenceText {
  const reference = own.toUpperCase();
  if (!/^[A-Z0-9]{1,21}$/.test(reference)) throw new RangeError('A reference has 1 to 21 letters and digits');
  const check = 98 - modulo97OfAlphanumeric(`${reference}RF00`);
  return branded(`RF${String(check).padStart(2, '0')}${reference}`);
}
