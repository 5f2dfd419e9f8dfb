/** A date of birth as far as the register knows it. */
export interface PartialDate {
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
}

// Dutch, French and German, as the cards write them, without accents and dots.
const months: readonly (readonly string[])[] = [
  ['JAN'],
  ['FEB', 'FEV'],
  ['MAAR', 'MARS', 'MAR'],
  ['APR', 'AVR'],
  ['MEI', 'MAI'],
  ['JUN', 'JUIN'],
  ['JUL', 'JUIL'],
  ['AUG', 'AOUT'],
  ['SEP', 'SEPT'],
  ['OKT', 'OCT'],
  ['NOV'],
  ['DEC', 'DEZ'],
];
// Longer than any card writes; it also bounds the time of the expression below.
const LONGEST = 24;

/**
 * Reads "01 JAN 1971", "8 MAAR 1980", "22.DEZ. 1997"; day and month are left out when the card does not know them.
 * Null when it is not a date. A day that its month does not have is not a date either.
 */
export function parseBirthDate(text: string): PartialDate | null {
  if (text.length > LONGEST) return null;
  const plain = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toUpperCase();
  const parts = /^\s*(\d{1,2})?[ .]*([A-Z]+)?[ .]*(\d{4})\s*$/.exec(plain);
  if (parts === null) return null;
  const [, dayText, monthText, yearText] = parts;
  const year = Number(yearText);
  const day = Number(dayText ?? 0);
  if (monthText === undefined) return { year };
  const month = months.findIndex((names) => names.includes(monthText)) + 1;
  if (month === 0) return null;
  if (day === 0) return { year, month };
  return dayExists(year, month, day) ? { year, month, day } : null;
}

/** Reads DD.MM.YYYY into an ISO date; null when it is not an existing day. */
export function parseCardDay(text: string): string | null {
  const parts = /^(\d{2})\.(\d{2})\.(\d{4})$/.exec(text);
  if (parts === null) return null;
  const [, day = '', month = '', year = ''] = parts;
  return dayExists(Number(year), Number(month), Number(day)) ? `${year}-${month}-${day}` : null;
}

function dayExists(year: number, month: number, day: number): boolean {
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day <= (days[month - 1] ?? 0);
}
