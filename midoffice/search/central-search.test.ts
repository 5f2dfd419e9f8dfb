import { Writable } from 'node:stream';
import { bringToDeskDocument, centralSearchDocument } from '@onthaal/contract/generated/client-documents.ts';
import { makeTestInsz } from '@onthaal/contract/rules/identifiers/index.ts';
import type { CentralHit } from '@onthaal/contract/store/questions.ts';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bulkLoad } from '../database/bulk-load.ts';
import { turnScopeDay } from '../scope/day-turn.ts';
import { brusselsDay, nextDay } from '../scope/work-days.ts';
import { startMidoffice } from '../server/start.ts';
import { Desk, sendGraphql } from '../testing/desk.ts';
import { engines, inMemory } from '../testing/engines.ts';
import { dossierFixture, personFixture, referenceFixture } from '../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice, testConfiguration } from '../testing/start-for-tests.ts';

const address = { streetName: 'Dorpsstraat', houseNumber: '1', postalCode: '9990', municipality: 'Lindervelde' };
const old = { createdAt: '2020-01-01T09:00:00.000Z', history: [] };
const hidden = { id: 'flag-1', kind: 'addressSecret', since: '2026-01-01' } as const;
const secretNumber = makeTestInsz('1961-02-03', 77);
const people = {
  zoe: personFixture({ ...old, displayName: 'Zoë D’Hondt', address }),
  secret: personFixture({
    ...old,
    displayName: 'Zora Verborgen',
    nationalNumber: secretNumber,
    address,
    flags: [hidden],
  }),
  known: personFixture({ ...old, displayName: 'Zoë Bekend', nationalNumber: undefined }),
};
const ago = { createdAt: old.createdAt, status: 'closed', closedOn: '2021-03-01' } as const;
const cases = {
  closed: dossierFixture(people.zoe.id, { ...ago, subject: 'Zwembad aanleggen' }),
  foreign: dossierFixture(people.zoe.id, { ...ago, subject: 'Zwembad vullen', teamId: 'team-onthaal' }),
  secret: dossierFixture(people.secret.id, { ...ago, subject: 'Schuilplaats', teamId: 'team-burgerzaken', address }),
  ownSecret: dossierFixture(people.secret.id, { ...ago, subject: 'Afsluiting', teamId: 'team-onthaal' }),
  open: dossierFixture(people.known.id, { createdAt: old.createdAt, subject: 'Zwembad overkappen' }),
};
const batches = [
  referenceFixture,
  { collection: 'persons' as const, documents: Object.values(people) },
  { collection: 'dossiers' as const, documents: Object.values(cases) },
];

async function search(desk: Desk, text: string) {
  const answer = await sendGraphql(desk.url, centralSearchDocument, { text }, desk.grant.token);
  const found = answer.data?.centralSearch as { needed: boolean; hits: readonly CentralHit[] } | undefined;
  return { ...answer, needed: found?.needed, hits: found?.hits ?? [] };
}

function bring(desk: Desk, kind: string, id: string) {
  return sendGraphql(desk.url, bringToDeskDocument, { kind, id }, desk.grant.token);
}

