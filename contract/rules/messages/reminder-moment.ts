import { Temporal } from 'temporal-polyfill';
import { timeZone } from '../time-zone.ts';

const mailHour = 9;
const [morningHour, eveningHour] = [8, 18];
/** Whoever must leave within so many hours of the morning hears it the evening before. */
const earliestNotice = 3;

/** How many calendar days before an appointment somebody is reminded. */
export interface ReminderDays {
  readonly email: number;
  readonly sms: number;
}

export const usualReminderDays: ReminderDays = { email: 2, sms: 0 };

/**
 * When somebody is reminded of an appointment: so many days before, on the clock in Brussels, whatever happens to the clock in between.
 * On the day itself in the morning; for an early appointment on the evening before.
 */
export function reminderMoment(startsAt: string, daysBefore: number): Date {
  const start = Temporal.Instant.from(startsAt).toZonedDateTimeISO(timeZone);
  const at = (day: Temporal.PlainDate, hour: number) =>
    new Date(day.toZonedDateTime({ timeZone, plainTime: { hour } }).epochMilliseconds);
  const day = start.toPlainDate();
  if (daysBefore > 0) return at(day.subtract({ days: daysBefore }), mailHour);
  const isEarly = start.hour < morningHour + earliestNotice;
  return isEarly ? at(day.subtract({ days: 1 }), eveningHour) : at(day, morningHour);
}
