import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { pino } from 'pino';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Midoffice, startMidoffice } from '../server/start.ts';
import { Desk } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { dossierFixture, moment, personFixture, reference, referenceFixture } from '../testing/fixture-documents.ts';
import { Listening } from '../testing/listening.ts';
import { startForTests, type TestMidoffice, testConfiguration } from '../testing/start-for-tests.ts';

const line = { id: 'een', productCode: 'kopie-a4', name: 'Kopie A4', quantity: 4, unitCents: 25 };
const author = { memberId: 'member-noor', name: 'Noor Claes' };
const hall = 'Gemeentehuis';
const branch = 'Dienstenpunt, Oosterlo';
const desk = (code: string, building: string) =>
  reference('desk', code, `Loket ${code}`, { building, number: code, teamIds: [] });
const device = (code: string, deskCode: string) =>
  reference('device', code, `Pc ${code}`, { numberPrefix: code.toUpperCase(), deskId: `desk-${deskCode}` });

const buildings = {
  collection: 'references',
  documents: [
    desk('a', hall),
    desk('b', branch),
    reference('team', 'niemand', 'Niemand', { description: 'Niemand' }),
    reference('member', 'noor', 'Noor Claes', {
      ...{ givenName: 'Noor', familyName: 'Claes', role: 'clerk', teamIds: ['team-niemand'], jobTitle: 'clerk' },
    }),
    reference('product', 'reispas', 'Reispas', {
      ...{ theme: 'burgerzaken', minutes: 15, minutesPerExtraPerson: 0, teamId: 'team-niemand', modes: [], bring: [] },
    }),
    device('a', 'a'),
    device('b', 'b'),
    reference('room', 'beekkamer', 'Beekkamer', { building: branch, seats: 4, hybrid: false }),
  ],
} as const;

/** Who listens: two clerks of one team at two buildings, one of whom nobody knows where they are, and a case handler at the branch. */
const desksAt = { hall: 'device-a', branch: 'device-b', nowhere: 'device-of-nobody' } as const;
type Place = keyof typeof desksAt | 'handler';

