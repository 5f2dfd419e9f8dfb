import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from './database.ts';

/** Reads a setting, or keeps and returns the given one when there is none yet. Safe when several nodes ask at once. */
export async function settingOrKeep(orm: Orm, name: string, makeValue: () => string): Promise<string> {
  await orm.execute(sql`INSERT INTO setting (name, value) VALUES (${name}, ${makeValue()}) ON CONFLICT DO NOTHING`);
  const [row] = await rowsOf<{ value: string }>(orm, sql`SELECT value FROM setting WHERE name = ${name}`);
  if (row === undefined) throw new Error(`Setting ${name} disappeared`);
  return row.value;
}

/** Replaces a setting. */
export async function replaceSetting(orm: Pick<Orm, 'execute'>, name: string, value: string): Promise<void> {
  await orm.execute(
    sql`INSERT INTO setting (name, value) VALUES (${name}, ${value}) ON CONFLICT (name) DO UPDATE SET value = ${value}`,
  );
}
