import { randomUUID } from 'node:crypto';
import { jobSchema } from '../jobs/jobs.ts';
import type { RowCounts } from './manifest.ts';

/** Runs SQL with parameters; both engines have one. */
export interface Queries {
  readonly query: (text: string, values?: string[]) => Promise<{ readonly rows: unknown[] }>;
}

/** Tables that a backup has. Jobs are none of it: a node makes them anew, and those of before the restore are not due. */
async function tablesOf(queries: Queries): Promise<readonly string[]> {
  const { rows } = await queries.query(
    `SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name FROM pg_catalog.pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema', $1) ORDER BY 1`,
    [jobSchema],
  );
  return (rows as { readonly name: string }[]).map(({ name }) => name);
}

/** True for a database in which nobody made a table yet. */
export async function isUnused(queries: Queries): Promise<boolean> {
  return (await tablesOf(queries)).length === 0;
}

/** Counts the rows of every table. */
export async function countRows(queries: Queries): Promise<RowCounts> {
  const counts: Record<string, number> = {};
  for (const table of await tablesOf(queries)) {
    const { rows } = await queries.query(`SELECT count(*)::text AS count FROM ${table}`);
    counts[table] = Number((rows as { readonly count: string }[])[0]?.count);
  }
  return counts;
}

/**
 * Closes the stretch of history that the backup has (ADR 0017). The first node that starts makes a mark too, but where other
 * databases of the server are written to at that moment it can only say that the stretch ends somewhere before now; here nobody
 * writes yet, so the end is the last document of the backup. A desk that knows a later change then finds out for certain.
 */
export async function addRestoreMark(queries: Queries): Promise<void> {
  await queries.query(
    `INSERT INTO history_mark (id, previous_end, previous_at)
     SELECT $1, coalesce(max(transaction_id::text::bigint), 0)::text::xid8,
            (SELECT at FROM audit_entry ORDER BY sequence DESC LIMIT 1)
     FROM document`,
    [randomUUID()],
  );
}
