import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import type { Reference, ReferenceData } from '@onthaal/contract/entities/reference.ts';
import {
  bookAppointmentDocument,
  freeSlotsDocument,
  hitAppointmentsDocument,
  holdAppointmentDocument,
  moveHinderedBackDocument,
  saveReferenceDocument,
} from '@onthaal/contract/generated/client-documents.ts';
import { stripNulls } from '@onthaal/contract/graphql/strip-nulls.ts';
import { clash, occupationOf } from '@onthaal/contract/rules/planner/index.ts';
import type { Decision, HitAppointments, SavedReference } from '@onthaal/contract/store/administration.ts';
import type { FreeSlot, PlannedAppointment } from '@onthaal/contract/store/planner.ts';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Desk, sendGraphql } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { personFixture, referenceFixture } from '../testing/fixture-documents.ts';
import { plannedHall, row, wish } from '../testing/planned-hall.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';
import { findHits, type Hit, plannerChange } from './hit-appointments.ts';
import { settleHits } from './settle-hits.ts';

type Appointment = DocumentOf<'appointments'>;

async function ask<Value>(desk: Desk, document: string, field: string, args: object): Promise<Value> {
  const answer = await sendGraphql(desk.url, document, { ...args }, desk.grant.token);
  const [error] = answer.errors;
  if (error !== undefined) throw new Error([error.extensions?.code, error.extensions?.field].filter(Boolean).join(' '));
  return stripNulls(answer.data?.[field] as Value);
}

const absent = (day: string): ReferenceData['member'] => ({
  ...{ givenName: 'member-a', familyName: 'member-a', role: 'clerk', teamIds: ['team-planned'], jobTitle: '' },
  absences: [{ from: day, until: day }],
});

