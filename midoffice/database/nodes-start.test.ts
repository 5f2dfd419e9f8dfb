import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { syncOverviewDocument } from '@onthaal/contract/generated/client-documents.ts';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Desk, sendGraphql } from '../testing/desk.ts';
import { personFixture } from '../testing/fixture-documents.ts';
import { type NodeProcess, startNode } from '../testing/node-process.ts';
import { type PostgresqlCluster, startPostgresql } from '../testing/postgresql-cluster.ts';
import { migrationsFolder } from './migrations-folder.ts';
import { migrateAlone } from './open-postgresql.ts';

interface Journal {
  readonly entries: readonly { readonly idx: number; readonly tag: string; readonly when: number }[];
}

let cluster: PostgresqlCluster;
const folder = mkdtempSync(join(tmpdir(), 'onthaal-migrations-'));
const nodes: NodeProcess[] = [];

beforeAll(async () => {
  cluster = await startPostgresql();
});
afterEach(() => Promise.all(nodes.splice(0).map((node) => node.kill())));
afterAll(async () => {
  await cluster?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(connectionString: string): Promise<NodeProcess> {
  const node = await startNode(connectionString);
  nodes.push(node);
  return node;
}

async function ask<Row extends object>(connectionString: string, text: string): Promise<readonly Row[]> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

/** The migrations of another version of the mid-office: the first `count` of this one, and one more when given. */
function migrationsOf(name: string, count: number, next?: string): string {
  const copy = join(folder, name);
  cpSync(migrationsFolder, copy, { recursive: true });
  const journalFile = join(copy, 'meta', '_journal.json');
  const journal = JSON.parse(readFileSync(journalFile, 'utf8')) as Journal;
  const entries = journal.entries.slice(0, count);
  const last = journal.entries.at(-1);
  if (next !== undefined && last !== undefined) {
    entries.push({ ...last, idx: last.idx + 1, tag: `${name}_next`, when: last.when + 1 });
    writeFileSync(join(copy, `${name}_next.sql`), next);
  }
  writeFileSync(journalFile, JSON.stringify({ ...journal, entries }));
  return copy;
}

async function overviewOf(node: NodeProcess) {
  const desk = await Desk.logIn(node.url, 'member-els');
  const { data } = await sendGraphql(node.url, syncOverviewDocument, {}, desk.grant.token);
  const { checkpoint } = await desk.pull('references', null, 5);
  const overview = data?.syncOverview as { readonly databaseId: string; readonly collections: unknown };
  return { databaseId: overview.databaseId, collections: overview.collections, feed: checkpoint?.split(':')[2] };
}

async function expectOneMunicipality(started: readonly NodeProcess[], connectionString: string): Promise<void> {
  const [first, ...others] = await Promise.all(started.map(overviewOf));
  for (const other of others) expect(other).toEqual(first);
  const [row] = await ask<{ dossiers: number }>(
    connectionString,
    `SELECT count(*)::int AS dossiers FROM document WHERE collection = 'dossiers'`,
  );
  expect(row?.dossiers).toBe(50);
}

describe('nodes that start at the same moment', () => {
  it('on an empty database make one municipality, one feed and one identity', async () => {
    const connectionString = await cluster.createDatabase();
    const started = await Promise.all([start(connectionString), start(connectionString), start(connectionString)]);
    await expectOneMunicipality(started, connectionString);
  });

  it('on the database of an older version bring it up to date once', async () => {
    const connectionString = await cluster.createDatabase();
    await migrateAlone(connectionString, migrationsOf('older', 2));
    expect(await ask(connectionString, `SELECT 1 FROM pg_tables WHERE tablename = 'history_mark'`)).toHaveLength(0);
    const started = await Promise.all([start(connectionString), start(connectionString)]);
    await expectOneMunicipality(started, connectionString);
  });

  it('after a move to another PostgreSQL agree on one new feed', async () => {
    const connectionString = await cluster.createDatabase();
    const node = await start(connectionString);
    await node.stop();
    await ask(
      connectionString,
      `UPDATE document SET transaction_id = '90000000000'::xid8 WHERE collection = 'persons'`,
    );
    const started = await Promise.all([start(connectionString), start(connectionString)]);
    await expectOneMunicipality(started, connectionString);
  });
});

describe('a migration beside a node of the version before', () => {
  const next = `ALTER TABLE "document" ADD COLUMN "note" text;`;

  it('lets it serve on, also while it must wait for a table, and lets it start again afterwards', async () => {
    const connectionString = await cluster.createDatabase();
    const old = await start(connectionString);
    const desk = await Desk.logIn(old.url, 'member-els');
    const reader = new Client({ connectionString });
    await reader.connect();
    // A backup reads for an hour: the migration cannot have the table.
    await reader.query('BEGIN');
    await reader.query('SELECT count(*) FROM document');
    let isDone = false;
    const migration = migrateAlone(connectionString, migrationsOf('newer', 99, next)).then(() => {
      isDone = true;
    });
    const waiting = `SELECT 1 FROM pg_locks WHERE NOT granted AND mode = 'AccessExclusiveLock'`;
    while ((await ask(connectionString, waiting)).length === 0) await wait(10);
    for (let index = 0; index < 5; index += 1) {
      expect((await desk.pushOne('persons', personFixture())).outcome).toBe('accepted');
    }
    expect(isDone).toBe(false);
    await reader.query('COMMIT');
    await reader.end();
    await migration;
    expect((await desk.pushOne('persons', personFixture())).outcome).toBe('accepted');
    expect((await desk.pull('persons', null, 5)).documents).toHaveLength(5);
    const again = await start(connectionString);
    const other = await Desk.logIn(again.url, 'member-els');
    expect((await other.pushOne('persons', personFixture())).outcome).toBe('accepted');
    expect(old.log()).not.toMatch(/"level":(50|60)/);
  });
});
