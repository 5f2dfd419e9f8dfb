import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testFolder } from './testing/test-folder.ts';
import { startMidoffice, TestLine, type TestMidoffice } from './testing/test-midoffice.ts';
import { TestStore } from './testing/test-store.ts';

const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Brussels' }).format(new Date());

describe('visits between two desks of a building', () => {
  let midoffice: TestMidoffice;
  let one: TestStore;
  let other: TestStore;
  let numberPrefix: string;

  beforeAll(async () => {
    midoffice = await startMidoffice(50);
    one = await TestStore.start(midoffice.url);
    other = await TestStore.start(midoffice.url);
    const opened = await one.openFor('member-els', join(testFolder(), 'one.db'), { deviceId: 'device-loket-1' });
    await other.openFor('member-noor', join(testFolder(), 'other.db'), { deviceId: 'device-loket-2' });
    ({ numberPrefix } = opened.grant.member);
    await one.untilUpToDate();
    await other.untilUpToDate();
  });
  afterAll(async () => {
    await one?.stop();
    await other?.stop();
    await midoffice?.stop();
  });

  const args = { deskId: 'desk-1' };
  const rowOf = async (store: TestStore, id: string) => {
    const { waiting, atDesks, justOver } = await store.read('queueBoard', args);
    return [...waiting, ...atDesks, ...justOver].find((row) => row.id === id);
  };
  const until = (store: TestStore, id: string, state: string) =>
    store.until('queueBoard', args, (board) =>
      [...board.waiting, ...board.atDesks, ...board.justOver].some((row) => row.id === id && row.state === state),
    );

  async function arrive(priority = 9): Promise<string> {
    const id = v7();
    const visit = { id, locationId: 'location-gemeentehuis', productCodes: ['attest-woonst'], priority };
    await one.run('registerVisit', visit);
    await one.run('registerVisit', visit);
    return id;
  }

  async function call(store: TestStore, deskId: string) {
    const answer = await store.ask('callNextVisit', { operationId: v7(), deskId });
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value;
  }

  const happens = (store: TestStore, visitId: string, event: string, more: object = {}) =>
    store.tryRun('recordVisitEvent', { visitId, stepId: v7(), event, ...more });

  it('gives a ticket of this computer, counted from one each day, and once for one arrival', async () => {
    const ids = [await arrive(), await arrive()];
    const rows = await Promise.all(ids.map((id) => rowOf(one, id)));
    expect(rows.map((row) => row?.ticket)).toEqual([`${numberPrefix}-1`, `${numberPrefix}-2`]);
    expect(rows[0]).toMatchObject({
      state: 'waiting',
      productNames: ['Attest van woonst'],
      priority: 9,
      isMine: false,
    });
    for (const id of ids) {
      await until(other, id, 'waiting');
      expect(await happens(one, id, 'left')).toMatchObject({ ok: true });
    }
    await one.untilUpToDate();
  });

  it('is called by one desk, is there when the answer comes, and shows on the other', async () => {
    const id = await arrive();
    await until(other, id, 'waiting');
    await one.untilUpToDate();
    const { visitId } = await call(other, 'desk-2');
    expect(visitId).toBe(id);
    expect(await rowOf(other, id)).toMatchObject({ state: 'called', deskName: 'Loket 2', isMine: true });
    // By what the centre counted of the weeks before, and with whom the one desk that works has now.
    const behind = await arrive(0);
    await until(other, behind, 'waiting');
    const waiting = await rowOf(other, behind);
    expect(waiting?.ahead).toBeGreaterThanOrEqual(0);
    expect(waiting?.wait?.to).toBeGreaterThan(waiting?.wait?.from ?? 999);
    expect((await other.read('queueBoard', args)).newcomer?.to).toBeGreaterThan(0);
    expect(await happens(one, behind, 'left')).toMatchObject({ ok: true });
    await until(one, id, 'called');
    expect(await rowOf(one, id)).toMatchObject({ memberName: 'Noor Claes', isMine: false });
    expect((await call(one, 'desk-1')).visitId).not.toBe(id);
  });

  it('is never called by the desk that just said that they left, also before the centre heard it', async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      const id = await arrive(0);
      await one.untilUpToDate();
      expect(await happens(one, id, 'left')).toMatchObject({ ok: true });
      expect((await call(one, 'desk-1')).visitId).not.toBe(id);
    }
    await one.untilUpToDate();
    expect(await one.read('syncStatus', {})).toMatchObject({ rejected: 0, conflicts: 0 });
  });

  it('is served, parked, resumed and finished where it is, also without a line, and taken up again', async () => {
    const id = await arrive();
    await one.untilUpToDate();
    expect((await call(one, 'desk-1')).visitId).toBe(id);
    await midoffice.order({ status: 503, count: 1000 });
    for (const event of ['served', 'parked', 'resumed', 'finished']) {
      expect(await happens(one, id, event, { deskId: 'desk-1' })).toMatchObject({ ok: true });
    }
    expect(await rowOf(one, id)).toMatchObject({ state: 'finished' });
    expect(await happens(one, id, 'served')).toMatchObject({ error: { code: 'VISIT_STEP_NOT_NOW' } });
    expect(await happens(one, id, 'reopened')).toMatchObject({ ok: true });
    await midoffice.clearFaults();
    await one.untilUpToDate();
    await until(other, id, 'serving');
    expect(await happens(one, id, 'finished')).toMatchObject({ ok: true });
    await until(other, id, 'finished');
    // The screen in the hall hangs at another desk, which has nothing to take back there: the number stays on it for a while.
    const there = await other.until('queueBoard', { deskId: 'desk-2' }, ({ called }) =>
      called.some(({ visitId, state }) => visitId === id && state === 'finished'),
    );
    expect(there.justOver.map((row) => row.id)).not.toContain(id);
    expect(there.called.find(({ visitId }) => visitId === id)).toMatchObject({ desk: 'Loket 1' });
  });

  it('goes back to the queue for one desk, which calls it first, and nobody else does', async () => {
    const id = await arrive(0);
    const waiting = await one.read('queueBoard', args);
    expect(waiting.waiting.at(-1)?.id).toBe(id);
    await one.untilUpToDate();
    // Everybody before it, so that it is called.
    for (let turn = 0; turn < 60 && (await rowOf(one, id))?.state === 'waiting'; turn += 1) await call(one, 'desk-1');
    expect(await happens(one, id, 'transferred', { waitsForDeskId: 'desk-2' })).toMatchObject({ ok: true });
    await one.untilUpToDate();
    expect(await rowOf(one, id)).toMatchObject({ state: 'waiting', waitsForDeskName: 'Loket 2', isMine: false });
    expect((await call(one, 'desk-1')).visitId).toBeUndefined();
    expect((await call(other, 'desk-2')).visitId).toBe(id);
  });

  it('checks in who has an appointment by its code or their name: once, and the appointment says so on the other desk', async () => {
    const { appointments } = await one.read('dayOverview', { day: today() });
    const expected = appointments.find(({ state }) => ['booked', 'confirmed', 'reminded'].includes(state));
    if (expected?.personName === undefined) throw new Error('Nobody is expected today');
    const deskId = 'desk-1';
    const found = await one.read('checkIn', { text: ` ${expected.code.toLowerCase()} `, deskId });
    expect(found.map(({ id }) => id)).toEqual([expected.id]);
    const named = await one.read('checkIn', { text: expected.personName, deskId });
    expect(named.map(({ id }) => id)).toContain(expected.id);
    expect(await one.read('checkIn', { text: 'nooitgehoordenaam', deskId })).toEqual([]);
    const id = v7();
    const visit = { id, locationId: 'location-gemeentehuis', productCodes: [found[0]?.productCode ?? ''], priority: 5 };
    await one.run('registerVisit', { ...visit, appointmentId: expected.id });
    expect(await rowOf(one, id)).toMatchObject({ state: 'waiting', appointmentAt: expected.startsAt });
    const { ticket } = (await rowOf(one, id)) ?? {};
    await one.untilUpToDate();
    await other.until(
      'checkIn',
      { text: expected.code, deskId },
      ([row]) => row?.outcome === 'alreadyIn' && row.ticket === ticket,
    );
    expect(await happens(one, id, 'left')).toMatchObject({ ok: true });
    const state = async () =>
      (await one.read('dayOverview', { day: today() })).appointments.find((row) => row.id === expected.id)?.state;
    expect(await state()).toBe('arrived');
  });

  it('goes on for something else at a desk of the team that does it, or to one desk, with what was served before over', async () => {
    const id = await arrive();
    await one.untilUpToDate();
    expect((await call(one, 'desk-1')).visitId).toBe(id);
    expect(await happens(one, id, 'served')).toMatchObject({ ok: true });
    const to = { productCodes: ['verbouwen'], waitsForDeskId: 'desk-2' };
    expect(await happens(one, id, 'transferred', to)).toMatchObject({ ok: true });
    expect(await rowOf(one, id)).toMatchObject({ state: 'waiting', waitsForDeskName: 'Loket 2', isCallable: false });
    await one.untilUpToDate();
    await until(other, id, 'waiting');
    expect((await call(other, 'desk-2')).visitId).toBe(id);
    expect(await happens(other, id, 'served')).toMatchObject({ ok: true });
    const visit = (await other.read('openVisits', {})).find((row) => row.id === id);
    expect(visit?.questions.map(({ productCode, state }) => [productCode, state])).toEqual([
      ['attest-woonst', 'finished'],
      ['verbouwen', 'serving'],
    ]);
    expect(await happens(other, id, 'finished')).toMatchObject({ ok: true });
    await other.untilUpToDate();
    expect(await other.read('syncStatus', {})).toMatchObject({ rejected: 0 });
  });

  it('goes back to the calendar: the appointment is booked again, also while another moment is looked for', async () => {
    const { appointments } = await one.read('dayOverview', { day: today() });
    const booked = appointments.find(({ state }) => ['booked', 'confirmed', 'reminded'].includes(state));
    const appointmentId = booked?.id ?? '';
    const come = async () => {
      const id = v7();
      const visit = { id, locationId: 'location-gemeentehuis', productCodes: ['attest-woonst'], priority: 9 };
      await one.run('registerVisit', { ...visit, appointmentId });
      await one.untilUpToDate();
      expect((await call(one, 'desk-1')).visitId).toBe(id);
      return id;
    };
    const stateOf = async () =>
      (await one.read('dayOverview', { day: today() })).appointments.find(({ id }) => id === appointmentId)?.state;
    const first = await come();
    expect(await stateOf()).toBe('arrived');
    expect((await one.read('openVisits', {})).find(({ id }) => id === first)).toMatchObject({ appointmentId });
    const stepId = v7();
    await one.run('returnToCalendar', { visitId: first, stepId, deskId: 'desk-1' });
    await one.run('returnToCalendar', { visitId: first, stepId, deskId: 'desk-1' });
    expect(await rowOf(one, first)).toMatchObject({ state: 'left' });
    expect(await stateOf()).toBe('booked');
    // Who comes back from the door came for the same appointment.
    expect(await happens(one, first, 'returned')).toMatchObject({ ok: true });
    expect(await stateOf()).toBe('arrived');
    await one.untilUpToDate();
    expect((await call(one, 'desk-1')).visitId).toBe(first);
    await one.run('returnToCalendar', { visitId: first });
    expect(await stateOf()).toBe('booked');
    expect(await rowOf(one, first)).toMatchObject({ state: 'called' });
    expect(await one.tryRun('returnToCalendar', { visitId: first })).toMatchObject({
      error: { code: 'APPOINTMENT_STATE_NOT_NOW' },
    });
    await one.run('returnToCalendar', { visitId: first, stepId: v7() });
    expect(await rowOf(one, first)).toMatchObject({ state: 'left' });
    const without = await arrive();
    await one.untilUpToDate();
    expect((await call(one, 'desk-1')).visitId).toBe(without);
    expect(await one.tryRun('returnToCalendar', { visitId: without, stepId: v7() })).toMatchObject({
      error: { code: 'APPOINTMENT_STATE_NOT_NOW' },
    });
    expect(await happens(one, without, 'left')).toMatchObject({ ok: true });
    await one.untilUpToDate();
    expect(await one.read('syncStatus', {})).toMatchObject({ rejected: 0, conflicts: 0 });
  });

  it('refuses what is not here', async () => {
    const visit = { id: v7(), locationId: 'location-gemeentehuis', productCodes: ['attest-woonst'], priority: 3 };
    const wrong = [
      { ...visit, locationId: 'nergens' },
      { ...visit, productCodes: ['nooit-gehoord'] },
      { ...visit, personId: 'niemand' },
    ];
    for (const args of wrong) {
      expect(await one.tryRun('registerVisit', args)).toMatchObject({ error: { code: 'REFERENCE_UNKNOWN' } });
    }
    expect(await happens(one, 'geen-bezoek', 'left')).toMatchObject({ error: { code: 'DOCUMENT_UNKNOWN' } });
    expect(await one.tryRun('recordVisitEvent', { visitId: 'x', stepId: 'y', event: 'called' })).toMatchObject({
      error: { code: 'ARGUMENT_INVALID' },
    });
  });
});

