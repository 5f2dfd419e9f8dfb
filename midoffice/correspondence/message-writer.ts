import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { checkDocument } from '@onthaal/contract/validation/index.ts';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { type Orm, rowsOf } from '../database/database.ts';
import { changeTime } from '../documents/change-time.ts';
import { type RawDocument, readMaster, writeDocument } from '../documents/write-document.ts';
import { systemAuthor } from '../session/itself.ts';
import type { Session } from '../session/session.ts';

export type Executor = Pick<Orm, 'execute'>;
export type Message = DocumentOf<'messages'>;

/** Who has the mid-office write, for the audit trail. */
export interface Writer {
  readonly session: Session;
  readonly workOnly?: boolean | undefined;
}

/** Writes a message as any other document: with its line in the audit trail and a poke. */
export async function writeMessage(
  executor: Executor,
  { session, workOnly }: Writer,
  before: RawDocument | undefined,
  next: Message,
): Promise<void> {
  const target = { session, collection: 'messages' as const, operationId: v7(), documentId: next.id, workOnly };
  await writeDocument(executor, target, before, { data: next, deleted: false }, next.updatedAt);
}

/** A message as it is now, with its raw row; undefined for one that is gone or breaks the schema. */
export async function readMessage(
  executor: Executor,
  id: string,
): Promise<{ readonly raw: RawDocument; readonly message: Message } | undefined> {
  const raw = await readMaster(executor, 'messages', id);
  const checked = checkDocument('messages', raw?.data);
  return raw === undefined || raw.deleted || !checked.ok ? undefined : { raw, message: checked.value };
}

/** All messages about an appointment. */
export async function messagesAbout(executor: Executor, appointmentId: string): Promise<readonly Message[]> {
  const rows = await rowsOf<{ data: unknown }>(
    executor,
    sql`SELECT data FROM document
        WHERE collection = 'messages' AND NOT deleted AND data ->> 'appointmentId' = ${appointmentId}`,
  );
  return rows.flatMap(({ data }) => {
    const checked = checkDocument('messages', data);
    return checked.ok ? [checked.value] : [];
  });
}

/** The message in another state, since now. */
export function inState(message: Message, state: Message['state'], now: Date, more: Partial<Message> = {}): Message {
  const { problem: _problem, ...rest } = message;
  const at = changeTime(now, message);
  return { ...rest, ...more, state, stateSince: at, updatedAt: at, updatedBy: systemAuthor };
}
