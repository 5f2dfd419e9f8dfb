import { Temporal } from 'temporal-polyfill';
import { type DayNumber, dayNumberOf, weekdayOf, yearOf } from './day-number.ts';

/** The calendar that needs no data: the ten legal holidays of Belgium, of every year. */
export const legalHolidaysCode = 'belgianLegalHolidays';

export interface LegalHoliday {
  /** ISO date. */
  readonly date: string;
  /** Key of its name in the catalogue, such as `ascensionDay`. */
  readonly code: string;
}

/** A list of days that are not working days, such as the closing days of the town hall: data of the administrator. */
export interface TermCalendar {
  readonly code: string;
  readonly days: readonly { readonly date: string; readonly name: string }[];
}

export type WorkingWeek = 'mondayToFriday' | 'mondayToSaturday';

/** Easter Sunday of a year of the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8). ISO date. */
export function easterSunday(year: number): string {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const rest = year % 100;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - epact - (rest % 4)) % 7;
  const shift = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const sum = epact + weekday - 7 * shift + 114;
  return Temporal.PlainDate.from({ year, month: Math.floor(sum / 31), day: (sum % 31) + 1 }).toString();
}

/**
 * The ten legal holidays of a year, in order (Royal Decree of 18 April 1974; spec section 24). 11 July, 2 and 15 November,
 * 26 December and bridge days are no legal holidays: they belong in a calendar of closing days.
 */
export function belgianLegalHolidays(year: number): readonly LegalHoliday[] {
  const easter = Temporal.PlainDate.from(easterSunday(year));
  const after = (days: number) => easter.add({ days }).toString();
  const fixed = (month: number, day: number) => Temporal.PlainDate.from({ year, month, day }).toString();
  const days: LegalHoliday[] = [
    { date: fixed(1, 1), code: 'newYearsDay' },
    { date: after(1), code: 'easterMonday' },
    { date: fixed(5, 1), code: 'labourDay' },
    { date: after(39), code: 'ascensionDay' },
    { date: after(50), code: 'whitMonday' },
    { date: fixed(7, 21), code: 'nationalDay' },
    { date: fixed(8, 15), code: 'assumptionDay' },
    { date: fixed(11, 1), code: 'allSaintsDay' },
    { date: fixed(11, 11), code: 'armisticeDay' },
    { date: fixed(12, 25), code: 'christmasDay' },
  ];
  return days.sort((one, other) => (one.date < other.date ? -1 : 1));
}

const saturday: DayOff = { reasonCode: 'saturday' };
const sunday: DayOff = { reasonCode: 'sunday' };
const holidaysPerYear = new Map<number, ReadonlyMap<DayNumber, string>>();

function holidaysOf(year: number): ReadonlyMap<DayNumber, string> {
  const known = holidaysPerYear.get(year);
  if (known !== undefined) return known;
  const made = new Map(belgianLegalHolidays(year).map((day) => [dayNumberOf(day.date) ?? 0, day.code]));
  holidaysPerYear.set(year, made);
  return made;
}

/** Why a day is no working day: `saturday`, `sunday`, the code of a legal holiday, or `calendarDay` with its name. */
export interface DayOff {
  readonly reasonCode: string;
  readonly name?: string;
}

/** Answers null for a working day. */
export type DayOffRule = (day: DayNumber) => DayOff | null;

/**
 * Puts a working week and calendars together into one question.
 *
 * @returns the question, and the codes of calendars that are named but not given (their days then count as working days)
 */
export function dayOffRule(
  workingWeek: WorkingWeek,
  codes: readonly string[],
  calendars: readonly TermCalendar[],
): { readonly dayOff: DayOffRule; readonly missing: readonly string[] } {
  const days = new Map<DayNumber, DayOff>();
  const missing: string[] = [];
  for (const code of codes) {
    const calendar = calendars.find((candidate) => candidate.code === code);
    if (calendar === undefined && code !== legalHolidaysCode) missing.push(code);
    for (const day of calendar?.days ?? []) {
      const number = dayNumberOf(day.date);
      if (number !== null) days.set(number, { reasonCode: 'calendarDay', name: day.name });
    }
  }
  const legal = codes.includes(legalHolidaysCode);
  const dayOff = (day: DayNumber): DayOff | null => {
    // A holiday on a weekend is named as the holiday: that is what a clerk recognises.
    const holiday = legal ? holidaysOf(yearOf(day)).get(day) : undefined;
    if (holiday !== undefined) return { reasonCode: holiday };
    const named = days.get(day);
    if (named !== undefined) return named;
    const weekday = weekdayOf(day);
    if (weekday === 7) return sunday;
    return weekday === 6 && workingWeek === 'mondayToFriday' ? saturday : null;
  };
  return { dayOff, missing };
}

/** Whether an ISO date is a working day. Throws RangeError for a text that is no date (a bug in the caller). */
export function isWorkingDay(
  date: string,
  workingWeek: WorkingWeek,
  codes: readonly string[],
  calendars: readonly TermCalendar[],
): boolean {
  const day = dayNumberOf(date);
  if (day === null) throw new RangeError('Not an ISO date');
  return dayOffRule(workingWeek, codes, calendars).dayOff(day) === null;
}
