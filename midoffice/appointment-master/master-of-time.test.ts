import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import {
  bookAppointmentDocument,
  freeSlotsDocument,
  holdAppointmentDocument,
  releaseAppointmentDocument,
  reserveSlotsDocument,
} from '@onthaal/contract/generated/client-documents.ts';
import { stripNulls } from '@onthaal/contract/graphql/strip-nulls.ts';
import type { FreeSlot, PlannedAppointment } from '@onthaal/contract/store/planner.ts';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SimulatedJcc, simulatedActivities, simulatedLocations } from '../../simulators/jcc/jcc.ts';
import { SimulatedQmatic, simulatedBranch, simulatedService } from '../../simulators/qmatic/qmatic.ts';
import { Desk, sendGraphql } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { referenceFixture } from '../testing/fixture-documents.ts';
import { governedHall } from '../testing/planned-hall.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';
import { bookingOf } from './booking-of.ts';
import { mappingMistakes } from './check-mapping.ts';
import { changeExternal, type ExternalParts } from './external-rows.ts';
import { localWithOffset } from './local-time.ts';
import { QmaticMaster } from './qmatic/qmatic-master.ts';
import { settleExternal } from './settle.ts';
import { ExternalWatch, takeNewAppointments } from './watch.ts';

type Appointment = DocumentOf<'appointments'>;

const openingHours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '09:00', until: '12:00' }));
const places = governedHall(openingHours, ['physical', 'digital']);
const [permit] = simulatedActivities;
const [hall] = simulatedLocations;
const wish = { productCode: 'permit', persons: 1, mode: 'physical', locationId: 'hall' };
const folder = mkdtempSync(join(tmpdir(), 'onthaal-master-'));
const newIdsFile = join(folder, 'new-ids.txt');
const never = new AbortController().signal;
const silent = pino({ level: 'silent' });

