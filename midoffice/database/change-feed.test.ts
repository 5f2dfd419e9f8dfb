import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';
import { openChangeFeed } from './change-feed.ts';
import { rowsOf } from './database.ts';

describe.each(engines)('the change feed on $name', (engine) => {
  let midoffice: TestMidoffice;

  beforeAll(async () => {
    midoffice = await startForTests(engine);
  });
  afterAll(() => midoffice?.stop());

  it('keeps its name at every start', async () => {
    expect(await openChangeFeed(midoffice.services.database.orm)).toBe(midoffice.services.feed);
  });

  it('starts anew when the rows come from a database that was further', async () => {
    const { orm } = midoffice.services.database;
    const els = await Desk.logIn(midoffice.url, 'member-els');
    const { documents } = await els.pullAll('references');
    await orm.execute(sql`UPDATE document SET transaction_id = '90000000000'::xid8 WHERE id = 'team-omgeving'`);
    expect((await els.pullAll('references')).documents).toHaveLength(documents.length - 1);
    expect(await openChangeFeed(orm)).not.toBe(midoffice.services.feed);
    expect((await els.pullAll('references')).documents).toHaveLength(documents.length);
    const [row] = await rowsOf<{ ids: number }>(
      orm,
      sql`SELECT count(DISTINCT transaction_id)::int AS ids FROM document`,
    );
    expect(row?.ids).toBe(1);
  });
});
