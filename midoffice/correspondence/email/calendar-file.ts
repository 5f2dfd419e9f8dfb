import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { OutgoingMessage } from '../channel.ts';

type About = NonNullable<OutgoingMessage['appointment']>;

/** A calendar file with its method (RFC 5546), which its mail names too. */
export interface CalendarFile {
  readonly method: 'REQUEST' | 'CANCEL';
  readonly text: string;
}

/**
 * An appointment for the calendar of the citizen. The same UID at every message about it and a sequence that grows: so a change moves
 * what is there, and a cancellation takes it away. Times are in UTC: no calendar has to know how clocks change here.
 */
export function calendarFile(
  { document, isCancelled, sequence, place }: About,
  organizer: { readonly name: string; readonly email: string },
  attendee: string,
): CalendarFile {
  const method = isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST;
  const calendar = ical({ prodId: { company: 'Onthaal', product: 'Onthaal', language: 'NL' }, method });
  const { id, startsAt, endsAt, updatedAt, subject, code, meetingLink } = document;
  calendar.createEvent({
    id: `${id}@onthaal`,
    sequence,
    stamp: new Date(updatedAt),
    start: new Date(startsAt),
    end: new Date(endsAt),
    summary: subject,
    description: code,
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer,
    attendees: [{ email: attendee, rsvp: false }],
    ...(place === undefined ? {} : { location: place }),
    ...(meetingLink === undefined ? {} : { url: meetingLink }),
  });
  return { method: isCancelled ? 'CANCEL' : 'REQUEST', text: calendar.toString() };
}