describe('with JCC as the master of time', () => {
  let jcc: SimulatedJcc;
  let midoffice: TestMidoffice;
  let els: Desk;
  let karim: Desk;
  beforeAll(async () => {
    jcc = await SimulatedJcc.start();
    const [engine] = engines;
    if (engine === undefined || permit === undefined || hall === undefined) throw new Error('Nothing to test with');
    midoffice = await startForTests(
      engine,
      {
        appointments: {
          master: 'jcc',
          settings: {
            url: jcc.url,
            clientId: jcc.clientId,
            clientSecret: jcc.clientSecret,
            timeoutMilliseconds: 10_000,
            restMilliseconds: 0,
          },
          mapping: {
            locations: new Map([['hall', hall.id]]),
            products: new Map([['permit', { physical: permit.id }]]),
          },
          newIdsFile,
        },
      },
      [referenceFixture, places as never],
    );
    // The tests do its work themselves, step by step.
    await midoffice.services.jobs.stop(5000);
    els = await Desk.logIn(midoffice.url, 'member-els', 'device-els');
    karim = await Desk.logIn(midoffice.url, 'member-karim', 'device-karim');
  });
  afterAll(async () => {
    await midoffice?.stop();
    await jcc?.stop();
    rmSync(folder, { recursive: true });
  });

  let startsAt = '';
  let next = '';
  let spare = '';
  let weeks = 0;
  beforeEach(async () => {
    // A week of its own for each test: what others left does not stand in its way.
    weeks += 1;
    const from = `${new Date(Date.now() + weeks * 7 * 86_400_000).toISOString().slice(0, 10)}T00:00:00.000Z`;
    const free = await slotsOf(els, { from, most: 40 });
    [startsAt, next, spare] = [0, 12, 24].map((index) => free[index]?.startsAt ?? '') as [string, string, string];
  });
  afterEach(() => {
    jcc.behaviour = 'answers';
    jcc.requiredFields = {};
  });

  const parts = (now = new Date()): ExternalParts => {
    const { database, externalTime: external } = midoffice.services;
    if (external === undefined) throw new Error('No master');
    return { orm: database.orm, external, now };
  };
  const settle = (now?: Date) => settleExternal(parts(now), never);
  const look = (now?: Date) => new ExternalWatch().look(parts(now), never, silent);
  const takeNew = () => takeNewAppointments(parts(), never, silent);
  async function ask<Value>(desk: Desk, document: string, field: string, args: object): Promise<Value> {
    const answer = await sendGraphql(desk.url, document, { ...args }, desk.grant.token);
    const [error] = answer.errors;
    if (error !== undefined) throw new Error(String(error.extensions?.code));
    return stripNulls(answer.data?.[field] as Value);
  }
  const slotsOf = (desk: Desk, more: object = {}) =>
    ask<FreeSlot[]>(desk, freeSlotsDocument, 'freeSlots', {
      ...{ ...wish, from: new Date(Date.now() + 86_400_000).toISOString(), days: 60, most: 3 },
      ...more,
    });
  const hold = (desk: Desk, start: string, more: object = {}) =>
    ask<PlannedAppointment>(desk, holdAppointmentDocument, 'holdAppointment', {
      ...wish,
      holdId: v7(),
      startsAt: start,
      ...more,
    });
  const book = (desk: Desk, holdId: string, more: object = {}) =>
    ask<PlannedAppointment>(desk, bookAppointmentDocument, 'bookAppointment', { operationId: v7(), holdId, ...more });
  const allOf = async (desk: Desk) => {
    const { documents } = await desk.pullAll('appointments');
    return documents.filter(({ deleted }) => !deleted) as unknown as readonly Appointment[];
  };
  const found = async (id: string): Promise<Appointment> => {
    const one = (await allOf(els)).find((appointment) => appointment.id === id);
    if (one === undefined) throw new Error('Not there');
    const { deleted: _deleted, ...rest } = one as Appointment & { deleted: boolean };
    return rest;
  };
  const there = (appointment: Appointment) => jcc.calendar.appointments.get(appointment.external?.id ?? '');
  const change = async (one: Appointment, changes: Partial<Appointment>) => {
    const after = { ...one, ...changes, updatedAt: new Date(Date.parse(one.updatedAt) + 1).toISOString() };
    const outcome = await els.pushOne('appointments', after, one);
    return outcome;
  };
  const request = async (start: string) => {
    const first = await found((await book(els, (await hold(els, spare)).id)).id);
    const { external: _external, ...rest } = first;
    const id = v7();
    const asked = {
      ...rest,
      id,
      code: id.slice(-8),
      state: 'requested' as const,
      startsAt: start,
      personId: 'person-1',
    };
    const endsAt = new Date(Date.parse(start) + 1_800_000).toISOString();
    expect(await els.pushOne('appointments', { ...asked, endsAt })).toMatchObject({ outcome: 'accepted' });
    return id;
  };

  it('offers what JCC offers, with lengths of JCC; other locations stay with the own planner', async () => {
    const [slot] = await slotsOf(els);
    expect(Date.parse(slot?.endsAt ?? '') - Date.parse(slot?.startsAt ?? '')).toBe(1_800_000);
    expect(slot?.memberId).toBeUndefined();
    const [annex] = await slotsOf(els, { locationId: 'annex' });
    expect(annex).toMatchObject({ memberId: 'member-a', deskId: 'desk-annex' });
    expect(Date.parse(annex?.endsAt ?? '') - Date.parse(annex?.startsAt ?? '')).toBe(900_000);
    expect(await slotsOf(els, { productCode: 'other' })).toEqual([]);
    expect(await slotsOf(els, { mode: 'digital' })).toEqual([]);
    const own = await hold(els, annex?.startsAt ?? '', { locationId: 'annex' });
    expect((await found((await book(els, own.id)).id)).external).toBeUndefined();
  });

  it('says what in the mapping is not there, here or there', async () => {
    const { orm, external } = parts();
    expect(await mappingMistakes({ orm, external })).toEqual([]);
    const locations = new Map([...external.mapping.locations, ['attic', 'nowhere']]);
    const products = new Map([...external.mapping.products, ['unknown', { physical: 'nothing' }]]);
    const wrong = { orm, external: { ...external, mapping: { locations, products } } };
    expect(await mappingMistakes(wrong)).toEqual([
      'Onthaal has no location attic.',
      'Onthaal has no product unknown.',
      'The location attic is mapped to nowhere, which jcc does not have.',
      'The product unknown is mapped to nothing, which jcc does not have.',
    ]);
  });

  it('keeps nothing for desks without a line, and decides about what was kept before', async () => {
    const reserve = (locationId: string) => ask<number>(els, reserveSlotsDocument, 'reserveSlots', { locationId });
    expect(await reserve('hall')).toBe(0);
    expect(await reserve('annex')).toBeGreaterThan(0);
    const { id } = (await allOf(els)).find(({ reservation }) => reservation !== undefined) ?? { id: '' };
    await parts().orm.execute(
      sql`UPDATE document SET data = jsonb_set(data, '{locationId}', '"hall"') WHERE collection = 'appointments' AND id = ${id}`,
    );
    const kept = await found(id);
    const { heldUntil: _until, ...free } = kept;
    expect(await els.pushOne('appointments', { ...free, state: 'booked' }, kept)).toMatchObject({
      outcome: 'accepted',
    });
    expect((await found(id)).state).toBe('requested');
    await settle();
    expect(await found(id)).toMatchObject({ state: 'booked', external: { master: 'jcc', state: 'booked' } });
    // What was kept at a location that JCC governs since then is asked back.
    expect(await reserve('hall')).toBe(0);
    const left = (await allOf(els)).filter(({ reservation, state }) => reservation !== undefined && state === 'held');
    expect(left.every(({ reservation }) => reservation?.release)).toBe(true);
  });

  it('books in JCC and here, once however often it is asked, and keeps the moment from other desks meanwhile', async () => {
    const held = await hold(els, startsAt, { personId: 'person-1' });
    await expect(hold(karim, startsAt)).rejects.toThrow('APPOINTMENT_SLOT_TAKEN');
    expect((await slotsOf(karim, { most: 50 })).some((slot) => slot.startsAt === startsAt)).toBe(false);
    const operationId = v7();
    const before = jcc.bookings.length;
    const [booked, again] = [await book(els, held.id, { operationId }), await book(els, held.id, { operationId })];
    expect(again).toEqual(booked);
    expect(jcc.bookings).toHaveLength(before + 1);
    const kept = await found(booked.id);
    expect(kept).toMatchObject({ state: 'booked', external: { master: 'jcc', state: 'booked', startsAt } });
    expect(there(kept)).toMatchObject({
      startsAt: localWithOffset(startsAt).slice(0, 19),
      message: `Onthaal ${kept.code}`,
    });
  });

  it('moves by a new booking and cancels the old one, cancels, and takes a cancellation back', async () => {
    const first = await found((await book(els, (await hold(els, startsAt)).id)).id);
    const held = await hold(els, next, { insteadOfId: first.id });
    await book(els, held.id, { insteadOfId: first.id, reason: 'Werkt dan' });
    await settle();
    const moved = await found(first.id);
    expect(moved).toMatchObject({ code: first.code, startsAt: next, stateReason: 'Werkt dan' });
    expect(there(first)).toBeUndefined();
    expect(there(moved)?.startsAt).toBe(localWithOffset(next).slice(0, 19));
    expect(moved.external?.leftIds).toBeUndefined();
    expect(await change(moved, { state: 'cancelled', stateReason: 'Ziek' })).toMatchObject({ outcome: 'accepted' });
    await settle();
    const cancelled = await found(first.id);
    expect([cancelled.external?.state, there(moved)]).toEqual(['cancelled', undefined]);
    await change(cancelled, { state: 'booked' });
    await settle();
    const back = await found(first.id);
    expect(back).toMatchObject({ state: 'booked', external: { state: 'booked' } });
    expect(there(back)?.startsAt).toBe(localWithOffset(next).slice(0, 19));
  });

  it('hears that somebody else was first, and what JCC wants to know more', async () => {
    const held = await hold(els, startsAt);
    jcc.behaviour = 'takenMeanwhile';
    await expect(book(els, held.id)).rejects.toThrow('APPOINTMENT_SLOT_TAKEN');
    jcc.behaviour = 'answers';
    jcc.requiredFields = { birthDate: 2 };
    const other = await hold(els, next, { holdId: held.id });
    await expect(book(els, other.id)).rejects.toThrow('APPOINTMENT_MASTER_REFUSED');
    expect(await found(held.id)).toMatchObject({ state: 'held' });
    await ask(els, releaseAppointmentDocument, 'releaseAppointment', { holdId: held.id });
  });

  it('never books twice when the answer was lost: it is uncertain until the e-loket or a person says', async () => {
    const held = await hold(els, startsAt);
    jcc.behaviour = 'lostAfterBooking';
    const operationId = v7();
    await expect(book(els, held.id, { operationId })).rejects.toThrow('APPOINTMENT_OUTCOME_UNKNOWN');
    jcc.behaviour = 'answers';
    await expect(book(els, held.id, { operationId })).rejects.toThrow('APPOINTMENT_OUTCOME_UNKNOWN');
    await settle();
    const uncertain = await found(held.id);
    expect(uncertain).toMatchObject({ state: 'requested', external: { state: 'unknown' } });
    const booked = [...jcc.calendar.appointments.values()].filter(({ message }) => message.includes(uncertain.code));
    expect(booked).toHaveLength(1);
    writeFileSync(newIdsFile, `${booked[0]?.id}\n`);
    expect([await takeNew(), await takeNew()]).toEqual([1, 0]);
    expect(await found(held.id)).toMatchObject({ state: 'booked', external: { state: 'booked', id: booked[0]?.id } });
  });

  it('takes what a node asked before it died for uncertain after some minutes, and lets nobody let it go meanwhile', async () => {
    const held = await hold(els, startsAt);
    await changeExternal(parts(), held.id, (one) => ({ ...one, external: { master: 'jcc', state: 'asked' } }));
    await ask(els, releaseAppointmentDocument, 'releaseAppointment', { holdId: held.id });
    await settle();
    expect(await found(held.id)).toMatchObject({ state: 'held', external: { state: 'asked' } });
    await expect(book(els, held.id)).rejects.toThrow('APPOINTMENT_OUTCOME_UNKNOWN');
    await settle(new Date(Date.now() + 180_000));
    expect(await found(held.id)).toMatchObject({ state: 'requested', external: { state: 'unknown' } });
  });

  it('looks a booking up by itself in Qmatic, which can tell, and asks again only for what is not there', async () => {
    const held = await hold(els, startsAt);
    jcc.behaviour = 'lostBeforeBooking';
    await expect(book(els, held.id)).rejects.toThrow('APPOINTMENT_OUTCOME_UNKNOWN');
    const qmatic = await SimulatedQmatic.start();
    const settings = { url: qmatic.url, token: qmatic.token, timeoutMilliseconds: 10_000, restMilliseconds: 0 };
    const external = {
      master: new QmaticMaster(settings, silent),
      mapping: {
        locations: new Map([['hall', simulatedBranch]]),
        products: new Map([['permit', { physical: simulatedService }]]),
      },
      newIdsFile: undefined,
    };
    const inQmatic = { ...parts(), external };
    qmatic.behaviour = 'broken';
    await settleExternal(inQmatic, never);
    const uncertain = await found(held.id);
    expect(uncertain.external?.state).toBe('unknown');
    qmatic.behaviour = 'answers';
    const booking = await bookingOf(inQmatic.orm, external, uncertain);
    if (booking === undefined) throw new Error('Nothing to look for');
    const booked = await external.master.book(booking);
    await settleExternal(inQmatic, never);
    expect(await found(held.id)).toMatchObject({ state: 'booked', external: { master: 'qmatic', state: 'booked' } });
    expect((await found(held.id)).external?.id).toBe(booked.kind === 'booked' ? booked.id : '');
    expect(qmatic.bookings).toHaveLength(1);
    await qmatic.stop();
  });

  it('says that JCC is away, and goes on with the rest; what was asked for is decided when it is back', async () => {
    const [wanted, taken] = [await request(startsAt), await request(next)];
    jcc.behaviour = 'unavailable';
    await expect(slotsOf(els)).rejects.toThrow('APPOINTMENT_MASTER_AWAY');
    await expect(hold(els, startsAt)).rejects.toThrow('APPOINTMENT_MASTER_AWAY');
    expect(await slotsOf(els, { locationId: 'annex' })).not.toEqual([]);
    await settle();
    expect(await found(wanted)).toMatchObject({ state: 'requested' });
    jcc.behaviour = 'answers';
    if (permit !== undefined && hall !== undefined) {
      jcc.bookElsewhere(localWithOffset(next).slice(0, 19), permit.id, hall.id);
      jcc.bookElsewhere(localWithOffset(next).slice(0, 19), permit.id, hall.id);
    }
    await settle();
    const [first, second] = [await found(wanted), await found(taken)];
    expect([first.state, second.state]).toEqual(['booked', 'refused']);
    expect(there(first)?.startsAt).toBe(localWithOffset(startsAt).slice(0, 19));
  });

  it('takes in what the e-loket booked, once, and sees that it was moved or cancelled there', async () => {
    if (permit === undefined || hall === undefined) throw new Error('Nothing to book');
    const made = jcc.bookElsewhere(localWithOffset(startsAt).slice(0, 19), permit.id, hall.id);
    writeFileSync(newIdsFile, `${made.id}\n${made.id}\nunknown\n`);
    expect([await takeNew(), await takeNew()]).toEqual([1, 0]);
    const one = (await allOf(els)).find(({ external }) => external?.id === made.id);
    if (one === undefined) throw new Error('It did not come in');
    expect(one).toMatchObject({ state: 'booked', productCode: 'permit', locationId: 'hall', startsAt });
    made.startsAt = localWithOffset(next).slice(0, 19);
    made.endsAt = localWithOffset(new Date(Date.parse(next) + 1_800_000).toISOString()).slice(0, 19);
    await look();
    expect(await found(one.id)).toMatchObject({ startsAt: next, stateReason: 'Verplaatst in JCC' });
    jcc.calendar.appointments.delete(made.id);
    await look();
    expect((await found(one.id)).state).toBe('booked');
    await look(new Date(Date.now() + 60_000));
    expect(await found(one.id)).toMatchObject({ state: 'cancelled', stateReason: 'Afgezegd in JCC' });
  });

  it('shows a clash when both changed, keeps both, and lets no desk write what the centre knows', async () => {
    const booked = await found((await book(els, (await hold(els, startsAt)).id)).id);
    const later = new Date(Date.parse(startsAt) + 600_000).toISOString();
    await change(booked, { startsAt: later, endsAt: new Date(Date.parse(later) + 1_800_000).toISOString() });
    const made = there(booked);
    if (made === undefined) throw new Error('It is not there');
    made.startsAt = localWithOffset(next).slice(0, 19);
    made.endsAt = localWithOffset(new Date(Date.parse(next) + 1_800_000).toISOString()).slice(0, 19);
    await look();
    const clashing = await found(booked.id);
    expect(clashing).toMatchObject({ startsAt: later, external: { state: 'clash', startsAt: next } });
    const forged = { ...clashing, external: { master: 'jcc' as const, state: 'booked' as const, id: 'forged' } };
    expect(await change(clashing, forged)).toMatchObject({ error: { code: 'FIELD_READ_ONLY' } });
  });
});
