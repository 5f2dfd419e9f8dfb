import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { isAgreed, isStillTrue, lastTold, tellsAnew, whatToTell } from '@onthaal/contract/rules/messages/index.ts';
import { sql } from 'drizzle-orm';
import { rowsOf } from '../database/database.ts';
import { lockDocument } from '../documents/write-document.ts';
import {
  type Executor,
  inState,
  type Message,
  messagesAbout,
  readMessage,
  type Writer,
  writeMessage,
} from './message-writer.ts';
import { requestMessage } from './request-message.ts';

type Appointment = DocumentOf<'appointments'>;

/** A change or cancellation waits so long: a clerk who takes it back has told nobody anything. */
const secondThoughtsMilliseconds = 20_000;

/** Whether a message can still be stopped: nobody has begun to send it. */
async function isWaiting(executor: Executor, { id, channel }: Message): Promise<boolean> {
  if (channel === 'paper') return true;
  const rows = await rowsOf(
    executor,
    sql`SELECT 1 FROM message_delivery WHERE message_id = ${id} AND claimed_until IS NOT NULL`,
  );
  return rows.length === 0;
}

/** The messages that say what an appointment is or is no more and have not left, each locked so that nobody begins to send it. */
async function waitingMessages(executor: Executor, known: readonly Message[]): Promise<readonly Message[]> {
  const waiting: Message[] = [];
  const asked = known.filter((one) => one.state === 'requested' && tellsAnew(one));
  for (const { id } of [...asked].sort((one, other) => (one.id < other.id ? -1 : 1))) {
    await lockDocument(executor, 'messages', { id });
    const message = (await readMessage(executor, id))?.message;
    if (message?.state === 'requested' && (await isWaiting(executor, message))) waiting.push(message);
  }
  return waiting;
}

async function overtake(executor: Executor, writer: Writer, messages: readonly Message[], now: Date): Promise<void> {
  for (const { id } of messages) {
    const read = await readMessage(executor, id);
    if (read === undefined) continue;
    const next = inState(read.message, 'failed', now, { problem: 'overtaken' });
    await writeMessage(executor, writer, read.raw, next);
  }
}

/** What the citizen knows: of an appointment of before there were messages they know what it was. */
function knownTo(messages: readonly Message[], waiting: ReadonlySet<string>, before: Appointment | undefined) {
  const told = lastTold(messages.filter(({ id }) => !waiting.has(id)));
  if (told !== undefined || messages.some(tellsAnew) || before === undefined || !isAgreed(before)) return told;
  const { startsAt, locationId, mode } = before;
  const place = locationId === undefined ? {} : { locationId };
  return { purpose: 'confirmation' as const, told: { startsAt, mode, ...place, sequence: 0 } };
}

function concernsCitizen(before: Appointment | undefined, after: Appointment): boolean {
  const { state, startsAt, locationId, mode, personId } = after;
  if (before === undefined || before.state !== state || before.personId !== personId) return true;
  return before.startsAt !== startsAt || before.locationId !== locationId || before.mode !== mode;
}

/**
 * Tells the citizen what they do not know of their appointment yet: that it is there, that it moved, that it is cancelled. In the
 * transaction that writes the appointment. What has not left and is no longer so is stopped.
 *
 * @param before the appointment as it was; undefined for a new one
 */
export async function tellAppointment(
  executor: Executor,
  writer: Writer,
  before: Appointment | undefined,
  after: Appointment,
  now: Date,
): Promise<void> {
  const { personId, locationId, startsAt, id } = after;
  // What has no location is not the planner's, and what is over concerns nobody any more.
  if (personId === undefined || locationId === undefined || Date.parse(startsAt) <= now.getTime()) return;
  if (!concernsCitizen(before, after)) return;
  const known = await messagesAbout(executor, id);
  const waiting = await waitingMessages(executor, known);
  const purpose = whatToTell(after, knownTo(known, new Set(waiting.map((message) => message.id)), before));
  const fits = (message: Message) => message.purpose === purpose && isStillTrue(message.told, after);
  const late = waiting.filter((message) => !fits(message));
  await overtake(executor, writer, late, now);
  if (purpose === undefined || waiting.some(fits)) return;
  const notBefore = purpose === 'confirmation' ? now : new Date(now.getTime() + secondThoughtsMilliseconds);
  await requestMessage(executor, writer, { purpose, personId, appointment: after, notBefore }, now);
}
