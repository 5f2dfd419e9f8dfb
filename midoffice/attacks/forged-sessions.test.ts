import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { pushDocuments, syncOverviewDocument } from '@onthaal/contract/generated/client-documents.ts';
import { databaseHeader } from '@onthaal/contract/graphql/database-header.ts';
import { feedHeader } from '@onthaal/contract/graphql/feed-header.ts';
import { SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTokenKeeper } from '../session/tokens.ts';
import { Desk } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { dossierFixture, personFixture } from '../testing/fixture-documents.ts';
import { postRaw } from '../testing/raw-request.ts';
import { startForTests, type TestMidoffice, testSecret } from '../testing/start-for-tests.ts';

const overview = JSON.stringify({ query: syncOverviewDocument });
const secret = (text: string) => new TextEncoder().encode(text);

function claims(token: SignJWT | UnsecuredJWT, member = 'member-ann') {
  return token.setSubject(member).setIssuer('onthaal-midoffice').setAudience('onthaal-desk').setExpirationTime('1h');
}

function part(token: string, index: number): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[index] ?? '', 'base64url').toString()) as Record<string, unknown>;
}

const packed = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe.each(engines)('forged sessions on $name', (engine) => {
  let midoffice: TestMidoffice;
  let els: Desk;

  beforeAll(async () => {
    midoffice = await startForTests(engine);
    els = await Desk.logIn(midoffice.url, 'member-els');
  });
  afterAll(() => midoffice?.stop());

  async function forgeries(): Promise<Readonly<Record<string, string>>> {
    const { token } = els.grant;
    const [header = '', payload = '', signature = ''] = token.split('.');
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const signed = (key: Uint8Array, alg = 'HS256') =>
      (claims(new SignJWT({ deviceId: 'd' })) as SignJWT).setProtectedHeader({ alg }).sign(key);
    const administrator = packed({ ...part(token, 1), sub: 'member-ann' });
    return {
      'no algorithm': (claims(new UnsecuredJWT({ deviceId: 'd' })) as UnsecuredJWT).encode(),
      'algorithm none with the old signature': `${packed({ alg: 'none' })}.${payload}.${signature}`,
      'another key': await signed(secret('a key of somebody else, which is long enough')),
      'an empty key': await signed(new Uint8Array(32)),
      'another algorithm of the same key': await signed(secret(testSecret.padEnd(64, '.')), 'HS512'),
      'an asymmetric key': await (claims(new SignJWT({ deviceId: 'd' })) as SignJWT)
        .setProtectedHeader({ alg: 'RS256' })
        .sign(privateKey),
      'another payload': `${header}.${administrator}.${signature}`,
      'no signature': `${header}.${payload}.`,
      'half a signature': `${header}.${payload}.${signature.slice(0, 10)}`,
      'a key of its own in the header': `${packed({ alg: 'HS256', jwk: { kty: 'oct', k: 'AAAA' } })}.${payload}.${signature}`,
      'another audience': await new SignJWT({ deviceId: 'd' })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject('member-ann')
        .setIssuer('onthaal-midoffice')
        .setAudience('another-service')
        .setExpirationTime('1h')
        .sign(secret(testSecret)),
      'no device': await (claims(new SignJWT({})) as SignJWT)
        .setProtectedHeader({ alg: 'HS256' })
        .sign(secret(testSecret)),
      'no end': await new SignJWT({ deviceId: 'd' })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject('member-ann')
        .setIssuer('onthaal-midoffice')
        .setAudience('onthaal-desk')
        .sign(secret(testSecret)),
      'a text that is no token': 'x.y.z',
      'very much text': 'x'.repeat(6000),
    };
  }

  it('are all refused the same way, without saying why', async () => {
    for (const [name, token] of Object.entries(await forgeries())) {
      const answer = await postRaw(midoffice.url, overview, { authorization: `Bearer ${token}` });
      expect({ name, status: answer.status, codes: answer.codes }).toEqual({
        name,
        status: 401,
        codes: ['SESSION_UNKNOWN'],
      });
      expect(answer.text).not.toMatch(/signature|algorithm|audience|JWT|JWS/i);
    }
    const { token } = await openTokenKeeper(testSecret, -1).make('member-els', 'd');
    const expired = await postRaw(midoffice.url, overview, { authorization: `Bearer ${token}` });
    expect([expired.status, expired.codes]).toEqual([401, ['SESSION_EXPIRED']]);
    for (const authorization of ['', 'Basic YTpi', 'Bearer', 'Bearer a b', `bearer ${els.grant.token}`]) {
      const { status, codes } = await postRaw(midoffice.url, overview, { authorization });
      expect([status, codes]).toEqual([401, ['SESSION_UNKNOWN']]);
    }
  });

  it('write nothing', async () => {
    const rows = [{ operationId: 'o', newDocumentState: personFixture() }];
    const body = JSON.stringify({ query: pushDocuments.persons, variables: { rows } });
    for (const token of Object.values(await forgeries())) {
      expect((await postRaw(midoffice.url, body, { authorization: `Bearer ${token}` })).status).toBe(401);
    }
    expect((await els.pull('persons')).documents).toEqual([]);
  });

  it('of another municipality bring nothing in and get nothing out', async () => {
    const elsewhere = await startForTests(engine);
    try {
      const person = personFixture();
      const other = await Desk.logIn(elsewhere.url, 'member-els');
      await other.pushOne('persons', person);
      const body = JSON.stringify({
        query: pushDocuments.persons,
        variables: { rows: [{ operationId: 'o', newDocumentState: personFixture() }] },
      });
      const authorization = `Bearer ${els.grant.token}`;
      const database = await postRaw(midoffice.url, body, {
        authorization,
        [databaseHeader]: elsewhere.services.databaseId,
      });
      expect([database.status, database.codes]).toEqual([409, ['MIDOFFICE_REPLACED']]);
      const feed = await postRaw(midoffice.url, body, {
        authorization,
        [feedHeader]: `${randomUUID()}.0123456789abcdef`,
      });
      expect([feed.status, feed.codes]).toEqual([409, ['FEED_CHANGED']]);
      const hers = await els.pushOne('dossiers', dossierFixture(person.id));
      expect(hers).toMatchObject({ outcome: 'rejected', error: { code: 'REFERENCE_UNKNOWN', field: 'applicantId' } });
      const { checkpoint } = await other.pull('persons');
      expect((await els.pull('persons', checkpoint)).documents).toEqual([]);
    } finally {
      await elsewhere.stop();
    }
  });
});
