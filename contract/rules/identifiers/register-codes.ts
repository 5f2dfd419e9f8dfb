import {
  type Branded,
  branded,
  type IdentifierFailure,
  type IdentifierResult,
  identifierFound,
  identifierRefused,
  type ParsedIdentifier,
} from './identifier-result.ts';
import { digitsOnly, withoutSeparators } from './text-cleaning.ts';

export type AssociationCode = Branded<'VCode'>;
export type OvoCode = Branded<'Ovo'>;
export type NisCode = Branded<'Nis'>;
export type ParcelCode = Branded<'CaPaKey'>;
export type DossierNumberText = Branded<'DossierNumber'>;

export interface VCode extends ParsedIdentifier<'VCode'> {}
export interface Ovo extends ParsedIdentifier<'Ovo'> {}
export interface DossierNumber extends ParsedIdentifier<'DossierNumber'> {}

export interface Nis extends ParsedIdentifier<'Nis'> {
  /** First digit: 1 Antwerp ... 9 Namur. Codes change when municipalities merge: names come from a dated table. */
  readonly provinceDigit: number;
}

/** A cadastral parcel key. `normalised` has the slash of the cadastre; `registerId` has the dash of the parcel register. */
export interface CaPaKey extends ParsedIdentifier<'CaPaKey'> {
  readonly registerId: string;
  readonly divisionCode: string;
  readonly section: string;
  readonly parcelNumber: number;
  readonly bisNumber: number;
  /** Letter exponent; null when the parcel has none (written as an underscore). */
  readonly exponent: string | null;
  readonly power: number;
}

function prefixedDigits(text: string, prefix: string, count: number): string | IdentifierFailure {
  const code = withoutSeparators(text);
  if (code === '') return identifierRefused('empty');
  if (!/^[A-Z0-9]+$/.test(code)) return identifierRefused('characters');
  if (!code.startsWith(prefix)) return identifierRefused('unknownForm');
  const digits = code.slice(prefix.length);
  if (!/^[0-9]*$/.test(digits)) return identifierRefused('characters');
  return digits.length === count ? code : identifierRefused('length');
}

/** Reads the code of an association in the Flemish register (V-code): V and seven digits. Spec section 21. */
export function parseVCode(text: string): IdentifierResult<VCode> {
  const code = prefixedDigits(text, 'V', 7);
  return typeof code === 'string' ? identifierFound({ normalised: branded(code), formatted: code }) : code;
}

/** Reads an OVO code of the Flemish organisation register: OVO and six digits. Spec section 21. */
export function parseOvo(text: string): IdentifierResult<Ovo> {
  const code = prefixedDigits(text, 'OVO', 6);
  return typeof code === 'string' ? identifierFound({ normalised: branded(code), formatted: code }) : code;
}

/** Reads the five-digit NIS code of a municipality. Whether it exists on a date is for the dated table. Spec section 21. */
export function parseNis(text: string): IdentifierResult<Nis> {
  const digits = digitsOnly(text, [5]);
  if (typeof digits !== 'string') return digits;
  if (digits.startsWith('0')) return identifierRefused('unknownForm');
  return identifierFound({ normalised: branded(digits), formatted: digits, provinceDigit: Number(digits[0]) });
}

const capakeyForm = /^(\d{5})([A-Z])(\d{4})[/-](\d{2})([A-Z_])(\d{3})$/;

/**
 * Reads a cadastral parcel key in the form of the cadastre (11001B0001/00S000) or of the parcel register
 * (11001B0001-00S000). Spec section 21.
 */
export function parseCaPaKey(text: string): IdentifierResult<CaPaKey> {
  const key = text.normalize('NFKC').replace(/\s+/gu, '').toUpperCase();
  if (key === '') return identifierRefused('empty');
  if (!/^[A-Z0-9_/-]+$/.test(key)) return identifierRefused('characters');
  if (key.length !== 17) return identifierRefused('length');
  const match = capakeyForm.exec(key);
  if (match === null) return identifierRefused('unknownForm');
  const [, divisionCode = '', section = '', parcel = '', bis = '', exponent = '', power = ''] = match;
  const normalised = `${divisionCode}${section}${parcel}/${bis}${exponent}${power}`;
  return identifierFound({
    normalised: branded(normalised),
    formatted: normalised,
    registerId: normalised.replace('/', '-'),
    divisionCode,
    section,
    parcelNumber: Number(parcel),
    bisNumber: Number(bis),
    exponent: exponent === '_' ? null : exponent,
    power: Number(power),
  });
}

/**
 * Reads a number of our own dossiers: letters, digits and single dashes, at least one digit, at most 50 characters
 * (the bound of DOSIS). Spaces around are dropped, letters become capitals. Spec section 21.
 */
export function parseDossierNumber(text: string): IdentifierResult<DossierNumber> {
  const number = text.normalize('NFKC').trim().toUpperCase();
  if (number === '') return identifierRefused('empty');
  if (!/^[A-Z0-9-]+$/.test(number)) return identifierRefused('characters');
  if (number.length > 50) return identifierRefused('length');
  if (!/[0-9]/.test(number) || !/^[A-Z0-9]+(?:-[A-Z0-9]+)*$/.test(number)) return identifierRefused('unknownForm');
  return identifierFound({ normalised: branded(number), formatted: number });
}
