import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../../database/database.ts';
import type { ContentState } from '../content-rows.ts';

// A node that died in the middle of a scan holds it no longer than this.
const claimMinutes = 15;

/** Takes a content that waits to be scanned, for this node alone: those that nobody tried yet first. Undefined when none waits. */
export async function claimWaiting(orm: Orm): Promise<string | undefined> {
  const [row] = await rowsOf<{ digest: string }>(
    orm,
    sql`UPDATE content SET claimed_until = now() + make_interval(mins => ${claimMinutes})
        WHERE digest = (
          SELECT digest FROM content
          WHERE state IN ('pending', 'unavailable', 'unscanned') AND (claimed_until IS NULL OR claimed_until < now())
          ORDER BY claimed_until NULLS FIRST, stored_at LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING digest`,
  );
  return row?.digest;
}

/** Writes down what the scanner said. */
export async function settle(
  orm: Orm,
  digest: string,
  state: Extract<ContentState, 'clean' | 'infected'>,
): Promise<void> {
  await orm.execute(
    sql`UPDATE content SET state = ${state}, scanned_at = now(), claimed_until = NULL
        WHERE digest = ${digest} AND state IN ('pending', 'unavailable', 'unscanned')`,
  );
}

/** It could not be scanned: held back, and tried again after a while. */
export async function postpone(orm: Orm, digest: string, seconds: number): Promise<void> {
  await orm.execute(
    sql`UPDATE content SET state = 'unavailable', claimed_until = now() + make_interval(secs => ${seconds})
        WHERE digest = ${digest} AND state IN ('pending', 'unavailable', 'unscanned')`,
  );
}

/** Whether a content is held back that may not be tried yet. */
export async function isHeldBack(orm: Orm): Promise<boolean> {
  const rows = await rowsOf(
    orm,
    sql`SELECT 1 AS one FROM content WHERE state = 'unavailable' AND claimed_until > now() LIMIT 1`,
  );
  return rows.length > 0;
}
