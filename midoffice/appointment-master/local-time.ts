import { Temporal } from 'temporal-polyfill';

const brussels = 'Europe/Brussels';

/** The instant at which clocks show a time without a zone, as these systems write it. */
export function instantOf(local: string, timeZone = brussels): string {
  return new Date(Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone).epochMilliseconds).toISOString();
}

/** An instant as clocks show it, with how far they are from UTC: `2026-08-21T15:40:00+02:00`. */
export function localWithOffset(instant: string, timeZone = brussels): string {
  const zoned = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
  return zoned.toString({ timeZoneName: 'never', smallestUnit: 'second' });
}

/** The calendar day of a moment there, `YYYY-MM-DD`. */
export function localDay(moment: number, timeZone = brussels): string {
  return Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** So many days later. */
export function laterDay(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}
