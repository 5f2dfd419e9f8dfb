import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import {
  bookAppointmentDocument,
  freeSlotsDocument,
  hitAppointmentsDocument,
  holdAppointmentDocument,
  moveHinderedBackDocument,
  moveHinderedDocument,
  saveReferenceDocument,
} from '@onthaal/contract/generated/client-documents.ts';
import { stripNulls } from '@onthaal/contract/graphql/strip-nulls.ts';
import type { Decision, HitAppointments, SavedReference } from '@onthaal/contract/store/administration.ts';
import type { FreeSlot, PlannedAppointment } from '@onthaal/contract/store/planner.ts';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SimulatedJcc, simulatedActivities, simulatedLocations } from '../../simulators/jcc/jcc.ts';
import { SimulatedQmatic, simulatedBranch, simulatedService } from '../../simulators/qmatic/qmatic.ts';
import { settleExternal } from '../appointment-master/settle.ts';
import { Desk, sendGraphql } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { referenceFixture } from '../testing/fixture-documents.ts';
import { at, governedHall } from '../testing/planned-hall.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';

type Appointment = DocumentOf<'appointments'>;
type Master = NonNullable<Parameters<typeof startForTests>[1]>['appointments'];

const wish = { productCode: 'permit', persons: 1, mode: 'physical', locationId: 'hall' };
const openingHours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '08:00', until: '20:00' }));
const places = governedHall(openingHours, ['physical']);

/** A master of time on the wire, with what a test looks at in it. */
interface Simulated {
  readonly appointments: Master;
  readonly setBehaviour: (behaviour: 'answers' | 'broken' | 'takenMeanwhile') => void;
  /** What happens here while it thinks about the next booking; once. */
  readonly whileBooking: (act: () => Promise<void>) => void;
  /** Names of the bookings that it has, with their starts. */
  readonly bookings: () => ReadonlyMap<string, string>;
  readonly stop: () => Promise<void>;
}

const line = { timeoutMilliseconds: 10_000, restMilliseconds: 0 };

/** Lets something happen while the next booking is made, and not again. */
function onceWhileBooking(master: { whileBooking: () => Promise<void> }, act: () => Promise<void>): void {
  master.whileBooking = () => {
    master.whileBooking = () => Promise.resolve();
    return act();
  };
}

async function startJcc(): Promise<Simulated> {
  const jcc = await SimulatedJcc.start();
  const { url, clientId, clientSecret } = jcc;
  const products = new Map([['permit', { physical: simulatedActivities[0]?.id ?? '' }]]);
  const mapping = { locations: new Map([['hall', simulatedLocations[0]?.id ?? '']]), products };
  return {
    appointments: {
      ...{ master: 'jcc', settings: { url, clientId, clientSecret, ...line }, mapping, newIdsFile: undefined },
    },
    setBehaviour: (behaviour) => {
      jcc.behaviour = behaviour;
    },
    whileBooking: (act) => onceWhileBooking(jcc, act),
    bookings: () => new Map([...jcc.calendar.appointments.values()].map(({ id, startsAt }) => [id, startsAt])),
    stop: () => jcc.stop(),
  };
}

async function startQmatic(): Promise<Simulated> {
  const qmatic = await SimulatedQmatic.start();
  const { url, token } = qmatic;
  const products = new Map([['permit', { physical: simulatedService }]]);
  const mapping = { locations: new Map([['hall', simulatedBranch]]), products };
  return {
    appointments: { master: 'qmatic', settings: { url, token, ...line }, mapping, newIdsFile: undefined },
    setBehaviour: (behaviour) => {
      qmatic.behaviour = behaviour;
    },
    whileBooking: (act) => onceWhileBooking(qmatic, act),
    bookings: () => new Map([...qmatic.appointments.values()].map((one) => [one.publicId, String(one.startsAt)])),
    stop: () => qmatic.stop(),
  };
}