describe.each(engines)('a change that makes appointments impossible, on $name', (engine) => {
  let midoffice: TestMidoffice;
  let els: Desk;
  let ann: Desk;
  let slots: readonly FreeSlot[] = [];
  let day = '';
  let week = 1;

  beforeAll(async () => {
    midoffice = await startForTests(engine, {}, [referenceFixture, plannedHall as never]);
    els = await Desk.logIn(midoffice.url, 'member-els', 'device-els');
    ann = await Desk.logIn(midoffice.url, 'member-ann', 'device-ann');
  });
  afterAll(() => midoffice?.stop());

  const slotsFrom = (from: number, days = 1) =>
    ask<FreeSlot[]>(els, freeSlotsDocument, 'freeSlots', {
      ...{ ...wish, from: new Date(from).toISOString(), days, most: 200 },
    });
  // Each test has a day of its own, a week after the one before.
  beforeEach(async () => {
    week += 1;
    const midnight = Math.floor(Date.now() / 86_400_000) * 86_400_000;
    slots = await slotsFrom(midnight + week * 7 * 86_400_000);
    day = slots[0]?.startsAt.slice(0, 10) ?? '';
  });

  async function booked(startsAt: string, personId?: string): Promise<PlannedAppointment> {
    const holdId = v7();
    const more = personId === undefined ? {} : { personId };
    await ask(els, holdAppointmentDocument, 'holdAppointment', { ...wish, holdId, startsAt, ...more });
    return ask(els, bookAppointmentDocument, 'bookAppointment', { operationId: v7(), holdId });
  }
  async function allOf(): Promise<readonly Appointment[]> {
    const { documents } = await els.pullAll('appointments');
    return documents.filter(({ deleted }) => !deleted) as unknown as readonly Appointment[];
  }
  const found = async (id: string) => (await allOf()).find((one) => one.id === id);
  const written = async (id: string) => {
    const { documents } = await ann.pullAll('references');
    return documents.find((one) => one.id === id);
  };
  const closing = (id = `closing-${day}`, date = day) => ({
    ...{ id, kind: 'calendar', name: 'Brugdagen', active: true },
    data: { purpose: 'closing', days: [{ date, name: 'Brugdag' }] },
  });
  const hitsOf = async (change: object, desk = ann) =>
    (await ask<HitAppointments>(desk, hitAppointmentsDocument, 'hitAppointments', change)).hits;
  const save = (change: object, decisions?: readonly Decision[], desk = ann) =>
    ask<SavedReference>(desk, saveReferenceDocument, 'saveReference', { operationId: v7(), ...change, decisions });
  const startOf = (index: number) => slots[index]?.startsAt ?? '';

  it('is told before anything is written: when, what, who, how they are reached, why, and another moment', async () => {
    const person = personFixture({ emailAddresses: [{ id: 'e', address: 'citizen@example.org' }] });
    await els.push('persons', [{ operationId: v7(), newDocumentState: person }]);
    const [one, two] = [await booked(startOf(0), person.id), await booked(startOf(1))];
    const hits = await hitsOf(closing());
    expect(hits).toMatchObject([
      {
        ...{ appointmentId: one.id, startsAt: startOf(0), product: 'attest', name: person.displayName },
        ...{ channel: 'email', why: ['closedDay'] },
      },
      { appointmentId: two.id, channel: 'none', why: ['closedDay'] },
    ]);
    // Two different moments, each on another day.
    const proposals = hits.map(({ proposal = '' }) => proposal);
    expect(proposals.every((at) => at.slice(0, 10) > day)).toBe(true);
    expect(hits[1]).not.toHaveProperty('name');
    expect(await written(`closing-${day}`)).toBeUndefined();
    expect((await found(one.id))?.startsAt).toBe(startOf(0));
  });

  it('is not written as long as nothing was decided about one of them', async () => {
    const [one, two] = [await booked(startOf(0)), await booked(startOf(1))];
    await expect(save(closing())).rejects.toThrow('REFERENCE_HITS_APPOINTMENTS');
    const half: Decision[] = [{ appointmentId: one.id, how: 'leave' }];
    await expect(save(closing(), half)).rejects.toThrow('REFERENCE_HITS_APPOINTMENTS');
    expect(await written(`closing-${day}`)).toBeUndefined();
    const both: Decision[] = [...half, { appointmentId: two.id, how: 'leave' }];
    expect(await save(closing(), both)).toMatchObject({ moved: [], notMoved: [] });
    for (const { id } of [one, two]) expect(await found(id)).toMatchObject({ state: 'booked' });
    // What is in the way already is no news.
    const { updatedAt } = (await written(`closing-${day}`)) as Appointment;
    expect(await hitsOf(closing())).toEqual([]);
    expect(await save({ ...closing(), basedOn: updatedAt })).toMatchObject({ id: `closing-${day}` });
  });

  it('leaves one, puts one on the call sheet and moves one, which stays the same appointment; nothing is cancelled', async () => {
    const [left, called, moves] = [await booked(startOf(0)), await booked(startOf(1)), await booked(startOf(2))];
    const hits = await hitsOf(closing());
    const proposal = hits.find(({ appointmentId }) => appointmentId === moves.id)?.proposal ?? '';
    const decisions: Decision[] = [
      { appointmentId: left.id, how: 'leave' },
      { appointmentId: called.id, how: 'call' },
      { appointmentId: moves.id, how: 'move', startsAt: proposal },
    ];
    expect(await save(closing(), decisions)).toMatchObject({ moved: [moves.id], notMoved: [] });
    expect(await found(left.id)).toMatchObject({ state: 'booked', startsAt: startOf(0) });
    expect(await found(called.id)).toMatchObject({ state: 'booked', toCall: { reason: 'notPossible', calls: [] } });
    const after = await found(moves.id);
    expect(after).toMatchObject({ state: 'booked', startsAt: proposal, code: moves.code });
    expect(after?.updatedBy.memberId).toBe('member-ann');
    const taken = (await allOf()).flatMap((one) => occupationOf(one, Date.now()) ?? []);
    expect(taken.some((one, index) => taken.slice(index + 1).some((other) => clash(one, other)))).toBe(false);
  });

  it('moves to the same moment with another member when one is away, and says how many moments were taken meanwhile', async () => {
    const both = [await booked(startOf(0)), await booked(startOf(2))];
    const { updatedAt } = (await written('member-a')) as unknown as { updatedAt: string };
    const change = {
      id: 'member-a',
      kind: 'member',
      name: 'member-a',
      active: true,
      data: absent(day),
      basedOn: updatedAt,
    };
    const { basedOn: _based, ...asked } = change;
    const hits = await hitsOf(asked);
    const mine = both.filter(({ memberIds }) => memberIds.includes('member-a'));
    expect(mine.length).toBeGreaterThan(0);
    expect(hits.map(({ appointmentId, why, proposal }) => [appointmentId, why, proposal])).toEqual(
      mine.map(({ id, startsAt }) => [id, ['memberAway'], startsAt]),
    );
    // Somebody takes the time of the other member meanwhile.
    const [first] = mine;
    await booked(first?.startsAt ?? '');
    const decisions = mine.map(({ id, startsAt }): Decision => ({ appointmentId: id, how: 'move', startsAt }));
    expect(await save(change, decisions)).toMatchObject({
      moved: mine.slice(1).map(({ id }) => id),
      notMoved: [first?.id],
    });
    expect(await found(first?.id ?? '')).toMatchObject({ state: 'booked', startsAt: first?.startsAt });
  });

  it('leaves alone what was cancelled or got another moment between the look and the lock', async () => {
    const { orm } = midoffice.services.database;
    const now = new Date();
    const some = [];
    for (const index of [0, 1, 2, 3]) some.push(await booked(startOf(index)));
    const [first, second, elsewhere, same] = some as [Appointment, Appointment, Appointment, Appointment];
    const hits = await hitsOf(closing());
    const proposalOf = (id: string) => hits.find(({ appointmentId }) => appointmentId === id)?.proposal ?? '';
    const { id, data } = closing();
    const seen = await plannerChange(orm, now, undefined, row('calendar', id, data as ReferenceData['calendar']));
    if (seen === undefined) throw new Error('The planner does not go by it');
    const seenHits: Hit[] = [];
    for await (const hit of findHits(orm, now, seen)) seenHits.push(hit);
    for (const one of [first, second]) {
      const before = (await found(one.id)) as Appointment;
      const cancelled = { ...before, state: 'cancelled' as const, updatedAt: new Date().toISOString() };
      expect((await els.pushOne('appointments', cancelled, before)).outcome).toBe('accepted');
    }
    const [good] = await slotsFrom(Date.parse(`${day}T00:00:00Z`) + 3 * 86_400_000);
    const change = { holdId: v7(), insteadOfId: elsewhere.id };
    await ask(els, holdAppointmentDocument, 'holdAppointment', { ...wish, ...change, startsAt: good?.startsAt });
    await ask(els, bookAppointmentDocument, 'bookAppointment', { ...change, operationId: v7() });
    const session = {
      ...{ memberId: 'member-ann', deviceId: 'device-ann', role: 'administrator' as const, teamIds: [] },
    };
    const context = { orm, session: { ...session, expiresAt: now.getTime() }, scope: 'all' as const, now };
    const decisions = [first, elsewhere, same].map((one): Decision => {
      return { appointmentId: one.id, how: 'move', startsAt: proposalOf(one.id) };
    });
    const call: Decision = { appointmentId: second.id, how: 'call' };
    const settled = await orm.transaction((executor) =>
      settleHits(
        executor as never,
        context,
        { data: seen.data, hits: seenHits },
        { decisions: [...decisions, call], groups: [] },
      ),
    );
    expect(settled).toMatchObject({ value: { moved: [same.id], notMoved: [] } });
    for (const one of [first, second]) {
      const after = await found(one.id);
      expect(after).toMatchObject({
        state: 'cancelled',
        startsAt: one.startsAt,
        updatedBy: { memberId: 'member-els' },
      });
      expect(after).not.toHaveProperty('toCall');
    }
    expect(await found(elsewhere.id)).toMatchObject({ startsAt: good?.startsAt });
    expect(await found(same.id)).toMatchObject({ startsAt: proposalOf(same.id) });
  });

  it('keeps what was said on the telephone to who is to be called again', async () => {
    const one = (await booked(startOf(0))) as Appointment;
    const decisions: Decision[] = [{ appointmentId: one.id, how: 'call' }];
    await save(closing(), decisions);
    const sheet = await found(one.id);
    const said = { id: v7(), at: new Date().toISOString(), by: { memberId: 'member-els', name: 'Els' } };
    const toCall = { ...sheet?.toCall, calls: [{ ...said, result: 'noAnswer' }] };
    const called = { ...sheet, toCall, updatedAt: new Date().toISOString() };
    expect((await els.pushOne('appointments', called as never, sheet as never)).outcome).toBe('accepted');
    const { updatedAt } = (await written(one.memberIds[0] ?? '')) as unknown as { updatedAt: string };
    const away = { ...absent(day), givenName: one.memberIds[0], familyName: one.memberIds[0] };
    const member = { id: one.memberIds[0], kind: 'member', name: one.memberIds[0], active: true, data: away };
    await save({ ...member, basedOn: updatedAt }, decisions);
    expect((await found(one.id))?.toCall).toEqual(toCall);
  });

  const back = (one: PlannedAppointment, movedTo: string, desk = ann) =>
    ask<true>(desk, moveHinderedBackDocument, 'moveHinderedBack', {
      ...{ operationId: v7(), holdId: v7(), appointmentId: one.id, startsAt: one.startsAt, movedTo },
    });

  it('takes the moves back after the undo: each to the same member and place when its old moment is free', async () => {
    const [free, taken, changed] = [await booked(startOf(0)), await booked(startOf(1)), await booked(startOf(2))];
    const hits = await hitsOf(closing());
    const to = (id: string) => hits.find(({ appointmentId }) => appointmentId === id)?.proposal ?? '';
    const decisions = hits.map(
      ({ appointmentId: id }): Decision => ({ appointmentId: id, how: 'move', startsAt: to(id) }),
    );
    const asked = { ...closing(), operationId: v7() };
    const first = await save(asked, decisions);
    const { updatedAt, moved } = first;
    expect(moved).toEqual([free, taken, changed].map(({ id }) => id));
    // Its answer was lost: asked again it says the same, for what comes after it.
    expect(await save(asked, decisions)).toEqual(first);
    // The day is still closed.
    await expect(back(free, to(free.id))).rejects.toThrow('APPOINTMENT_SLOT_TAKEN');
    await save({ ...closing(), active: false, basedOn: updatedAt });
    // Both members are busy at the old moment of one; a clerk wrote something about another.
    for (const _member of [1, 2]) await booked(taken.startsAt);
    const was = (await found(changed.id)) as Appointment;
    const by = { memberId: 'member-els', name: 'Els' };
    const noted = { ...was, stateReason: 'Belde zelf', updatedBy: by, updatedAt: new Date().toISOString() };
    expect((await els.pushOne('appointments', noted, was)).outcome).toBe('accepted');

    await expect(back(free, to(free.id), els)).rejects.toThrow('NOT_ALLOWED');
    expect(await back(free, to(free.id))).toBe(true);
    await expect(back(free, to(free.id))).rejects.toThrow('APPOINTMENT_STATE_NOT_NOW');
    await expect(back(taken, to(taken.id))).rejects.toThrow('APPOINTMENT_SLOT_TAKEN');
    await expect(back(changed, to(changed.id))).rejects.toThrow('APPOINTMENT_STATE_NOT_NOW');
    const after = await found(free.id);
    const { startsAt, memberIds, deskId, code } = free;
    expect(after).toMatchObject({ state: 'booked', startsAt, memberIds, deskId, code });
    expect(after).not.toHaveProperty('movedFrom');
    for (const { id } of [taken, changed]) expect(await found(id)).toMatchObject({ startsAt: to(id) });
  });

  it('does not take a move back to where the location receives as many at once as it takes', async () => {
    const [one] = [await booked(startOf(0)), await booked(startOf(0))];
    const hits = await hitsOf(closing());
    const movedTo = hits.find(({ appointmentId }) => appointmentId === one.id)?.proposal ?? '';
    const decisions = hits.map(({ appointmentId: id }): Decision => {
      return id === one.id
        ? { appointmentId: id, how: 'move', startsAt: movedTo }
        : { appointmentId: id, how: 'leave' };
    });
    const { updatedAt } = await save(closing(), decisions);
    await save({ ...closing(), active: false, basedOn: updatedAt });
    const hall = (await written('hall')) as unknown as Reference;
    const withMost = async (more: object, basedOn: string) => {
      const asked = { id: 'hall', kind: 'location', name: 'hall', active: true, basedOn };
      const change = { ...asked, data: { ...hall.data, ...more } };
      const left = (await hitsOf(change)).map(({ appointmentId }): Decision => ({ appointmentId, how: 'leave' }));
      return save(change, left);
    };
    const few = await withMost({ mostAtOnce: 1 }, hall.updatedAt);
    await expect(back(one, movedTo)).rejects.toThrow('APPOINTMENT_SLOT_TAKEN');
    await withMost({}, few.updatedAt);
    expect(await back(one, movedTo)).toBe(true);
  });

  it.each(['2027-13-45T09:00:00Z', undefined])('does not move to %s, which is no moment', async (startsAt) => {
    const one = await booked(startOf(0));
    const decision = { appointmentId: one.id, how: 'move' as const };
    const decisions: Decision[] = [startsAt === undefined ? decision : { ...decision, startsAt }];
    const asked = { ...closing(), operationId: v7() };
    expect(await save(asked, decisions)).toMatchObject({ moved: [], notMoved: [one.id] });
    expect(await save(asked, decisions)).toMatchObject({ moved: [], notMoved: [one.id] });
    expect(await found(one.id)).toMatchObject({ state: 'booked', startsAt: one.startsAt });
  });

  it('is for who administers, and never changes a role, a statutory day or what is not made here', async () => {
    await expect(hitsOf(closing(), els)).rejects.toThrow('NOT_ALLOWED');
    await expect(save(closing(), [], els)).rejects.toThrow('NOT_ALLOWED');
    const { updatedAt } = (await written('member-b')) as unknown as { updatedAt: string };
    const member = { id: 'member-b', kind: 'member', name: 'member-b', active: true, basedOn: updatedAt };
    const boss = { ...absent(day), givenName: 'member-b', familyName: 'member-b', role: 'administrator' };
    await expect(save({ ...member, data: boss })).rejects.toThrow('NOT_ALLOWED data.role');
    const same = { ...absent(day), givenName: 'member-b', familyName: 'member-b' };
    await expect(save({ ...member, data: same, active: false })).rejects.toThrow('NOT_ALLOWED active');
    await expect(save({ ...member, name: 'Iemand anders', data: same })).rejects.toThrow('NOT_ALLOWED name');
    const { basedOn: _based, ...fresh } = member;
    await expect(save({ ...fresh, id: 'member-new', data: same })).rejects.toThrow('NOT_ALLOWED kind');
    const holiday = { ...closing(), data: { ...closing().data, purpose: 'legalHoliday' } };
    await expect(save(holiday)).rejects.toThrow('NOT_ALLOWED data.purpose');
    const never = { ...closing(), data: { purpose: 'closing', days: [{ date: '2027-02-31', name: 'x' }] } };
    await expect(hitsOf(never)).rejects.toThrow('REFERENCE_NOT_RIGHT days.0');
  });
});

