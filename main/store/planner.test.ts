import { join } from 'node:path';
import { callUntil } from '@onthaal/contract/rules/messages/index.ts';
import type { PlannedAppointment } from '@onthaal/contract/store/planner.ts';
import type { AppointmentRow } from '@onthaal/contract/store/rows.ts';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asked, wish } from './testing/planned.ts';
import { pushAppointment } from './testing/push-appointment.ts';
import { testFolder } from './testing/test-folder.ts';
import { startMidoffice, TestLine, type TestMidoffice } from './testing/test-midoffice.ts';
import { TestStore } from './testing/test-store.ts';

describe('appointments of two desks, of which one loses its line', () => {
  let midoffice: TestMidoffice;
  let line: TestLine;
  let one: TestStore;
  let other: TestStore;
  const question = () => ({ ...wish, from: new Date(Date.now() + 86_400_000).toISOString(), days: 30, most: 12 });

  beforeAll(async () => {
    midoffice = await startMidoffice(50);
    line = new TestLine(midoffice.url);
    await line.up();
    one = await TestStore.start(line.url);
    other = await TestStore.start(midoffice.url);
    await one.openFor('member-els', join(testFolder(), 'one.db'), { deviceId: 'device-loket-1' });
    await other.openFor('member-noor', join(testFolder(), 'other.db'), { deviceId: 'device-loket-2' });
    await one.untilUpToDate();
    await other.untilUpToDate();
  });
  afterAll(async () => {
    await one?.stop();
    await other?.stop();
    await line?.down();
    await midoffice?.stop();
  });

  const hold = (store: TestStore, startsAt: string, more: object = {}) =>
    asked<PlannedAppointment>(store.ask('holdAppointment', { ...wish, ...more, holdId: v7(), startsAt }));
  const book = (store: TestStore, holdId: string) =>
    asked<PlannedAppointment>(store.ask('bookAppointment', { operationId: v7(), holdId }));
  const startsOf = async (store: TestStore) =>
    (await asked<{ slots: { startsAt: string }[] }>(store.ask('freeSlots', question()))).slots.map(
      (slot) => slot.startsAt,
    );
  const personId = async () =>
    (await one.read('workList', { scope: 'all', sort: 'number', offset: 0, limit: 1 })).rows[0]?.id;

  async function cardOf(store: TestStore, dossierId: string) {
    return (await store.read('dossierCard', { dossierId })).appointments;
  }

  it('finds the same free slots at the centre as in its own copy', async () => {
    const local = await one.read('localSlots', question());
    const central = await asked<{ slots: unknown[] }>(one.ask('freeSlots', question()));
    expect(local.slots.length).toBe(12);
    expect(central.slots).toEqual(local.slots);
  });

  it('books what is held, which is here when the answer comes, and takes a cancellation back', async () => {
    const [startsAt = ''] = await startsOf(one);
    const dossierId = (await personId()) ?? '';
    const held = await hold(one, startsAt);
    const booked = await asked<PlannedAppointment>(
      one.ask('bookAppointment', { operationId: v7(), holdId: held.id, dossierId }),
    );
    const here = await cardOf(one, dossierId);
    expect(here.find(({ id }) => id === booked.id)).toMatchObject({
      ...{ state: 'booked', startsAt, code: held.code, subject: 'Attest van woonst', productCode: 'attest-woonst' },
    });
    const cancel = { appointmentId: booked.id, reason: 'Ziek' };
    await one.run('cancelAppointment', cancel);
    expect(await one.tryRun('cancelAppointment', cancel)).toMatchObject({
      error: { code: 'APPOINTMENT_STATE_NOT_NOW' },
    });
    await one.run('reinstateAppointment', { appointmentId: booked.id, state: 'booked' });
    await one.untilUpToDate();
    const there = await other.until('dossierCard', { dossierId }, ({ appointments }) =>
      appointments.some(({ id, state }) => id === booked.id && state === 'booked'),
    );
    expect(there.appointments.length).toBe(here.length);
    expect(await one.tryRun('cancelAppointment', { ...cancel, appointmentId: 'geen' })).toMatchObject({
      ...{ error: { code: 'DOCUMENT_UNKNOWN' } },
    });
  });

  it('says why a moment cannot be held or booked: no general failure, which would look like a lost line', async () => {
    const [startsAt = ''] = await startsOf(one);
    const { memberIds } = await hold(one, startsAt);
    const again = { ...wish, holdId: v7(), startsAt, memberId: memberIds[0] };
    const refused = { ok: false, error: { code: 'APPOINTMENT_SLOT_TAKEN', retryable: false } };
    expect(await other.ask('holdAppointment', again)).toMatchObject(refused);
    const gone = { ok: false, error: { code: 'APPOINTMENT_HOLD_GONE', retryable: false } };
    expect(await other.ask('bookAppointment', { operationId: v7(), holdId: v7() })).toMatchObject(gone);
  });

  it('takes a move back to the same moment, member and desk, also when that moment has passed or is not offered', async () => {
    const [startsAt = '', second = '', third = ''] = await startsOf(one);
    const booked = await book(one, (await hold(one, startsAt)).id);
    const move = async (to: string) => {
      const held = await asked<PlannedAppointment>(
        one.ask('holdAppointment', { ...wish, holdId: v7(), startsAt: to, insteadOfId: booked.id }),
      );
      await asked(one.ask('bookAppointment', { operationId: v7(), holdId: held.id, insteadOfId: booked.id }));
    };
    const seen = async (day: string) => {
      const view = { locationId: wish.locationId, day: day.slice(0, 10), by: 'place' } as const;
      return (await one.read('calendar', view)).appointments.find(({ id }) => id === booked.id);
    };
    const before = await seen(startsAt);
    await move(second);
    const back = { appointmentId: booked.id, startsAt };
    await one.run('moveBack', back);
    await one.untilUpToDate();
    const view = { locationId: wish.locationId, day: startsAt.slice(0, 10), by: 'place' } as const;
    await other.until('calendar', view, ({ appointments }) =>
      appointments.some(({ id, startsAt: at }) => id === booked.id && at === startsAt),
    );
    expect(await seen(startsAt)).toEqual(before);
    // Taken back once: there is nothing more to take back.
    expect(await one.tryRun('moveBack', back)).toMatchObject({
      error: { code: 'APPOINTMENT_STATE_NOT_NOW', field: 'movedFrom' },
    });
    // Given to another meanwhile: the centre refuses it, and the appointment stays where it moved to.
    await move(third);
    const only = { memberId: booked.memberIds[0], placeId: booked.deskId };
    await book(other, (await hold(other, startsAt, only)).id);
    await one.run('moveBack', back);
    await one.until('syncItems', { limit: 50 }, (items) =>
      items.some(({ state, error }) => state === 'rejected' && error?.code === 'APPOINTMENT_SLOT_TAKEN'),
    );
    const [refused] = (await one.read('syncItems', { limit: 50 })).filter(({ state }) => state === 'rejected');
    await one.run('discardSyncItem', { operationId: refused?.operationId ?? '' });
    await one.untilUpToDate();
    const left = { ...view, day: third.slice(0, 10) };
    await one.until('calendar', left, ({ appointments }) =>
      appointments.some(({ id, startsAt: at }) => id === booked.id && at === third),
    );
  });

  it('shows what the citizen was told of it, beside the appointment', async () => {
    const [startsAt = ''] = (await startsOf(one)).slice(-4);
    const personId = v7();
    const name = { givenName: 'Noor', familyName: 'Wit' };
    const emailAddress = 'nieuw@example.org';
    await one.run('createPerson', { id: personId, kind: 'citizen', ...name, emailAddress, language: 'nl' });
    await one.untilUpToDate();
    const booked = await book(one, (await hold(one, startsAt, { personId })).id);
    const view = { locationId: wish.locationId, day: startsAt.slice(0, 10), by: 'place' } as const;
    const messagesIn = (appointments: readonly AppointmentRow[]) =>
      appointments.find(({ id }) => id === booked.id)?.messages ?? [];
    // Nobody sends here, which the message says in the end.
    const told = await other.until('calendar', view, ({ appointments }) =>
      messagesIn(appointments).some(({ problem }) => problem === 'notConfigured'),
    );
    expect(messagesIn(told.appointments)).toMatchObject([
      { channel: 'email', purpose: 'confirmation', state: 'requested' },
    ]);
  });

  it('has what somebody gets on paper printed, says so at every desk, and has it printed anew when it moves', async () => {
    const personId = v7();
    const name = { givenName: 'Piet', familyName: 'Papier' };
    await one.run('createPerson', { id: personId, kind: 'citizen', ...name, language: 'fr' });
    const address = { streetName: 'Kerkstraat', houseNumber: '1', postalCode: '9990', municipality: 'Lindervelde' };
    await one.run('updatePerson', { personId, changes: { address, preferredChannel: 'paper' } });
    await one.untilUpToDate();
    const [first = '', second = ''] = (await startsOf(one)).slice(-3);
    const booked = await book(one, (await hold(one, first, { personId })).id);
    const about = { appointmentId: booked.id };
    const waits = await one.until('appointmentPaper', about, (row) => row?.toPrint !== undefined);
    expect(waits).toMatchObject({ toPrint: 'confirmation', messages: [{ channel: 'paper', state: 'requested' }] });
    const printed = (startsAt: string, purpose: 'confirmation' | 'change') => ({
      ...{
        id: v7(),
        ...about,
        purpose,
        language: 'fr' as const,
        startsAt,
        mode: wish.mode,
        locationId: wish.locationId,
      },
      printedAt: new Date().toISOString(),
    });
    const letter = printed(first, 'confirmation');
    await one.run('recordToldOnPaper', letter);
    await one.run('recordToldOnPaper', letter);
    const told = await other.until('appointmentPaper', about, (row) => row?.messages?.[0]?.state === 'sent');
    expect(told?.messages).toHaveLength(1);
    expect(told?.toPrint).toBeUndefined();
    // It moves while another letter with the old moment comes out of the printer.
    const late = printed(first, 'confirmation');
    const held = await hold(one, second, { insteadOfId: booked.id });
    await asked<PlannedAppointment>(
      one.ask('bookAppointment', { operationId: v7(), holdId: held.id, insteadOfId: booked.id }),
    );
    const moved = await one.until('appointmentPaper', about, (row) => row?.messages?.length === 2);
    expect(moved).toMatchObject({ toPrint: 'change' });
    expect(moved?.messages?.map(({ state, isOutOfDate }) => [state, isOutOfDate])).toEqual([
      ['requested', undefined],
      ['sent', true],
    ]);
    await one.run('recordToldOnPaper', late);
    const wrong = await one.read('appointmentPaper', about);
    expect(wrong).toMatchObject({ toPrint: 'change' });
    expect(wrong?.messages?.filter(({ isOutOfDate }) => isOutOfDate)).toHaveLength(2);
    await one.run('recordToldOnPaper', printed(second, 'change'));
    await one.untilUpToDate();
    expect((await one.read('appointmentPaper', about))?.toPrint).toBeUndefined();
    await one.run('cancelAppointment', { ...about, reason: 'Ziek' });
    await one.untilUpToDate();
    const isOff = (row: AppointmentRow | null) => row?.messages?.[0]?.purpose === 'cancellation';
    const off = await other.until('appointmentPaper', about, isOff);
    expect(off).toMatchObject({ toPrint: 'cancellation', messages: [{ state: 'requested' }, {}, {}, {}] });
    expect((await one.read('syncStatus', {})).rejected).toBe(0);
    expect(await one.read('conflictList', {})).toEqual([]);
  });

  it('lists who must be called, until they are reached', async () => {
    const personId = v7();
    const name = { givenName: 'Bel', familyName: 'Mij' };
    await one.run('createPerson', {
      id: personId,
      kind: 'citizen',
      ...name,
      phoneNumber: '09 123 45 67',
      language: 'nl',
    });
    await one.untilUpToDate();
    const soon = { ...question(), from: new Date().toISOString(), days: 6, most: 1 };
    const { slots } = await asked<{ slots: { startsAt: string }[] }>(one.ask('freeSlots', soon));
    const booked = await book(one, (await hold(one, slots[0]?.startsAt ?? '', { personId })).id);
    const mine = async () =>
      (await one.read('callSheet', { at: new Date().toISOString() })).untold.find(
        ({ appointment }) => appointment.id === booked.id,
      );
    // Closing days may put the first free slot behind the days that are called for.
    const isSoon = Date.parse(booked.startsAt) < callUntil(new Date()).getTime();
    const seen = async () =>
      (({ reason, phoneNumbers, tries }) => ({ reason, phoneNumbers, tries }))((await mine()) ?? nobody);
    const nobody = { reason: undefined, phoneNumbers: undefined, tries: undefined };
    const phoneNumbers = ['09 123 45 67'];
    expect(await seen()).toEqual(isSoon ? { reason: 'noMessage', phoneNumbers, tries: 0 } : nobody);
    const call = { id: v7(), appointmentId: booked.id };
    await one.run('recordToldByPhone', { ...call, outcome: 'notReached' });
    await one.run('recordToldByPhone', { ...call, outcome: 'notReached' });
    expect(await seen()).toEqual(isSoon ? { reason: 'notReached', phoneNumbers, tries: 1 } : nobody);
    await one.run('recordToldByPhone', { id: v7(), appointmentId: booked.id, outcome: 'comes' });
    expect(await seen()).toEqual(nobody);
    await one.untilUpToDate();
    expect((await one.read('syncStatus', {})).rejected).toBe(0);
  });

  it('without a line keeps what is asked for; then it is booked, or refused when others were first, and never lost', async () => {
    const [first = '', second = ''] = (await startsOf(other)).slice(-2);
    await one.untilUpToDate();
    await line.down();
    await one.until('syncStatus', {}, ({ phase }) => phase === 'offline');
    expect(await one.ask('holdAppointment', { ...wish, holdId: v7(), startsAt: first })).toMatchObject({
      ...{ ok: false, error: { retryable: true } },
    });
    const ids = [v7(), v7()] as const;
    for (const [index, startsAt] of [first, second].entries()) {
      const request = { ...wish, id: ids[index] ?? '', startsAt };
      await one.run('requestAppointment', request);
      await one.run('requestAppointment', request);
    }
    expect((await one.read('appointmentRequests', {})).map(({ id, state }) => [id, state])).toEqual([
      [ids[0], 'requested'],
      [ids[1], 'requested'],
    ]);
    // Others take all that there is at the second moment meanwhile.
    for (;;) {
      const answer = await other.ask('holdAppointment', { ...wish, holdId: v7(), startsAt: second });
      if (!answer.ok) break;
      await book(other, answer.value.id);
    }
    await line.up();
    await one.untilUpToDate();
    const left = await one.until('appointmentRequests', {}, (rows) => rows.every(({ state }) => state === 'refused'));
    expect(left.map(({ id }) => id)).toEqual([ids[1]]);
    expect((await one.read('syncItems', { limit: 500 })).filter(({ state }) => state === 'rejected')).toEqual([]);
    expect(await one.read('conflictList', {})).toEqual([]);
  });

  it('shows on the first screen what stands at another moment in the system that gives out time', async () => {
    const day = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
    const there = `${day}T10:00:00.000Z`;
    const id = await pushAppointment(midoffice.url, {
      ...{ startsAt: `${day}T09:00:00.000Z`, endsAt: `${day}T09:30:00.000Z` },
      external: { master: 'jcc', state: 'clash', id: 'there', startsAt: there, endsAt: `${day}T10:30:00.000Z` },
    });
    const shown = await one.until('appointmentRequests', {}, (all) => all.some((row) => row.id === id));
    expect(shown.find((row) => row.id === id)).toMatchObject({ elsewhere: { state: 'clash', startsAt: there } });
  });

  /** An appointment that the centre has and that began some minutes ago. */
  function begun(minutesAgo: number): Promise<string> {
    const start = Date.now() - minutesAgo * 60_000;
    const times = { startsAt: new Date(start).toISOString(), endsAt: new Date(start + 600_000).toISOString() };
    return pushAppointment(midoffice.url, times);
  }

  it('proposes who is a quarter late as not come, has them called twice, and takes everything back', async () => {
    // In the order in which they come to the desk.
    const [soonId, lateId] = [await begun(5), await begun(16)];
    const at = new Date().toISOString();
    const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);
    const first = await one.until('callSheet', { at }, ({ missed }) => idsOf(missed).includes(lateId));
    expect(idsOf(first.missed)).not.toContain(soonId);
    expect(await one.tryRun('recordNoShow', { appointmentId: soonId })).toMatchObject({
      error: { code: 'APPOINTMENT_STATE_NOT_NOW' },
    });
    await one.run('recordNoShow', { appointmentId: lateId });
    const callId = v7();
    for (const id of [callId, callId, v7()]) {
      await one.run('recordCall', { appointmentId: lateId, callId: id, result: 'noAnswer' });
    }
    const mine = async () =>
      (await one.read('callSheet', { at })).toCall.find(({ appointment }) => appointment.id === lateId);
    expect((await mine())?.calls).toMatchObject([{ id: callId, result: 'noAnswer' }, { result: 'noAnswer' }]);
    expect(await mine()).toMatchObject({ reason: 'noShow', appointment: { state: 'noShow' } });
    await one.run('closeCalls', { appointmentId: lateId, outcome: 'notReached' });
    expect(await mine()).toBeUndefined();
    await one.run('closeCalls', { appointmentId: lateId });
    expect((await mine())?.calls).toHaveLength(2);
    await one.run('takeBackNoShow', { appointmentId: lateId, state: 'booked' });
    expect(await mine()).toBeUndefined();
    await one.untilUpToDate();
    expect((await one.read('syncItems', { limit: 500 })).filter(({ state }) => state === 'rejected')).toEqual([]);
  });

  it('brings a visitor who was sent back to the calendar back, with the appointment where it was before its other moment', async () => {
    const appointmentId = await begun(5);
    const day = new Date().toLocaleDateString('sv', { timeZone: 'Europe/Brussels' });
    const mine = async () =>
      (await one.read('dayOverview', { day })).appointments.find(({ id }) => id === appointmentId);
    await one.until('dayOverview', { day }, ({ appointments }) => appointments.some(({ id }) => id === appointmentId));
    const visit = { id: v7(), locationId: wish.locationId, productCodes: ['attest-woonst'], priority: 9 };
    await one.run('registerVisit', { ...visit, appointmentId });
    await one.untilUpToDate();
    await asked(one.ask('callNextVisit', { operationId: v7(), deskId: 'desk-1' }));
    const visitId = visit.id;
    await one.run('returnToCalendar', { visitId });
    await one.untilUpToDate();
    const before = await mine();
    const [startsAt = ''] = await startsOf(one);
    const held = await hold(one, startsAt, { insteadOfId: appointmentId });
    const moving = { operationId: v7(), holdId: held.id, insteadOfId: appointmentId };
    await asked(one.ask('bookAppointment', moving));
    expect(await mine()).toBeUndefined();
    await one.run('returnToCalendar', { visitId, stepId: v7() });
    // Taken back, although its moment has begun: the centre would not offer it any more.
    await one.run('moveBack', { appointmentId, startsAt: before?.startsAt ?? '' });
    expect(await mine()).toEqual(before);
    await one.run('recordVisitEvent', { visitId, stepId: v7(), event: 'returned', deskId: 'desk-1' });
    expect(await mine()).toMatchObject({ state: 'arrived', startsAt: before?.startsAt });
    await one.untilUpToDate();
    expect((await one.read('syncItems', { limit: 500 })).filter(({ state }) => state === 'rejected')).toEqual([]);
    await one.run('recordVisitEvent', { visitId, stepId: v7(), event: 'left' });
  });

  it('refuses a request for what is not here', async () => {
    const request = { ...wish, id: v7(), startsAt: new Date(Date.now() + 86_400_000).toISOString() };
    for (const wrong of [{ productCode: 'nooit-gehoord' }, { locationId: 'nergens' }]) {
      expect(await one.tryRun('requestAppointment', { ...request, ...wrong })).toMatchObject({
        ...{ error: { code: 'REFERENCE_UNKNOWN' } },
      });
    }
  });
});
