import { setTimeout as wait } from 'node:timers/promises';
import { pullDocuments } from '@onthaal/contract/generated/client-documents.ts';
import { feedHeader, feedName } from '@onthaal/contract/graphql/feed-header.ts';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopeIdOf } from '../documents/scope.ts';
import { Desk } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { personFixture } from '../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';
import { newestMark } from './history.ts';

const postgresql = engines.find(({ name }) => name === 'PostgreSQL');
if (postgresql === undefined) throw new Error('PostgreSQL is not among the engines');

let midoffice: TestMidoffice;
let els: Desk;
const clients: Client[] = [];

beforeAll(async () => {
  midoffice = await startForTests(postgresql);
  els = await Desk.logIn(midoffice.url, 'member-els');
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.end()));
  await midoffice?.stop();
});

async function connect(): Promise<Client> {
  const { databaseConfiguration: database } = midoffice;
  const client = new Client(database.kind === 'postgresql' ? database.connectionString : '');
  await client.connect();
  clients.push(client);
  return client;
}

async function pullUnder(mark: string): Promise<Response> {
  const { role, teamIds, memberId, deviceId } = els.grant.member;
  const scopeId = scopeIdOf({ role, teamIds, memberId, deviceId, expiresAt: 0 }, 'all');
  return fetch(`${midoffice.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${els.grant.token}`,
      [feedHeader]: feedName(mark, scopeId),
    },
    body: JSON.stringify({ query: pullDocuments.persons, variables: { checkpoint: null, limit: 100 } }),
  });
}

async function untilSomebodyWaitsFor(table: string, watcher: Client): Promise<void> {
  const waiting = `SELECT 1 FROM pg_locks WHERE NOT granted AND relation = $1::regclass`;
  while ((await watcher.query(waiting, [table])).rows.length === 0) await wait(10);
}

describe('a mark that another node makes in the middle of a pull', () => {
  // Served under the mark before, the desk would hold a position behind the end of that mark's stretch: the sign of a
  // centre that was put back, and it would offer all its work anew.
  it('refuses what was read after it, so that no desk believes that the centre was put back', async () => {
    const [marks, documents, other] = [await connect(), await connect(), await connect()];
    const mark = await newestMark(midoffice.services.database.orm);
    await marks.query('BEGIN; LOCK TABLE history_mark IN ACCESS EXCLUSIVE MODE');
    const answer = pullUnder(mark);
    await untilSomebodyWaitsFor('history_mark', other);
    await documents.query('BEGIN; LOCK TABLE document IN ACCESS EXCLUSIVE MODE');
    await marks.query('COMMIT');
    await untilSomebodyWaitsFor('document', other);
    const { rows } = await other.query<{ end: string }>(
      `INSERT INTO history_mark (id, previous_end) SELECT 'of-another-node', (pg_current_xact_id()::text::bigint)::text::xid8
       RETURNING previous_end::text AS end`,
    );
    const end = BigInt(rows[0]?.end ?? '0');
    for (let index = 0; index < 5; index += 1) await other.query('SELECT pg_current_xact_id()');
    const person = personFixture();
    await documents.query(
      `INSERT INTO document (collection, id, data, transaction_id) VALUES ('persons', $1, $2, $3::text::xid8)`,
      [person.id, person, String(end + 2n)],
    );
    await documents.query('COMMIT');
    const response = await answer;
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'FEED_CHANGED' } }] });
    expect(response.status).toBe(409);
    const again = await pullUnder('of-another-node');
    expect(await again.json()).toMatchObject({ data: { pullPersons: { documents: [{ id: person.id }] } } });
  });
});