describe.each([
  ['jcc', startJcc],
  ['qmatic', startQmatic],
] as const)('what a change hits where %s gives out time', (name, start) => {
  let master: Simulated;
  let midoffice: TestMidoffice;
  let els: Desk;
  let ann: Desk;
  let slots: readonly FreeSlot[] = [];
  let day = '';
  let weeks = 0;

  beforeAll(async () => {
    const [engine] = engines;
    if (engine === undefined) throw new Error('No engine');
    master = await start();
    const { appointments } = master;
    midoffice = await startForTests(engine, { appointments }, [referenceFixture, places as never]);
    // What moved is cancelled there when a test says so.
    await midoffice.services.jobs.stop(5000);
    els = await Desk.logIn(midoffice.url, 'member-els', 'device-els');
    ann = await Desk.logIn(midoffice.url, 'member-ann', 'device-ann');
  });
  afterAll(async () => {
    await midoffice?.stop();
    await master?.stop();
  });
  // Each test has a week of its own.
  beforeEach(async () => {
    master.setBehaviour('answers');
    weeks += 1;
    const from = `${new Date(Date.now() + weeks * 7 * 86_400_000).toISOString().slice(0, 10)}T00:00:00.000Z`;
    slots = await ask<FreeSlot[]>(els, freeSlotsDocument, 'freeSlots', { ...wish, from, days: 7, most: 3 });
    day = slots[0]?.startsAt.slice(0, 10) ?? '';
  });

  async function ask<Value>(desk: Desk, document: string, field: string, args: object): Promise<Value> {
    const answer = await sendGraphql(desk.url, document, { ...args }, desk.grant.token);
    const [error] = answer.errors;
    if (error !== undefined) throw new Error(String(error.extensions?.code));
    return stripNulls(answer.data?.[field] as Value);
  }
  async function booked(startsAt: string, more: object = {}): Promise<PlannedAppointment> {
    const holdId = v7();
    await ask(els, holdAppointmentDocument, 'holdAppointment', { ...wish, holdId, startsAt, ...more });
    return ask(els, bookAppointmentDocument, 'bookAppointment', { operationId: v7(), holdId });
  }
  async function found(id: string): Promise<Appointment | undefined> {
    const { documents } = await els.pullAll('appointments');
    return documents.find((one) => one.id === id && !one.deleted) as unknown as Appointment | undefined;
  }
  const closing = () => ({
    ...{ id: `closing-${name}-${day}`, kind: 'calendar', name: 'Brugdag', active: true },
    data: { purpose: 'closing', days: [{ date: day, name: 'Brugdag' }] },
  });
  const hitsOf = () => ask<HitAppointments>(ann, hitAppointmentsDocument, 'hitAppointments', closing());
  const save = (decisions: readonly Decision[]) =>
    ask<SavedReference>(ann, saveReferenceDocument, 'saveReference', { operationId: v7(), ...closing(), decisions });
  const move = (appointmentId: string, startsAt: string, more: object = {}, desk = ann) => {
    const ids = { operationId: v7(), holdId: v7() };
    return ask<true>(desk, moveHinderedDocument, 'moveHindered', { ...ids, appointmentId, startsAt, ...more });
  };
  const moveBack = (appointmentId: string, startsAt: string, movedTo: string) => {
    const asked = { operationId: v7(), holdId: v7(), appointmentId, startsAt, movedTo };
    return ask<true>(ann, moveHinderedBackDocument, 'moveHinderedBack', asked);
  };
  const externalId = async (id: string) => (await found(id))?.external?.id ?? '';

  it('has a moment proposed by that system, on a day that is not closed, and no two the same; each is moved there', async () => {
    const both = [await booked(slots[0]?.startsAt ?? ''), await booked(slots[1]?.startsAt ?? '')];
    const own = await booked(`${day}T09:00:00.000Z`, { locationId: 'annex' });
    const { hits } = await hitsOf();
    const there = hits.filter((hit) => hit.master !== undefined);
    expect(there.map(({ appointmentId, master: by }) => [appointmentId, by])).toEqual(both.map(({ id }) => [id, name]));
    const proposals = there.map(({ proposal = '' }) => proposal);
    expect(proposals.every((moment) => moment.slice(0, 10) > day)).toBe(true);
    expect(new Set(proposals).size).toBe(2);
    expect(hits.find(({ appointmentId }) => appointmentId === own.id)).not.toHaveProperty('master');

    const before = [...master.bookings().keys()];
    const decisions = hits.map(({ appointmentId, proposal = '' }): Decision => {
      return { appointmentId, how: 'move', startsAt: proposal };
    });
    // Those of the other system wait until the row is written: it is not asked while others wait.
    expect(await save(decisions)).toMatchObject({ moved: [own.id], notMoved: [] });
    expect([...master.bookings().keys()]).toEqual(before);
    for (const [index, { id, code }] of both.entries()) {
      const old = await externalId(id);
      const ids = { operationId: v7(), holdId: v7() };
      expect(await move(id, proposals[index] ?? '', ids)).toBe(true);
      // Its answer was lost: asked again it moves once.
      expect(await move(id, proposals[index] ?? '', ids)).toBe(true);
      const after = await found(id);
      expect(after).toMatchObject({ state: 'booked', startsAt: proposals[index], code, external: { leftIds: [old] } });
      expect(master.bookings().has(after?.external?.id ?? '')).toBe(true);
    }
    expect(master.bookings().size).toBe(before.length + 2);
  });

  it('moves only what is not possible, as it was decided about, for who administers', async () => {
    const one = await booked(slots[0]?.startsAt ?? '');
    const { hits } = await hitsOf();
    const proposal = hits.find(({ appointmentId }) => appointmentId === one.id)?.proposal ?? '';
    await expect(move(one.id, proposal)).rejects.toThrow('APPOINTMENT_STATE_NOT_NOW');
    await save(hits.map(({ appointmentId }): Decision => ({ appointmentId, how: 'leave' })));
    await expect(move(one.id, proposal, {}, els)).rejects.toThrow('NOT_ALLOWED');
    await expect(move(v7(), proposal)).rejects.toThrow('DOCUMENT_UNKNOWN');
    // The other system would: it knows nothing of our closing days.
    await expect(move(one.id, slots[2]?.startsAt ?? '')).rejects.toThrow('APPOINTMENT_SLOT_TAKEN');
    expect(await found(one.id)).toMatchObject({ state: 'booked', startsAt: one.startsAt });
    expect(await move(one.id, proposal)).toBe(true);
  });

  it('stays where it is when the moment was given away there or the system is away, and is said to', async () => {
    const one = await booked(slots[0]?.startsAt ?? '');
    const { hits } = await hitsOf();
    const proposal = hits.find(({ appointmentId }) => appointmentId === one.id)?.proposal ?? '';
    await save(hits.map(({ appointmentId }): Decision => ({ appointmentId, how: 'leave' })));
    master.setBehaviour('takenMeanwhile');
    await expect(move(one.id, proposal)).rejects.toThrow('APPOINTMENT_SLOT_TAKEN');
    master.setBehaviour('broken');
    await expect(move(one.id, proposal)).rejects.toThrow('APPOINTMENT_MASTER_AWAY');
    master.setBehaviour('answers');
    expect(await found(one.id)).toMatchObject({
      state: 'booked',
      startsAt: one.startsAt,
      external: { state: 'booked' },
    });
    // Nothing is held for a move that did not come about.
    const { documents } = await els.pullAll('appointments');
    expect(documents.filter((held) => !held.deleted && (held as unknown as Appointment).state === 'held')).toEqual([]);
  });

  const settle = () => {
    const { database, externalTime: external } = midoffice.services;
    if (external === undefined) throw new Error('No master');
    const parts = { orm: database.orm, external, now: new Date() };
    return settleExternal(parts, new AbortController().signal);
  };
  async function change(id: string, changes: Partial<Appointment>): Promise<void> {
    const was = (await found(id)) as Appointment;
    const next = { ...was, ...changes, updatedAt: new Date().toISOString() };
    expect(await els.pushOne('appointments', next, was)).toMatchObject({ outcome: 'accepted' });
  }
  const moveByClerk = async ({ id: insteadOfId }: PlannedAppointment, startsAt: string) => {
    const holdId = v7();
    await ask(els, holdAppointmentDocument, 'holdAppointment', { ...wish, holdId, startsAt, insteadOfId });
    return ask(els, bookAppointmentDocument, 'bookAppointment', { operationId: v7(), holdId, insteadOfId });
  };

  it('leaves what is cancelled or moved while that system thinks about a move: what was booked for it goes again', async () => {
    // What other tests left there.
    await settle();
    const [first, , , fourth] = await ask<FreeSlot[]>(els, freeSlotsDocument, 'freeSlots', {
      ...{ ...wish, from: `${day}T00:00:00.000Z`, days: 1, most: 40 },
    }).then((all) => all.filter((_slot, index) => index % 6 === 0).map(({ startsAt }) => startsAt));
    const [one, other] = [await booked(first ?? ''), await booked(first ?? '')];
    const { hits } = await hitsOf();
    const proposalOf = (id: string) => hits.find(({ appointmentId }) => appointmentId === id)?.proposal ?? '';
    await save(hits.map(({ appointmentId }): Decision => ({ appointmentId, how: 'leave' })));
    const own = [await externalId(one.id), await externalId(other.id)];
    const before = [...master.bookings().keys()];
    const notNow = 'APPOINTMENT_STATE_NOT_NOW';

    master.whileBooking(() => change(one.id, { state: 'cancelled', stateReason: 'Ziek' }));
    await expect(move(one.id, proposalOf(one.id))).rejects.toThrow(notNow);
    master.whileBooking(async () => void (await moveByClerk(other, fourth ?? '')));
    await expect(moveByClerk(other, proposalOf(other.id))).rejects.toThrow(notNow);
    expect(await found(other.id)).toMatchObject({ state: 'booked', startsAt: fourth });
    const kept = await externalId(other.id);
    master.whileBooking(() => change(other.id, { state: 'cancelled' }));
    await expect(moveByClerk(other, proposalOf(other.id))).rejects.toThrow(notNow);

    expect(await found(one.id)).toMatchObject({ state: 'cancelled', startsAt: one.startsAt, stateReason: 'Ziek' });
    expect(await found(other.id)).toMatchObject({ state: 'cancelled', startsAt: fourth });
    // What stands, and three that were booked for nothing.
    expect(master.bookings().size).toBe(before.length + 4);
    expect(master.bookings().has(kept)).toBe(true);
    await settle();
    expect([...master.bookings().keys()]).toEqual(before.filter((id) => !own.includes(id)));
  });

  it('is booked there once when it is asked again while the first is under way', async () => {
    const one = await booked(slots[0]?.startsAt ?? '');
    const { hits } = await hitsOf();
    const proposal = hits.find(({ appointmentId }) => appointmentId === one.id)?.proposal ?? '';
    await save(hits.map(({ appointmentId }): Decision => ({ appointmentId, how: 'leave' })));
    const count = master.bookings().size;
    const ids = { operationId: v7(), holdId: v7() };
    master.whileBooking(async () => {
      await expect(move(one.id, proposal, ids)).rejects.toThrow('APPOINTMENT_OUTCOME_UNKNOWN');
    });
    expect(await move(one.id, proposal, ids)).toBe(true);
    expect(master.bookings().size).toBe(count + 1);
    expect(await found(one.id)).toMatchObject({ state: 'booked', startsAt: proposal });
  });

  it('has no proposal while the system is away, and says so of each; what is not given there either', async () => {
    const one = await booked(slots[0]?.startsAt ?? '');
    const own = await booked(`${day}T09:00:00.000Z`, { locationId: 'annex', productCode: 'other' });
    const before = (await found(own.id)) as Appointment;
    const elsewhere = { ...before, id: v7(), code: v7().slice(-8), locationId: 'hall', memberIds: [], updatedAt: at };
    const { deskId: _desk, ...unknownThere } = elsewhere;
    expect(await els.pushOne('appointments', unknownThere)).toMatchObject({ outcome: 'accepted' });
    master.setBehaviour('broken');
    const { hits } = await hitsOf();
    const saidOf = (id: string) => hits.find(({ appointmentId }) => appointmentId === id);
    expect(saidOf(one.id)).toMatchObject({ master: name, noProposal: 'masterAway' });
    expect(saidOf(unknownThere.id)).toMatchObject({ master: name, noProposal: 'notGiven' });
    expect(saidOf(own.id)?.proposal?.slice(0, 10)).not.toBe(day);
    expect(saidOf(one.id)).not.toHaveProperty('proposal');
  });

  it('goes back by the undo, there too, as long as nobody changed it since', async () => {
    const [one, other] = [await booked(slots[0]?.startsAt ?? ''), await booked(slots[1]?.startsAt ?? '')];
    const { hits } = await hitsOf();
    const proposalOf = (id: string) => hits.find(({ appointmentId }) => appointmentId === id)?.proposal ?? '';
    const { updatedAt } = await save(hits.map(({ appointmentId }): Decision => ({ appointmentId, how: 'leave' })));
    for (const { id } of [one, other]) await move(id, proposalOf(id));
    const back = (of: PlannedAppointment) => moveBack(of.id, of.startsAt, proposalOf(of.id));
    // As long as the day is closed there is no way back.
    await expect(back(one)).rejects.toThrow('APPOINTMENT_SLOT_TAKEN');
    const undone = { ...closing(), active: false, basedOn: updatedAt, operationId: v7() };
    await ask(ann, saveReferenceDocument, 'saveReference', undone);
    const moved = (await found(other.id)) as Appointment;
    const said = [{ id: v7(), at, by: { memberId: 'member-els', name: 'Els' }, text: 'Belde zelf.' }];
    const noted = { ...moved, notes: said, updatedBy: said[0]?.by, updatedAt: new Date().toISOString() };
    expect(await els.pushOne('appointments', noted as Appointment, moved)).toMatchObject({ outcome: 'accepted' });
    expect(await back(one)).toBe(true);
    await expect(back(other)).rejects.toThrow('APPOINTMENT_STATE_NOT_NOW');
    expect(await found(one.id)).toMatchObject({ state: 'booked', startsAt: one.startsAt, code: one.code });
    expect(await found(other.id)).toMatchObject({ startsAt: proposalOf(other.id) });
    expect(master.bookings().has(await externalId(one.id))).toBe(true);
  });
});
