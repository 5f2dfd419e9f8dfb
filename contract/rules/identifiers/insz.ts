import { Temporal } from 'temporal-polyfill';
import {
  type Branded,
  branded,
  type IdentifierResult,
  identifierFound,
  identifierRefused,
  type ParsedIdentifier,
} from './identifier-result.ts';
import { complementOf97, digitsOnly } from './text-cleaning.ts';

export type InszNumber = Branded<'Insz'>;

/** What an INSZ says about the birth. A part is null when the register did not know it or ran out of numbers. */
export interface InszBirth {
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number | null;
}

/** A checked INSZ. It deliberately carries no gender: the number is not a source for it (spec section 21). */
export interface Insz extends ParsedIdentifier<'Insz'> {
  readonly kind: 'national' | 'bis' | 'test';
  /** 19 or 20. Never a guess: the check digits of the two centuries always differ (2 000 000 000 mod 97 = 68). */
  readonly century: 19 | 20;
  readonly birth: InszBirth;
  /** ISO date, or null when any part of the birth date is unknown. */
  readonly birthDate: string | null;
}

export interface InszOptions {
  /** Accept test numbers (birth month + 60). Never set in production. */
  readonly testMode?: boolean;
  /** ISO date against which a birth in the future is refused; the computer's date in Brussels when left out. */
  readonly today?: string;
}

// The register writes these when it did not even know the year of birth.
const fictitiousDates = ['000001', '002001', '004001'];

function kindOfMonth(month: number): { readonly kind: Insz['kind']; readonly offset: number } | null {
  if (month <= 12) return { kind: 'national', offset: 0 };
  if (month >= 20 && month <= 32) return { kind: 'bis', offset: 20 };
  if (month >= 40 && month <= 52) return { kind: 'bis', offset: 40 };
  if (month >= 61 && month <= 72) return { kind: 'test', offset: 60 };
  return null;
}

function centuryOf(digits: string): 19 | 20 | null {
  const base = Number(digits.slice(0, 9));
  const check = digits.slice(9);
  if (check === complementOf97(base)) return 19;
  if (check === complementOf97(2_000_000_000 + base)) return 20;
  return null;
}

function birthOf(digits: string, year: number, offset: number): InszBirth {
  if (fictitiousDates.includes(digits.slice(0, 6))) return { year: null, month: null, day: null };
  const month = Number(digits.slice(2, 4)) - offset;
  const day = Number(digits.slice(4, 6));
  // A month of 00 means "unknown" or "no sequence numbers left": the day beside it is then a counter, not a day.
  if (month === 0) return { year, month: null, day: null };
  return { year, month, day: day === 0 ? null : day };
}

function dayExists(digits: string, birth: InszBirth): boolean {
  if (Number(digits.slice(4, 6)) > 31) return false;
  if (birth.year === null || birth.month === null || birth.day === null) return true;
  return birth.day <= Temporal.PlainYearMonth.from({ year: birth.year, month: birth.month }).daysInMonth;
}

function isoBirthDate(birth: InszBirth): string | null {
  if (birth.year === null || birth.month === null || birth.day === null) return null;
  return Temporal.PlainDate.from({ year: birth.year, month: birth.month, day: birth.day }).toString();
}

function formatInsz(digits: string): string {
  const [a, b, c] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6)];
  return `${a}.${b}.${c}-${digits.slice(6, 9)}.${digits.slice(9)}`;
}

function currentYear(today: string | undefined): number {
  return (today === undefined ? Temporal.Now.plainDateISO('Europe/Brussels') : Temporal.PlainDate.from(today)).year;
}

/**
 * Reads a national number, a BIS number (month +20 or +40) or, in test mode, a test number (month +60).
 *
 * The birth century follows from the check digits: `97 - (first nine digits mod 97)`, with a 2 in front of the nine
 * digits for those born from 2000 on. Source: Royal Decree of 3 April 1984; spec section 21.
 */
export function parseInsz(text: string, options: InszOptions = {}): IdentifierResult<Insz> {
  const digits = digitsOnly(text, [11]);
  if (typeof digits !== 'string') return digits;
  const form = kindOfMonth(Number(digits.slice(2, 4)));
  if (form === null) return identifierRefused('date');
  const century = centuryOf(digits);
  if (century === null) return identifierRefused('checkDigits');
  const year = century * 100 + Number(digits.slice(0, 2));
  const birth = birthOf(digits, year, form.offset);
  if (year > currentYear(options.today) || !dayExists(digits, birth)) return identifierRefused('date');
  // 001 to 997 for men, 002 to 998 for women: 000 and 999 are never given out.
  if (['000', '999'].includes(digits.slice(6, 9))) return identifierRefused('unknownForm');
  if (form.kind === 'test' && options.testMode !== true) return identifierRefused('testNumberNotAllowed');
  return identifierFound({
    normalised: branded(digits),
    formatted: formatInsz(digits),
    kind: form.kind,
    century,
    birth,
    birthDate: isoBirthDate(birth),
  });
}

/**
 * Makes a test number: real people can never have it, because its birth month is 60 too high.
 *
 * @param birthDate ISO date from 1900-01-01 to 2099-12-31
 * @param sequence 1 to 998
 * @throws RangeError for a date or sequence outside those bounds (a bug in the caller)
 */
export function makeTestInsz(birthDate: string, sequence: number): InszNumber {
  const date = Temporal.PlainDate.from(birthDate);
  if (date.year < 1900 || date.year > 2099) throw new RangeError('The birth year must lie between 1900 and 2099');
  if (!Number.isInteger(sequence) || sequence < 1 || sequence > 998) throw new RangeError('The sequence must be 1-998');
  const two = (number: number) => String(number).padStart(2, '0');
  const base = `${two(date.year % 100)}${two(date.month + 60)}${two(date.day)}${String(sequence).padStart(3, '0')}`;
  return branded(base + complementOf97(Number(date.year >= 2000 ? `2${base}` : base)));
}

/**
 * The form for screens of people without the right and the reason to see the number: "85.07.30-***.**".
 * A text that is not eleven digits is hidden whole, so that a mistyped number does not leak either.
 */
export function maskInsz(text: string): string {
  const digits = digitsOnly(text, [11]);
  return typeof digits === 'string' ? `${formatInsz(digits).slice(0, 9)}***.**` : '**.**.**-***.**';
}
