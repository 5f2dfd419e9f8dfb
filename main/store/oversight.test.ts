import { generateKeyPairSync, sign } from 'node:crypto';
import { join } from 'node:path';
import { makeTestInsz } from '@onthaal/contract/rules/identifiers/index.ts';
import { type KioskBoard, type KioskRequest, kioskProofText } from '@onthaal/contract/session/kiosk.ts';
import type { KioskTicket } from '@onthaal/contract/session/kiosk-hall.ts';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testFolder } from './testing/test-folder.ts';
import { startMidoffice, TestLine, type TestMidoffice } from './testing/test-midoffice.ts';
import { TestStore } from './testing/test-store.ts';

const folder = testFolder();
const nationalNumber = makeTestInsz('1985-07-30', 151);
let midoffice: TestMidoffice;
let line: TestLine;
const desks: TestStore[] = [];
let els: TestStore;
let ann: TestStore;
let jan: TestStore;
let personId: string;

async function desk(memberId: string): Promise<TestStore> {
  const store = await TestStore.start(line.url);
  desks.push(store);
  await store.openFor(memberId, join(folder, `${memberId}.db`));
  await store.untilUpToDate();
  return store;
}

beforeAll(async () => {
  midoffice = await startMidoffice();
  line = new TestLine(midoffice.url);
  await line.up();
  els = await desk('member-els');
  ann = await desk('member-ann');
  jan = await desk('member-jan');
  const person = { kind: 'citizen', givenName: 'An', familyName: 'Nagekeken', nationalNumber, language: 'nl' } as const;
  personId = (await els.run('createPerson', person)).written[0]?.documentId ?? '';
  await els.run('updatePerson', { personId, changes: { language: 'fr' } });
  await els.run('consultPerson', { personId, purpose: 'identityCheck', reveal: true });
  await els.untilUpToDate();
});
afterAll(async () => {
  await Promise.all(desks.map((store) => store.stop()));
  await line.down();
  await midoffice.stop();
});

async function answered(store: TestStore) {
  const answer = await store.ask('oversight', { collection: 'persons', documentId: personId });
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}

it('tells an administrator who looked and who changed, without what is not theirs to see', async () => {
  await ann.until('personSummary', { personId }, () => true);
  const { changes, looks } = await answered(ann);
  expect(changes.at(-1)).toMatchObject({ memberId: 'member-els', kind: 'created' });
  expect(changes.flatMap(({ fields }) => fields)).toEqual(
    expect.arrayContaining([{ field: 'language', before: 'nl', after: 'fr' }]),
  );
  expect(looks).toMatchObject([{ memberId: 'member-els', purpose: 'identityCheck', outcome: 'shown' }]);
  expect(JSON.stringify(changes)).not.toMatch(/nationalNumber|85\.?67/);
});

it('tells a team lead who changed, with the number masked, and not who looked', async () => {
  const answer = await answered(jan);
  expect(answer.looks).toBeUndefined();
  expect(JSON.stringify(answer)).toContain('85.67.30-***.**');
  expect(JSON.stringify(answer)).not.toContain(nationalNumber);
});

it('has the reading of a card in the log of the centre, also of who is not in the register', async () => {
  const known = await els.control({ kind: 'consultCard', nationalNumber });
  expect(known).toEqual({ ok: true, value: { personId, isRegistered: true } });
  const stranger = await els.control({ kind: 'consultCard', nationalNumber: makeTestInsz('1990-01-02', 7) });
  if (!stranger.ok) throw new Error(stranger.error.code);
  expect(stranger.value.isRegistered).toBe(false);
  for (const id of [personId, stranger.value.personId]) {
    const logOfCentre = async () => {
      const question = { about: 'person', id, format: 'json' } as const;
      const answer = await ann.control({ kind: 'exportLog', question });
      if (!answer.ok) throw new Error(answer.error.code);
      return answer.value.text;
    };
    // That somebody looked is nobody's work: a desk that has sent everything may still have it.
    await expect.poll(logOfCentre).toContain('"eId"');
    const text = await logOfCentre();
    expect(text).toContain('identityCheck');
    expect(text).not.toContain('90620100');
  }
});

it('gives the log as a file, of a person and of a member', async () => {
  const exported = async (about: 'person' | 'member', id: string, format: 'csv' | 'json') => {
    const answer = await ann.control({ kind: 'exportLog', question: { about, id, format } });
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value;
  };
  const table = await exported('person', personId, 'csv');
  const [head, first] = table.text.split('\r\n');
  expect(head).toMatch(/^sequence,at,memberId,/);
  expect(first).toContain(`member-els,device-member-els,${personId}`);
  expect(table.rows).toBeGreaterThan(0);
  const list = await exported('member', 'member-els', 'json');
  const rows = JSON.parse(list.text) as { memberId: string }[];
  expect(rows).toHaveLength(list.rows);
  expect(new Set(rows.map(({ memberId }) => memberId))).toEqual(new Set(['member-els']));
  expect(await exported('person', 'nobody-looked-at', 'json')).toEqual({ text: '[]\n', rows: 0 });
});

