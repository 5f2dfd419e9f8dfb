import { join } from 'node:path';
import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import type { HitAppointments } from '@onthaal/contract/store/administration.ts';
import type { HinderedAppointments, PlannedAppointment } from '@onthaal/contract/store/planner.ts';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Reader } from './reads/reader.ts';
import { openDatabaseFile } from './storage/index.ts';
import { addDocument } from './testing/add-document.ts';
import { LocalStore, offlineGrant, testKey } from './testing/local-store.ts';
import { asked, wish } from './testing/planned.ts';
import { testFolder } from './testing/test-folder.ts';
import { startMidoffice, type TestMidoffice } from './testing/test-midoffice.ts';
import { TestStore } from './testing/test-store.ts';

const closingDays = 'calendar-closing-days';
const MANY = 10_000;

describe('appointments that are not possible any more', () => {
  let midoffice: TestMidoffice;
  let els: TestStore;
  let ann: TestStore;

  beforeAll(async () => {
    midoffice = await startMidoffice(50);
    els = await TestStore.start(midoffice.url);
    ann = await TestStore.start(midoffice.url);
    await els.openFor('member-els', join(testFolder(), 'els.db'), { deviceId: 'device-loket-1' });
    await ann.openFor('member-ann', join(testFolder(), 'ann.db'), { deviceId: 'device-laptop-1' });
    await els.untilUpToDate();
    await ann.untilUpToDate();
  });
  afterAll(async () => {
    await els?.stop();
    await ann?.stop();
    await midoffice?.stop();
  });

  const slots = async () => {
    const from = new Date(Date.now() + 86_400_000).toISOString();
    const found = await asked<{ slots: { startsAt: string }[] }>(
      els.ask('freeSlots', { ...wish, from, days: 30, most: 40 }),
    );
    return found.slots.map(({ startsAt }) => startsAt);
  };
  async function booked(startsAt: string, more: object = {}): Promise<PlannedAppointment> {
    const holdId = v7();
    const held = els.ask('holdAppointment', { ...wish, holdId, startsAt, ...more });
    await asked(held);
    return asked(els.ask('bookAppointment', { operationId: v7(), holdId, ...more }));
  }
  async function closing(day: string) {
    const rows = await ann.read('referenceList', { kind: 'calendar' });
    const known = rows.find(({ id }) => id === closingDays);
    if (known === undefined) throw new Error('No calendar');
    const { days } = known.data as { readonly days: readonly object[] };
    const data = { purpose: 'closing', days: [...days, { date: day, name: 'Brugdag' }] };
    return {
      id: closingDays,
      kind: 'calendar',
      name: known.name,
      active: true,
      data,
      basedOn: known.updatedAt,
    } as const;
  }
  const mine = async (id: string) =>
    (await els.read('hinderedAppointments', {})).rows.find(({ appointment }) => appointment.id === id);

  it('are asked about by an administrator only: whoever else asks hears that it is not for them', async () => {
    const [startsAt = ''] = await slots();
    const { basedOn: _based, ...change } = await closing(startsAt.slice(0, 10));
    const refused = { ok: false, error: { code: 'NOT_ALLOWED', retryable: false } };
    expect(await els.ask('hitAppointments', change)).toMatchObject(refused);
    expect(await els.ask('saveReference', { ...change, operationId: v7() })).toMatchObject(refused);
  });

  it('are told before the change, listed at every desk after it, and stay listed until each is settled', async () => {
    const before = (await els.read('hinderedAppointments', {})).open;
    const [startsAt = ''] = await slots();
    const day = startsAt.slice(0, 10);
    const { id } = await booked(startsAt);
    const { basedOn, ...change } = await closing(day);
    const { hits } = await asked<HitAppointments>(ann.ask('hitAppointments', change));
    expect(hits.find(({ appointmentId }) => appointmentId === id)).toMatchObject({ startsAt, why: ['closedDay'] });
    expect(await mine(id)).toBeUndefined();
    const decisions = hits.map(({ appointmentId }) => ({ appointmentId, how: 'leave' as const }));
    const late = hits.filter(({ appointmentId }) => appointmentId !== id);
    expect(
      await ann.ask('saveReference', {
        ...change,
        basedOn,
        operationId: v7(),
        decisions: decisions.slice(0, late.length),
      }),
    ).toMatchObject({ ok: false, error: { code: 'REFERENCE_HITS_APPOINTMENTS' } });
    await asked(ann.ask('saveReference', { ...change, basedOn, operationId: v7(), decisions }));
    const listed = await els.until('hinderedAppointments', {}, ({ rows }) =>
      rows.some(({ appointment }) => appointment.id === id),
    );
    expect(listed.open).toBe(before + hits.length);
    const view = { locationId: wish.locationId, day, by: 'place' } as const;
    const shown = (await els.read('calendar', view)).appointments.find((row) => row.id === id);
    expect(shown?.hindrances).toEqual(['closedDay']);

    const settle = (as: 'stands' | 'call' | 'open') =>
      els.run('settleHindered', { appointmentId: id, as, despite: ['closedDay'] });
    await settle('stands');
    expect(await mine(id)).toMatchObject({ stands: { byName: 'Els Peeters' } });
    expect((await els.read('hinderedAppointments', {})).open).toBe(listed.open - 1);
    await settle('open');
    expect(await mine(id)).not.toHaveProperty('stands');
    await settle('call');
    const sheet = async () =>
      (await els.read('callSheet', { at: new Date().toISOString() })).toCall.find(
        ({ appointment }) => appointment.id === id,
      );
    expect(await sheet()).toMatchObject({ reason: 'notPossible', calls: [] });
    expect(await mine(id)).toMatchObject({ isToCall: true });
    await settle('open');
    expect(await mine(id)).toMatchObject({ isToCall: false });
    await els.run('callHindered', { appointmentIds: [id] });
    expect(await mine(id)).toMatchObject({ isToCall: true });
    await els.run('recordCall', { appointmentId: id, callId: v7(), result: 'reached' });
    await settle('call');
    expect((await sheet())?.calls).toHaveLength(1);
    // What was called stays written, whatever is decided after it and taken back.
    await settle('stands');
    expect(await sheet()).toBeUndefined();
    await settle('open');
    expect(await mine(id)).toMatchObject({ isToCall: true });
    expect((await sheet())?.calls).toMatchObject([{ result: 'reached' }]);
    // One that is on the sheet already, or that nobody knows, does not stand in the way of the others.
    await els.run('callHindered', { appointmentIds: [id, 'geen'] });
    expect((await sheet())?.calls).toMatchObject([{ result: 'reached' }]);
    await els.run('closeCalls', { appointmentId: id, outcome: 'notReached' });
    const first = (await sheet())?.since;
    await settle('call');
    expect(await sheet()).toMatchObject({ calls: [{ result: 'reached' }] });
    expect(await sheet()).not.toMatchObject({ since: first });
    await settle('open');
    expect(await sheet()).toBeUndefined();
    await settle('call');
    expect((await sheet())?.calls).toHaveLength(1);
    await els.untilUpToDate();

    const next = (await slots()).find((moment) => moment.slice(0, 10) > day) ?? '';
    await booked(next, { insteadOfId: id });
    await els.until('hinderedAppointments', {}, ({ rows }) => rows.every(({ appointment }) => appointment.id !== id));
    expect(await sheet()).toBeUndefined();
    expect((await els.read('syncItems', { limit: 500 })).filter(({ state }) => state === 'rejected')).toEqual([]);
    expect(
      await els.tryRun('settleHindered', { appointmentId: 'geen', as: 'stands', despite: ['closedDay'] }),
    ).toMatchObject({
      error: { code: 'DOCUMENT_UNKNOWN' },
    });
  });
});

