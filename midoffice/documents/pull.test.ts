import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { Pool, type PoolClient } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bulkLoad } from '../database/bulk-load.ts';
import { Desk, sendGraphql } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { dossierFixture, personFixture } from '../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';

const pullDossiers =
  'query ($checkpoint: String, $limit: Int!) { pullDossiers(checkpoint: $checkpoint, limit: $limit) { checkpoint } }';

describe.each(engines)('pull on $name', (engine) => {
  let midoffice: TestMidoffice;
  let els: Desk;
  const person = personFixture();
  const loaded = Array.from({ length: 2345 }, () => dossierFixture(person.id));

  beforeAll(async () => {
    midoffice = await startForTests(engine);
    await bulkLoad(midoffice.services.database.orm, [
      { collection: 'persons', documents: [person] },
      { collection: 'dossiers', documents: loaded },
    ]);
    els = await Desk.logIn(midoffice.url, 'member-els');
  });
  afterAll(() => midoffice?.stop());

  it('brings every document once, in the order of writing, whatever the page size', async () => {
    for (const limit of [5000, 1000, 7 * 67]) {
      const { documents } = await els.pullAll('dossiers', null, limit);
      expect(documents.map(({ id }) => id)).toEqual(loaded.map(({ id }) => id));
    }
  });

  it('stays at its checkpoint when nothing changed, then brings only what did', async () => {
    const { checkpoint } = await els.pullAll('dossiers');
    expect(await els.pull('dossiers', checkpoint)).toEqual({
      documents: [],
      checkpoint,
      setAside: 0,
      leftReasons: [],
      left: [],
      more: false,
    });
    const [first] = loaded;
    if (first === undefined) throw new Error('no dossier');
    await els.pushOne('dossiers', { ...first, subject: 'Veranderd' }, first);
    const page = await els.pull('dossiers', checkpoint);
    expect(page.documents.map(({ id }) => id)).toEqual([first.id]);
    expect(page.checkpoint).not.toBe(checkpoint);
  });

  it('refuses limits and checkpoints that are none', async () => {
    for (const variables of [{ limit: 0 }, { limit: 5001 }, { limit: 10, checkpoint: 'yesterday' }]) {
      const answer = await sendGraphql(midoffice.url, pullDossiers, variables, els.grant.token);
      expect(answer).toMatchObject({ status: 400, errors: [{ extensions: { code: 'ARGUMENT_INVALID' } }] });
    }
  });

  it('starts from the beginning for a checkpoint of another feed', async () => {
    const page = await els.pull('dossiers', '999999:999999:0123456789ab', 10);
    expect(page.documents).toHaveLength(10);
  });

  it('counts what a first pull brings', async () => {
    const query = '{ syncOverview { serverTime collections { collection documents } } }';
    const { data } = await sendGraphql(midoffice.url, query, {}, els.grant.token);
    expect(data?.syncOverview).toMatchObject({
      collections: expect.arrayContaining([
        { collection: 'dossiers', documents: loaded.length },
        { collection: 'visits', documents: 0 },
      ]),
    });
  });

  it('gives a kiosk public reference data and nothing else', async () => {
    const kiosk = await Desk.logIn(midoffice.url, 'member-zuil');
    const { documents } = await kiosk.pullAll('references', null, 2);
    expect(documents.map(({ id }) => id)).toEqual(['room-raadzaal']);
    for (const collection of ['persons', 'dossiers', 'appointments'] as const) {
      expect((await kiosk.pull(collection)).documents).toEqual([]);
    }
  });

  it('sets a stored row aside that breaks the schema, and serves the rest', async () => {
    const { checkpoint } = await els.pullAll('dossiers');
    const { orm } = midoffice.services.database;
    await orm.execute(
      sql`INSERT INTO document (collection, id, data) VALUES ('dossiers', 'broken', '{"id":"broken"}')`,
    );
    const dossier = dossierFixture(person.id);
    await els.pushOne('dossiers', dossier);
    const page = await els.pull('dossiers', checkpoint);
    expect(page.setAside).toBe(1);
    expect(page.documents.map(({ id }) => id)).toEqual([dossier.id]);
    expect(await els.pull('dossiers', checkpoint)).toEqual(page);
    // A row that was whole when it was pulled, and is written anew in another way than by a push.
    await orm.execute(
      sql`UPDATE document SET data = data || '{"createdAt":"nonsense"}', sequence = nextval('change_sequence'),
            transaction_id = pg_current_xact_id() WHERE collection = 'dossiers' AND id = ${dossier.id}`,
    );
    expect(await els.pull('dossiers', checkpoint)).toMatchObject({ documents: [], setAside: 2 });
    expect((await els.pushOne('dossiers', { ...dossier, id: 'broken', number: '2026-QQ-77777' })).outcome).toBe(
      'accepted',
    );
  });
});

