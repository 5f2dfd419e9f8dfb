import { randomUUID } from 'node:crypto';
import { isIdentifier } from '@onthaal/contract/validation/index.ts';
import { sql } from 'drizzle-orm';
import { readCheckpoint } from '../documents/checkpoint.ts';
import { everyCollection, type Orm, rowsOf } from './database.ts';

/** What a desk knows of the history that it followed. */
export interface KnownHistory {
  /** The marks that it worked under, newest first. */
  readonly marks: readonly string[];
  /** Its positions in the change order. */
  readonly checkpoints: readonly string[];
}

/** How that history and the one of this database go together. */
export interface HistoryState {
  /** The newest mark of this database. */
  readonly mark: string;
  /** The desk knows of changes that this database never had, or no longer has. */
  readonly restored: boolean;
  /** Only what was accepted after this can be missing here; null: anything may. */
  readonly lostAfter: string | null;
}

interface MarkRow {
  readonly id: string;
  readonly sequence: string;
  readonly previousEnd: string;
  readonly previousAt: string | null;
}

const markColumns = sql`id, sequence::text AS sequence, previous_end::text AS "previousEnd",
  to_char(previous_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "previousAt"`;

/** Stands where the end of a stretch is not worked out yet: later than any transaction. */
const pendingEnd = '9223372036854775807';

/** The newest transaction that can have been served until now. What other nodes are about to commit counts as served. */
async function presentEnd(orm: Pick<Orm, 'execute'>): Promise<string> {
  const [now] = await rowsOf<{ end: string }>(
    orm,
    sql`SELECT CASE WHEN pg_snapshot_xmin(s) = pg_snapshot_xmax(s)
          THEN coalesce((SELECT max(transaction_id::text::bigint) FROM (
                 SELECT (SELECT transaction_id FROM document d WHERE d.collection = c.collection
                         ORDER BY transaction_id DESC, sequence DESC LIMIT 1) AS transaction_id
                 FROM ${everyCollection()} c) newest), 0)
          ELSE pg_snapshot_xmax(s)::text::bigint - 1 END::text AS end
        FROM pg_current_snapshot() s`,
  );
  return now?.end ?? '0';
}

/**
 * Makes a mark: at every start, and when this node lost sight of the changes. A database that was put back to an earlier state
 * always starts anew, so the first mark after that closes the stretch of history that the backup has.
 *
 * The end of that stretch is worked out only once every node can see the mark: until then the others go on serving under the mark before.
 *
 * @returns the id of the mark
 */
export async function addHistoryMark(orm: Orm): Promise<string> {
  const id = randomUUID();
  await orm.execute(
    sql`INSERT INTO history_mark (id, previous_end, previous_at)
        SELECT ${id}, ${pendingEnd}::xid8, (SELECT at FROM audit_entry ORDER BY sequence DESC LIMIT 1)`,
  );
  const end = await presentEnd(orm);
  // Also those of a node that ended between these two statements.
  await orm.execute(
    sql`UPDATE history_mark SET previous_end = ${end}::xid8
        WHERE previous_end = ${pendingEnd}::xid8 AND sequence <= (SELECT sequence FROM history_mark WHERE id = ${id})`,
  );
  return id;
}

/** The newest mark. */
export async function newestMark(orm: Pick<Orm, 'execute'>): Promise<string> {
  const [row] = await rowsOf<{ id: string }>(orm, sql`SELECT id FROM history_mark ORDER BY sequence DESC LIMIT 1`);
  if (row === undefined) throw new Error('The database has no history mark');
  return row.id;
}

/** The newest of the desk's marks that this database has too, and the one that followed it here. */
async function commonStretch(orm: Orm, marks: readonly string[]) {
  const known = await rowsOf<MarkRow>(
    orm,
    sql`SELECT ${markColumns} FROM history_mark
        WHERE id IN (SELECT jsonb_array_elements_text(${JSON.stringify(marks.filter(isIdentifier))}::jsonb))`,
  );
  const common = marks.map((id) => known.find((row) => row.id === id)).find((row) => row !== undefined);
  if (common === undefined) return { common: undefined, next: undefined };
  const [next] = await rowsOf<MarkRow>(
    orm,
    sql`SELECT ${markColumns} FROM history_mark WHERE sequence > ${common.sequence}::bigint ORDER BY sequence LIMIT 1`,
  );
  return { common, next };
}

async function endOf(orm: Orm, next: MarkRow | undefined): Promise<string> {
  if (next !== undefined) return next.previousEnd === pendingEnd ? presentEnd(orm) : next.previousEnd;
  const [row] = await rowsOf<{ end: string }>(orm, sql`SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS end`);
  return row?.end ?? '0';
}

/**
 * Compares the history that a desk followed with this database's. While a desk works under a mark, its checkpoints lie before the
 * end of that mark's stretch; one behind it, or a mark that nobody knows, is of a history that was put back since.
 *
 * @param feed name of the change feed, see `openChangeFeed`
 */
export async function historyState(orm: Orm, feed: string, desk: KnownHistory): Promise<HistoryState> {
  const mark = await newestMark(orm);
  const [newest] = desk.marks;
  if (newest === undefined) return { mark, restored: false, lostAfter: null };
  const { common, next } = await commonStretch(orm, desk.marks);
  const lostAfter = next?.previousAt ?? null;
  const end = BigInt(await endOf(orm, next));
  const isBehind = desk.checkpoints.some((text) => {
    const { transactionId = '0' } = readCheckpoint(text, feed) ?? {};
    return transactionId === '0' || BigInt(transactionId) > end;
  });
  return { mark, restored: common?.id !== newest || isBehind, lostAfter };
}