it('gives the log to no other role, and not without a line', async () => {
  const question = { about: 'person', id: personId, format: 'csv' } as const;
  for (const store of [els, jan]) {
    expect(await store.control({ kind: 'exportLog', question })).toMatchObject({ error: { code: 'NOT_ALLOWED' } });
  }
  await line.down();
  expect(await ann.control({ kind: 'exportLog', question })).toMatchObject({
    error: { code: 'MIDOFFICE_UNREACHABLE' },
  });
  await line.up();
});

it('is not for a clerk, and not to be had without a line', async () => {
  const question = { collection: 'persons', documentId: personId } as const;
  expect(await els.ask('oversight', question)).toMatchObject({ ok: false, error: { code: 'NOT_ALLOWED' } });
  expect(await ann.ask('oversight', { ...question, collection: 'references' })).toMatchObject({
    error: { code: 'ARGUMENT_INVALID' },
  });
  await line.down();
  expect(await ann.ask('oversight', question)).toMatchObject({ error: { code: 'MIDOFFICE_UNREACHABLE' } });
  await line.up();
});

it('makes a code for a kiosk, which registers, gives a number and checks in by the line of its own store, and takes it away', async () => {
  const wish = { name: 'Zuil inkom', purpose: 'tickets', placeId: 'location-gemeentehuis' } as const;
  expect(await els.ask('makeKioskCode', wish)).toMatchObject({ ok: false });
  expect(await els.ask('kiosks', {})).toMatchObject({ ok: false });
  const elsewhere = await ann.ask('makeKioskCode', { ...wish, placeId: 'room-molenzaal' });
  expect(elsewhere).toMatchObject({ error: { code: 'REFERENCE_UNKNOWN', retryable: false } });
  const made = await ann.ask('makeKioskCode', wish);
  if (!made.ok) throw new Error(made.error.code);
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const key = publicKey.export({ format: 'der', type: 'spki' }).toString('base64url');
  const ask = async (request: KioskRequest) => {
    const answer = await els.control({ kind: 'askKiosk', request });
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value as never;
  };
  const { deviceId }: { deviceId: string } = await ask({ ask: 'register', code: made.value.code, publicKey: key });
  const { challenge }: { challenge: string } = await ask({ ask: 'challenge', deviceId });
  const signature = sign(null, Buffer.from(kioskProofText(deviceId, challenge)), privateKey).toString('base64url');
  const { token }: { token: string } = await ask({ ask: 'session', deviceId, challenge, signature });
  const board: KioskBoard = await ask({ ask: 'board', token, printer: 'trouble' });
  expect(board.hall?.products.map(({ code }) => code)).toContain('reispas');
  expect(board.hall?.trees.length).toBeGreaterThan(0);
  const asked = { ask: 'ticket', token, operationId: 'operation-1', productCode: 'reispas' } as const;
  const ticket: KioskTicket = await ask(asked);
  expect(ticket.number).toMatch(/^[A-Z0-9]{2,4}-1$/);
  expect(await ask(asked)).toMatchObject({ visitId: ticket.visitId });
  const checkIn = { ask: 'checkIn', token, operationId: 'operation-2' } as const;
  const name = { familyName: 'Niemand', birthDate: '1980-02-03' };
  for (const proof of [{ code: 'A2222222' }, { nationalNumber: '80020300000' }, name]) {
    expect(await ask({ ...checkIn, proof })).toEqual({ outcome: 'notFound' });
  }
  const tries = await Promise.all(
    Array.from({ length: 8 }, () =>
      els.control({ kind: 'askKiosk', request: { ...checkIn, operationId: v7(), proof: name } }),
    ),
  );
  expect(tries.at(-1)).toMatchObject({ error: { code: 'KIOSK_TOO_OFTEN', retryable: false } });
  const known = async () => {
    const list = await ann.ask('kiosks', {});
    return list.ok ? list.value.find((kiosk) => kiosk.deviceId === deviceId) : undefined;
  };
  const here = { name: 'Zuil inkom', purpose: 'tickets', locationId: 'location-gemeentehuis', printer: 'trouble' };
  expect(await known()).toMatchObject({ ...here, revoked: false, seenAt: expect.stringMatching(/Z$/) });
  expect(await ann.ask('takeKioskAway', { deviceId })).toEqual({ ok: true, value: true });
  expect(await known()).toMatchObject({ revoked: true });
  const refused = await els.control({ kind: 'askKiosk', request: { ...asked, operationId: 'operation-3' } });
  expect(refused).toMatchObject({ error: { code: 'ACCESS_REVOKED' } });
});
