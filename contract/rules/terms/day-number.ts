import { Temporal } from 'temporal-polyfill';

/**
 * A calendar day counted from 1970-01-01 (= 0). Terms are date arithmetic: no hours, no time zone, so the change to summer
 * time cannot touch them. Day numbers keep long walks over days cheap.
 */
export type DayNumber = number;

const epoch = Temporal.PlainDate.from('1970-01-01');

/** The day number of an ISO date, or null when the text is no existing date in the form YYYY-MM-DD. */
export function dayNumberOf(isoDate: string): DayNumber | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(isoDate)) return null;
  try {
    return epoch.until(Temporal.PlainDate.from(isoDate, { overflow: 'reject' })).days;
  } catch {
    return null;
  }
}

/** Years from 1 March in eras of 400 years: plain arithmetic, because walks over thousands of days are too slow otherwise. */
function civilDateOf(day: DayNumber): { readonly year: number; readonly month: number; readonly day: number } {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return { year, month, day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1 };
}

/** The ISO date (YYYY-MM-DD) of a day number. */
export function isoDateOf(day: DayNumber): string {
  const date = civilDateOf(day);
  const pad = (number: number, width: number) => String(number).padStart(width, '0');
  return `${pad(date.year, 4)}-${pad(date.month, 2)}-${pad(date.day, 2)}`;
}

/** Monday = 1 ... Sunday = 7. Day 0 was a Thursday. */
export function weekdayOf(day: DayNumber): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** The same day of the month so many months later; the last day of that month when it is shorter (31 Jan + 1 = 28 Feb). */
export function addMonths(day: DayNumber, months: number): DayNumber {
  return epoch.until(epoch.add({ days: day }).add({ months }, { overflow: 'constrain' })).days;
}

/** The calendar year of a day number. */
export function yearOf(day: DayNumber): number {
  return civilDateOf(day).year;
}
