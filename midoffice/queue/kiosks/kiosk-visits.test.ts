import { createHash, randomBytes } from 'node:crypto';
import type { Appointment } from '@onthaal/contract/entities/appointment.ts';
import { collectionNames } from '@onthaal/contract/entities/index.ts';
import type { Visit } from '@onthaal/contract/entities/visit.ts';
import {
  callNextVisitDocument,
  checkInAtKioskDocument,
  kioskBoardDocument,
  takeKioskTicketDocument,
} from '@onthaal/contract/generated/client-documents.ts';
import { stripNulls } from '@onthaal/contract/graphql/strip-nulls.ts';
import { makeTestInsz } from '@onthaal/contract/rules/identifiers/index.ts';
import type { KioskBoard } from '@onthaal/contract/session/kiosk.ts';
import type { KioskCheckIn, KioskTicket } from '@onthaal/contract/session/kiosk-hall.ts';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../database/database.ts';
import { Desk, sendGraphql } from '../../testing/desk.ts';
import { engines } from '../../testing/engines.ts';
import { personFixture, reference, referenceFixture } from '../../testing/fixture-documents.ts';
import { startKiosk, type TestKiosk } from '../../testing/kiosk.ts';
import { startForTests, type TestMidoffice } from '../../testing/start-for-tests.ts';

const by = { memberId: 'member-els', name: 'Els Peeters' };
const service = { theme: 'Burgerzaken', minutes: 5, minutesPerExtraPerson: 0, modes: [], bring: [] };
const documents = [
  reference('location', 'hall', 'Gemeentehuis', { building: 'Gemeentehuis' }),
  reference('location', 'elders', 'Dienstenpunt', { building: 'Dienstenpunt' }),
  reference('desk', 'drie', 'Loket 3', { building: 'Gemeentehuis', number: '3', teamIds: ['team-onthaal'] }),
  reference('product', 'attest', 'Attest', {
    ...{ ...service, teamId: 'team-onthaal' },
    ...{ names: { fr: 'Certificat' }, themeNames: { fr: 'Population' } },
  }),
  reference('product', 'bouwen', 'Bouwadvies', { ...service, teamId: 'team-omgeving' }),
  reference('decisionTree', 'papier', 'Ik heb een papier nodig', {
    ...{ order: 1, names: { fr: 'J’ai besoin d’un papier' } },
    questions: [
      {
        ...{ id: 'wat', text: 'Welk papier?', names: { fr: 'Quel papier ?' } },
        answers: [{ text: 'Een attest', names: { fr: 'Un certificat' }, productCode: 'attest' }],
      },
    ],
  }),
];
const [engine] = engines;
if (engine === undefined) throw new Error('There is no engine');