describe('a desk whose line drops while people wait', () => {
  let midoffice: TestMidoffice;
  let line: TestLine;
  let alone: TestStore;
  let other: TestStore;
  const args = { deskId: 'desk-1' };

  beforeAll(async () => {
    midoffice = await startMidoffice(50);
    line = new TestLine(midoffice.url);
    await line.up();
    alone = await TestStore.start(line.url);
    other = await TestStore.start(midoffice.url);
    await alone.openFor('member-els', join(testFolder(), 'alone.db'), { deviceId: 'device-loket-1' });
    await other.openFor('member-noor', join(testFolder(), 'other.db'), { deviceId: 'device-loket-2' });
    await alone.untilUpToDate();
    await other.untilUpToDate();
  });
  afterAll(async () => {
    await alone?.stop();
    await other?.stop();
    await line?.down();
    await midoffice?.stop();
  });

  const board = (store: TestStore) => store.read('queueBoard', args);

  async function callAtCentre(store: TestStore, deskId: string): Promise<string | undefined> {
    const answer = await store.ask('callNextVisit', { operationId: v7(), deskId });
    if (!answer.ok) throw new Error(answer.error.code);
    const { visitId } = answer.value;
    if (visitId !== undefined) await store.run('recordVisitEvent', { visitId, stepId: v7(), event: 'served' });
    if (visitId !== undefined) await store.run('recordVisitEvent', { visitId, stepId: v7(), event: 'finished' });
    return visitId;
  }

  async function arrive(store: TestStore, more: object = {}): Promise<string> {
    const id = v7();
    const visit = { id, locationId: 'location-gemeentehuis', productCodes: ['attest-woonst'], priority: 3 };
    await store.run('registerVisit', { ...visit, ...more });
    return id;
  }

  it('calls whom the centre reserved for it and who came in there, and nobody is called twice', async () => {
    for (let count = 0; count < 16; count += 1) await arrive(other);
    await other.untilUpToDate();
    const called: string[] = [];
    for (const [store, desk] of [
      [alone, 'desk-1'],
      [other, 'desk-2'],
      [alone, 'desk-1'],
    ] as const) {
      const id = await callAtCentre(store, desk);
      if (id !== undefined) called.push(id);
    }
    await alone.untilUpToDate();
    await other.untilUpToDate();
    const before = await alone.until('queueBoard', args, ({ waiting }) => waiting.length === 13 + 3);
    expect(before.waiting.length).toBeGreaterThan(0);
    await line.down();
    await alone.until('syncStatus', {}, ({ phase }) => phase === 'offline');

    const ownArrival = await arrive(alone, { reserveForDeskId: 'desk-1' });
    const calledAlone: string[] = [];
    for (;;) {
      const answer = await alone.tryRun('callReservedVisit', { stepId: v7(), deskId: 'desk-1' });
      if (!answer.ok) {
        expect(answer.error.code).toBe('VISIT_NONE_RESERVED');
        break;
      }
      calledAlone.push(answer.value.written[0]?.documentId ?? '');
    }
    expect(calledAlone).toContain(ownArrival);
    expect(calledAlone.length).toBeGreaterThan(1);

    const calledThere: string[] = [];
    for (let id = await callAtCentre(other, 'desk-2'); id !== undefined; id = await callAtCentre(other, 'desk-2')) {
      calledThere.push(id);
    }
    expect(calledThere.length).toBeGreaterThan(0);
    await line.up();
    await alone.untilUpToDate();
    await other.untilUpToDate();
    const all = [...called, ...calledAlone, ...calledThere];
    expect(new Set(all).size).toBe(all.length);
    expect((await alone.read('conflictList', {})).length).toBe(0);
    expect((await alone.read('syncItems', { limit: 500 })).filter(({ state }) => state === 'rejected')).toEqual([]);
    const there = await other.until('queueBoard', args, ({ atDesks }) =>
      calledAlone.every((id) => atDesks.some((row) => row.id === id)),
    );
    for (const id of calledAlone) expect(there.atDesks.find((row) => row.id === id)?.deskName).toBe('Loket 1');
  });

  it('with the line, what is asked back is given back by itself: everybody who waits is called by the desk that is free', async () => {
    for (let count = 0; count < 10; count += 1) await arrive(other);
    await other.untilUpToDate();
    expect(await callAtCentre(alone, 'desk-1')).toBeDefined();
    const waits = async () =>
      (await board(other)).waiting.filter(({ productNames }) => productNames[0] === 'Attest van woonst');
    for (let turn = 0; turn < 200 && (await waits()).length > 0; turn += 1) await callAtCentre(other, 'desk-2');
    expect(await waits()).toEqual([]);
  });
});
