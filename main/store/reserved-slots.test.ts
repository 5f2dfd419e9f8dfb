import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { SessionGrant } from '@onthaal/contract/session/session.ts';
import type { LocalSlot } from '@onthaal/contract/store/planner.ts';
import type { AppointmentRow } from '@onthaal/contract/store/rows.ts';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testFolder } from './testing/test-folder.ts';
import { startMidoffice, TestLine, type TestMidoffice } from './testing/test-midoffice.ts';
import { TestStore } from './testing/test-store.ts';

const HOUR = 3_600_000;
const locationId = 'location-gemeentehuis';
const wish = { productCode: 'attest-woonst', persons: 1, mode: 'physical', locationId } as const;
const { locationId: _location, ...booking } = wish;

const folder = testFolder();
let midoffice: TestMidoffice;

beforeAll(async () => {
  midoffice = await startMidoffice(50, {
    ...{ ONTHAAL_RESERVED_DAYS: '7', ONTHAAL_RESERVED_ASK_BACK_HOURS: '1', ONTHAAL_RESERVED_LEASE_HOURS: '3' },
  });
});
afterAll(() => midoffice?.stop());

/** A desk with a line of its own, which a test can pull out, and a file that outlives it. */
class DeskUnderTest {
  readonly line = new TestLine(midoffice.url);
  readonly #file = join(mkdtempSync(join(folder, 'desk-')), 'desk.db');
  store!: TestStore;
  #grant!: SessionGrant;

  static async start(name: string, memberId: string): Promise<DeskUnderTest> {
    const desk = new DeskUnderTest();
    await desk.line.up();
    desk.store = await TestStore.start(desk.line.url);
    const grant = await desk.store.control({ kind: 'logIn', memberId, deviceId: `device-${name}` });
    if (!grant.ok) throw new Error(grant.error.code);
    desk.#grant = grant.value;
    await desk.#open();
    await desk.store.untilUpToDate();
    return desk;
  }

  async #open(): Promise<void> {
    const opened = await this.store.open(this.#file, this.#grant);
    if (!opened.ok) throw new Error(opened.error.code);
  }

  /** Ended in the middle of whatever it does, and started again, its clock so much ahead. */
  async killAndRestart(ahead = 0): Promise<void> {
    await this.store.kill();
    this.store = await TestStore.startWithClock(this.line.url, ahead);
    await this.#open();
  }

  /** Asks the centre for its moments, which are there by the sync when this is done. */
  async reserve(): Promise<readonly LocalSlot[]> {
    const answer = await this.store.ask('reserveSlots', { locationId });
    if (!answer.ok || answer.value === 0) throw new Error(`Nothing is kept: ${JSON.stringify(answer)}`);
    await this.store.until('localSlots', question(), ({ slots }) => slots.filter(isOwn).length > 1);
    return this.own();
  }

  async own(): Promise<readonly LocalSlot[]> {
    return (await this.store.read('localSlots', question())).slots.filter(isOwn);
  }

  async goOffline(): Promise<void> {
    await this.line.down();
    await this.store.until('syncStatus', {}, ({ phase }) => phase === 'offline');
  }

  async comeBack(): Promise<void> {
    await this.line.up();
    await this.store.untilUpToDate();
  }

  /** What it shows of a day in its calendar. */
  async calendar(startsAt: string): Promise<readonly AppointmentRow[]> {
    const view = { locationId, day: startsAt.slice(0, 10), by: 'place' } as const;
    return (await this.store.read('calendar', view)).appointments;
  }

  async newPerson(): Promise<string> {
    const id = v7();
    const name = { givenName: 'Zonder', familyName: 'Lijn', emailAddress: 'burger@example.org' };
    await this.store.run('createPerson', { id, kind: 'citizen', ...name, language: 'nl' });
    return id;
  }

  async trouble(): Promise<readonly unknown[]> {
    const items = await this.store.read('syncItems', { limit: 500 });
    return [
      ...items.filter(({ state }) => state === 'rejected'),
      ...(await this.store.read('conflictList', {})),
      ...(await this.store.read('appointmentRequests', {})),
    ];
  }

  async stop(): Promise<void> {
    await this.store.stop();
    await this.line.down();
  }
}

