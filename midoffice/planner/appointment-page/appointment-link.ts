import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Appointment } from '@onthaal/contract/entities/appointment.ts';
import type { Language } from '@onthaal/contract/entities/building-blocks.ts';
import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../../database/database.ts';

type Executor = Pick<Orm, 'execute'>;

/** After so many wrong secrets a link is dead: nobody mistypes what is clicked. */
export const mostWrong = 10;

// Short, since each character of a text message is paid for.
const selectorBytes = 6;
const selectorCharacters = 8;
const secretBytes = 16;

/** So many characters has a token: 48 bits to find the link by, 128 bits that prove who comes. */
export const tokenCharacters = 30;
// Those of mails that were sent before they became short have 36: 12 to find the link by, 24 of the secret.
const tokenShape = /^([\w-]{30}|[\w-]{36})$/;
const earlierSelectorCharacters = 12;

/** What the appointment was before it was cancelled on the page. */
export interface Undo {
  readonly state: Appointment['state'];
  readonly stateReason?: string | undefined;
  /** The appointment as the page left it: changed by somebody else, it is not the page's any more. */
  readonly updatedAt: string;
  readonly until: string;
}

export interface AppointmentLink {
  readonly selector: string;
  readonly appointmentId: string;
  readonly language: Language;
  readonly secretHash: string;
  /** The message that it went out with. */
  readonly messageId: string | null;
  readonly undo: Undo | null;
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/**
 * Makes a link to the page of an appointment; the token is only ever known to who asked.
 *
 * @param messageId the message that it goes out with
 */
export async function issueLink(
  executor: Executor,
  appointmentId: string,
  language: Language,
  messageId: string | null,
): Promise<string> {
  const selector = randomBytes(selectorBytes).toString('base64url');
  const secret = randomBytes(secretBytes).toString('base64url');
  await executor.execute(
    sql`INSERT INTO appointment_link (selector, secret_hash, appointment_id, language, message_id)
        VALUES (${selector}, ${hashOf(secret)}, ${appointmentId}, ${language}, ${messageId})`,
  );
  return `${selector}${secret}`;
}

/** Whether a try to send this message made a link for it. */
export async function hasLink(executor: Executor, messageId: string): Promise<boolean> {
  const rows = await rowsOf(executor, sql`SELECT 1 FROM appointment_link WHERE message_id = ${messageId} LIMIT 1`);
  return rows.length > 0;
}

/** The link of a token; undefined for one that never was or is dead. A wrong secret counts. */
export async function findLink(executor: Executor, token: string): Promise<AppointmentLink | undefined> {
  if (!tokenShape.test(token)) return undefined;
  const length = token.length === tokenCharacters ? selectorCharacters : earlierSelectorCharacters;
  const selector = token.slice(0, length);
  const [row] = await rowsOf<AppointmentLink & Record<string, unknown>>(
    executor,
    sql`SELECT selector, secret_hash AS "secretHash", appointment_id AS "appointmentId", language,
          message_id AS "messageId", undo
        FROM appointment_link WHERE selector = ${selector} AND wrong < ${mostWrong}`,
  );
  if (row === undefined) return undefined;
  const given = Buffer.from(hashOf(token.slice(length)));
  if (timingSafeEqual(given, Buffer.from(row.secretHash))) return row;
  await executor.execute(sql`UPDATE appointment_link SET wrong = wrong + 1 WHERE selector = ${selector}`);
  return undefined;
}

/** Remembers, or forgets, what can be taken back by a link. */
export async function keepUndo(executor: Executor, selector: string, undo: Undo | null): Promise<void> {
  const text = undo === null ? null : JSON.stringify(undo);
  await executor.execute(sql`UPDATE appointment_link SET undo = ${text}::jsonb WHERE selector = ${selector}`);
}

/** Removes the links of appointments that are over or gone; how many. */
export async function removeOldLinks(orm: Orm, now: Date): Promise<number> {
  const rows = await rowsOf(
    orm,
    sql`DELETE FROM appointment_link WHERE NOT EXISTS (
          SELECT 1 FROM document WHERE collection = 'appointments' AND id = appointment_id AND NOT deleted
            AND (data ->> 'endsAt') COLLATE "C" >= ${now.toISOString()}
        ) RETURNING selector`,
  );
  return rows.length;
}
