import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../database/database.ts';
import { settingOrKeep } from '../database/settings.ts';
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

/** Lets a day count when none does yet. */
export async function keepScopeDay(orm: Orm, day: string): Promise<void> {
  await settingOrKeep(orm, scopeDaySetting, () => day);
}