const question = () => ({ ...wish, from: new Date().toISOString(), days: 8, most: 30 });
const isOwn = ({ reservedId }: LocalSlot) => reservedId !== undefined;

describe('moments that are kept for a desk', () => {
  const desks: DeskUnderTest[] = [];
  const start = async (name: string, memberId: string) => {
    const desk = await DeskUnderTest.start(name, memberId);
    desks.push(desk);
    return desk;
  };
  afterEach(async () => {
    for (const desk of desks.splice(0)) await desk.stop();
  });

  it('are offered first and certain there, shown to others, and taken for them', async () => {
    const [one, other] = [await start('shown-1', 'member-els'), await start('shown-2', 'member-noor')];
    const [first, ...rest] = await one.reserve();
    expect(rest.length).toBeGreaterThan(0);
    const { slots } = await one.store.read('localSlots', question());
    expect(slots.slice(0, rest.length + 1).every(({ isCertain }) => isCertain)).toBe(true);
    expect(new Set(slots.map(({ startsAt }) => startsAt)).size).toBe(slots.length);
    const view = { locationId, day: first?.startsAt.slice(0, 10) ?? '', by: 'place' } as const;
    const seen = await other.store.until('calendar', view, ({ appointments }) =>
      appointments.some(({ id }) => id === first?.reservedId),
    );
    const kept = seen.appointments.find(({ id }) => id === first?.reservedId);
    expect(kept).toMatchObject({ state: 'held', reservedFor: expect.stringContaining('Els Peeters') });
    // The calendar shows it; the list of who comes that day does not.
    const day = await other.store.read('dayOverview', { day: view.day });
    expect(day.appointments.filter(({ state }) => state === 'held')).toEqual([]);
    expect(day.counts.appointmentsToday).toBe(day.appointments.length);
    expect(await other.own()).toEqual([]);
    const theirs = { ...booking, appointmentId: first?.reservedId ?? '' };
    expect(await other.store.tryRun('bookReservedSlot', theirs)).toMatchObject({
      ...{ ok: false, error: { code: 'APPOINTMENT_HOLD_GONE' } },
    });
    const tooLong = { ...theirs, productCode: 'wettiging', persons: 20 };
    expect(await one.store.tryRun('bookReservedSlot', tooLong)).toMatchObject({
      ...{ ok: false, error: { code: 'APPOINTMENT_SLOT_TAKEN' } },
    });
    const wrong = { ...theirs, productCode: 'nooit-gehoord' };
    expect(await one.store.tryRun('bookReservedSlot', wrong)).toMatchObject({ error: { code: 'REFERENCE_UNKNOWN' } });
    await one.store.run('giveBackSlots', { all: true });
    expect(await one.own()).toEqual([]);
    await one.store.untilUpToDate();
    await other.store.until('calendar', view, ({ appointments }) =>
      appointments.every(({ id }) => id !== first?.reservedId),
    );
  });

  it('two desks book without a line, one is killed in between: both are booked, told once, nothing is lost', async () => {
    const [one, other] = [await start('both-1', 'member-els'), await start('both-2', 'member-noor')];
    const [mine, theirs] = [(await one.reserve())[0], (await other.reserve())[0]];
    const [person, third] = [await one.newPerson(), await other.newPerson()];
    await Promise.all([one.store.untilUpToDate(), other.store.untilUpToDate()]);
    await Promise.all([one.goOffline(), other.goOffline()]);
    const bookings = [
      [one, { ...booking, appointmentId: mine?.reservedId ?? '', personId: person }],
      [other, { ...booking, appointmentId: theirs?.reservedId ?? '', personId: third }],
    ] as const;
    for (const [desk, wanted] of bookings) {
      await desk.store.run('bookReservedSlot', wanted);
      await desk.store.run('bookReservedSlot', wanted);
      const another = { ...wanted, personId: v7() };
      expect(await desk.store.tryRun('bookReservedSlot', another)).toMatchObject({
        ...{ error: { code: 'APPOINTMENT_HOLD_GONE' } },
      });
    }
    await one.killAndRestart();
    expect((await one.calendar(mine?.startsAt ?? '')).find(({ id }) => id === mine?.reservedId)).toMatchObject({
      ...{ state: 'booked', startsAt: mine?.startsAt, productCode: wish.productCode, personId: person },
    });
    expect((await one.own()).map(({ reservedId }) => reservedId)).not.toContain(mine?.reservedId);
    await Promise.all([one.comeBack(), other.comeBack()]);
    for (const [desk, { reservedId, startsAt }, personId] of [
      [other, mine ?? { startsAt: '' }, person],
      [one, theirs ?? { startsAt: '' }, third],
    ] as const) {
      const view = { locationId, day: startsAt.slice(0, 10), by: 'place' } as const;
      const { appointments } = await desk.store.until('calendar', view, (seen) =>
        seen.appointments.some(({ id, messages }) => id === reservedId && (messages ?? []).length > 0),
      );
      const booked = appointments.find(({ id }) => id === reservedId);
      expect(booked).toMatchObject({ state: 'booked', personId, startsAt });
      expect(booked?.reservedFor).toBeUndefined();
      expect(booked?.messages).toMatchObject([{ purpose: 'confirmation' }]);
    }
    for (const desk of [one, other]) expect(await desk.trouble()).toEqual([]);
  });

  it('are given back when the centre asks, not when they were booked in the meantime', async () => {
    const one = await start('asked', 'member-els');
    const [booked, asked] = await one.reserve();
    await one.goOffline();
    await one.store.run('bookReservedSlot', { ...booking, appointmentId: booked?.reservedId ?? '' });
    for (const slot of [booked, asked]) {
      await midoffice.administer(`freeReservedSlot(appointmentId: "${slot?.reservedId}") { outcome }`);
    }
    await one.comeBack();
    await one.store.until('localSlots', question(), ({ slots }) =>
      slots.filter(isOwn).every(({ reservedId }) => reservedId !== asked?.reservedId),
    );
    await one.store.untilUpToDate();
    const became = (await one.calendar(booked?.startsAt ?? '')).find(({ id }) => id === booked?.reservedId);
    expect(became).toMatchObject({ state: 'booked' });
    const then = { ...question(), from: asked?.startsAt ?? '' };
    const { slots } = await one.store.read('localSlots', then);
    expect(slots.find(({ startsAt }) => startsAt === asked?.startsAt)).not.toHaveProperty('reservedId');
    expect(await one.trouble()).toEqual([]);
    await one.store.run('giveBackSlots', { all: true });
    await one.store.untilUpToDate();
  });

  it('after the lease are only asked for, and booked when the line is back; a clock that is off changes neither', async () => {
    const one = await start('clock', 'member-els');
    await one.store.untilUpToDate();
    // A clock that was five hours off while there was a line: the lease counts by the centre's.
    await one.killAndRestart(5 * HOUR);
    await one.store.untilUpToDate();
    const [first, second] = await one.reserve();
    expect([first?.isCertain, second?.isCertain]).toEqual([true, true]);
    const person = await one.newPerson();
    await one.store.untilUpToDate();
    await one.goOffline();
    await one.killAndRestart(5 * HOUR);
    expect((await one.own())[0]).toEqual(first);
    // Four hours later.
    await one.killAndRestart(9 * HOUR);
    const late = (await one.own()).find(({ reservedId }) => reservedId === first?.reservedId);
    expect(late).toMatchObject({ startsAt: first?.startsAt });
    expect(late?.isCertain).toBeUndefined();
    await one.store.run('bookReservedSlot', { ...booking, appointmentId: first?.reservedId ?? '', personId: person });
    expect(await one.store.read('appointmentRequests', {})).toMatchObject([
      { id: first?.reservedId, state: 'requested', startsAt: first?.startsAt },
    ]);
    // What the one who booked it is told.
    const became = await one.store.read('appointmentPaper', { appointmentId: first?.reservedId ?? '' });
    expect(became?.state).toBe('requested');
    await one.comeBack();
    await one.store.until('appointmentRequests', {}, (rows) => rows.length === 0);
    expect((await one.calendar(first?.startsAt ?? '')).find(({ id }) => id === first?.reservedId)).toMatchObject({
      ...{ state: 'booked', personId: person },
    });
    expect(await one.trouble()).toEqual([]);
  });
});
