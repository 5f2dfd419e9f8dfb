import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../database/database.ts';

// One long transaction would hold back what every desk sees (ADR 0009).
const batch = 2000;

/**
 * Forgets operations that were accepted longer ago: a desk that pushed one and lost the answer asks again within its time without the
 * mid-office, and one that heard of a restored centre within 30 days.
 *
 * @returns how many
 */
export async function removeOldOperations(orm: Orm, days: number, signal: AbortSignal): Promise<number> {
  for (let removed = 0; ; ) {
    signal.throwIfAborted();
    const rows = await rowsOf(
      orm,
      sql`DELETE FROM operation WHERE ctid = ANY (ARRAY(
            SELECT ctid FROM operation WHERE accepted_at < now() - make_interval(days => ${days}) LIMIT ${batch}))
          RETURNING 1 AS one`,
    );
    removed += rows.length;
    if (rows.length < batch) return removed;
  }
}
