import type { CollectionName, DocumentOf } from '@onthaal/contract/entities/index.ts';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { dossierFixture, personFixture, referenceFixture } from '../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';
import { turnScopeDay } from './day-turn.ts';
import { brusselsDay } from './work-days.ts';

const els = { memberId: 'member-els', name: 'Els Peeters' };
const karim = { memberId: 'member-karim', name: 'Karim Amrani' };
const today = brusselsDay(new Date());

function dayFrom(days: number): string {
  return new Date(Date.parse(`${today}T12:00:00.000Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function basis(by = els, createdOn = -100) {
  const at = `${dayFrom(createdOn)}T09:00:00.000Z`;
  return { id: v7(), createdAt: at, updatedAt: at, updatedBy: by };
}

function person(): DocumentOf<'persons'> {
  return personFixture({ ...basis(), nationalNumber: undefined });
}

function dossier(applicantId: string, changes: Partial<DocumentOf<'dossiers'>> = {}): DocumentOf<'dossiers'> {
  return dossierFixture(applicantId, { ...basis(), history: [], ...changes });
}

function task(changes: Partial<DocumentOf<'tasks'>>): DocumentOf<'tasks'> {
  return {
    ...basis(),
    kind: 'action',
    title: 'Nakijken',
    state: 'open',
    teamId: 'team-omgeving',
    notes: [],
    ...changes,
  };
}

function paper(dossierId: string): DocumentOf<'documents'> {
  const fields = { title: 'Plan', fileName: 'plan.pdf', mediaType: 'application/pdf', receivedOn: today };
  return { ...basis(), ...fields, dossierId, source: 'scan', versions: [] };
}

function appointment(
  inDays: number,
  personId: string,
  changes: Partial<DocumentOf<'appointments'>> = {},
): DocumentOf<'appointments'> {
  return {
    ...basis(),
    ...{ code: 'LV00001', state: 'booked', mode: 'physical', productCode: 'paspoort', subject: 'Reispas', answers: {} },
    ...{ guests: [], memberIds: [], teamId: 'team-omgeving', bring: [], notices: [], notes: [], personId },
    startsAt: `${dayFrom(inDays)}T10:00:00.000Z`,
    endsAt: `${dayFrom(inDays)}T10:30:00.000Z`,
    ...changes,
  } as DocumentOf<'appointments'>;
}

function place(kind: string, id: string, data: object): DocumentOf<'references'> {
  return { ...basis(), id, kind, code: id, name: id, active: true, data } as unknown as DocumentOf<'references'>;
}

const people = {
  open: person(),
  party: person(),
  other: person(),
  old: person(),
  recent: person(),
  ending: person(),
  guest: person(),
  later: person(),
  task: person(),
  nobody: person(),
};
const party = { id: 'party-1', personId: people.party.id, role: 'owner' as const };
const cases = {
  open: dossier(people.open.id, { parties: [party] }),
  other: dossier(people.other.id, { teamId: 'team-onthaal' }),
  old: dossier(people.old.id, { status: 'closed', closedOn: dayFrom(-60) }),
  recent: dossier(people.recent.id, { status: 'closed', closedOn: dayFrom(-5) }),
  ending: dossier(people.ending.id, { status: 'closed', closedOn: dayFrom(-29) }),
  handled: dossier(people.other.id, { teamId: 'team-onthaal', handlerId: 'member-karim' }),
};
const papers = { open: paper(cases.open.id), old: paper(cases.old.id), ending: paper(cases.ending.id) };
const meetings = {
  now: appointment(0, people.guest.id),
  past: appointment(-20, people.nobody.id),
  entering: appointment(8, people.later.id),
  elsewhere: appointment(1, people.nobody.id, { roomId: 'room-branch' }),
  here: appointment(1, people.guest.id, { roomId: 'room-hall' }),
};
const tasks = {
  open: task({ personId: people.task.id }),
  done: task({ state: 'done' }),
  hanging: task({ state: 'done', dossierId: cases.open.id }),
  sent: task({ teamId: 'team-onthaal', senderId: 'member-karim' }),
  answered: task({ teamId: 'team-onthaal', senderId: 'member-karim', state: 'done' }),
  seen: task({ teamId: 'team-onthaal', senderId: 'member-karim', state: 'done', seenAt: `${today}T08:00:00.000Z` }),
  sentByOther: task({ teamId: 'team-onthaal', senderId: 'member-els' }),
};
const places = [
  place('room', 'room-hall', { building: 'Gemeentehuis', seats: 4, hybrid: false }),
  place('room', 'room-branch', { building: 'Dienstenpunt', seats: 4, hybrid: false }),
  place('desk', 'desk-1', { building: 'Gemeentehuis', number: '1', teamIds: [] }),
  place('device', 'device-desk-1', { numberPrefix: 'L1', deskId: 'desk-1' }),
];

function idsOf(documents: readonly { readonly id: string }[]): string[] {
  return documents.map(({ id }) => id).sort();
}

describe.each(engines)('a mid-office that gives a desk its work, on $name', (engine) => {
  let midoffice: TestMidoffice;
  let desk: Desk;
  const batches = [
    referenceFixture,
    { collection: 'references' as const, documents: places },
    { collection: 'persons' as const, documents: Object.values(people) },
    { collection: 'dossiers' as const, documents: Object.values(cases) },
    { collection: 'documents' as const, documents: Object.values(papers) },
    { collection: 'appointments' as const, documents: Object.values(meetings) },
    { collection: 'tasks' as const, documents: Object.values(tasks) },
  ];

  beforeAll(async () => {
    midoffice = await startForTests(engine, { scope: 'teams', workOnly: true }, batches);
    desk = await Desk.logIn(midoffice.url, 'member-karim', 'device-desk-1');
  });
  afterAll(() => midoffice?.stop());

  async function has(collection: CollectionName, checkpoint: string | null = null): Promise<string[]> {
    return idsOf((await desk.pullAll(collection, checkpoint)).documents);
  }

  it('brings own and team dossiers that are open or closed less than 30 days, and what hangs on them', async () => {
    expect(await has('dossiers')).toEqual(idsOf([cases.open, cases.recent, cases.ending, cases.handled]));
    expect(await has('documents')).toEqual(idsOf([papers.open, papers.ending]));
    expect(await has('tasks')).toEqual(idsOf([tasks.open, tasks.hanging, tasks.sent, tasks.answered]));
    expect((await has('references')).length).toBeGreaterThan(10);
  });

  it('brings the appointments of these days at this location, and the persons of all that', async () => {
    expect(await has('appointments')).toEqual(idsOf([meetings.now, meetings.here]));
    const { open, party: owner, other, recent, ending, guest, task: called } = people;
    expect(await has('persons')).toEqual(idsOf([open, owner, other, recent, ending, guest, called]));
  });

  it('says of what it leaves out only the id, and why', async () => {
    // A desk that has nothing yet is told nothing of what is not for it; one that pulled before is.
    expect(await desk.pull('dossiers')).toMatchObject({ left: [], leftReasons: [] });
    const { left, leftReasons } = await desk.pull('dossiers', `1:0:${midoffice.services.feed}`);
    const why = new Map(left.map((id, index) => [id, leftReasons[index]]));
    const expected = [
      [cases.other.id, 'notAllowed'],
      [cases.old.id, 'closed'],
    ] as const;
    expect(why).toEqual(new Map(expected));
  });

  it('leaves what a member has just registered on that desk, whosever work it becomes', async () => {
    const clerk = await Desk.logIn(midoffice.url, 'member-els');
    const since = { persons: await clerk.pullAll('persons'), dossiers: await clerk.pullAll('dossiers') };
    const newcomer = personFixture({ ...basis(els, 0), nationalNumber: undefined, history: [] });
    const registered = dossierFixture(newcomer.id, {
      ...basis(els, 0),
      history: [{ id: v7(), at: `${today}T09:00:00.000Z`, by: els, kind: 'created' }],
    });
    expect((await clerk.pushOne('persons', newcomer)).outcome).toBe('accepted');
    expect((await clerk.pushOne('dossiers', registered)).outcome).toBe('accepted');
    const dossiers = await clerk.pullAll('dossiers', since.dossiers.checkpoint);
    const persons = await clerk.pullAll('persons', since.persons.checkpoint);
    expect(idsOf(dossiers.documents)).toEqual([registered.id]);
    expect(idsOf(persons.documents)).toEqual([newcomer.id]);
  });

  it('brings a known person with the dossier that makes it work, and takes both away with it', async () => {
    const before = await desk.pullAll('persons');
    const clerk = await Desk.logIn(midoffice.url, 'member-els');
    const assigned = dossierFixture(people.nobody.id, { ...basis(els, 0) });
    await clerk.pushOne('dossiers', assigned);
    const came = await desk.pullAll('persons', before.checkpoint);
    expect(idsOf(came.documents)).toContain(people.nobody.id);
    const dossiers = await desk.pullAll('dossiers');
    const moved = { ...assigned, teamId: 'team-onthaal', updatedAt: new Date().toISOString() };
    expect((await clerk.pushOne('dossiers', moved, assigned)).outcome).toBe('accepted');
    expect(await desk.pull('dossiers', dossiers.checkpoint)).toMatchObject({ documents: [], left: [assigned.id] });
    const gone = await desk.pull('persons', came.checkpoint);
    expect(gone.left).toContain(people.nobody.id);
  });

  it('brings what is only about a person with the person, and takes it away with the person', async () => {
    const clerk = await Desk.logIn(midoffice.url, 'member-els');
    const stranger = person();
    const { dossierId: _dossierId, ...ofNoDossier } = paper(cases.open.id);
    const loose = { ...ofNoDossier, personId: stranger.id };
    await clerk.pushOne('persons', stranger);
    expect((await clerk.pushOne('documents', loose)).outcome).toBe('accepted');
    const before = await desk.pullAll('documents');
    expect(idsOf(before.documents)).not.toContain(loose.id);
    const assigned = dossierFixture(stranger.id, { ...basis(els, 0) });
    await clerk.pushOne('dossiers', assigned);
    const came = await desk.pullAll('documents', before.checkpoint);
    expect(idsOf(came.documents)).toEqual([loose.id]);
    expect(await has('documents')).toContain(loose.id);
    const named = { ...loose, title: 'Attest van de buurman', updatedAt: new Date().toISOString(), updatedBy: karim };
    expect(await desk.pushOne('documents', named, loose)).toMatchObject({ outcome: 'accepted' });
    const moved = { ...assigned, teamId: 'team-onthaal', updatedAt: new Date().toISOString() };
    await clerk.pushOne('dossiers', moved, assigned);
    const gone = await desk.pull('documents', came.checkpoint);
    expect(gone).toMatchObject({ documents: [], left: [loose.id], leftReasons: ['notAllowed'] });
    expect(await desk.pushOne('documents', { ...named, title: 'Te laat' }, named)).toMatchObject({
      outcome: 'rejected',
    });
    expect(await has('documents')).not.toContain(loose.id);
  });

  it('judges an appointment anew when it moves to another day or building', async () => {
    const before = await desk.pullAll('appointments');
    const writer = await Desk.logIn(midoffice.url, 'member-karim');
    const later = { ...meetings.here, startsAt: `${dayFrom(40)}T10:00:00.000Z`, updatedBy: karim };
    expect((await writer.pushOne('appointments', later, meetings.here)).outcome).toBe('accepted');
    const page = await desk.pull('appointments', before.checkpoint);
    expect(page).toMatchObject({ documents: [], left: [meetings.here.id], leftReasons: ['otherDay'] });
  });

  it('lets a new day bring and take away what it moves, once, with what hangs on it', async () => {
    const names = ['dossiers', 'documents', 'appointments', 'persons'] as const;
    const at: Record<string, string | null> = {};
    for (const name of names) at[name] = (await desk.pullAll(name)).checkpoint;
    const { orm } = midoffice.services.database;
    expect(await turnScopeDay(orm, today)).toBe(0);
    expect(await turnScopeDay(orm, dayFrom(1))).toBeGreaterThan(0);
    expect(await turnScopeDay(orm, dayFrom(1))).toBe(0);
    expect((await desk.pull('dossiers', at.dossiers)).left).toContain(cases.ending.id);
    expect((await desk.pull('documents', at.documents)).left).toContain(papers.ending.id);
    const appointments = await desk.pull('appointments', at.appointments);
    expect(idsOf(appointments.documents)).toContain(meetings.entering.id);
    const persons = await desk.pull('persons', at.persons);
    expect(idsOf(persons.documents)).toContain(people.later.id);
    expect(persons.left).toContain(people.ending.id);
    expect(await has('dossiers')).not.toContain(cases.ending.id);
  });
});
