import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../database/database.ts';
import type { ContentStore } from './store/content-store.ts';

/** What was cleaned away. */
export interface Cleaned {
  /** Uploads that were begun and left. */
  readonly uploads: number;
  readonly contents: number;
  /** Contents that the store would not remove now; the next time they are tried again. */
  readonly failed: number;
}

/** Marks what no document shows; from here on nobody can bring it anew until it is gone (see beginStoring). */
async function markUnreferenced(orm: Orm, days: number): Promise<readonly string[]> {
  const rows = await rowsOf<{ digest: string }>(
    orm,
    sql`UPDATE content c SET state = 'removing'
        WHERE state = 'removing' OR (stored_at < now() - make_interval(days => ${days}) AND NOT EXISTS (
          SELECT 1 FROM content_reference r JOIN document d ON d.collection = 'documents' AND d.id = r.document_id
          WHERE r.digest = c.digest AND NOT d.deleted
            AND d.data -> 'versions' @> jsonb_build_array(jsonb_build_object('contentHash', c.digest))))
        RETURNING digest`,
  );
  return rows.map(({ digest }) => digest);
}

/** Removes uploads that were begun so many days ago, finished or not. Answers how many were not. */
export async function removeOldUploads(orm: Orm, days: number): Promise<number> {
  const rows = await rowsOf<{ unfinished: boolean }>(
    orm,
    sql`WITH old AS (
          DELETE FROM content_upload WHERE started_at < now() - make_interval(days => ${days})
          RETURNING id, finished_at IS NULL AS unfinished
        ), parts AS (DELETE FROM content_upload_part WHERE upload_id IN (SELECT id FROM old))
        SELECT unfinished FROM old`,
  );
  return rows.filter((row) => row.unfinished).length;
}

/**
 * Removes contents that no document shows any more, uploads that nobody finished, and what interrupted writes left. Nodes may go on.
 *
 * @param days so long nobody brought a content before it may go; longer than the oldest backup that may be put back
 * @param uploadDays so long ago an upload was begun that nobody comes back for
 */
export async function cleanContent(orm: Orm, store: ContentStore, days: number, uploadDays: number): Promise<Cleaned> {
  const uploads = await removeOldUploads(orm, uploadDays);
  let [contents, failed] = [0, 0];
  for (const digest of await markUnreferenced(orm, days)) {
    const removed = await store.remove(digest);
    if (removed.ok) {
      await orm.execute(
        sql`WITH gone AS (DELETE FROM content WHERE digest = ${digest} AND state = 'removing' RETURNING digest)
            DELETE FROM content_reference WHERE digest IN (SELECT digest FROM gone)`,
      );
      contents += 1;
    } else failed += 1;
  }
  await store.removeRemains();
  return { uploads, contents, failed };
}
