import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { type SQL, sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../database/database.ts';
import type { Checkpoint, Position } from './checkpoint.ts';

/** A stored row at its place in the change order. */
export interface ChangeRow {
  readonly id: string;
  readonly data: unknown;
  readonly deleted: boolean;
  readonly transactionId: string;
  readonly sequenceText: string;
  /** Of this row and those before it in the answer. */
  readonly bytes: number;
}

/** How much of a page is still free. */
export interface Room {
  readonly rows: number;
  readonly bytes: number;
}

/** Where a row stands. */
export function positionOf(row: ChangeRow): Position {
  return { transactionId: row.transactionId, sequence: row.sequenceText };
}

/**
 * A question for rows in the change order, as many as there is room for.
 *
 * @param page selects `id, data, deleted, transaction_id, sequence` of at most `room.rows` rows, the first ones
 */
// The alias is not `sequence`, because ORDER BY would then sort its text.
export function withinBytes(page: SQL, room: Room): SQL {
  return sql`SELECT id, data, deleted, transaction_id::text AS "transactionId", sequence::text AS "sequenceText",
      bytes::float8 AS bytes
    FROM (
      SELECT *, pg_column_size(data) AS size,
        sum(pg_column_size(data)) OVER (ORDER BY transaction_id, sequence) AS bytes
      FROM (${page}) page) sized
    WHERE bytes - size < ${room.bytes}::float8
    ORDER BY transaction_id, sequence`;
}

/**
 * The next changes of a collection. A row of a transaction that may still be overtaken by an older, slower one is not served yet: else
 * the slower one's rows would come to lie before the checkpoint of desks that already passed it, and be skipped for ever.
 */
export function changesAfter(
  orm: Pick<Orm, 'execute'>,
  collection: CollectionName,
  after: Checkpoint,
  room: Room,
): Promise<readonly ChangeRow[]> {
  const page = sql`SELECT id, data, deleted, transaction_id, sequence
    FROM document
    WHERE collection = ${collection}
      AND (transaction_id, sequence) > (${after.transactionId}::xid8, ${after.sequence}::bigint)
      AND transaction_id < pg_snapshot_xmin(pg_current_snapshot())
    ORDER BY transaction_id, sequence
    LIMIT ${room.rows}`;
  return rowsOf<ChangeRow>(orm, withinBytes(page, room));
}
