import type { MessagePurpose } from '@onthaal/contract/entities/correspondence.ts';
import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../database/database.ts';
import { changeTime } from '../documents/change-time.ts';
import { lockDocument } from '../documents/write-document.ts';
import { itself, systemAuthor } from '../session/itself.ts';
import { type Executor, inState, type Message, readMessage, writeMessage } from './message-writer.ts';
import { fillMessage, momentInWords } from './templates/fill-message.ts';
import { builtInTemplate } from './templates/message-templates.ts';

// One long transaction would hold back what every desk sees (ADR 0009).
const batch = 500;
/** More in one night would be a day of work for every desk that gets them. */
const mostAtOnce = 20_000;
const dayMilliseconds = 86_400_000;

/** What cleaning works with. */
export interface CleaningParts {
  readonly orm: Orm;
  readonly workOnly?: boolean | undefined;
  readonly now: () => Date;
}

function isAboutAppointment(purpose: MessagePurpose | undefined): purpose is Exclude<MessagePurpose, 'other'> {
  return purpose !== undefined && purpose !== 'other';
}

/** What stays: that something was told, about which moment, by which channel, and what became of it. */
function emptied(message: Message, now: Date): Message {
  const { address: _address, told, purpose, createdAt, ...rest } = message;
  const when = momentInWords(told?.startsAt ?? createdAt, 'nl', message.channel === 'sms');
  // A subject that the municipality wrote itself may name somebody.
  const { subject } = isAboutAppointment(purpose)
    ? fillMessage(
        'nl',
        true,
        (language) => builtInTemplate(purpose, message.channel === 'sms' ? 'sms' : 'email', language),
        () => ({ when }),
      )
    : message;
  const kept: Message = {
    ...{ ...rest, createdAt, subject, body: '' },
    ...(purpose === undefined ? {} : { purpose }),
    ...(told === undefined ? {} : { told }),
  };
  if (message.state === 'requested') return inState(kept, 'failed', now, { problem: 'overtaken' });
  return { ...kept, updatedAt: changeTime(now, message), updatedBy: systemAuthor };
}

async function empty({ workOnly, now }: CleaningParts, executor: Executor, id: string): Promise<boolean> {
  await lockDocument(executor, 'messages', { id });
  const read = await readMessage(executor, id);
  if (read === undefined) return false;
  const next = emptied(read.message, now());
  // The line in the audit trail says that it was emptied, and is no new copy of what goes.
  const before = { ...read.raw, data: { ...(read.raw.data as object), subject: next.subject, body: '', address: '' } };
  await writeMessage(executor, { session: itself, workOnly }, before, next);
  return true;
}

/**
 * Takes the address and the text out of messages about appointments that were over so many days ago. Letters and other messages of a
 * dossier are kept as long as the dossier.
 *
 * @returns how many
 */
export async function emptyOldMessages(parts: CleaningParts, days: number, signal: AbortSignal): Promise<number> {
  const limit = new Date(parts.now().getTime() - days * dayMilliseconds).toISOString();
  let [done, after] = [0, ''];
  while (done < mostAtOnce) {
    const rows = await rowsOf<{ id: string }>(
      parts.orm,
      sql`SELECT id FROM document WHERE collection = 'messages' AND NOT deleted AND id > ${after}
            AND data ? 'purpose' AND data ->> 'purpose' <> 'other'
            AND (data ? 'address' OR data ->> 'body' <> '')
            AND coalesce(data -> 'told' ->> 'startsAt', data ->> 'createdAt') COLLATE "C" < ${limit}
          ORDER BY id LIMIT ${batch}`,
    );
    for (const { id } of rows) {
      signal.throwIfAborted();
      after = id;
      if (await parts.orm.transaction((transaction) => empty(parts, transaction as unknown as Executor, id))) done += 1;
    }
    if (rows.length < batch) return done;
  }
  return done;
}

/**
 * Forgets how often it was tried to send messages that nobody sends any more, so many days ago.
 *
 * @returns how many
 */
export async function removeOldDeliveries(
  { orm, now }: CleaningParts,
  days: number,
  signal: AbortSignal,
): Promise<number> {
  const limit = new Date(now().getTime() - days * dayMilliseconds).toISOString();
  for (let removed = 0; ; ) {
    signal.throwIfAborted();
    const rows = await rowsOf(
      orm,
      sql`DELETE FROM message_delivery WHERE ctid = ANY (ARRAY(
            SELECT m.ctid FROM message_delivery m
            WHERE greatest(m.next_at, m.claimed_until, '-infinity') < ${limit}::timestamptz
              AND NOT EXISTS (SELECT FROM document d WHERE d.collection = 'messages' AND d.id = m.message_id
                AND NOT d.deleted AND d.data ->> 'state' = 'requested')
            LIMIT ${batch}))
          RETURNING 1 AS one`,
    );
    removed += rows.length;
    if (rows.length < batch) return removed;
  }
}