const [, postgresql] = engines;
if (postgresql === undefined) throw new Error('PostgreSQL is not among the engines');

async function insertSlowly(client: PoolClient, ids: readonly string[], milliseconds: number): Promise<void> {
  await client.query('BEGIN');
  for (const id of ids) {
    const data = { ...dossierFixture('person'), id };
    await client.query(`INSERT INTO document (collection, id, data) VALUES ('dossiers', $1, $2)`, [id, data]);
    await wait(milliseconds * Math.random());
  }
  await client.query('COMMIT');
}

describe('pull beside slow writers on PostgreSQL', () => {
  let midoffice: TestMidoffice;
  let pool: Pool;

  beforeAll(async () => {
    midoffice = await startForTests(postgresql);
    const { databaseConfiguration } = midoffice;
    if (databaseConfiguration.kind !== 'postgresql') throw new Error('not PostgreSQL');
    pool = new Pool({ connectionString: databaseConfiguration.connectionString, max: 45 });
    pool.on('error', () => undefined);
  });
  afterAll(async () => {
    // Stopping PostgreSQL also ends what a failed test left open; only then can the pool end.
    await midoffice?.stop();
    await pool?.end();
  });

  it('does not serve a row that an older transaction may still come before', async () => {
    const els = await Desk.logIn(midoffice.url, 'member-els');
    const [slow, quick] = [await pool.connect(), await pool.connect()];
    await slow.query('BEGIN');
    const insert = `INSERT INTO document (collection, id, data) VALUES ('dossiers', $1, $2)`;
    await slow.query(insert, ['slow', { ...dossierFixture('person'), id: 'slow' }]);
    await quick.query(insert, ['quick', { ...dossierFixture('person'), id: 'quick' }]);
    expect((await els.pull('dossiers')).documents).toEqual([]);
    await slow.query('COMMIT');
    expect((await els.pull('dossiers')).documents.map(({ id }) => id)).toEqual(['slow', 'quick']);
    slow.release();
    quick.release();
  });

  it('never skips a row of 40 writers that commit late and out of order', async () => {
    const els = await Desk.logIn(midoffice.url, 'member-els');
    let { checkpoint } = await els.pullAll('dossiers');
    const expected = Array.from({ length: 40 }, (_, writer) =>
      Array.from({ length: 12 }, (_, row) => `w${writer}-${row}`),
    );
    let writing = true;
    const writers = Promise.all(
      expected.map(async (ids) => {
        const client = await pool.connect();
        for (let start = 0; start < ids.length; start += 4) await insertSlowly(client, ids.slice(start, start + 4), 60);
        client.release();
      }),
    ).finally(() => {
      writing = false;
    });
    const received: string[] = [];
    let pullsWhileWriting = 0;
    for (let last = false; !last; ) {
      last = !writing;
      const page = await els.pull('dossiers', checkpoint, 25);
      checkpoint = page.checkpoint;
      received.push(...page.documents.map(({ id }) => id));
      if (writing && page.documents.length > 0) pullsWhileWriting += 1;
      if (page.documents.length > 0) last = false;
    }
    await writers;
    expect(pullsWhileWriting).toBeGreaterThan(0);
    expect(received.length).toBe(new Set(received).size);
    expect([...received].sort()).toEqual(expected.flat().sort());
  });
});
