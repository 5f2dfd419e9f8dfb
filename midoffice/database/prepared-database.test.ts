import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, rowsOf } from './database.ts';
import { openPglite, writePreparedDatabase } from './open-pglite.ts';
import { settingOrKeep } from './settings.ts';

describe('a database that begins as a copy of a prepared one', () => {
  const place = mkdtempSync(join(tmpdir(), 'onthaal-prepared-'));
  const prepared = join(place, 'prepared.tar');
  const folder = join(place, 'data');
  beforeAll(() => writePreparedDatabase(prepared));
  afterAll(() => rmSync(place, { recursive: true }));

  async function withDatabase<Value>(file: string | undefined, work: (database: Database) => Promise<Value>) {
    const database = await openPglite(folder, file);
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  }

  it('has every migration, and is empty', async () => {
    await withDatabase(prepared, async ({ orm }) => {
      expect(await rowsOf(orm, sql`SELECT * FROM setting`)).toEqual([]);
      expect(await rowsOf(orm, sql`SELECT * FROM document`)).toEqual([]);
      expect(await rowsOf(orm, sql`SELECT * FROM history_mark`)).toEqual([]);
      await settingOrKeep(orm, 'mine', () => 'kept');
    });
  });

  it('is never put in the place of what is there', async () => {
    for (const file of [prepared, undefined]) {
      expect(await withDatabase(file, ({ orm }) => settingOrKeep(orm, 'mine', () => 'lost'))).toBe('kept');
    }
  });
});
