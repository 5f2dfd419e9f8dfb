import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { type SQL, sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../database/database.ts';
import { type ChangeRow, type Room, withinBytes } from '../documents/change-rows.ts';
import type { Checkpoint, Position } from '../documents/checkpoint.ts';
import type { Session } from '../session/session.ts';
import { scopeDay } from './scope-day.ts';
import { workDaysOf } from './work-days.ts';
import { type WorkQuery, workRows } from './work-query.ts';

/** Rows of a member's work, in the change order. */
export interface WorkPage {
  readonly rows: readonly ChangeRow[];
  /** Up to here only the member's work is looked at; from here on, everything. Undefined when nothing was ever changed. */
  readonly until: Position | undefined;
}

type Executor = Pick<Orm, 'execute'>;

const narrowed: readonly CollectionName[] = [
  'dossiers',
  'tasks',
  'appointments',
  'visits',
  'consultations',
  'payments',
];

/**
 * Collections whose rows are found by indexes. To find persons, contacts and papers by thousands of dossiers costs more, as measured,
 * than to walk through all of them; of reference data a desk has everything.
 */
export function isNarrowed(collection: CollectionName): boolean {
  return narrowed.includes(collection);
}

async function endOfOrder(executor: Executor, collection: CollectionName): Promise<Position | undefined> {
  const [row] = await rowsOf<{ transactionId: string; sequenceText: string }>(
    executor,
    sql`SELECT transaction_id::text AS "transactionId", sequence::text AS "sequenceText" FROM document
        WHERE collection = ${collection} AND transaction_id < pg_snapshot_xmin(pg_current_snapshot())
        ORDER BY transaction_id DESC, sequence DESC LIMIT 1`,
  );
  return row === undefined ? undefined : { transactionId: row.transactionId, sequence: row.sequenceText };
}

function place({ transactionId, sequence }: Position): SQL {
  return sql`(${transactionId}::xid8, ${sequence}::bigint)`;
}

/** The question for one page of a member's work between two places in the change order. */
export function workPage(
  query: WorkQuery,
  collection: CollectionName,
  after: Position,
  until: Position,
  room: Room,
): SQL {
  const within = sql`(transaction_id, sequence) > ${place(after)} AND (transaction_id, sequence) <= ${place(until)}`;
  const places = workRows(query, collection, within) ?? sql`SELECT NULL, NULL, NULL WHERE false`;
  const page = sql`SELECT d.id, d.data, d.deleted, d.transaction_id, d.sequence
    FROM (SELECT id FROM (${places}) chosen ORDER BY transaction_id, sequence LIMIT ${room.rows}) found
    JOIN document d ON d.collection = ${collection} AND d.id = found.id`;
  return withinBytes(page, room);
}

/** The day and who asks. */
export async function workQueryOf(executor: Executor, session: Session): Promise<WorkQuery> {
  const day = await scopeDay(executor);
  return { session, day, days: workDaysOf(day) };
}

/**
 * Runs in one view of the database: what a new day moves is either seen with that day, or lies behind the end that was seen.
 */
export function inOneView<Value>(orm: Orm, work: (executor: Executor) => Promise<Value>): Promise<Value> {
  return orm.transaction(work, { isolationLevel: 'repeatable read', accessMode: 'read only' });
}

/**
 * The next rows of a member's work for a desk that has nothing of a collection yet, found by indexes: the changes of the whole
 * municipality in between are not walked through. The end of the order is fixed at the first page. What enters or leaves the
 * member's work later is moved behind it, and comes when the desk walks on from there; what left was never told to a desk that has nothing.
 */
export function workChanges(
  orm: Orm,
  session: Session,
  collection: CollectionName,
  after: Checkpoint,
  room: Room,
): Promise<WorkPage> {
  return inOneView(orm, async (executor) => {
    const until = after.workUntil ?? (await endOfOrder(executor, collection));
    if (until === undefined) return { rows: [], until };
    const query = await workQueryOf(executor, session);
    const rows = await rowsOf<ChangeRow>(executor, workPage(query, collection, after, until, room));
    return { rows, until };
  });
}