describe.each(engines)('pokes by building, on $name', (engine) => {
  let midoffice: TestMidoffice;
  let other: Midoffice;
  let writer: Desk;
  let listening: ReadonlyMap<Place, Listening>;

  beforeAll(async () => {
    const work = { scope: 'teams', workOnly: true } as const;
    midoffice = await startForTests(engine, work, [referenceFixture, buildings]);
    const configuration = { ...testConfiguration(midoffice.databaseConfiguration), ...work };
    // PGlite has one process: there all desks are on the same node.
    other = engine.name === 'PGlite' ? midoffice : await startMidoffice(configuration, pino({ level: 'silent' }));
    writer = await Desk.logIn(midoffice.url, 'member-noor', 'device-of-the-writer');
    const opened = new Map<Place, Listening>();
    for (const place of ['hall', 'branch', 'nowhere'] as const) {
      const url = place === 'branch' ? other.url : midoffice.url;
      opened.set(place, await Listening.open(await Desk.logIn(url, 'member-els', desksAt[place])));
    }
    opened.set('handler', await Listening.open(await Desk.logIn(other.url, 'member-karim', 'device-b')));
    listening = opened;
  });
  afterAll(async () => {
    for (const desk of listening?.values() ?? []) desk.stop();
    if (other !== midoffice) await other?.stop();
    await midoffice?.stop();
  });

  // Made by nobody who listens, and in no team of theirs: only the place decides.
  const mine = { id: v7(), createdAt: moment, updatedAt: moment, updatedBy: author };

  function appointment(changes: Readonly<Record<string, unknown>>): DocumentOf<'appointments'> {
    return {
      ...{ ...mine, id: v7(), code: v7().slice(-8).toUpperCase(), state: 'confirmed', mode: 'physical' },
      ...{ productCode: 'reispas', subject: 'Afspraak', answers: {}, guests: [], memberIds: [] },
      ...{ teamId: 'team-niemand', startsAt: moment, endsAt: moment, bring: [], notices: [], notes: [] },
      ...changes,
    } as DocumentOf<'appointments'>;
  }

  function visit(changes: Readonly<Record<string, unknown>> = {}): DocumentOf<'visits'> {
    return {
      ...{ ...mine, id: v7(), ticket: 'A1', state: 'waiting', arrivedAt: moment, locationId: 'location-1' },
      ...{ priority: 0, services: [], draft: '', notes: [] },
      ...changes,
    } as DocumentOf<'visits'>;
  }

  const everybody = (): readonly Listening[] => [...listening.values()];

  /** A task goes to each of the two teams that listen: the sign that all before it was heard. */
  async function untilHeard(): Promise<void> {
    for (const teamId of ['team-onthaal', 'team-omgeving']) {
      const task = { ...mine, id: v7(), kind: 'action' as const, title: 'Teken', state: 'open' as const, teamId };
      expect(await writer.pushOne('tasks', { ...task, notes: [] })).toMatchObject({ outcome: 'accepted' });
    }
    await Promise.all(everybody().map((desk) => desk.until('tasks')));
  }

  /** Which of the desks were woken by what `write` wrote in a collection. */
  async function wokenFor(collection: string, write: () => Promise<unknown>): Promise<readonly Place[]> {
    for (const desk of everybody()) desk.forget();
    await untilHeard();
    for (const desk of everybody()) desk.forget();
    await write();
    await untilHeard();
    return [...listening].flatMap(([place, desk]) => (desk.heard.has(collection) ? [place] : [])).sort();
  }

  const put = async (row: DocumentOf<'appointments'>, before?: DocumentOf<'appointments'>) =>
    expect(await writer.pushOne('appointments', row, before)).toMatchObject({ outcome: 'accepted' });

  it('an appointment wakes the desks of its building, and those of which nobody knows where they stand', async () => {
    const inHall = () => put(appointment({ roomId: 'room-raadzaal' }));
    expect(await wokenFor('appointments', inHall)).toEqual(['hall', 'nowhere']);
    const inBranch = () => put(appointment({ roomId: 'room-beekkamer' }));
    expect(await wokenFor('appointments', inBranch)).toEqual(['branch', 'handler', 'nowhere']);
    const anywhere = () => put(appointment({}));
    expect(await wokenFor('appointments', anywhere)).toEqual(['branch', 'hall', 'handler', 'nowhere']);
  });

  it('one that moves to another building wakes both, and one of a team its members wherever they are', async () => {
    const before = appointment({ roomId: 'room-raadzaal' });
    await put(before);
    const after = { ...before, roomId: 'room-beekkamer', updatedAt: new Date().toISOString() };
    const moved = await wokenFor('appointments', () => put(after, before));
    expect(moved).toEqual(['branch', 'hall', 'handler', 'nowhere']);
    const ofTeam = () => put(appointment({ roomId: 'room-raadzaal', teamId: 'team-omgeving' }));
    expect(await wokenFor('appointments', ofTeam)).toEqual(['hall', 'handler', 'nowhere']);
  });

  it('a visit wakes the building of its desk, and without a desk every building', async () => {
    const at = (deskId: string) => () => writer.pushOne('visits', visit({ deskId }));
    expect(await wokenFor('visits', at('desk-b'))).toEqual(['branch', 'handler', 'nowhere']);
    expect(await wokenFor('visits', () => writer.pushOne('visits', visit()))).toHaveLength(4);
  });

  it('a payment wakes the desks of the building of its till and who works on its dossier, and without a desk all', async () => {
    const pay = (more: object) => () =>
      writer.pushOne('payments', {
        ...{ ...mine, id: v7(), kind: 'payment', day: '2026-11-27', deviceId: 'device-of-the-writer' },
        ...{ memberId: 'member-noor', lines: [line], amountCents: 100, method: 'cash', reference: '010806817183' },
        ...{ state: 'open', stateSince: moment, steps: [{ id: v7(), at: moment, by: author, event: 'begun' }] },
        ...more,
      } as DocumentOf<'payments'>);
    const person = personFixture({ nationalNumber: undefined, updatedBy: mine.updatedBy });
    await writer.pushOne('persons', person);
    const personId = person.id;
    expect(await wokenFor('payments', pay({ personId, deskId: 'desk-a' }))).toEqual(['hall', 'nowhere']);
    expect(await wokenFor('payments', pay({ personId, deskId: 'desk-b' }))).toEqual(['branch', 'handler', 'nowhere']);
    expect(await wokenFor('payments', pay({ personId }))).toHaveLength(4);
    const dossier = dossierFixture(person.id, { teamId: 'team-omgeving', history: [], updatedBy: mine.updatedBy });
    await writer.pushOne('dossiers', dossier);
    const ofDossier = pay({ dossierId: dossier.id, deskId: 'desk-a' });
    expect(await wokenFor('payments', ofDossier)).toEqual(['hall', 'handler', 'nowhere']);
  });

  it('a person with an appointment wakes the building where they are awaited, and who works for them', async () => {
    const person = personFixture({ nationalNumber: undefined, updatedBy: mine.updatedBy });
    await writer.pushOne('persons', person);
    await put(appointment({ roomId: 'room-raadzaal', personId: person.id }));
    const next = { ...person, displayName: 'Anders', updatedAt: new Date().toISOString() };
    const changed = await wokenFor('persons', () => writer.pushOne('persons', next, person));
    expect(changed).toEqual(['hall', 'nowhere']);
    const dossier = dossierFixture(person.id, { teamId: 'team-omgeving', history: [], updatedBy: mine.updatedBy });
    await writer.pushOne('dossiers', dossier);
    const again = { ...next, displayName: 'Nog anders', updatedAt: new Date().toISOString() };
    const both = await wokenFor('persons', () => writer.pushOne('persons', again, next));
    expect(both).toEqual(['hall', 'handler', 'nowhere']);
  });
});
