import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { freeReservedSlotDocument, reserveSlotsDocument } from '@onthaal/contract/generated/client-documents.ts';
import {
  type Agreed,
  findHindrances,
  isReserved,
  leaseEnd,
  leaseMarginMinutes,
  withOwnSlots,
} from '@onthaal/contract/rules/planner/index.ts';
import type { FreedSlot, LocalSlot, PlannedAppointment } from '@onthaal/contract/store/planner.ts';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Desk, sendGraphql } from '../../testing/desk.ts';
import { engines } from '../../testing/engines.ts';
import { personFixture, referenceFixture } from '../../testing/fixture-documents.ts';
import { plannedHall } from '../../testing/planned-hall.ts';
import { startForTests, type TestMidoffice } from '../../testing/start-for-tests.ts';
import { readPlannerData } from '../planner-rows.ts';
import { DeskWithoutLine } from '../testing/desk-without-line.ts';
import { allOf, ask, book, clashesIn, hold, slotsOf } from '../testing/planner-fixture.ts';

type Appointment = DocumentOf<'appointments'>;

const HOUR = 3_600_000;
const MARGIN = leaseMarginMinutes * 60_000;
const settings = { slots: 3, days: 7, askBackHours: 2, leaseHours: 2 };
const reserve = (desk: Desk, more: object = {}) =>
  ask<number>(desk, reserveSlotsDocument, 'reserveSlots', { locationId: 'hall', ...more });
const free = (desk: Desk, appointmentId: string) =>
  ask<FreedSlot>(desk, freeReservedSlotDocument, 'freeReservedSlot', { appointmentId });

