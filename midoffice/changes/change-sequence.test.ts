import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk } from '../testing/desk.ts';
import { dossierFixture, personFixture, referenceFixture } from '../testing/fixture-documents.ts';
import { fillDatabase, type NodeProcess, startNode } from '../testing/node-process.ts';
import { type PostgresqlCluster, startPostgresql } from '../testing/postgresql-cluster.ts';

const WRITERS = 240;
const TRANSACTIONS_PER_WRITER = 2;
const ROWS_PER_TRANSACTION = 3;
/** Longest pause between the rows of a transaction, and before its end. */
const LONGEST_PAUSE = 60;
const insert = `INSERT INTO document (collection, id, data) VALUES ('dossiers', $1, $2)`;

let cluster: PostgresqlCluster;
let connectionString = '';
let nodes: readonly NodeProcess[] = [];
const clients: Client[] = [];

beforeAll(async () => {
  cluster = await startPostgresql(WRITERS + 80);
  connectionString = await cluster.createDatabase();
  await fillDatabase(connectionString, [referenceFixture]);
  nodes = await Promise.all([startNode(connectionString), startNode(connectionString)]);
});
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.kill()));
  await cluster?.stop();
});

async function connect(): Promise<Client> {
  const client = new Client({ connectionString });
  client.on('error', () => undefined);
  await client.connect();
  clients.push(client);
  return client;
}

function insertRow(client: Client, id: string) {
  return client.query(insert, [id, { ...dossierFixture('person'), id }]);
}

/** Writes rows in transactions that last, of which every fourth is taken back; answers what it committed. */
async function writeSlowly(client: Client, writer: number): Promise<string[]> {
  const committed: string[] = [];
  for (let turn = 0; turn < TRANSACTIONS_PER_WRITER; turn += 1) {
    const ids = Array.from({ length: ROWS_PER_TRANSACTION }, (_, row) => `w${writer}-${turn}-${row}`);
    await client.query('BEGIN');
    for (const id of ids) {
      await insertRow(client, id);
      await wait(LONGEST_PAUSE * Math.random());
    }
    const isTakenBack = (writer + turn) % 4 === 0;
    await client.query(isTakenBack ? 'ROLLBACK' : 'COMMIT');
    if (!isTakenBack) committed.push(...ids);
  }
  return committed;
}

interface Round {
  /** All writers are done. */
  done: boolean;
}

/** Pulls page after page through the given nodes in turn, until the writers are done and nothing more comes. */
async function readAll(desks: readonly Desk[], start: string | null, limit: number, round: Round) {
  const received: string[] = [];
  let checkpoint = start;
  let whileWriting = 0;
  for (let turn = 0; ; turn += 1) {
    const wasDone = round.done;
    const desk = desks[turn % desks.length];
    if (desk === undefined) throw new Error('No desk');
    const page = await desk.pull('dossiers', checkpoint, limit);
    checkpoint = page.checkpoint;
    received.push(...page.documents.map(({ id }) => id));
    if (!round.done) whileWriting += page.documents.length;
    if (wasDone && page.documents.length === 0) return { received, whileWriting };
  }
}

/** What a reader sees that goes by the sequence number alone. */
async function readNaively(client: Client, round: Round, onFirstPage: () => void): Promise<string[]> {
  const { rows: newest } = await client.query<{ last: string }>(`SELECT max(sequence)::text AS last FROM document`);
  let checkpoint = newest[0]?.last ?? '0';
  const received: string[] = [];
  for (;;) {
    const wasDone = round.done;
    const { rows } = await client.query<{ id: string; sequence: string }>(
      `SELECT id, sequence::text FROM document WHERE collection = 'dossiers' AND document.sequence > $1
       ORDER BY document.sequence LIMIT 50`,
      [checkpoint],
    );
    received.push(...rows.map(({ id }) => id));
    checkpoint = rows.at(-1)?.sequence ?? checkpoint;
    if (rows.length > 0) onFirstPage();
    else if (wasDone) return received;
    await wait(1);
  }
}

async function logIns(memberId: string): Promise<readonly Desk[]> {
  return Promise.all(nodes.map((node) => Desk.logIn(node.url, memberId)));
}

describe(`the change sequence under ${WRITERS} interleaved writers, read through two nodes`, () => {
  it('shows every reader every row once and in one order, where a reader by sequence alone loses rows', async () => {
    const [here, there] = await logIns('member-els');
    if (here === undefined || there === undefined) throw new Error('No nodes');
    const { checkpoint } = await here.pullAll('dossiers');
    const round: Round = { done: false };
    const connections = await Promise.all(Array.from({ length: WRITERS + 2 }, connect));
    const [late, naive, ...writers] = connections;
    if (late === undefined || naive === undefined) throw new Error('No connections');

    // Takes a low number and commits when the naive reader is past it.
    await late.query('BEGIN');
    await insertRow(late, 'late');
    let lateCommit: Promise<unknown> | undefined;
    const naively = readNaively(naive, round, () => {
      lateCommit ??= late.query('COMMIT');
    });
    const readers = [
      readAll([here], checkpoint, 25, round),
      readAll([there], checkpoint, 1000, round),
      readAll([here, there], checkpoint, 7, round),
      readAll([there, here], checkpoint, 100, round),
    ];
    const person = personFixture();
    await here.pushOne('persons', person);
    const pushed = Array.from({ length: 60 }, () => dossierFixture(person.id));
    const pushes = pushed.map((dossier, index) => (index % 2 === 0 ? here : there).pushOne('dossiers', dossier));
    const committed = (await Promise.all(writers.map(writeSlowly))).flat();
    for (const outcome of await Promise.all(pushes)) expect(outcome.outcome).toBe('accepted');
    await lateCommit;
    round.done = true;

    const expected = [...committed, ...pushed.map(({ id }) => id), 'late'].sort();
    const results = await Promise.all(readers);
    const [first] = results;
    for (const { received } of results) {
      expect([...received].sort()).toEqual(expected);
      expect(received).toEqual(first?.received);
    }
    expect(results.some(({ whileWriting }) => whileWriting > 0)).toBe(true);
    const seenNaively = new Set(await naively);
    const lost = expected.filter((id) => !seenNaively.has(id));
    expect(lost).toContain('late');
    await Promise.all(clients.splice(0).map((client) => client.end()));
  });
});