describe.each(engines)('the central search on $name', (engine) => {
  let midoffice: TestMidoffice;
  let els: Desk;
  let karim: Desk;

  beforeAll(async () => {
    midoffice = await startForTests(engine, { scope: 'teams', workOnly: true }, batches);
    els = await Desk.logIn(midoffice.url, 'member-els');
    karim = await Desk.logIn(midoffice.url, 'member-karim');
  });
  afterAll(() => midoffice?.stop());

  it.each([
    ['zoe dhondt', 'zoe'],
    ["D'HONDT", 'zoe'],
    ['dorpsstr', 'zoe'],
    ['85.07.30-033-61', 'zoe'],
  ] as const)('finds by %s the person that the desk does not have', async (text, name) => {
    const person = people[name];
    const typed = text.startsWith('85')
      ? `${person.nationalNumber}`.replace(/(..)(..)(..)(...)(..)/, '$1.$2.$3-$4.$5')
      : text;
    const { hits } = await search(karim, typed);
    const [hit] = hits.filter(({ kind }) => kind === 'person');
    expect(hit).toMatchObject({ kind: 'person', id: person.id, title: person.displayName, subtitle: 'Lindervelde' });
  });

  it('finds only what the member may see and the desk does not have', async () => {
    expect((await search(karim, 'zwembad')).hits.map(({ id }) => id)).toEqual([cases.closed.id]);
    const all = (await search(els, 'zwembad')).hits.map(({ id }) => id).sort();
    expect(all).toEqual([cases.closed.id, cases.foreign.id, cases.open.id].sort());
    expect((await search(karim, 'zoë bekend')).hits).toEqual([]);
    expect((await search(karim, 'zw')).hits).toEqual([]);
    expect((await search(karim, "'; DROP TABLE document")).hits).toEqual([]);
  });

  it('neither finds nor shows an address that is secret', async () => {
    expect((await search(karim, 'zora')).hits).toMatchObject([{ id: people.secret.id, subtitle: '', shielded: true }]);
    expect((await search(karim, 'dorpsstraat')).hits.map(({ id }) => id)).toEqual([people.zoe.id]);
    expect((await search(karim, secretNumber.slice(0, 10))).hits).toEqual([]);
    expect((await search(karim, `zora ${secretNumber.slice(0, 4)}`)).hits).toEqual([]);
    expect((await search(karim, secretNumber)).hits).toMatchObject([{ id: people.secret.id, subtitle: '' }]);
  });

  it('finds what was written about a protected person by its number alone, and says nothing else', async () => {
    const { number, id } = cases.secret;
    for (const text of ['schuilplaats', 'schuilplaats dorpsstraat', `${number} schuilplaats`]) {
      expect([text, (await search(els, text)).hits]).toEqual([text, []]);
    }
    expect((await search(els, 'dorpsstraat')).hits.map((hit) => hit.id)).toEqual([people.zoe.id]);
    expect((await search(els, number)).hits).toEqual([
      { kind: 'dossier', id, title: number, subtitle: '', state: 'closed', shielded: true },
    ]);
    // Their own team's work is theirs to read.
    expect((await search(els, 'afsluiting')).hits).toMatchObject([{ title: 'Afsluiting', shielded: false }]);
  });

  it('tells nothing to a kiosk', async () => {
    const kiosk = await Desk.logIn(midoffice.url, 'member-zuil');
    expect((await search(kiosk, 'zoe')).hits).toEqual([]);
    expect((await bring(kiosk, 'person', people.zoe.id)).status).toBe(403);
  });

  it('brings a hit to the desk with the persons in it, until the end of the next day', async () => {
    const before = await karim.pullAll('dossiers');
    const persons = await karim.pullAll('persons');
    expect((await bring(karim, 'dossier', cases.foreign.id)).errors[0]?.extensions?.code).toBe('NOT_ALLOWED');
    expect((await bring(karim, 'dossier', cases.closed.id)).data).toEqual({ bringToDesk: true });
    const came = await karim.pullAll('dossiers', before.checkpoint);
    expect(came.documents.map(({ id }) => id)).toEqual([cases.closed.id]);
    const others = await karim.pullAll('persons', persons.checkpoint);
    expect(others.documents.map(({ id }) => id)).toEqual([people.zoe.id]);
    expect((await search(karim, 'zwembad')).hits).toEqual([]);
    const { orm } = midoffice.services.database;
    const tomorrow = nextDay(brusselsDay(new Date()));
    await turnScopeDay(orm, tomorrow);
    expect((await karim.pull('dossiers', came.checkpoint)).left).not.toContain(cases.closed.id);
    await turnScopeDay(orm, nextDay(tomorrow));
    expect((await karim.pull('dossiers', came.checkpoint)).left).toContain(cases.closed.id);
    expect((await karim.pull('persons', others.checkpoint)).left).toContain(people.zoe.id);
    expect((await search(karim, 'zwembad')).hits.map(({ id }) => id)).toEqual([cases.closed.id]);
  });

  it('is not to be used as a listing: too many searches wait, and too long a text is refused', async () => {
    const hurried = await Desk.logIn(midoffice.url, 'member-karim');
    const answers = await Promise.all(Array.from({ length: 40 }, () => search(hurried, 'zwembad')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 429]));
    expect((await search(els, 'z'.repeat(201))).status).toBe(400);
  });
});

describe('the central search where desks have everything', () => {
  it('is not needed, and what was searched for is in no log', async () => {
    const lines: string[] = [];
    const sink = new Writable({
      write: (chunk, _encoding, done) => {
        lines.push(String(chunk));
        done();
      },
    });
    const configuration = testConfiguration(inMemory());
    const midoffice = await startMidoffice(configuration, pino({ level: 'trace' }, sink), async ({ database }) => {
      await bulkLoad(database.orm, batches);
    });
    try {
      const desk = await Desk.logIn(midoffice.url, 'member-els');
      expect(await search(desk, 'zoe dhondt')).toMatchObject({ needed: false, hits: [] });
    } finally {
      await midoffice.stop();
    }
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join('').toLowerCase()).not.toContain('dhondt');
  });
});
