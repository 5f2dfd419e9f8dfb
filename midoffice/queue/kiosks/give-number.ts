import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import type { KioskTicket } from '@onthaal/contract/session/kiosk-hall.ts';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { type Orm, rowsOf } from '../../database/database.ts';
import { writeDocument } from '../../documents/write-document.ts';
import { brusselsDay } from '../../scope/work-days.ts';
import { numberPrefixOf } from '../../session/devices.ts';
import type { Session } from '../../session/session.ts';
import { readPosition } from '../position-page/position.ts';
import { keepPositionLinks } from '../position-page/position-link.ts';
import { readVisit } from '../queue-rows.ts';

type Visit = DocumentOf<'visits'>;
type Executor = Pick<Orm, 'execute'>;

/** So many who wait with a number of one kiosk are no visitors any more. */
export const mostWaitingPerKiosk = 150;
/** A calendar day in Brussels began at most so long ago, the longest day of the year too. */
const longestDayHours = 26;

/** A kiosk at its location, which gives a number. */
export interface NumberGiver {
  readonly orm: Orm;
  readonly session: Session;
  readonly kioskName: string;
  readonly locationId: string;
  readonly workOnly?: boolean | undefined;
  readonly now: Date;
}

/** Who gets the number, and for what. */
export interface NumberFor extends Pick<Visit, 'personId' | 'appointmentId' | 'priority'> {
  readonly operationId: string;
  readonly productCode: string;
}

/** Numbers of one kiosk follow each other. */
export async function lockNumbers(executor: Executor, deviceId: string): Promise<void> {
  await executor.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`kiosk-numbers/${deviceId}`}, 0))`);
}

/** The visit that this very question made before: its answer was lost on the way. */
export async function givenBefore(
  executor: Executor,
  { deviceId }: Session,
  operationId: string,
): Promise<Visit | undefined> {
  const [row] = await rowsOf<{ id: string }>(
    executor,
    sql`SELECT document_id AS id FROM operation
        WHERE device_id = ${deviceId} AND operation_id = ${operationId} AND collection = 'visits'`,
  );
  return row === undefined ? undefined : (await readVisit(executor, row.id))?.visit;
}

interface Numbers {
  readonly last: number;
  readonly waiting: number;
}

async function numbersOfToday(executor: Executor, prefix: string, now: Date): Promise<Numbers> {
  const since = new Date(now.getTime() - longestDayHours * 3_600_000).toISOString();
  const [row] = await rowsOf<{ last: number; waiting: number }>(
    executor,
    sql`SELECT coalesce(max(substr(data ->> 'ticket', ${prefix.length + 1}::int)::int), 0)::int AS last,
          count(*) FILTER (WHERE data ->> 'state' = 'waiting' AND NOT deleted)::int AS waiting
        FROM document WHERE collection = 'visits' AND (data ->> 'arrivedAt') COLLATE "C" >= ${since}
          AND ((data ->> 'arrivedAt')::timestamptz AT TIME ZONE 'Europe/Brussels')::date = ${brusselsDay(now)}::date
          AND starts_with(data ->> 'ticket', ${prefix})
          AND substr(data ->> 'ticket', ${prefix.length + 1}::int) ~ '^[0-9]{1,6}$'`,
  );
  return row ?? { last: 0, waiting: 0 };
}

/**
 * Makes the visit. Its number starts with the code of the kiosk, as those of a desk do with the desk's, and the mid-office gives every
 * device its own: no desk gives the same one, with or without a line.
 *
 * @returns undefined when too many of this kiosk wait already
 */
export async function giveNumber(
  executor: Orm,
  { session, kioskName, locationId, workOnly, now }: NumberGiver,
  { operationId, productCode, ...who }: NumberFor,
): Promise<Visit | undefined> {
  const prefix = `${await numberPrefixOf(executor, session.deviceId)}-`;
  const { last, waiting } = await numbersOfToday(executor, prefix, now);
  if (waiting >= mostWaitingPerKiosk) return undefined;
  const at = now.toISOString();
  const by = { memberId: session.memberId, name: kioskName };
  const visit: Visit = {
    ...{ id: v7(), createdAt: at, updatedAt: at, updatedBy: by, ticket: `${prefix}${last + 1}`, state: 'waiting' },
    ...{ arrivedAt: at, locationId, ...who, draft: '', notes: [] },
    services: [{ id: v7(), productCode, state: 'waiting', pausedSeconds: 0, timeNotReliable: false }],
    steps: [{ id: v7(), at, by, event: 'arrived', deviceId: session.deviceId }],
  };
  const target = { session, collection: 'visits', operationId, documentId: visit.id, workOnly } as const;
  await writeDocument(executor, target, undefined, { data: visit, deleted: false }, at);
  return visit;
}

/** What the visitor is told of the number, with who is before and how long that takes as the desk and the position page say it.
 * From then on `pageHash` is that of a token which opens its page. */
export async function ticketOf(
  orm: Orm,
  { id, ticket, arrivedAt }: Visit,
  now: Date,
  pageHash?: string,
): Promise<KioskTicket> {
  if (pageHash !== undefined) await keepPositionLinks(orm, id, [pageHash]);
  const position = await readPosition(orm, id, now);
  const waits = position?.state === 'waiting' ? position : undefined;
  return {
    ...{ visitId: id, number: ticket, arrivedAt },
    ...(waits === undefined ? {} : { ahead: waits.ahead }),
    ...(waits?.wait === undefined ? {} : { wait: { ...waits.wait } }),
  };
}