describe.each(engines)('moments that are kept for desks on $name', (engine) => {
  let midoffice: TestMidoffice;
  let els: Desk;
  let karim: Desk;
  let ann: Desk;
  const person = personFixture({ emailAddresses: [{ id: 'e', address: 'citizen@example.org' }] });

  beforeAll(async () => {
    midoffice = await startForTests(engine, { reservedSlots: settings }, [referenceFixture, plannedHall as never]);
    const logIn = (memberId: string) => Desk.logIn(midoffice.url, memberId, `device-${memberId}`);
    [els, karim, ann] = [await logIn('member-els'), await logIn('member-karim'), await logIn('member-ann')];
    await els.pushOne('persons', person);
  });
  afterAll(() => midoffice?.stop());

  const advance = (milliseconds: number) => {
    midoffice.services.faults.clockSkewMilliseconds += milliseconds;
  };
  const now = () => midoffice.services.faults.now().getTime();
  const keptFor = async ({ grant }: Desk) =>
    (await allOf(ann)).filter(isReserved).filter(({ reservation }) => reservation.deviceId === grant.member.deviceId);
  const found = async (id: string) => (await allOf(ann)).find((one) => one.id === id);
  const messagesAbout = async (id: string) => {
    const { documents } = await ann.pullAll('messages');
    return (documents as unknown as readonly DocumentOf<'messages'>[]).filter((one) => one.appointmentId === id);
  };

  /** Another desk books all that is free at a moment. */
  async function sellAll(startsAt: string): Promise<readonly PlannedAppointment[]> {
    const sold: PlannedAppointment[] = [];
    for (;;) {
      const held = await hold(karim, startsAt).catch(() => undefined);
      if (held === undefined) return sold;
      sold.push(await book(karim, held.id));
    }
  }

  const startsNow = async (desk: Desk) =>
    (await slotsOf(desk, { from: new Date(now()).toISOString() })).map(({ startsAt }) => startsAt);

  /** The next test finds nothing kept or booked. */
  afterEach(async () => {
    midoffice.services.faults.clear();
    for (const desk of [els, karim]) {
      const own = new DeskWithoutLine(desk);
      await own.pull();
      own.giveBack(true);
      await own.back();
    }
    for (const one of await allOf(els)) {
      if (one.state !== 'booked' && one.state !== 'arrived') continue;
      await els.pushOne('appointments', { ...one, state: 'cancelled', updatedAt: new Date().toISOString() }, one);
    }
  });

  it('are kept for one computer, taken for all others, and the same when it asks again', async () => {
    expect(await reserve(els, { deskId: 'desk-a' })).toBe(settings.slots);
    const kept = await keptFor(els);
    expect(kept).toHaveLength(settings.slots);
    for (const { startsAt, reservation, heldUntil, endsAt } of kept) {
      expect(reservation).toMatchObject({ memberId: 'member-els', deskId: 'desk-a', release: false });
      expect(Date.parse(startsAt) - now()).toBeGreaterThan(settings.askBackHours * HOUR);
      expect(Date.parse(reservation.leasedUntil) - now()).toBeGreaterThan(settings.leaseHours * HOUR - 60_000);
      expect(Date.parse(heldUntil ?? '')).toBe(Date.parse(endsAt) + 10 * 60_000);
    }
    expect(await reserve(els)).toBe(settings.slots);
    expect((await keptFor(els)).map(({ id }) => id).sort()).toEqual(kept.map(({ id }) => id).sort());
    const [one] = kept;
    const at = one?.startsAt ?? '';
    // The hall has two desks: of the other one it is free, once.
    await book(karim, (await hold(karim, at)).id);
    await expect(hold(karim, at)).rejects.toThrow('APPOINTMENT_SLOT_TAKEN');
    await expect(book(els, one?.id ?? '')).rejects.toThrow('APPOINTMENT_HOLD_GONE');
    expect(clashesIn(await allOf(els))).toBe(0);
  });

  it('are booked for certain by that desk alone, also long after its lease, and the citizen hears it once', async () => {
    await reserve(els);
    const desk = new DeskWithoutLine(els);
    await desk.pull();
    const [first] = desk.bookable(now());
    if (first === undefined) throw new Error('Nothing was kept');
    const { appointment } = first;
    expect(first.isCertain).toBe(true);
    const theft = { ...appointment, state: 'booked' as const, personId: person.id };
    const { heldUntil: _until, ...stolen } = theft;
    expect(await karim.pushOne('appointments', stolen, appointment)).toMatchObject({
      ...{ outcome: 'rejected', error: { code: 'FIELD_READ_ONLY' } },
    });
    const longer = { ...appointment, reservation: { ...appointment.reservation, leasedUntil: '2099-01-01T00:00:00Z' } };
    expect(await els.pushOne('appointments', longer as Appointment, appointment)).toMatchObject({
      ...{ outcome: 'rejected', error: { code: 'FIELD_READ_ONLY' } },
    });
    desk.book(appointment, true, person.id);
    advance(30 * HOUR);
    // Others ask for all that there is meanwhile, and the lease of another desk is renewed.
    await reserve(karim);
    await sellAll(appointment.startsAt);
    expect(await desk.back()).toEqual([]);
    expect(await found(appointment.id)).toMatchObject({
      ...{ state: 'booked', personId: person.id, memberIds: appointment.memberIds, startsAt: appointment.startsAt },
    });
    expect(await messagesAbout(appointment.id)).toMatchObject([{ purpose: 'confirmation' }]);
    expect(clashesIn(await allOf(els))).toBe(0);
  });

  it.each(['arrived', 'noShow', 'cancelled'] as const)(
    'are accepted when they are %s already by the time that the line is back, also one that was freed meanwhile',
    async (state) => {
      await reserve(els);
      const desk = new DeskWithoutLine(els);
      await desk.pull();
      const [kept, freed] = desk
        .bookable(now())
        .map(({ appointment }) => appointment)
        .filter(isReserved);
      if (kept === undefined || freed === undefined) throw new Error('Nothing was kept');
      for (const one of [kept, freed]) {
        desk.book(one, true, person.id);
        expect(desk.goOn(one.id, state)).toBe(true);
      }
      advance(leaseEnd(freed.reservation) - now() + 1000);
      expect(await free(ann, freed.id)).toMatchObject({ outcome: 'free' });
      const sold = await sellAll(freed.startsAt);
      expect(await desk.back()).toEqual([]);
      // Who came is there: whom the centre gave that moment is in the list of what is not possible, where one moves, calls or leaves it.
      const { orm } = midoffice.services.database;
      const hindered = findHindrances(await readPlannerData(orm), (await allOf(ann)) as readonly Agreed[], now());
      const doubled = sold.filter(({ memberIds }) => memberIds.some((id) => freed.memberIds.includes(id)));
      const expected = state === 'arrived' ? doubled.map(({ id }) => [id, ['tooMany']]) : [];
      expect([...hindered]).toEqual(expected);
      expect(doubled.length).toBeGreaterThan(0);
      for (const { id, startsAt, memberIds } of [kept, freed]) {
        expect(await found(id)).toMatchObject({ state, startsAt, memberIds, personId: person.id });
        expect(await messagesAbout(id)).toEqual([]);
      }
    },
  );

  it('are asked back when they come near, which the desk answers, unless it booked them', async () => {
    await reserve(els);
    const desk = new DeskWithoutLine(els);
    await desk.pull();
    const kept = desk.bookable(now()).map(({ appointment }) => appointment);
    const [booked, near] = kept.sort((one, other) => (one.startsAt < other.startsAt ? -1 : 1));
    if (near === undefined || booked === undefined) throw new Error('Nothing was kept');
    const isAsked = async ({ id }: Appointment) => (await found(id))?.reservation?.release;
    const comesNear = ({ startsAt }: Appointment) =>
      advance(Date.parse(startsAt) - now() - settings.askBackHours * HOUR + 60_000);
    desk.book(booked, true, person.id);
    comesNear(booked);
    await reserve(els);
    expect([await isAsked(booked), await isAsked(near)]).toEqual([true, false]);
    expect(await desk.back()).toEqual([]);
    expect(desk.giveBack()).toBe(0);
    expect(await found(booked.id)).toMatchObject({ state: 'booked', personId: person.id });
    comesNear(near);
    await reserve(els);
    expect(await isAsked(near)).toBe(true);
    await desk.pull();
    expect(desk.bookable(now()).map(({ appointment }) => appointment.id)).not.toContain(near.id);
    expect(desk.giveBack()).toBe(1);
    await desk.back();
    expect(await found(near.id)).toBeUndefined();
    expect(await startsNow(karim)).toContain(near.startsAt);
  });

  it('are freed by who leads: after the lease at once, before it by asking; what comes in later is decided anew', async () => {
    await reserve(els);
    const [kept, other] = await keptFor(els);
    if (kept === undefined || other === undefined) throw new Error('Nothing was kept');
    await expect(free(karim, kept.id)).rejects.toThrow('NOT_ALLOWED');
    await expect(free(els, kept.id)).rejects.toThrow('NOT_ALLOWED');
    await expect(free(ann, 'nowhere')).rejects.toThrow('DOCUMENT_UNKNOWN');
    const desk = new DeskWithoutLine(els);
    await desk.pull();
    for (const { appointment } of desk.bookable(now())) desk.book(appointment, true, person.id);
    const end = leaseEnd(kept.reservation);
    advance(end - now() - 1000);
    expect(await free(ann, kept.id)).toEqual({ outcome: 'asked', freeAfter: new Date(end).toISOString() });
    const takeAll = async () => {
      for (;;) {
        const held = await hold(karim, kept.startsAt).catch(() => undefined);
        if (held === undefined) return;
        await book(karim, held.id);
      }
    };
    await takeAll();
    advance(2000);
    expect(await free(ann, kept.id)).toMatchObject({ outcome: 'free' });
    await expect(free(ann, kept.id)).rejects.toThrow('APPOINTMENT_HOLD_GONE');
    expect(await startsNow(karim)).toContain(kept.startsAt);
    await takeAll();
    expect(await free(ann, other.id)).toMatchObject({ outcome: 'free' });
    expect(await desk.back()).toEqual([]);
    expect(await found(kept.id)).toMatchObject({ state: 'refused', personId: person.id });
    expect(await messagesAbout(kept.id)).toEqual([]);
    expect(await found(other.id)).toMatchObject({ state: 'booked', personId: person.id });
    expect(clashesIn(await allOf(els))).toBe(0);
  });

  it('are free at once when the access of their computer was taken away', async () => {
    const lost = await Desk.logIn(midoffice.url, 'member-els', 'device-lost');
    await reserve(lost);
    const [kept] = await keptFor(lost);
    const revoke = 'mutation { revokeAccess(deviceId: "device-lost.member-els") }';
    const device = lost.grant.member.deviceId;
    await sendGraphql(midoffice.url, revoke.replace('device-lost.member-els', device), {}, ann.grant.token);
    await reserve(karim);
    expect(await found(kept?.id ?? '')).toMatchObject({ reservation: { freedAt: expect.any(String) } });
    expect(await keptFor(lost)).toEqual([]);
  });

  it('are not for who may not book, nor where there is nothing', async () => {
    const adviser = await Desk.logIn(midoffice.url, 'member-piet', 'device-piet');
    await expect(reserve(adviser)).rejects.toThrow('NOT_ALLOWED');
    expect(await reserve(els, { locationId: 'nowhere' })).toBe(0);
    await expect(reserve(els, { locationId: '' })).rejects.toThrow('ARGUMENT_INVALID');
  });

  it('of many desks that ask at once never clash, and leave most of each day', async () => {
    const desks = await Promise.all(
      Array.from({ length: 12 }, (_, index) => Desk.logIn(midoffice.url, 'member-els', `device-many-${index}`)),
    );
    await Promise.all(desks.map((desk) => reserve(desk)));
    const kept = (await allOf(els)).filter(isReserved);
    expect(kept.length).toBeGreaterThan(3);
    expect(clashesIn(kept)).toBe(0);
    const days = kept.map(({ startsAt }) => startsAt.slice(0, 10));
    for (const day of days) expect(days.filter((one) => one === day).length).toBeLessThanOrEqual(2);
    for (const desk of desks) {
      const own = new DeskWithoutLine(desk);
      await own.pull();
      own.giveBack(true);
      await own.back();
    }
    expect((await allOf(els)).filter(isReserved)).toEqual([]);
  });

  const step = fc.record({
    desk: fc.nat(1),
    slot: fc.nat(5),
    minutes: fc.integer({ min: 1, max: 180 }),
    act: fc.constantFrom('reserve', 'book', 'book', 'choose', 'drop', 'back', 'free', 'free', 'others', 'wait'),
    // What comes of a booking, perhaps before the centre hears of it.
    outcome: fc.constantFrom(undefined, undefined, 'arrived', 'noShow', 'cancelled'),
  });
  const clock = fc.integer({ min: -MARGIN, max: MARGIN });

  /**
   * With a line a desk offers what is free and what is kept for it, in order of time: the kept one is booked by the desk, any other by the centre.
   * Gives the kept one that was booked.
   */
  async function chooseAt(desk: DeskWithoutLine, index: number, personId: string): Promise<Appointment | undefined> {
    const known = desk.bookable(now()).filter(({ isCertain }) => isCertain);
    const from = known[index]?.appointment.startsAt;
    if (from === undefined) return undefined;
    const most = 3;
    const free: readonly LocalSlot[] = (await slotsOf(desk.desk, { from })).slice(0, most);
    const own = known.map(({ appointment: { id, startsAt, endsAt } }): LocalSlot => {
      return { startsAt, endsAt, reservedId: id, isCertain: true };
    });
    const [chosen] = withOwnSlots(free, own, most).filter(({ startsAt }) => startsAt >= from);
    const kept = known.find(({ appointment }) => appointment.id === chosen?.reservedId)?.appointment;
    if (kept !== undefined) {
      desk.book(kept, true, personId);
      expect(await desk.back()).toEqual([]);
      expect(await found(kept.id)).toMatchObject({ state: 'booked', personId });
    } else if (chosen !== undefined) await book(desk.desk, (await hold(desk.desk, chosen.startsAt)).id);
    return kept;
  }

  const runs = engine.name === 'PGlite' ? 30 : 8;
  it('are never given to two, and nothing that was certain is lost, whatever desks, clocks and lines do', async () => {
    const happened = { certain: 0, asked: 0, freed: 0, wentOn: 0, keptChosen: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 16 }), clock, clock, async (steps, one, other) => {
        midoffice.services.faults.clear();
        const desks = [new DeskWithoutLine(els, one), new DeskWithoutLine(karim, other)];
        const isUp = [true, true];
        const told = new Map<
          string,
          { readonly startsAt: string; readonly personId: string; readonly isCertain: boolean }
        >();
        const freed = new Set<string>();
        const wentOn = new Map<string, Appointment['state']>();
        for (const desk of desks) {
          await reserve(desk.desk);
          await desk.pull();
        }
        for (const { desk: which, slot, minutes, act, outcome } of steps) {
          const desk = desks[which];
          if (desk === undefined) continue;
          if (act === 'reserve' && isUp[which]) {
            await reserve(desk.desk);
            await desk.pull();
            if (desk.giveBack() > 0) await desk.back();
          } else if (act === 'book') {
            const { appointment, isCertain } = desk.bookable(now())[slot] ?? {};
            if (appointment === undefined || isCertain === undefined) continue;
            // At this very moment it is nobody else's.
            if (isCertain) expect((await found(appointment.id))?.reservation?.freedAt).toBeUndefined();
            const personId = v7();
            desk.book(appointment, isCertain, personId);
            told.set(appointment.id, { startsAt: appointment.startsAt, personId, isCertain });
            happened[isCertain ? 'certain' : 'asked'] += 1;
            if (outcome !== undefined && desk.goOn(appointment.id, outcome)) wentOn.set(appointment.id, outcome);
            if (isUp[which]) expect(await desk.back()).toEqual([]);
          } else if (act === 'choose' && isUp[which]) {
            // Two citizens who want the same moment, one after the other.
            for (const personId of [v7(), v7()]) {
              const kept = await chooseAt(desk, slot, personId);
              if (kept === undefined) continue;
              told.set(kept.id, { startsAt: kept.startsAt, personId, isCertain: true });
              happened.keptChosen += 1;
            }
          } else if (act === 'drop') isUp[which] = false;
          else if (act === 'back') {
            isUp[which] = true;
            expect(await desk.back()).toEqual([]);
          } else if (act === 'wait') advance(minutes * 60_000);
          else if (act === 'free') {
            const kept = (await allOf(ann)).filter(isReserved)[slot];
            if (kept === undefined || (await free(ann, kept.id)).outcome !== 'free') continue;
            freed.add(kept.id);
            // From now on its desk, which has not heard of it, does not call it certain, whatever its clock says.
            const knownAs = desks.flatMap((own) => own.bookable(now())).find((one) => one.appointment.id === kept.id);
            expect(knownAs?.isCertain).not.toBe(true);
          } else if (act === 'others') {
            const wanted = [...told.values()][slot]?.startsAt ?? (await slotsOf(ann))[slot]?.startsAt ?? '';
            const held = await hold(ann, wanted).catch(() => undefined);
            if (held !== undefined) await book(ann, held.id);
          }
        }
        happened.freed += freed.size;
        happened.wentOn += wentOn.size;
        for (const desk of desks) {
          expect(await desk.back()).toEqual([]);
          desk.giveBack(true);
          await desk.back();
        }
        const all = await allOf(els);
        // Who has come is there, even if the moment was freed by somebody and given to another.
        expect(clashesIn(all.filter(({ id }) => !(freed.has(id) && wentOn.get(id) === 'arrived')))).toBe(0);
        for (const [id, { startsAt, personId, isCertain }] of told) {
          const became = all.find((appointment) => appointment.id === id);
          expect(became).toMatchObject({ startsAt, personId });
          const isSure = isCertain && !freed.has(id);
          const came = wentOn.get(id);
          const expected = came !== undefined ? [came] : isSure ? ['booked'] : ['booked', 'refused'];
          expect(expected).toContain(became?.state);
        }
        for (const appointment of all.filter(({ state }) => state === 'booked' || state === 'arrived')) {
          const gone = { ...appointment, state: 'cancelled' as const, updatedAt: new Date().toISOString() };
          await els.pushOne('appointments', gone, appointment);
        }
      }),
      { numRuns: runs },
    );
    expect(happened.certain).toBeGreaterThan(0);
    if (runs > 10) expect(Math.min(...Object.values(happened))).toBeGreaterThan(0);
    // Some hundreds of steps, each a request or several.
  }, 240_000);
});
