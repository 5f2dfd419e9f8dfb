import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectTo, type NodeProcess, startNode } from '../../midoffice/testing/node-process.ts';
import { type PostgresqlCluster, startPostgresql } from '../../midoffice/testing/postgresql-cluster.ts';
import { LoadBalancer } from './testing/load-balancer.ts';
import { testFolder } from './testing/test-folder.ts';
import { TestStore } from './testing/test-store.ts';

const folder = testFolder();
const push = 'pushPersons';
const people = Array.from({ length: 30 }, (_, index) => `Doorgaand${String(index).padStart(2, '0')}`);

let cluster: PostgresqlCluster;
let connectionString = '';
let nodes: NodeProcess[] = [];
let balancer: LoadBalancer;
let address = '';
let database: Awaited<ReturnType<typeof connectTo>>;
let els: TestStore;
let karim: TestStore;

async function desk(memberId: string): Promise<TestStore> {
  const store = await TestStore.start(address);
  await store.openFor(memberId, join(folder, `${memberId}.db`));
  return store;
}

beforeAll(async () => {
  cluster = await startPostgresql();
  connectionString = await cluster.createDatabase();
  nodes = await Promise.all([startNode(connectionString), startNode(connectionString)]);
  balancer = new LoadBalancer(
    nodes.map(({ url }) => url),
    [push],
  );
  address = await balancer.open();
  database = await connectTo(connectionString);
  [els, karim] = await Promise.all([desk('member-els'), desk('member-karim')]);
  await Promise.all([els.untilUpToDate(), karim.untilUpToDate()]);
});
afterAll(async () => {
  await Promise.all([els?.stop(), karim?.stop()]);
  await database?.end();
  await balancer?.close();
  await Promise.all(nodes.map((node) => node.kill()));
  await cluster?.stop();
});

function newPerson(store: TestStore, familyName: string) {
  return store.run('createPerson', { kind: 'citizen', givenName: 'Proef', familyName, language: 'nl' });
}

async function idOf(store: TestStore, familyName: string): Promise<string> {
  return (await newPerson(store, familyName)).written[0]?.documentId ?? '';
}

/** Until a push stands still in the middle of its transaction. */
async function untilPushWaits(): Promise<void> {
  const waiting = `SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'audit_entry'::regclass`;
  while ((await database.query(waiting)).rows.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** How often the centre accepted each of these documents. */
async function acceptedTimes(ids: readonly string[]): Promise<readonly number[]> {
  const { rows } = await database.query<{ document_id: string; times: number }>(
    `SELECT document_id, count(*)::int AS times FROM audit_entry WHERE document_id = ANY($1) GROUP BY document_id`,
    [ids],
  );
  return ids.map((id) => rows.find((row) => row.document_id === id)?.times ?? 0);
}

describe('two nodes behind a load balancer that knows nothing', () => {
  it('both serve, and what one desk does through one node the other sees through another', async () => {
    for (const { url } of nodes) expect(balancer.connectionsOf(url)).toBeGreaterThan(0);
    const id = await idOf(els, 'Overkant');
    await karim.until('personCard', { personId: id }, ({ person }) => person.familyName === 'Overkant');
  });

  it('lose nothing and do nothing twice when one is killed in the middle of a push', async () => {
    const ids: string[] = [];
    await database.query('BEGIN; LOCK TABLE audit_entry IN SHARE MODE');
    for (const name of people.slice(0, 15)) ids.push(await idOf(els, name));
    await untilPushWaits();
    const killed = nodes.find(({ url }) => url === balancer.lastNodeOf(push));
    if (killed === undefined) throw new Error('No node got the push');
    await killed.kill();
    nodes = nodes.filter((node) => node !== killed);
    await database.query('COMMIT');
    for (const name of people.slice(15)) ids.push(await idOf(els, name));
    await els.untilUpToDate();
    for (const personId of ids) await karim.until('personCard', { personId }, ({ person }) => person.id === personId);
    expect(await acceptedTimes(ids)).toEqual(ids.map(() => 1));
    expect(await els.read('syncStatus', {})).toMatchObject({ waiting: 0, rejected: 0, conflicts: 0 });

    const next = await startNode(connectionString);
    nodes.push(next);
    balancer.nodes = nodes.map(({ url }) => url);
    const after = await idOf(karim, 'Teruggekeerd');
    await els.until('personCard', { personId: after }, ({ person }) => person.familyName === 'Teruggekeerd');
  });

  it('accept a push once whose answer got lost on the way', async () => {
    const cut = balancer.cutAnswerTo(push);
    const id = await idOf(els, 'Antwoordweg');
    await cut;
    await els.untilUpToDate();
    expect(await acceptedTimes([id])).toEqual([1]);
    const [item] = await els.read('syncItems', { limit: 1 });
    expect(item).toMatchObject({ documentId: id, state: 'accepted' });
  });
});
