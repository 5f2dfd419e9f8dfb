/** The days that decide what a desk needs today; days and starts of instants, compared as texts. */
export interface WorkDays {
  /** A dossier that was closed on this day or later still counts as work. */
  readonly closedSince: string;
  /** What a member registered on this day or later stays at hand, whosever work it became. */
  readonly madeSince: string;
  /** Appointments and visits from this day ... */
  readonly from: string;
  /** ... to the day before this one. */
  readonly until: string;
}

/** A dossier leaves so many days after it was closed. */
const closedDays = 30;
const madeDays = 7;
const daysBefore = 1;
const daysAfter = 7;

const brussels = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Brussels', dateStyle: 'short' });

/** The calendar day in Brussels. */
export function brusselsDay(now: Date): string {
  return brussels.format(now);
}

function moved(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00.000Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** What counts as work on a day. */
export function workDaysOf(today: string): WorkDays {
  return {
    closedSince: moved(today, 1 - closedDays),
    madeSince: moved(today, 1 - madeDays),
    from: moved(today, -daysBefore),
    until: moved(today, daysAfter + 1),
  };
}

/** The day after. */
export function nextDay(day: string): string {
  return moved(day, 1);
}
