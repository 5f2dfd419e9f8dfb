import { callUntil, saysNow, whyToCall } from '@onthaal/contract/rules/messages/index.ts';
import type { UntoldRow } from '@onthaal/contract/store/messages.ts';
import { messageRow } from './appointment-messages.ts';
import { documentsWhere, type ReadContext, shown } from './read-context.ts';
import { appointmentRows } from './rows.ts';

/**
 * Whom no message has told of an appointment of these days with the member's teams; of shielded people nothing is said here.
 *
 * @param now milliseconds since 1970
 */
export function readUntold(context: ReadContext, now: number): readonly UntoldRow[] {
  const until = callUntil(new Date(now)).toISOString();
  const isAsked = `json_extract(d.data, '$.personId') IS NOT NULL AND json_extract(d.data, '$.locationId') IS NOT NULL
    AND json_extract(d.data, '$.teamId') IN (SELECT value FROM json_each(?))`;
  const condition = `d.field_startsAt > ? AND d.field_startsAt < ? AND ${isAsked} ORDER BY d.field_startsAt, d.id`;
  const teams = JSON.stringify(context.member.teamIds);
  const appointments = documentsWhere(context, 'appointments', condition, new Date(now).toISOString(), until, teams);
  const ids = JSON.stringify([...new Set(appointments.map(({ personId }) => personId ?? ''))]);
  const ofThese = (field: string) => `${field} IN (SELECT value FROM json_each(?))`;
  const messages = documentsWhere(context, 'messages', ofThese('d.field_personId'), ids);
  const persons = new Map(documentsWhere(context, 'persons', ofThese('d.id'), ids).map((one) => [one.id, one]));
  for (const { personId } of appointments) if (personId !== undefined) context.trail.add(personId);
  const rows = new Map(appointmentRows(context, appointments).map((row) => [row.id, row]));
  const untold: readonly UntoldRow[] = appointments.flatMap((appointment) => {
    const row = rows.get(appointment.id);
    const stored = persons.get(appointment.personId ?? '');
    const about = messages.filter(({ appointmentId }) => appointmentId === appointment.id);
    const reason = whyToCall(appointment, about, now);
    if (row === undefined || row.shielded || stored === undefined || reason === undefined) return [];
    const { about: said } = saysNow(appointment, about);
    const tries = said.filter(({ channel }) => channel === 'phone');
    const written = said.find(({ channel }) => channel !== 'phone');
    const message = written === undefined ? undefined : messageRow(written, row);
    const lastTryAt = tries
      .map(({ createdAt }) => createdAt)
      .sort()
      .at(-1);
    const phoneNumbers = shown(context, 'persons', stored).phoneNumbers.map(({ number }) => number);
    return [{ appointment: row, reason, message, phoneNumbers, tries: tries.length, lastTryAt }];
  });
  // Whom nothing reached first.
  const isLast = ({ reason }: UntoldRow) => reason === 'notRead';
  return [...untold.filter((one) => !isLast(one)), ...untold.filter(isLast)];
}
