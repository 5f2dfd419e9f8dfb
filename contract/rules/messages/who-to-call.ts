import { Temporal } from 'temporal-polyfill';
import type { DocumentOf } from '../../entities/index.ts';
import { timeZone } from '../time-zone.ts';
import { isAgreed, isStillTrue, lastToldFirst } from './what-to-tell.ts';

type Appointment = Pick<DocumentOf<'appointments'>, 'state' | 'startsAt' | 'locationId' | 'mode' | 'notices'>;
type Message = Pick<DocumentOf<'messages'>, 'state' | 'channel' | 'purpose' | 'told' | 'problem' | 'createdAt'>;

/** Why somebody is called about an appointment. */
export type CallReason = 'noMessage' | 'notSent' | 'failed' | 'notDelivered' | 'notReached';

/** Whether a message came to the citizen, as far as anybody can know; a text message counts when the gateway reported it. */
export function hasArrived({ state, channel }: Pick<Message, 'state' | 'channel'>): boolean {
  return state === 'delivered' || state === 'read' || (state === 'sent' && channel !== 'sms');
}

/** Whether a message says that the appointment is there, when and where it is now. */
function saysWhatIsNow({ purpose, told }: Message, appointment: Appointment): boolean {
  return purpose !== 'cancellation' && isStillTrue(told, appointment);
}

/**
 * Why the citizen must be called: nothing that says what the appointment is now has arrived, as far as anybody can know. A mail that a
 * server took counts: no server says whether it was read. What was so once counts no more when they heard something else since, even when
 * it is so again: moved there and back, or cancelled and taken back.
 */
export function whyToCall(appointment: Appointment, messages: readonly Message[]): CallReason | undefined {
  if (!isAgreed(appointment)) return undefined;
  const all = messages.filter(({ told, problem }) => told !== undefined && problem !== 'overtaken').sort(lastToldFirst);
  const other = all.findIndex((message) => hasArrived(message) && !saysWhatIsNow(message, appointment));
  const since = other < 0 ? all : all.slice(0, other);
  const about = since.filter((message) => saysWhatIsNow(message, appointment));
  // What was written before messages were kept stands in the appointment itself.
  const wasToldBefore = appointment.notices.some(
    ({ channel, sentAt, deliveredAt, readAt }) => deliveredAt ?? readAt ?? (channel === 'sms' ? undefined : sentAt),
  );
  const [last] = about;
  if (about.some(hasArrived) || (last === undefined && other < 0 && wasToldBefore)) return undefined;
  if (last === undefined) return 'noMessage';
  if (last.state === 'failed') return last.channel === 'phone' ? 'notReached' : 'failed';
  return last.state === 'sent' ? 'notDelivered' : 'notSent';
}

/** The end of the second weekday after today: who comes before it can still be called in time, also on a Friday. */
export function callUntil(now: Date): Date {
  let day = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
  for (let weekdays = 0; weekdays < 2; ) {
    day = day.add({ days: 1 });
    if (day.dayOfWeek <= 5) weekdays += 1;
  }
  return new Date(day.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds);
}
