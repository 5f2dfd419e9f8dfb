import { Temporal } from 'temporal-polyfill';

/** Now, as the documents write instants: UTC with milliseconds and `Z`. */
export function nowInstant(): string {
  return new Date().toISOString();
}

/** Today's calendar day in Brussels, `YYYY-MM-DD`. */
export function todayInBrussels(): string {
  return Temporal.Now.plainDateISO('Europe/Brussels').toString();
}

/**
 * An instant that is later than every given one, and now when the clock allows. A document's `updatedAt` must grow with
 * each write: it tells which writes a pushed state includes.
 */
export function instantAfter(...instants: readonly (string | undefined)[]): string {
  let newest = Date.now();
  for (const instant of instants) {
    const milliseconds = instant === undefined ? Number.NaN : Date.parse(instant);
    if (milliseconds >= newest) newest = milliseconds + 1;
  }
  return new Date(newest).toISOString();
}

/** Start and end of a Brussels calendar day as UTC instants, for half-open ranges. */
export function instantsOfDay(day: string): { readonly start: string; readonly end: string } {
  const date = Temporal.PlainDate.from(day);
  const startOf = (value: Temporal.PlainDate) =>
    new Date(value.toZonedDateTime('Europe/Brussels').epochMilliseconds).toISOString();
  return { start: startOf(date), end: startOf(date.add({ days: 1 })) };
}

/** The Monday of the week of a day. */
export function mondayOf(day: string): string {
  const date = Temporal.PlainDate.from(day);
  return date.subtract({ days: date.dayOfWeek - 1 }).toString();
}

/** A day so many days later. */
export function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}
