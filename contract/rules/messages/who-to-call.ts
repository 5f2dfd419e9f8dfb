import { Temporal } from 'temporal-polyfill';
import type { DocumentOf } from '../../entities/index.ts';
import { timeZone } from '../time-zone.ts';
import { isAgreed, isStillTrue, lastToldFirst } from './what-to-tell.ts';

type Appointment = Pick<DocumentOf<'appointments'>, 'state' | 'startsAt' | 'locationId' | 'mode' | 'notices'>;
type Message = Pick<
  DocumentOf<'messages'>,
  'state' | 'channel' | 'purpose' | 'told' | 'problem' | 'createdAt' | 'asksReading'
>;

/** Why somebody is called about an appointment. */
export type CallReason = 'noMessage' | 'notSent' | 'failed' | 'notDelivered' | 'notReached' | 'notRead';

/** Whoever got a mail has so long to say that they saw it, before they are called for that. */
const readingMilliseconds = 86_400_000;

/** Whether a message came to the citizen, as far as anybody can know; a text message counts when the gateway reported it. */
export function hasArrived({ state, channel }: Pick<Message, 'state' | 'channel'>): boolean {
  return state === 'delivered' || state === 'read' || (state === 'sent' && channel !== 'sms');
}

/** A mail that asks its reader to say so, and that nobody has said to have seen. A text message shows itself. */
function isUnread({ state, channel, asksReading }: Message): boolean {
  return channel === 'email' && asksReading === true && state !== 'read';
}

type Saying = Pick<Message, 'state' | 'channel' | 'purpose' | 'told' | 'problem' | 'createdAt'>;

/**
 * The messages that say that the appointment is there, when and where it is now, the newest first. What was so once counts no more when
 * the citizen heard something else since, even when it is so again: moved there and back, or cancelled and taken back.
 */
export function saysNow<Told extends Saying>(
  appointment: Appointment,
  messages: readonly Told[],
): { readonly about: readonly Told[]; readonly heardOther: boolean } {
  const isAbout = ({ purpose, told }: Told) => purpose !== 'cancellation' && isStillTrue(told, appointment);
  const all = messages.filter(({ told, problem }) => told !== undefined && problem !== 'overtaken').sort(lastToldFirst);
  const other = all.findIndex((message) => hasArrived(message) && !isAbout(message));
  const since = other < 0 ? all : all.slice(0, other);
  return { about: since.filter(isAbout), heardOther: other >= 0 };
}

/**
 * Why the citizen must be called: nothing that says what the appointment is now has arrived, as far as anybody can know, or all that
 * did asks to be read and was not for a day. A mail that asks nothing counts when a server took it, a text message when the gateway
 * reported it.
 *
 * @param now milliseconds since 1970
 */
export function whyToCall(appointment: Appointment, messages: readonly Message[], now: number): CallReason | undefined {
  if (!isAgreed(appointment)) return undefined;
  const { about, heardOther } = saysNow(appointment, messages);
  const arrived = about.filter(hasArrived);
  const first = arrived.at(-1);
  if (first !== undefined && arrived.every(isUnread)) {
    return now - Date.parse(first.createdAt) >= readingMilliseconds ? 'notRead' : undefined;
  }
  // What was written before messages were kept stands in the appointment itself.
  const wasToldBefore = appointment.notices.some(
    ({ channel, sentAt, deliveredAt, readAt }) => deliveredAt ?? readAt ?? (channel === 'sms' ? undefined : sentAt),
  );
  const [last] = about;
  if (first !== undefined || (last === undefined && !heardOther && wasToldBefore)) return undefined;
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