describe('a kiosk in a hall', () => {
  let midoffice: TestMidoffice;
  let administrator: Desk;
  let els: Desk;
  let kiosk: TestKiosk;
  beforeAll(async () => {
    midoffice = await startForTests(engine, {}, [referenceFixture, { collection: 'references', documents } as never]);
    administrator = await Desk.logIn(midoffice.url, 'member-ann');
    els = await Desk.logIn(midoffice.url, 'member-els', 'device-els');
    kiosk = await startKiosk(midoffice.url, administrator, 'tickets', 'location-hall');
  });
  afterAll(() => midoffice?.stop());

  async function ask<Answer>(query: string, variables: object, { token }: Pick<TestKiosk, 'token'> = kiosk) {
    const { data, errors } = await sendGraphql(midoffice.url, query, { ...variables }, token);
    const [answer] = Object.values(stripNulls(data ?? {}) as Record<string, Answer>);
    return { answer, error: errors[0]?.message };
  }
  const take = (operationId = v7(), productCode = 'attest', from = kiosk) =>
    ask<KioskTicket>(takeKioskTicketDocument, { operationId, productCode }, from);
  const checkIn = (proof: object, operationId = v7(), at = kiosk) =>
    ask<KioskCheckIn>(checkInAtKioskDocument, { operationId, ...proof }, at);
  const visits = async () => (await els.pullAll('visits')).documents as unknown as readonly Visit[];
  const another = () => startKiosk(midoffice.url, administrator, 'tickets', 'location-hall');

  async function appointment(minutesFromNow: number, changes: Partial<Appointment> = {}): Promise<Appointment> {
    const at = new Date(Date.now() + minutesFromNow * 60_000);
    const row: Appointment = {
      ...{ id: v7(), createdAt: at.toISOString(), updatedAt: at.toISOString(), updatedBy: by },
      ...{ code: v7().slice(-8).toUpperCase(), state: 'confirmed', mode: 'physical', productCode: 'attest' },
      ...{ subject: 'Geheim onderwerp', answers: {}, guests: [], memberIds: ['member-els'], teamId: 'team-onthaal' },
      ...{ locationId: 'location-hall', startsAt: at.toISOString(), bring: [], notices: [], notes: [] },
      endsAt: new Date(at.getTime() + 600_000).toISOString(),
      ...changes,
    };
    const { orm } = midoffice.services.database;
    await orm.execute(
      sql`INSERT INTO document (collection, id, data) VALUES ('appointments', ${row.id}, ${JSON.stringify(row)}::jsonb)`,
    );
    return row;
  }

  it('offers what the desks of its building help with, and the questions that lead there', async () => {
    const { answer } = await ask<KioskBoard>(kioskBoardDocument, { printer: 'paperOut' });
    expect(answer).toMatchObject({ purpose: 'tickets', building: 'Gemeentehuis', taken: [] });
    expect(answer?.hall?.products).toEqual([
      {
        ...{ code: 'attest', name: 'Attest', theme: 'Burgerzaken' },
        ...{ names: { fr: 'Certificat' }, themeNames: { fr: 'Population' } },
      },
    ]);
    expect(stripNulls(answer?.hall?.trees)).toMatchObject([
      {
        ...{ name: 'Ik heb een papier nodig', names: { fr: 'J’ai besoin d’un papier' } },
        questions: [
          { names: { fr: 'Quel papier ?' }, answers: [{ text: 'Een attest', names: { fr: 'Un certificat' } }] },
        ],
      },
    ]);
    const list = '{ kiosks { purpose locationId printer seenAt } }';
    const known = await sendGraphql(midoffice.url, list, {}, administrator.grant.token);
    expect(known.data?.kiosks).toContainEqual(
      expect.objectContaining({ purpose: 'tickets', locationId: 'location-hall', printer: 'paperOut' }),
    );
    // That it is there is no change of anything: the audit trail has its registration alone.
    const trail = await rowsOf(
      midoffice.services.database.orm,
      sql`SELECT 1 FROM audit_entry WHERE document_id = ${kiosk.deviceId}`,
    );
    expect(trail).toHaveLength(1);
  });

  it('gives each visitor a number of its own, which a desk then calls, and the same one when the answer was lost', async () => {
    const operationId = v7();
    const given = await Promise.all([take(operationId), take(operationId), take(), take()]);
    expect(given.map(({ error }) => error)).toEqual([undefined, undefined, undefined, undefined]);
    const numbers = new Set(given.map(({ answer }) => answer?.number));
    expect(numbers.size).toBe(3);
    const prefix = [...numbers][0]?.split('-')[0] ?? '';
    expect([...numbers].sort()).toEqual([`${prefix}-1`, `${prefix}-2`, `${prefix}-3`]);
    expect(prefix).not.toBe(els.grant.member.numberPrefix);
    // Another kiosk and the desks have other codes: no number is given twice.
    const second = await another();
    expect((await take(v7(), 'attest', second)).answer?.number).not.toMatch(new RegExp(`^${prefix}-`));
    const known = await visits();
    expect(known).toHaveLength(4);
    expect(known[0]).toMatchObject({ state: 'waiting', priority: 3, locationId: 'location-hall', draft: '' });
    const call = { operationId: v7(), deskId: 'desk-drie' };
    const called = await sendGraphql(midoffice.url, callNextVisitDocument, call, els.grant.token);
    const { visit } = (called.data?.callNextVisit ?? {}) as { readonly visit?: Visit };
    expect(numbers).toContain(visit?.ticket);
    const last = await take();
    expect(last.answer).toMatchObject({ number: `${prefix}-4`, ahead: 3 });
  });

  it('lets the token that the kiosk made open the page of the number, and hears of it only the hash', async () => {
    const page = async (token: string) => (await fetch(`${midoffice.url}/position/${token}`)).text();
    const printed = () => {
      const token = randomBytes(18).toString('base64url');
      return { token, pageHash: createHash('sha256').update(token).digest('hex') };
    };
    const operationId = v7();
    const [first, again, appointed] = [printed(), printed(), printed()];
    const takeWith = (pageHash: string) =>
      ask<KioskTicket>(takeKioskTicketDocument, { operationId, productCode: 'attest', pageHash });
    const { answer } = await takeWith(first.pageHash);
    // Asked again since the answer was lost: the paper that comes out now works too.
    expect((await takeWith(again.pageHash)).answer?.number).toBe(answer?.number);
    for (const { token } of [first, again]) expect(await page(token)).toContain(`<strong>${answer?.number}</strong>`);
    const { code } = await appointment(5);
    const checked = await checkIn({ code, pageHash: appointed.pageHash });
    expect(await page(appointed.token)).toContain(`<strong>${checked.answer?.ticket?.number}</strong>`);
    expect((await takeWith('geen hash')).error).toBe('ARGUMENT_INVALID');
    expect(JSON.stringify(await visits())).not.toContain(first.pageHash);
  });

  it('gives no number for what nobody there helps with, nor elsewhere, nor to who is no kiosk of a hall', async () => {
    expect((await take(v7(), 'bouwen')).error).toBe('REFERENCE_UNKNOWN');
    expect((await take(v7(), 'onbekend')).error).toBe('REFERENCE_UNKNOWN');
    expect((await take('geen id!')).error).toBe('ARGUMENT_INVALID');
    const screen = await startKiosk(midoffice.url, administrator, 'waitingRoom', 'location-hall');
    for (const other of [screen, els.grant, administrator.grant]) {
      expect((await ask(takeKioskTicketDocument, { operationId: v7(), productCode: 'attest' }, other)).error).toBe(
        'NOT_ALLOWED',
      );
      expect((await ask(checkInAtKioskDocument, { operationId: v7(), code: 'X' }, other)).error).toBe('NOT_ALLOWED');
    }
    const elsewhere = await startKiosk(midoffice.url, administrator, 'tickets', 'location-elders');
    expect((await take(v7(), 'attest', elsewhere)).error).toBe('REFERENCE_UNKNOWN');
  });

  it('refuses a code for a place that does not suit', async () => {
    const make = async (place: string) => {
      const query = `mutation { makeKioskCode(name: "Zuil", ${place}) { code } }`;
      return (await sendGraphql(midoffice.url, query, {}, administrator.grant.token)).errors[0]?.message;
    };
    for (const place of [
      'locationId: "room-raadzaal"',
      'locationId: "location-hall", purpose: room',
      'roomId: "room-raadzaal", purpose: tickets',
      'roomId: "room-raadzaal", locationId: "location-hall"',
      'purpose: waitingRoom',
    ]) {
      expect(await make(place), place).toBe('REFERENCE_UNKNOWN');
    }
    expect(await make('locationId: "location-hall"')).toBeUndefined();
  });

  it('stops giving numbers to who asks all the time, and the desks go on', async () => {
    const flooded = await another();
    const answers = await Promise.all(Array.from({ length: 30 }, () => take(v7(), 'attest', flooded)));
    const refused = answers.filter(({ error }) => error !== undefined);
    expect(new Set(refused.map(({ error }) => error))).toEqual(new Set(['KIOSK_TOO_OFTEN']));
    expect(answers.length - refused.length).toBeLessThan(20);
    expect((await take()).error).toBeUndefined();
  });

  it('is told nothing of persons, visits or appointments, whatever it asks', async () => {
    const person = personFixture({ displayName: 'Zeldzame Naam' });
    await els.pushOne('persons', person);
    await appointment(20, { personId: person.id });
    const member = { memberId: kiosk.deviceId, name: '', role: 'kiosk' as const, teamIds: [], numberPrefix: '' };
    const grant = { token: kiosk.token, expiresAt: '', member: { ...member, deviceId: kiosk.deviceId } };
    const desk = new Desk(midoffice.url, grant);
    for (const name of collectionNames.filter((one) => one !== 'references')) {
      expect((await desk.pullAll(name)).documents).toEqual([]);
    }
    const [waiting] = await visits();
    if (waiting === undefined) throw new Error('Nobody waits');
    for (const row of [
      { ...waiting, priority: 9 },
      { ...waiting, id: v7() },
    ]) {
      expect(await desk.pushOne('visits', row)).toMatchObject({ outcome: 'rejected' });
    }
    for (const query of [
      '{ freeSlots(productCode: "attest", persons: 1, mode: "physical", locationId: "location-hall", from: "2026-11-27T09:00:00.000Z", days: 7, most: 3) { startsAt } }',
      'mutation { callNextVisit(operationId: "a", deskId: "desk-drie") { waiting } }',
      'mutation { makeKioskCode(name: "x", locationId: "location-hall") { code } }',
      '{ kiosks { name } }',
    ]) {
      expect((await ask(query, {})).error, query).toBe('NOT_ALLOWED');
    }
    const search = await sendGraphql(
      midoffice.url,
      '{ centralSearch(text: "Zeldzame") { hits { title } } }',
      {},
      kiosk.token,
    );
    expect(JSON.stringify(search)).not.toContain('Zeldzame');
  });

  it('checks in who shows the code, with their place, the time and nothing else; once, whoever asks again', async () => {
    const here = await another();
    const { id, code, startsAt } = await appointment(10);
    const operationId = v7();
    const typed = ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)}`;
    const first = await checkIn({ code: typed }, operationId, here);
    expect(first.answer).toEqual({
      outcome: 'inTime',
      startsAt,
      ticket: expect.objectContaining({ ahead: expect.any(Number) }),
    });
    expect((await checkIn({ code }, operationId, here)).answer).toMatchObject({
      outcome: 'inTime',
      ticket: { number: first.answer?.ticket?.number },
    });
    const again = await checkIn({ code }, v7(), here);
    expect(again.answer).toMatchObject({ outcome: 'alreadyIn', ticket: { number: first.answer?.ticket?.number } });
    const mine = (await visits()).filter(({ appointmentId }) => appointmentId === id);
    expect(mine).toMatchObject([{ priority: 5, state: 'waiting', ticket: first.answer?.ticket?.number }]);
    const { documents: known } = await els.pullAll('appointments');
    expect(known).toContainEqual(expect.objectContaining({ id, state: 'arrived' }));
    const late = await checkIn({ code: (await appointment(-40)).code }, v7(), here);
    const early = await checkIn({ code: (await appointment(50)).code }, v7(), here);
    expect([late.answer?.outcome, early.answer?.outcome]).toEqual(['late', 'early']);
  });

  it('says the same of no appointment, one on another day, one that is over and a digital one', async () => {
    const here = await another();
    const codes = [
      (await appointment(3 * 24 * 60)).code,
      (await appointment(5, { state: 'cancelled' })).code,
      (await appointment(5, { mode: 'digital' })).code,
      (await appointment(5, { state: 'held', heldUntil: '2099-01-01T00:00:00.000Z' })).code,
      'AAAAAAAA',
    ];
    for (const code of codes) expect((await checkIn({ code }, v7(), here)).answer).toEqual({ outcome: 'notFound' });
    const elsewhere = await appointment(5, { locationId: 'location-elders' });
    expect((await checkIn({ code: elsewhere.code }, v7(), here)).answer).toEqual({
      ...{ outcome: 'otherBuilding', building: 'Dienstenpunt', startsAt: elsewhere.startsAt },
    });
  });

  it('finds who shows a card, and by name and birth date only who is admitted; who guesses is stopped', async () => {
    const here = await another();
    const nationalNumber = makeTestInsz('1980-02-03', 11);
    const names = { familyName: "D'Hondt-Çelik", givenName: 'Zeldzaam' };
    const person = personFixture({ ...names, birthDate: '1980-02-03', nationalNumber });
    await els.pushOne('persons', person);
    await appointment(10, { personId: person.id });
    expect((await checkIn({ nationalNumber }, v7(), here)).answer).toMatchObject({ outcome: 'inTime' });
    const named = { familyName: 'dhondt celik', birthDate: '1980-02-03' };
    // They are in: a name does not tell that.
    expect((await checkIn(named, v7(), here)).answer).toEqual({ outcome: 'notFound' });
    await appointment(15, { personId: person.id });
    const wrong = { ...named, birthDate: '1980-02-04' };
    expect((await checkIn(wrong, v7(), here)).answer).toEqual({ outcome: 'notFound' });
    const found = await checkIn(named, v7(), here);
    expect(found.answer).toMatchObject({ outcome: 'inTime' });
    expect(JSON.stringify(found)).not.toMatch(/Zeldzaam|Hondt|Geheim|person-|1980/);
    const tries = await Promise.all(Array.from({ length: 10 }, () => checkIn(wrong, v7(), here)));
    expect(tries.at(-1)?.error).toBe('KIOSK_TOO_OFTEN');
    for (const proof of [
      {},
      { familyName: 'D' },
      { nationalNumber: '1' },
      { code: 'A', nationalNumber: '80020312345' },
    ]) {
      expect((await checkIn(proof)).error).toBe('ARGUMENT_INVALID');
    }
  });

  it('shows on a screen of the waiting room which number is called where, and nothing else', async () => {
    const screen = await startKiosk(midoffice.url, administrator, 'waitingRoom', 'location-hall');
    const { answer } = await ask<KioskBoard>(kioskBoardDocument, {}, screen);
    expect(answer?.purpose).toBe('waitingRoom');
    const call = { ticket: expect.stringMatching(/-\d$/), desk: 'Loket 3', isNow: true };
    expect(answer?.screen?.calls).toEqual([expect.objectContaining(call)]);
    expect(answer?.screen?.waiting).toBeGreaterThan(3);
    expect(answer?.hall).toBeUndefined();
    expect(JSON.stringify(answer)).not.toMatch(/Attest|Hondt|person/);
  });
});
