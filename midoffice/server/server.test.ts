import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { collectionNames } from '@onthaal/contract/entities/index.ts';
import { pullDocuments, syncOverviewDocument } from '@onthaal/contract/generated/client-documents.ts';
import { databaseHeader } from '@onthaal/contract/graphql/database-header.ts';
import { pullFieldName } from '@onthaal/contract/graphql/operation-names.ts';
import { stripNulls } from '@onthaal/contract/graphql/strip-nulls.ts';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTokenKeeper } from '../session/tokens.ts';
import { Desk, sendGraphql } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { dossierFixture, personFixture } from '../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice, testSecret } from '../testing/start-for-tests.ts';

interface RawAnswer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly bytes: Buffer;
}

/** One HTTP request without any of fetch's own decoding. */
function send(url: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers } });
    outgoing.once('error', reject);
    outgoing.once('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        resolve({ status: response.statusCode, headers: response.headers, bytes: Buffer.concat(chunks) });
      });
    });
    outgoing.end(body);
  });
}

describe.each(engines)('the server on $name', (engine) => {
  let midoffice: TestMidoffice;
  let els: Desk;
  const order = async (fault: object): Promise<void> => {
    const response = await fetch(`${midoffice.url}/faults`, { method: 'POST', body: JSON.stringify(fault) });
    expect(response.status).toBe(200);
  };

  beforeAll(async () => {
    midoffice = await startForTests(engine);
    els = await Desk.logIn(midoffice.url, 'member-els');
    await els.pushOne('persons', personFixture({ id: 'person-1' }));
    await els.push(
      'dossiers',
      Array.from({ length: 20 }, (_, index) => ({
        operationId: `o${index}`,
        newDocumentState: dossierFixture('person-1'),
      })),
    );
  });
  afterAll(() => midoffice?.stop());

  it('answers 401 to unknown, bad, expired and retired sessions', async () => {
    const overview = (token?: string) => sendGraphql(midoffice.url, syncOverviewDocument, {}, token);
    const expired = await openTokenKeeper(testSecret, -60).make('member-els', 'device-1');
    const forged = await openTokenKeeper('another secret of more than 32 characters').make('member-els', 'device-1');
    const gone = await openTokenKeeper(testSecret).make('member-gone', 'device-1');
    for (const [token, code] of [
      [undefined, 'SESSION_UNKNOWN'],
      ['rubbish', 'SESSION_UNKNOWN'],
      [forged.token, 'SESSION_UNKNOWN'],
      [gone.token, 'SESSION_UNKNOWN'],
      [expired.token, 'SESSION_EXPIRED'],
    ] as const) {
      expect(await overview(token)).toMatchObject({ status: 401, errors: [{ extensions: { code } }] });
    }
    expect((await overview(els.grant.token)).status).toBe(200);
  });

  it('answers 401 to a stream without a session', async () => {
    const response = await fetch(`${midoffice.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: 'subscription { changes { collections } }' }),
    });
    expect(response.status).toBe(401);
    await response.body?.cancel();
  });

  it('cuts the stream of pokes when its session ends', async () => {
    const { token } = await openTokenKeeper(testSecret, 2).make('member-els', 'device-1');
    const desk = new Desk(midoffice.url, { ...els.grant, token });
    const { ended } = await desk.listen(() => undefined);
    expect(await ended).toBe('cut');
  });

  it('refuses a body over 5 MB, announced or not', async () => {
    const large = JSON.stringify({ query: '{ x }', padding: 'x'.repeat(5 * 1024 * 1024) });
    const announced: Record<string, string> = { 'content-length': String(large.length) };
    for (const headers of [announced, { 'transfer-encoding': 'chunked' }]) {
      const answer = await send(`${midoffice.url}/graphql`, large, headers).catch(
        (error: NodeJS.ErrnoException) => error,
      );
      // The server stops reading: the sender sees its answer or, when it is still sending, a broken line.
      if (answer instanceof Error) expect(['EPIPE', 'ECONNRESET']).toContain(answer.code);
      else
        expect([answer.status, answer.bytes.toString()]).toEqual([413, expect.stringContaining('REQUEST_TOO_LARGE')]);
    }
    expect((await sendGraphql(midoffice.url, syncOverviewDocument, {}, els.grant.token)).status).toBe(200);
  });

  it('answers malformed JSON, unknown fields and unknown addresses plainly', async () => {
    const malformed = await send(`${midoffice.url}/graphql`, '{"query": ');
    expect([malformed.status, malformed.bytes.toString()]).toEqual([400, expect.stringContaining('ARGUMENT_INVALID')]);
    const unknown = await sendGraphql(midoffice.url, '{ nothing }', {});
    expect([unknown.data, unknown.errors.length]).toEqual([undefined, 1]);
    expect((await send(`${midoffice.url}/elsewhere`, '')).status).toBe(404);
    expect((await fetch(`${midoffice.url}/graphql`)).status).toBe(405);
  });

  it('refuses a request that multiplies fields', async () => {
    const fields = Array.from({ length: 13 }, (_, index) => `p${index}: pullDossiers(limit: 5000) { setAside }`);
    const answer = await sendGraphql(midoffice.url, `{ ${fields.join(' ')} }`, {}, els.grant.token);
    expect([answer.data, answer.errors.length]).toEqual([undefined, 1]);
  });

  it('answers the pulls of desks as the engine would, but for absent fields', async () => {
    for (const collection of collectionNames) {
      const ask = (query: string) => sendGraphql(midoffice.url, query, { checkpoint: null, limit: 7 }, els.grant.token);
      const [direct, engine] = [await ask(pullDocuments[collection]), await ask(` ${pullDocuments[collection]}`)];
      expect(direct.status).toBe(200);
      expect(stripNulls(direct.data)).toEqual(stripNulls(engine.data));
      expect(direct.data).toHaveProperty(pullFieldName(collection));
    }
    const unknown = await sendGraphql(midoffice.url, pullDocuments.dossiers, { limit: 7 });
    expect(unknown).toMatchObject({ status: 401, errors: [{ extensions: { code: 'SESSION_UNKNOWN' } }] });
  });

  it('answers 409 to a desk that synced with another database, after it has answered for the session', async () => {
    const url = `${midoffice.url}/graphql`;
    const { data } = await sendGraphql(midoffice.url, syncOverviewDocument, {}, els.grant.token);
    const overview = data?.syncOverview as { readonly databaseId: string } | undefined;
    const databaseId = overview?.databaseId ?? '';
    expect(databaseId).toMatch(/^[0-9a-f-]{36}$/);
    const authorization = `Bearer ${els.grant.token}`;
    const person = personFixture({ id: 'person-of-another-database' });
    const push = {
      query: 'mutation ($rows: [PushPersonsRow!]!) { pushPersons(rows: $rows) { outcome } }',
      variables: { rows: [{ operationId: 'another', newDocumentState: person }] },
    };
    const pull = { query: pullDocuments.persons, variables: { checkpoint: null, limit: 5 } };
    for (const body of [push, pull, { query: syncOverviewDocument }]) {
      const text = JSON.stringify(body);
      const other = await send(url, text, { authorization, [databaseHeader]: 'another-database' });
      expect(other.status).toBe(409);
      expect(other.bytes.toString()).toContain('MIDOFFICE_REPLACED');
      const stranger = await send(url, text, { authorization: 'Bearer rubbish', [databaseHeader]: 'another-database' });
      expect(stranger.status).toBe(401);
      if (body !== push) {
        const own = await send(url, text, { authorization, [databaseHeader]: databaseId });
        expect(own.status).toBe(200);
      }
    }
    const { documents } = await els.pull('persons');
    expect(documents.map((document) => document.id)).not.toContain(person.id);
  });

  it('compresses when asked', async () => {
    const body = JSON.stringify({
      query: '{ pullDossiers(limit: 20) { documents { id subject history { id at } } } }',
    });
    const authorization = `Bearer ${els.grant.token}`;
    const plain = await send(`${midoffice.url}/graphql`, body, { authorization });
    const zipped = await send(`${midoffice.url}/graphql`, body, { authorization, 'accept-encoding': 'gzip' });
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(zipped.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(zipped.bytes).toString()).toBe(plain.bytes.toString());
  });

  it('says whether it lives and is ready', async () => {
    expect((await fetch(`${midoffice.url}/health`)).status).toBe(200);
    expect((await fetch(`${midoffice.url}/ready`)).status).toBe(200);
  });

  it('hides what went wrong inside behind a number', async () => {
    const { orm } = midoffice.services.database;
    await orm.execute(sql`ALTER TABLE audit_entry RENAME TO audit_away`);
    const row = { operationId: 'x', newDocumentState: personFixture({ displayName: 'Geheime Naam' }) };
    const mutation = 'mutation ($rows: [PushPersonsRow!]!) { pushPersons(rows: $rows) { outcome } }';
    const answer = await sendGraphql(midoffice.url, mutation, { rows: [row] }, els.grant.token);
    await orm.execute(sql`ALTER TABLE audit_away RENAME TO audit_entry`);
    expect(answer.status).toBe(500);
    expect(answer.errors[0]?.extensions).toMatchObject({ code: 'MIDOFFICE_FAILED', correlationId: expect.any(String) });
    expect(JSON.stringify(answer.errors)).not.toMatch(/Geheime|audit/);
    expect((await els.push('persons', [row]))[0]?.outcome).toBe('accepted');
  });

  it('has bad days when a test orders them, and only then', async () => {
    const overview = () => sendGraphql(midoffice.url, syncOverviewDocument, {}, els.grant.token);
    await order({ status: 503, count: 2 });
    expect([(await overview()).status, (await overview()).status, (await overview()).status]).toEqual([503, 503, 200]);
    await order({ status: 429, retryAfter: 7 });
    const busy = await send(`${midoffice.url}/graphql`, '{}');
    expect([busy.status, busy.headers['retry-after']]).toEqual([429, '7']);
    await order({ cutAfterBytes: 100 });
    await expect(overview()).rejects.toThrow();
    await order({ status: 500, only: 'pullDossiers' });
    expect((await overview()).status).toBe(200);
    await expect(els.pull('dossiers')).rejects.toThrow('MIDOFFICE_FAILED');
    await order({ clockSkewSeconds: 3600 });
    const { data } = await overview();
    const wrong = data?.syncOverview as { serverTime: string } | undefined;
    expect(Date.parse(wrong?.serverTime ?? '') - Date.now()).toBeGreaterThan(3_500_000);
    await order({ clockSkewSeconds: 0 });
  });

  it('stores malformed rows when a test orders them: served, or set aside', async () => {
    const { checkpoint } = await els.pullAll('dossiers');
    await order({ malformedRows: 2 });
    await order({ malformedRows: 3, served: false });
    const page = await els.pull('dossiers', checkpoint);
    expect(page.setAside).toBe(3);
    expect(page.documents.map(({ createdAt }) => createdAt)).toEqual(['not an instant', 'not an instant']);
  });
});

describe('the server outside demo and test mode', () => {
  let midoffice: TestMidoffice;
  const [engine] = engines;

  beforeAll(async () => {
    if (engine === undefined) throw new Error('no engine');
    midoffice = await startForTests(engine, { demo: false, faults: false });
  });
  afterAll(() => midoffice?.stop());

  it('has no demo login, no fault switches, and refuses test identifiers', async () => {
    await expect(Desk.logIn(midoffice.url, 'member-els')).rejects.toThrow('NOT_ALLOWED');
    expect((await fetch(`${midoffice.url}/faults`, { method: 'POST', body: '{"status":500}' })).status).toBe(404);
    const { token, expiresAt } = await openTokenKeeper(testSecret).make('member-els', 'device-1');
    const member = {
      memberId: 'member-els',
      name: '',
      role: 'clerk' as const,
      teamIds: [],
      deviceId: 'device-1',
      numberPrefix: 'QQ',
    };
    const desk = new Desk(midoffice.url, { token, expiresAt, member });
    expect((await desk.pushOne('persons', personFixture())).error).toMatchObject({
      code: 'TEST_IDENTIFIER_REFUSED',
      field: 'nationalNumber',
    });
  });
});