const [pglite] = engines;

it('finds what a change hits among ten thousand appointments sooner when it is about one day: only those days are read', async () => {
  const start = Date.parse('2031-03-03T08:00:00Z');
  const documents = Array.from({ length: 10_000 }, (_, index) => {
    const from = start + Math.floor(index / 8) * 86_400_000 + (index % 4) * 30 * 60_000;
    const place = index % 8 < 4 ? 'a' : 'b';
    return {
      ...{ id: `many-${index}`, createdAt: '2026-01-01T08:00:00.000Z', updatedAt: '2026-01-01T08:00:00.000Z' },
      ...{ updatedBy: { memberId: 'member-els', name: 'Els' }, code: `A${index}`, state: 'booked', mode: 'physical' },
      ...{ productCode: 'attest', subject: 'Attest', answers: {}, guests: [], memberIds: [`member-${place}`] },
      ...{ teamId: 'team-planned', deskId: `desk-${place}`, locationId: 'hall', persons: 1, bufferMinutes: 10 },
      ...{ startsAt: new Date(from).toISOString(), endsAt: new Date(from + 20 * 60_000).toISOString() },
      ...{ bring: [], notices: [], notes: [] },
    };
  });
  if (pglite === undefined) throw new Error('No engine');
  const many = { collection: 'appointments' as const, documents };
  const midoffice = await startForTests(pglite, {}, [referenceFixture, plannedHall as never, many as never]);
  try {
    const ann = await Desk.logIn(midoffice.url, 'member-ann', 'device-ann');
    const timed = async (change: object) => {
      const begun = performance.now();
      const { hits, groups } = await ask<HitAppointments>(ann, hitAppointmentsDocument, 'hitAppointments', change);
      return { hits, groups, milliseconds: performance.now() - begun };
    };
    const days = [{ date: '2031-05-05', name: 'Dicht' }];
    const closing = { id: 'c', kind: 'calendar', name: 'c', active: true, data: { purpose: 'closing', days } };
    await timed(closing);
    const one = await timed(closing);
    expect(one.hits).toHaveLength(8);
    const gone = { ...row('desk', 'desk-a', { building: 'Hall', number: 'desk-a', teamIds: ['team-planned'] }) };
    const change = { id: gone.id, kind: 'desk', name: gone.name, active: false, data: gone.data };
    const all = await timed(change);
    expect(all.hits).toHaveLength(1000);
    expect(all.groups).toEqual([{ productCode: 'attest', product: 'attest', count: 4000 }]);
    // Some fifteen times as long, when nothing else runs.
    expect(one.milliseconds).toBeLessThan(all.milliseconds);
  } finally {
    await midoffice.stop();
  }
});
