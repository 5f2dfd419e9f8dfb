import { sql } from 'drizzle-orm';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../testing/engines.ts';
import { type PostgresqlCluster, startPostgresql } from '../testing/postgresql-cluster.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';

async function readiness({ url }: TestMidoffice): Promise<readonly [number, string]> {
  const response = await fetch(`${url}/ready`);
  return [response.status, ((await response.json()) as { status: string }).status];
}

describe.each(engines)('readiness on $name', (engine) => {
  let midoffice: TestMidoffice;
  beforeAll(async () => {
    midoffice = await startForTests(engine);
  });
  afterAll(() => midoffice?.stop());

  it('is lost when the newest migration is gone, and comes back with it; a newer one does not matter', async () => {
    const { orm } = midoffice.services.database;
    expect(await readiness(midoffice)).toEqual([200, 'ready']);
    const all = sql`SELECT * FROM drizzle.__drizzle_migrations`;
    await orm.execute(sql`CREATE TABLE kept AS ${all}`);
    await orm.execute(
      sql`DELETE FROM drizzle.__drizzle_migrations
          WHERE created_at = (SELECT max(created_at) FROM drizzle.__drizzle_migrations)`,
    );
    expect(await readiness(midoffice)).toEqual([503, 'migrations missing']);
    await orm.execute(sql`DELETE FROM drizzle.__drizzle_migrations`);
    await orm.execute(sql`INSERT INTO drizzle.__drizzle_migrations SELECT * FROM kept`);
    expect(await readiness(midoffice)).toEqual([200, 'ready']);
    await orm.execute(
      sql`INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('of a later release', 9999999999999)`,
    );
    expect(await readiness(midoffice)).toEqual([200, 'ready']);
  });

  it('is lost while the node drains; it lives on', async () => {
    midoffice.services.lifecycle.drain();
    expect(await readiness(midoffice)).toEqual([503, 'draining']);
    expect((await fetch(`${midoffice.url}/health`)).status).toBe(200);
  });
});

describe('readiness beside a PostgreSQL that has a bad day', () => {
  let cluster: PostgresqlCluster;
  let midoffice: TestMidoffice;
  let administration: Client;

  beforeAll(async () => {
    cluster = await startPostgresql();
    administration = new Client({ connectionString: await cluster.createDatabase() });
    await administration.connect();
    const connectionString = await cluster.createDatabase();
    const database = { kind: 'postgresql', connectionString } as const;
    midoffice = await startForTests({
      name: 'PostgreSQL',
      open: async () => ({ database, close: () => cluster.stop() }),
    });
  });
  afterAll(async () => {
    await administration.end();
    await midoffice?.stop();
  });

  it('is lost with the connection that hears changes, and comes back with it', async () => {
    expect(await readiness(midoffice)).toEqual([200, 'ready']);
    // What is connected stays connected; nobody else may come, so the listener cannot come back by itself.
    await administration.query('ALTER DATABASE midoffice_2 ALLOW_CONNECTIONS false');
    await administration.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'onthaal-midoffice-listener'`,
    );
    await expect.poll(() => readiness(midoffice)).toEqual([503, 'not listening to changes']);
    await administration.query('ALTER DATABASE midoffice_2 ALLOW_CONNECTIONS true');
    await expect.poll(() => readiness(midoffice)).toEqual([200, 'ready']);
  });

  it('is lost with the database', async () => {
    await administration.query('ALTER DATABASE midoffice_2 ALLOW_CONNECTIONS false');
    await administration.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'midoffice_2'`);
    await expect.poll(() => readiness(midoffice)).toEqual([503, 'database not reachable']);
    await administration.query('ALTER DATABASE midoffice_2 ALLOW_CONNECTIONS true');
    await expect.poll(() => readiness(midoffice)).toEqual([200, 'ready']);
  });
});
