import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../database/database.ts';
import { brusselsDay } from './work-days.ts';

type Executor = Pick<Orm, 'execute'>;

/** The day that the scopes of desks are reckoned by; all nodes use the same one. */
export const scopeDaySetting = 'scope-day';

/** The day that counts now: the last one that a node began. */
export async function scopeDay(executor: Executor): Promise<string> {
  const [row] = await rowsOf<{ value: string }>(
    executor,
    sql`SELECT value FROM setting WHERE name = ${scopeDaySetting}`,
  );
  return row?.value ?? brusselsDay(new Date());
}
