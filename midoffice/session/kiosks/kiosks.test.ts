import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { collectionNames } from '@onthaal/contract/entities/index.ts';
import { kioskBoardDocument } from '@onthaal/contract/generated/client-documents.ts';
import { kioskPaths, kioskProofText } from '@onthaal/contract/session/kiosk.ts';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../database/database.ts';
import { brusselsDay } from '../../scope/work-days.ts';
import { Desk, sendGraphql } from '../../testing/desk.ts';
import { engines } from '../../testing/engines.ts';
import { dossierFixture, moment, personFixture } from '../../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice } from '../../testing/start-for-tests.ts';

describe.each(engines)('kiosks on $name', (engine) => {
  let midoffice: TestMidoffice;
  let administrator: Desk;
  let clerk: Desk;

  beforeAll(async () => {
    midoffice = await startForTests(engine);
    administrator = await Desk.logIn(midoffice.url, 'member-ann');
    clerk = await Desk.logIn(midoffice.url, 'member-els');
  });
  afterAll(() => midoffice?.stop());

  async function post(path: string, body: unknown) {
    const response = await fetch(`${midoffice.url}${path}`, { method: 'POST', body: JSON.stringify(body) });
    const answer = (await response.json()) as {
      readonly data?: Readonly<Record<string, string>>;
      readonly errors?: readonly { readonly message: string }[];
    };
    return { status: response.status, data: answer.data ?? {}, code: answer.errors?.[0]?.message };
  }

  async function makeCode(desk = administrator, roomId = 'room-raadzaal', name = 'Zuil raadzaal') {
    const query =
      'mutation Make($name: String!, $roomId: ID!) { makeKioskCode(name: $name, roomId: $roomId) { code } }';
    const { data, errors } = await sendGraphql(midoffice.url, query, { name, roomId }, desk.grant.token);
    return { code: (data?.makeKioskCode as { code: string } | undefined)?.code ?? '', error: errors[0]?.message };
  }

  function newKey() {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    return { privateKey, publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64url') };
  }

  async function register() {
    const { privateKey, publicKey } = newKey();
    const { code } = await makeCode();
    const { data } = await post(kioskPaths.register, { code, publicKey });
    return { deviceId: data.deviceId ?? '', privateKey };
  }

  async function proofFor(deviceId: string, privateKey: KeyObject) {
    const { data } = await post(kioskPaths.challenge, { deviceId });
    const challenge = data.challenge ?? '';
    const signature = sign(null, Buffer.from(kioskProofText(deviceId, challenge)), privateKey).toString('base64url');
    return { deviceId, challenge, signature };
  }

  async function startSession({ deviceId, privateKey }: { deviceId: string; privateKey: KeyObject }) {
    return (await post(kioskPaths.session, await proofFor(deviceId, privateKey))).data.token ?? '';
  }

  const board = (token: string) => sendGraphql(midoffice.url, kioskBoardDocument, {}, token);

  function appointment(startsAt: string, changes: Readonly<Record<string, unknown>> = {}) {
    return {
      ...{ id: v7(), createdAt: moment, updatedAt: moment, updatedBy: { memberId: 'member-els', name: 'Els Peeters' } },
      ...{ code: v7().slice(-8).toUpperCase(), state: 'confirmed', mode: 'physical', productCode: 'reispas' },
      ...{ subject: 'Geheim onderwerp', answers: {}, guests: [], memberIds: ['member-els'], teamId: 'team-onthaal' },
      ...{
        roomId: 'room-raadzaal',
        startsAt,
        endsAt: startsAt.replace(':00:', ':30:'),
        bring: [],
        notices: [],
        notes: [],
      },
      ...changes,
    };
  }

  it('are registered once with a code of an administrator, whose hash alone is kept', async () => {
    expect((await makeCode(clerk)).error).toBe('NOT_ALLOWED');
    expect((await makeCode(administrator, 'team-onthaal')).error).toBe('REFERENCE_UNKNOWN');
    expect((await makeCode(administrator, 'room-raadzaal', '\u202e')).error).toBe('ARGUMENT_INVALID');
    const { code } = await makeCode();
    expect(code).toMatch(/^(?:[A-HJ-NP-Z2-9]{4}-?){3}$/);
    const { orm } = midoffice.services.database;
    const kept = JSON.stringify([
      await rowsOf(orm, sql`SELECT * FROM kiosk_code`),
      await rowsOf(orm, sql`SELECT * FROM audit_entry`),
    ]);
    expect(kept).toContain('Zuil raadzaal');
    expect(kept).not.toContain(code);
    expect(kept).not.toContain(code.replaceAll('-', ''));
    const { publicKey } = newKey();
    const typed = code.toLowerCase().replaceAll('-', ' ');
    const first = await post(kioskPaths.register, { code: typed, publicKey });
    expect(first).toMatchObject({ status: 200, data: { name: 'Zuil raadzaal' } });
    // Its answer was lost on the way: the same key gets it again.
    expect((await post(kioskPaths.register, { code, publicKey })).data).toEqual(first.data);
    const other = await post(kioskPaths.register, { code, publicKey: newKey().publicKey });
    expect(other).toMatchObject({ status: 400, code: 'KIOSK_CODE_INVALID' });
  });

  it('are not registered with a late or invented code, or a key of another kind', async () => {
    const { publicKey } = newKey();
    const { code } = await makeCode();
    const { orm } = midoffice.services.database;
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'der', type: 'spki' });
    const wrongKey = await post(kioskPaths.register, { code, publicKey: other.toString('base64url') });
    expect(wrongKey.code).toBe('ARGUMENT_INVALID');
    await orm.execute(sql`UPDATE kiosk_code SET expires_at = now() - interval '1 second' WHERE used_at IS NULL`);
    for (const tried of [code, 'AAAA-BBBB-CCCC', 'AAAA', '']) {
      expect((await post(kioskPaths.register, { code: tried, publicKey })).code).toBe('KIOSK_CODE_INVALID');
    }
    for (const body of [{}, null, [], { code: 1, publicKey }, { code, publicKey: {} }]) {
      expect((await post(kioskPaths.register, body)).code).toBe('ARGUMENT_INVALID');
    }
  });

  it('prove themselves with their key, and a signature counts once', async () => {
    const kiosk = await register();
    const proof = await proofFor(kiosk.deviceId, kiosk.privateKey);
    expect((await post(kioskPaths.session, proof)).status).toBe(200);
    expect(await post(kioskPaths.session, proof)).toMatchObject({ status: 401, code: 'LOGIN_NOT_VALID' });
    const stranger = await proofFor(kiosk.deviceId, newKey().privateKey);
    expect((await post(kioskPaths.session, stranger)).code).toBe('LOGIN_NOT_VALID');
    const another = await register();
    const mixed = { ...(await proofFor(another.deviceId, kiosk.privateKey)), deviceId: kiosk.deviceId };
    expect((await post(kioskPaths.session, mixed)).code).toBe('LOGIN_NOT_VALID');
    const late = await proofFor(kiosk.deviceId, kiosk.privateKey);
    await midoffice.services.database.orm.execute(sql`UPDATE kiosk_challenge SET expires_at = now()`);
    expect((await post(kioskPaths.session, late)).code).toBe('LOGIN_NOT_VALID');
    expect((await post(kioskPaths.challenge, { deviceId: v7() })).code).toBe('KIOSK_UNKNOWN');
  });

  it('show when their room is taken today, and nothing of who comes or for what', async () => {
    const person = personFixture();
    expect((await clerk.pushOne('persons', person)).outcome).toBe('accepted');
    const today = brusselsDay(new Date());
    const noon = `${today}T11:00:00.000Z`;
    const appointments = [
      appointment(noon, { personId: person.id }),
      appointment(`${today}T09:00:00.000Z`),
      appointment(`${today}T13:00:00.000Z`, { state: 'cancelled' }),
      appointment(`${today}T14:00:00.000Z`, { roomId: 'room-lindezaal' }),
      appointment('2020-01-06T09:00:00.000Z'),
    ];
    for (const row of appointments) {
      const data = JSON.stringify(row);
      await midoffice.services.database.orm.execute(
        sql`INSERT INTO document (collection, id, data) VALUES ('appointments', ${row.id}, ${data}::jsonb)`,
      );
    }
    const token = await startSession(await register());
    const { data } = await board(token);
    expect(data?.kioskBoard).toEqual({
      ...{ name: 'Zuil raadzaal', purpose: 'room', roomName: 'Raadzaal', building: 'Gemeentehuis' },
      ...{ now: expect.any(String), hall: null, screen: null },
      taken: [
        { startsAt: `${today}T09:00:00.000Z`, endsAt: `${today}T09:30:00.000Z` },
        { startsAt: noon, endsAt: `${today}T11:30:00.000Z` },
      ],
    });
    expect((await board(clerk.grant.token)).errors[0]?.message).toBe('NOT_ALLOWED');
  });

  it('receive and write nothing of persons or dossiers, whatever they ask', async () => {
    const person = personFixture({ displayName: 'Zeldzame Naam' });
    await clerk.pushOne('persons', person);
    await clerk.pushOne('dossiers', dossierFixture(person.id));
    const { deviceId, privateKey } = await register();
    const token = await startSession({ deviceId, privateKey });
    const member = { memberId: deviceId, name: '', role: 'kiosk' as const, teamIds: [], deviceId, numberPrefix: '' };
    const kiosk = new Desk(midoffice.url, { token, expiresAt: '', member });
    const received: Record<string, readonly unknown[]> = {};
    for (const name of collectionNames) received[name] = (await kiosk.pullAll(name)).documents;
    expect(Object.entries(received).flatMap(([name, rows]) => (rows.length > 0 ? [name] : []))).toEqual(['references']);
    expect(new Set(received.references?.map((row) => (row as { kind: string }).kind))).toEqual(new Set(['room']));
    expect(await kiosk.pushOne('persons', personFixture())).toMatchObject({
      outcome: 'rejected',
      error: { code: 'NOT_ALLOWED' },
    });
    const search = await sendGraphql(
      midoffice.url,
      '{ centralSearch(text: "Zeldzame") { hits { title } } }',
      {},
      token,
    );
    expect(JSON.stringify(search)).not.toContain('Zeldzame');
    for (const query of ['{ kiosks { name } }', 'mutation { revokeAccess(deviceId: "x") }']) {
      expect((await sendGraphql(midoffice.url, query, {}, token)).errors[0]?.message).toBe('NOT_ALLOWED');
    }
  });

  it('are written down, and lose everything at once when their access is taken away', async () => {
    const kiosk = await register();
    const token = await startSession(kiosk);
    const { deviceId } = kiosk;
    const list = '{ kiosks { deviceId registeredBy revoked } }';
    const known = (await sendGraphql(midoffice.url, list, {}, administrator.grant.token)).data?.kiosks;
    expect(known).toContainEqual({ deviceId, registeredBy: 'member-ann', revoked: false });
    const trail = await rowsOf<{ member: string; collection: string }>(
      midoffice.services.database.orm,
      sql`SELECT member_id AS member, collection FROM audit_entry WHERE document_id = ${deviceId}`,
    );
    expect(trail).toEqual([{ member: 'member-ann', collection: 'kiosks' }]);
    const taken = `mutation { revokeAccess(deviceId: "${deviceId}") }`;
    expect((await sendGraphql(midoffice.url, taken, {}, administrator.grant.token)).errors).toEqual([]);
    expect((await board(token)).errors[0]?.message).toBe('ACCESS_REVOKED');
    expect((await post(kioskPaths.challenge, { deviceId })).code).toBe('ACCESS_REVOKED');
    const proof = { deviceId, challenge: 'a'.repeat(43), signature: 'a'.repeat(86) };
    expect(await post(kioskPaths.session, proof)).toMatchObject({ status: 403, code: 'ACCESS_REVOKED' });
  });
});

describe('a kiosk that tries too often', () => {
  it('waits, as everybody who logs in', async () => {
    const [engine] = engines;
    if (engine === undefined) throw new Error('no engine');
    const midoffice = await startForTests(engine, { loginsPerMinute: 2 });
    try {
      const tries = Array.from({ length: 3 }, async () => {
        const body = JSON.stringify({ deviceId: 'kiosk-of-nobody' });
        return (await fetch(`${midoffice.url}${kioskPaths.challenge}`, { method: 'POST', body })).status;
      });
      expect((await Promise.all(tries)).sort()).toEqual([401, 401, 429]);
    } finally {
      await midoffice.stop();
    }
  });
});
