import {
  chooseDestination,
  isAgreed,
  isStillTrue,
  lastTold,
  type ReminderDays,
  reminderMoment,
} from '@onthaal/contract/rules/messages/index.ts';
import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../database/database.ts';
import { lockDocument } from '../documents/write-document.ts';
import { readAppointment } from '../planner/planner-rows.ts';
import { itself } from '../session/itself.ts';
import { type Executor, messagesAbout } from './message-writer.ts';
import { readPerson, requestMessage } from './request-message.ts';

/** What reminding works with. */
export interface ReminderParts {
  readonly orm: Orm;
  readonly workOnly?: boolean | undefined;
  readonly days: ReminderDays;
  readonly now: () => Date;
}

const dayMilliseconds = 86_400_000;

/** Appointments that somebody may have to be reminded of by now. */
async function comingIds({ orm, days, now }: ReminderParts): Promise<readonly string[]> {
  const until = now().getTime() + (Math.max(days.email, days.sms, 1) + 1) * dayMilliseconds;
  const rows = await rowsOf<{ id: string }>(
    orm,
    sql`SELECT d.id FROM document d WHERE d.collection = 'appointments' AND NOT d.deleted
          AND (d.data ->> 'startsAt') COLLATE "C" > ${now().toISOString()}
          AND (d.data ->> 'startsAt') COLLATE "C" < ${new Date(until).toISOString()}
          AND d.data ->> 'state' IN ('booked', 'confirmed', 'reminded')
          AND d.data ->> 'personId' IS NOT NULL AND d.data ->> 'locationId' IS NOT NULL
          AND NOT EXISTS (SELECT FROM document m WHERE m.collection = 'messages' AND m.data ->> 'appointmentId' = d.id
            AND m.data ->> 'purpose' = 'reminder' AND m.data -> 'told' ->> 'startsAt' = d.data ->> 'startsAt')
        ORDER BY d.data ->> 'startsAt'`,
  );
  return rows.map(({ id }) => id);
}

async function remind(parts: ReminderParts, executor: Executor, id: string): Promise<boolean> {
  await lockDocument(executor, 'appointments', { id });
  const appointment = (await readAppointment(executor, id))?.appointment;
  const now = parts.now();
  if (appointment?.personId === undefined || !isAgreed(appointment)) return false;
  if (Date.parse(appointment.startsAt) <= now.getTime()) return false;
  const person = await readPerson(executor, appointment.personId);
  const channel = person === undefined ? undefined : chooseDestination(person)?.channel;
  if (channel !== 'email' && channel !== 'sms') return false;
  const moment = reminderMoment(appointment.startsAt, parts.days[channel]);
  if (moment.getTime() > now.getTime()) return false;
  const known = await messagesAbout(executor, id);
  if (known.some(({ purpose, told }) => purpose === 'reminder' && isStillTrue(told, appointment))) return false;
  // Whoever heard of it after that moment needs no second message.
  const heardAt = lastTold(known)?.createdAt ?? appointment.createdAt;
  if (Date.parse(heardAt) >= moment.getTime()) return false;
  const request = { purpose: 'reminder' as const, personId: appointment.personId, appointment, channel };
  await requestMessage(executor, { session: itself, workOnly: parts.workOnly }, request, now);
  return true;
}

/**
 * Asks for the reminders that are due: for each appointment that is still to come one, and another when it moves. They leave as any message.
 *
 * @returns how many
 */
export async function remindOfAppointments(parts: ReminderParts, signal: AbortSignal): Promise<number> {
  let reminded = 0;
  for (const id of await comingIds(parts)) {
    if (signal.aborted) return reminded;
    const isAsked = await parts.orm.transaction((transaction) => remind(parts, transaction as unknown as Executor, id));
    if (isAsked) reminded += 1;
  }
  return reminded;
}
