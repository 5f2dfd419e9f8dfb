import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import type { PlannedAppointment } from '@onthaal/contract/store/planner.ts';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Desk } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { personFixture, referenceFixture } from '../testing/fixture-documents.ts';
import { plannedHall } from '../testing/planned-hall.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';
import { allOf, book, clashesIn, hold, release, slotsOf } from './testing/planner-fixture.ts';

type Appointment = DocumentOf<'appointments'>;

describe.each(engines)('the planner on $name', (engine) => {
  let midoffice: TestMidoffice;
  let els: Desk;
  let noor: Desk;
  beforeAll(async () => {
    midoffice = await startForTests(engine, {}, [referenceFixture, plannedHall as never]);
    els = await Desk.logIn(midoffice.url, 'member-els', 'device-els');
    noor = await Desk.logIn(midoffice.url, 'member-karim', 'device-karim');
  });
  afterAll(() => midoffice?.stop());

  /** The first two starts of a day that nobody has used yet. */
  let startsAt = '';
  let next = '';
  beforeEach(async () => {
    const used = new Set((await allOf(els)).map((one) => one.startsAt.slice(0, 10)));
    const fresh = (await slotsOf(els)).filter((slot) => !used.has(slot.startsAt.slice(0, 10)));
    [startsAt, next] = [fresh[0]?.startsAt ?? '', fresh[1]?.startsAt ?? ''];
  });

  const offered = async (start: string, more: object = {}) =>
    (await slotsOf(els, more)).some((slot) => slot.startsAt === start);
  const change = (one: Appointment, changes: Partial<Appointment>): Appointment => ({
    ...{ ...one, ...changes },
    updatedAt: new Date(Date.parse(one.updatedAt) + 1).toISOString(),
  });
  const found = async (id: string) => {
    const one = (await allOf(els)).find((appointment) => appointment.id === id);
    if (one === undefined) throw new Error('Not there');
    return one;
  };

  it('holds what is free, books it once however often it is asked, and others hear of it', async () => {
    const held = await hold(els, startsAt, { personId: 'person-1' });
    expect(held).toMatchObject({ state: 'held', startsAt });
    expect(Date.parse(held.heldUntil ?? '') - Date.now()).toBeGreaterThan(4 * 60_000);
    const operationId = v7();
    const [booked, again] = [await book(els, held.id, { operationId }), await book(els, held.id, { operationId })];
    expect(booked).toMatchObject({ id: held.id, code: held.code, state: 'booked' });
    expect(again).toEqual(booked);
    const seen = (await allOf(noor)).find(({ id }) => id === held.id);
    expect(seen).toMatchObject({
      ...{ state: 'booked', personId: 'person-1', bring: ['Uw kaart'], teamId: 'team-planned', bufferMinutes: 10 },
      updatedBy: { memberId: 'member-els' },
    });
    expect(seen?.heldUntil).toBeUndefined();
    await expect(book(els, held.id)).rejects.toThrow('APPOINTMENT_HOLD_GONE');
  });

  it('takes what is held away from others, and gives it back when it is let go', async () => {
    const [one, other] = [await hold(els, startsAt), await hold(noor, startsAt)];
    expect(await offered(startsAt)).toBe(false);
    await expect(hold(els, startsAt)).rejects.toThrow('APPOINTMENT_SLOT_TAKEN');
    await expect(book(els, other.id)).rejects.toThrow('APPOINTMENT_HOLD_GONE');
    await release(els, other.id);
    expect(await offered(startsAt)).toBe(false);
    await release(noor, other.id);
    expect(await offered(startsAt)).toBe(true);
    expect((await hold(els, next, { holdId: one.id })).startsAt).toBe(next);
    await release(els, one.id);
  });

  it('moves an appointment with its code, whose own time does not stand in its way', async () => {
    const booked = await book(els, (await hold(els, startsAt)).id);
    const waits = await hold(noor, startsAt);
    const moving = { insteadOfId: booked.id, persons: 2 };
    expect(await offered(startsAt, moving)).toBe(true);
    const held = await hold(els, startsAt, moving);
    const moved = await book(els, held.id, { insteadOfId: booked.id, reason: 'Komt met twee' });
    expect(moved).toMatchObject({ id: booked.id, code: booked.code, state: 'booked' });
    expect(await found(booked.id)).toMatchObject({ persons: 2, stateReason: 'Komt met twee' });
    expect((await allOf(els)).some(({ id }) => id === held.id)).toBe(false);
    await release(noor, waits.id);
    await expect(book(els, (await hold(els, next)).id, { insteadOfId: 'nobody' })).rejects.toThrow('DOCUMENT_UNKNOWN');
  });

  it('lets a desk cancel by the sync and take that back, unless another has it meanwhile', async () => {
    const first = await found((await book(els, (await hold(els, startsAt)).id)).id);
    const cancelled = change(first, { state: 'cancelled', stateReason: 'Ziek' });
    expect((await els.pushOne('appointments', cancelled, first)).outcome).toBe('accepted');
    const back = change(cancelled, { state: 'booked' });
    expect((await els.pushOne('appointments', back, cancelled)).outcome).toBe('accepted');
    const again = change(back, { state: 'cancelled' });
    expect((await els.pushOne('appointments', again, back)).outcome).toBe('accepted');
    await book(noor, (await hold(noor, startsAt)).id);
    await book(noor, (await hold(noor, startsAt)).id);
    expect(await els.pushOne('appointments', change(again, { state: 'booked' }), again)).toMatchObject({
      ...{ outcome: 'rejected', error: { code: 'APPOINTMENT_SLOT_TAKEN' } },
    });
  });

  it('refuses a desk that holds by itself, or books over another by the sync', async () => {
    const first = await found((await book(els, (await hold(els, startsAt)).id)).id);
    const copy = { ...first, id: v7(), code: 'AX' };
    expect(await els.pushOne('appointments', copy)).toMatchObject({ error: { code: 'APPOINTMENT_SLOT_TAKEN' } });
    for (const wrong of [
      { startsAt: '2026-99-99T99:99:99Z' },
      { endsAt: first.startsAt },
      { endsAt: '2099-01-01T00:00:00Z' },
    ]) {
      expect(await els.pushOne('appointments', { ...copy, ...wrong })).toMatchObject({
        error: { code: 'FIELD_INVALID' },
      });
    }
    const held = { ...copy, state: 'held' as const, heldUntil: new Date(Date.now() + 60_000).toISOString() };
    expect(await els.pushOne('appointments', held)).toMatchObject({ error: { code: 'FIELD_READ_ONLY' } });
  });

  it('decides what was asked for without a line: booked while there is room, else refused', async () => {
    const {
      heldUntil: _none,
      deskId: _desk,
      ...first
    } = await found((await book(els, (await hold(els, startsAt)).id)).id);
    const emailAddresses = [{ id: 'e', address: 'citizen@example.org' }];
    const person = personFixture({ emailAddresses });
    expect((await els.pushOne('persons', person)).outcome).toBe('accepted');
    const requests = [v7(), v7()].map((id) => ({
      ...first,
      id,
      personId: person.id,
      code: id.slice(-8),
      state: 'requested' as const,
      memberIds: [],
    }));
    for (const request of requests) {
      const asked = { operationId: v7(), newDocumentState: { ...request, deleted: false } };
      // The answer to the first got lost.
      for (let time = 0; time < 2; time += 1) {
        expect(await els.push('appointments', [asked])).toMatchObject([{ outcome: 'accepted' }]);
      }
    }
    const decided = await Promise.all(requests.map(({ id }) => found(id)));
    expect(decided.map(({ state }) => state)).toEqual(['booked', 'refused']);
    expect(decided[0]?.memberIds).toHaveLength(1);
    const { documents: messages } = await els.pullAll('messages');
    const told = (messages as unknown as readonly DocumentOf<'messages'>[]).filter(({ appointmentId }) =>
      requests.some(({ id }) => id === appointmentId),
    );
    expect(told).toMatchObject([{ appointmentId: requests[0]?.id, purpose: 'confirmation', state: 'requested' }]);
    expect(clashesIn(await allOf(els))).toBe(0);
  });

  it('refuses what makes no sense, and who receives nobody', async () => {
    await expect(hold(els, startsAt, { persons: 0 })).rejects.toThrow('ARGUMENT_INVALID');
    await expect(hold(els, '2026-99-99T99:99:99Z')).rejects.toThrow('ARGUMENT_INVALID');
    await expect(hold(els, '2026-01-01T08:00:00.000Z')).rejects.toThrow('APPOINTMENT_SLOT_TAKEN');
    await expect(hold(els, startsAt, { productCode: 'unknown' })).rejects.toThrow('APPOINTMENT_SLOT_TAKEN');
    const minuteLater = new Date(Date.parse(startsAt) + 60_000).toISOString();
    await expect(hold(els, minuteLater)).rejects.toThrow('APPOINTMENT_SLOT_TAKEN');
    const adviser = await Desk.logIn(midoffice.url, 'member-piet', 'device-piet');
    await expect(hold(adviser, startsAt)).rejects.toThrow('NOT_ALLOWED');
    await expect(slotsOf(adviser)).rejects.toThrow('NOT_ALLOWED');
  });

  it('with forty desks that want the same five slots at once books exactly what fits', async () => {
    const wanted = (await slotsOf(els, { most: 200 })).slice(-5).map((slot) => slot.startsAt);
    const desks = await Promise.all(
      Array.from({ length: 40 }, (_, index) => Desk.logIn(midoffice.url, 'member-els', `device-many-${index}`)),
    );
    const outcomes = await Promise.all(
      desks.map(async (one, index) => {
        try {
          const held = await hold(one, wanted[index % wanted.length] ?? '');
          return (await book(one, held.id)).state;
        } catch (error) {
          return (error as Error).message;
        }
      }),
    );
    expect(outcomes.filter((outcome) => outcome === 'booked')).toHaveLength(10);
    expect(outcomes.filter((outcome) => outcome === 'APPOINTMENT_SLOT_TAKEN')).toHaveLength(30);
    const kept = await allOf(els);
    for (const start of wanted) {
      expect(kept.filter((one) => one.startsAt === start && one.state === 'booked')).toHaveLength(2);
    }
    expect(clashesIn(kept)).toBe(0);
  });

  if (engine.name === 'PGlite') {
    it('never books twice, whatever two desks do in whatever order', async () => {
      const step = fc.record({
        desk: fc.nat(1),
        slot: fc.nat(3),
        persons: fc.integer({ min: 1, max: 2 }),
        act: fc.constantFrom('hold', 'book', 'release', 'cancel', 'back', 'request', 'move'),
      });
      const base = (await slotsOf(els)).slice(-40, -36).map((slot) => slot.startsAt);
      const template = await found((await book(els, (await hold(els, startsAt)).id)).id);
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
          const made: string[] = [];
          await Promise.all(
            [0, 1].map(async (number) => {
              const own = number === 0 ? els : noor;
              let held: string | undefined;
              for (const { slot, persons, act } of steps.filter(({ desk: whose }) => whose === number)) {
                const start = base[slot] ?? '';
                const mine = made.at(-1);
                const tried = async (what: () => Promise<unknown>) => what().catch(() => undefined);
                if (act === 'hold') {
                  held ??= v7();
                  await tried(() => hold(own, start, { holdId: held, persons }));
                } else if (act === 'book' && held !== undefined) {
                  const booked = (await tried(() => book(own, held ?? ''))) as PlannedAppointment | undefined;
                  if (booked !== undefined) made.push(booked.id);
                  held = undefined;
                } else if (act === 'release' && held !== undefined) {
                  await release(own, held);
                } else if (act === 'move' && mine !== undefined) {
                  const other = (await tried(() => hold(own, start, { insteadOfId: mine, persons }))) as
                    | PlannedAppointment
                    | undefined;
                  if (other !== undefined) await tried(() => book(own, other.id, { insteadOfId: mine }));
                } else if (act === 'request') {
                  const id = v7();
                  const length = Date.parse(template.endsAt) - Date.parse(template.startsAt);
                  const endsAt = new Date(Date.parse(start) + length).toISOString();
                  const request = { ...template, id, code: id.slice(-8), state: 'requested' as const, memberIds: [] };
                  await own.pushOne('appointments', { ...request, startsAt: start, endsAt });
                  made.push(id);
                } else if ((act === 'cancel' || act === 'back') && mine !== undefined) {
                  const one = await found(mine);
                  const state = act === 'cancel' ? ('cancelled' as const) : ('booked' as const);
                  await own.pushOne('appointments', change(one, { state }), one);
                }
              }
            }),
          );
          expect(clashesIn(await allOf(els))).toBe(0);
          // The next round finds the slots empty.
          for (const one of await allOf(els)) {
            const isOver = !base.includes(one.startsAt) || one.state === 'cancelled';
            if (!isOver) await els.pushOne('appointments', change(one, { state: 'cancelled' }), one);
          }
        }),
        { numRuns: 12 },
      );
    });
  }
});
