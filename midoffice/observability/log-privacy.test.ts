import { makeTestInsz } from '@onthaal/contract/rules/identifiers/index.ts';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk, sendGraphql } from '../testing/desk.ts';
import { dossierFixture, personFixture } from '../testing/fixture-documents.ts';
import { type PostgresqlCluster, startPostgresql } from '../testing/postgresql-cluster.ts';
import { type Program, startProgram } from '../testing/program.ts';

const person = personFixture({
  displayName: 'Zonderlinge Zwaluw',
  nationalNumber: makeTestInsz('1979-03-14', 57),
  emailAddresses: [{ address: 'zwaluw@voorbeeld.example', kind: 'personal' } as never],
});
const secret = 'a signing secret of the privacy test, long enough';
/** A text that a value of a document, a header or a query can leave in a log. */
const marks = ['Zwaluw', 'zwaluw', String(person.nationalNumber), person.id, 'Klacht over de buren', 'device-of-els'];

describe('the log of a node', { timeout: 300_000 }, () => {
  let cluster: PostgresqlCluster;
  let client: Client;
  let program: Program;
  let url = '';

  beforeAll(async () => {
    cluster = await startPostgresql();
    const connectionString = await cluster.createDatabase();
    client = new Client({ connectionString });
    await client.connect();
    program = startProgram({
      DATABASE_URL: connectionString,
      ONTHAAL_DEMO: '1',
      ONTHAAL_SEED_SIZE: '50',
      ONTHAAL_TOKEN_SECRET: secret,
      ONTHAAL_LOG_LEVEL: 'trace',
    });
    url = await program.url();
  });
  afterAll(async () => {
    program?.process.kill('SIGKILL');
    await client?.end();
    await cluster?.stop();
  });

  async function raw(body: string, authorization: string): Promise<void> {
    await fetch(`${url}/graphql?name=Zwaluw`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization, 'user-agent': 'Zwaluw' },
      body,
    });
  }

  it('holds requests, refusals and failures, and nobody’s data at its most talkative level', async () => {
    const els = await Desk.logIn(url, 'member-els', 'device-of-els');
    const person1 = { ...person, emailAddresses: [] };
    const dossier = dossierFixture(person.id, { typeCode: 'melding', subject: 'Klacht over de buren' });
    await els.push('persons', [{ operationId: 'one', newDocumentState: person1 }]);
    await els.push('persons', [{ operationId: 'two', newDocumentState: person }]);
    await els.push('dossiers', [{ operationId: 'three', newDocumentState: dossier }]);
    await els.pull('persons');
    await raw(`{"query": "{ Zwaluw }", "variables": {"name": "Zwaluw"}}`, `Bearer ${els.grant.token}`);
    await raw(`{"query": "Zwaluw`, 'Basic Zwaluw');
    await sendGraphql(url, '{ syncOverview { databaseId } }', {}, `${els.grant.token}x`);
    // The database itself fails on a row: its own message quotes it.
    await client.query(
      `ALTER TABLE document ADD CONSTRAINT no_bird CHECK (data ->> 'displayName' NOT LIKE '%zwaluw2')`,
    );
    const failing = { ...person1, displayName: 'Zonderlinge zwaluw2' };
    const mutation = 'mutation ($rows: [PushPersonsRow!]!) { pushPersons(rows: $rows) { outcome } }';
    const rows = [{ operationId: 'four', newDocumentState: failing, assumedMasterState: person1 }];
    expect((await sendGraphql(url, mutation, { rows }, els.grant.token)).status).toBe(500);
    await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'onthaal-midoffice%'`,
    );
    await program.printed(/listener connection lost/);
    await expect.poll(async () => (await fetch(`${url}/ready`)).status).toBe(200);
    program.process.kill('SIGTERM');
    expect(await program.ended).toBe(0);

    const log = program.errors() + program.output();
    expect(log).toContain('"fields":["pushPersons"]');
    expect(log).toContain('"status":401');
    expect(log).toContain('unexpected error');
    for (const mark of [...marks, secret, els.grant.token, 'member-els', 'Els Peeters'])
      expect(log).not.toContain(mark);
    for (const line of program.errors().trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
  });
});
