import { Temporal } from 'temporal-polyfill';
import { timeZone } from '../time-zone.ts';

/** Between these hours of the clock in Brussels no text message leaves: people sleep. */
export interface QuietHours {
  readonly from: number;
  readonly until: number;
}

export const usualQuietHours: QuietHours = { from: 21, until: 8 };

/** The first moment from `moment` on at which nobody is woken; `moment` itself by day. Right on the days on which the clock changes. */
export function afterQuietHours(moment: Date, { from, until }: QuietHours = usualQuietHours): Date {
  const local = Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone);
  const isNight = from > until ? local.hour >= from || local.hour < until : local.hour >= from && local.hour < until;
  if (!isNight) return moment;
  const day = local.hour < until ? local.toPlainDate() : local.toPlainDate().add({ days: 1 });
  const end = day.toZonedDateTime({ timeZone, plainTime: { hour: until } });
  return new Date(end.epochMilliseconds);
}
