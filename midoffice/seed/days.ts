const millisecondsPerDay = 86_400_000;

/** Days are counted as whole numbers since 1970-01-01, so that hundreds of thousands of dates cost nothing. */
export type DayNumber = number;

/** Reads `YYYY-MM-DD`. */
export function dayNumber(text: string): DayNumber {
  return Math.round(
    Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)) - 1, Number(text.slice(8, 10))) / millisecondsPerDay,
  );
}

// A century of birthdays and a few years of dossiers: the same days come back again and again.
const writtenDays = new Map<DayNumber, string>();

/** Writes `YYYY-MM-DD`. */
export function dayText(day: DayNumber): string {
  let text = writtenDays.get(day);
  if (text === undefined) {
    text = new Date(day * millisecondsPerDay).toISOString().slice(0, 10);
    writtenDays.set(day, text);
  }
  return text;
}

/** 0 Sunday .. 6 Saturday. */
export function weekday(day: DayNumber): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** The calendar year of a day. */
export function yearOf(day: DayNumber): number {
  return Number(dayText(day).slice(0, 4));
}

const dutchMonths = [
  'januari',
  'februari',
  'maart',
  'april',
  'mei',
  'juni',
  'juli',
  'augustus',
  'september',
  'oktober',
  'november',
  'december',
];

/** "14 juni": how a citizen writes a day. */
export function dutchDay(day: DayNumber): string {
  const date = new Date(day * millisecondsPerDay);
  return `${date.getUTCDate()} ${dutchMonths[date.getUTCMonth()]}`;
}

function lastSunday(year: number, month: number): DayNumber {
  const last = Math.round(Date.UTC(year, month + 1, 0) / millisecondsPerDay);
  return last - weekday(last);
}

const offsets = new Map<DayNumber, number>();

function brusselsOffsetHours(day: DayNumber): number {
  let hours = offsets.get(day);
  if (hours === undefined) {
    const year = yearOf(day);
    hours = day >= lastSunday(year, 2) && day < lastSunday(year, 9) ? 2 : 1;
    offsets.set(day, hours);
  }
  return hours;
}

const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

/**
 * A time of day in Brussels as an ISO instant in UTC. Right for times after 03:00, and everything in a town hall is.
 *
 * @param minutes minutes since midnight, local time: 180 to 1439
 */
export function brusselsInstant(day: DayNumber, minutes: number, seconds = 0): string {
  const passed = minutes - brusselsOffsetHours(day) * 60;
  return `${dayText(day)}T${twoDigits[Math.floor(passed / 60)]}:${twoDigits[passed % 60]}:${twoDigits[seconds]}.000Z`;
}