it('are paged among ten thousand, of one kind or of all', async () => {
  const store = await LocalStore.open(testFolder());
  const file = openDatabaseFile({ file: store.store.file.file, key: testKey });
  const at = '2026-01-01T08:00:00.000Z';
  const basis = (id: string) => ({
    id,
    createdAt: at,
    updatedAt: at,
    updatedBy: { memberId: 'member-els', name: 'Els' },
  });
  const add = (collection: CollectionName, document: Readonly<Record<string, unknown>>) =>
    addDocument(file, collection, document);
  const openingHours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '09:00', until: '12:00' }));
  const location = { building: 'Hall', openingHours };
  file.transaction(() => {
    add('references', { ...basis('hall'), kind: 'location', code: 'hall', name: 'Hall', active: true, data: location });
    for (let index = 0; index < MANY; index += 1) {
      // Forty a day, half of them in the afternoon.
      const day = Date.parse('2035-01-01T09:00:00Z') + Math.floor(index / 40) * 86_400_000;
      const from = day + (index % 20) * 300_000 + (index % 40 < 20 ? 0 : 5 * 3_600_000);
      const [startsAt, endsAt] = [from, from + 900_000].map((moment) => new Date(moment).toISOString());
      add('appointments', {
        ...{
          ...basis(`many-${index}`),
          code: `A${index}`,
          state: 'booked',
          mode: 'digital',
          ...(index % 8 === 0 ? { productCode: 'pass', subject: 'Reispas' } : { productCode: 'p', subject: 'P' }),
        },
        ...{ answers: {}, guests: [], memberIds: [], teamId: 't', locationId: 'hall', startsAt, endsAt },
        ...{ bring: ['Uw kaart'], notices: [], notes: [] },
      });
    }
  });
  const reader = new Reader(file, offlineGrant.member);
  const answer = reader.answer('hinderedAppointments', {});
  if (!answer.ok) throw new Error('No answer');
  const { rows, open, total, kinds } = JSON.parse(answer.value) as HinderedAppointments;
  const pageOf = (args: object) => {
    const page = reader.answer('hinderedAppointments', args);
    if (!page.ok) throw new Error('No page');
    return JSON.parse(page.value) as HinderedAppointments;
  };
  const idsOf = (page: HinderedAppointments) => page.rows.map(({ appointment }) => appointment.id);
  const pages = [0, 50, 100].flatMap((offset) => idsOf(pageOf({ offset })));
  const passes = pageOf({ productCode: 'pass', offset: 50 });
  const [beyond, last] = [pageOf({ offset: 9999 }), pageOf({ offset: open - 10 })];
  file.close();
  await store.store.close();
  expect(rows).toHaveLength(50);
  expect(total).toBe(open);
  expect(new Set(pages).size).toBe(150);
  expect([beyond.rows.length, last.rows.length]).toEqual([0, 10]);
  expect(kinds.map(({ productCode }) => productCode)).toEqual(['p', 'pass']);
  expect(kinds.reduce((sum, { count }) => sum + count, 0)).toBe(open);
  expect(passes).toMatchObject({ open, total: kinds[1]?.count });
  expect(passes.rows.every(({ appointment }) => appointment.subject === 'Reispas')).toBe(true);
  // Of five days of seven the mornings are possible, in summer until the clock says twelve.
  expect(open).toBeGreaterThan(MANY * 0.6);
  expect(open).toBeLessThan(MANY * 0.8);
});
