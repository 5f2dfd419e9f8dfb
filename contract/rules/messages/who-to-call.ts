import { Temporal } from 'temporal-polyfill';
import type { DocumentOf } from '../../entities/index.ts';
import { timeZone } from '../time-zone.ts';
import { isAgreed, isStillTrue } from './what-to-tell.ts';

type Appointment = Pick<DocumentOf<'appointments'>, 'state' | 'startsAt' | 'locationId' | 'mode' | 'notices'>;
type Message = Pick<DocumentOf<'messages'>, 'state' | 'channel' | 'told' | 'problem' | 'createdAt' | 'asksReading'>;

/** Why somebody is called about an appointment. */
export type CallReason = 'noMessage' | 'notSent' | 'failed' | 'notDelivered' | 'notReached' | 'notRead';

/** Whoever got a mail has so long to say that they saw it, before they are called for that. */
const readingMilliseconds = 86_400_000;

function hasArrived({ state, channel }: Message): boolean {
  return state === 'delivered' || state === 'read' || (state === 'sent' && channel !== 'sms');
}

/** A mail that asks its reader to say so, and that nobody has said to have seen. A text message shows itself. */
function isUnread({ state, channel, asksReading }: Message): boolean {
  return channel === 'email' && asksReading === true && state !== 'read';
}

/** The messages that say what the appointment is now, the newest first. */
export function saysNow<Told extends Pick<Message, 'told' | 'problem' | 'createdAt'>>(
  appointment: Appointment,
  messages: readonly Told[],
): readonly Told[] {
  return messages
    .filter(({ told, problem }) => isStillTrue(told, appointment) && problem !== 'overtaken')
    .sort((one, other) => other.createdAt.localeCompare(one.createdAt));
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
  const about = saysNow(appointment, messages);
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
  if (first !== undefined || (last === undefined && wasToldBefore)) return undefined;
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
