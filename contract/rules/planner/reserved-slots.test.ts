import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Appointment } from '../../entities/appointment.ts';
import type { ReferenceKind, ReferenceOf } from '../../entities/reference.ts';
import {
  certaintyOf,
  clash,
  dayOf,
  deskActOn,
  freeSlots,
  isReserved,
  leaseEnd,
  leaseMarginMinutes,
  occupationOf,
  oneInSoMany,
  type PlannerData,
  placeIdOf,
  planReservedSlots,
  type Reserved,
  type ReservedSettings,
  slotAt,
  slotInReserved,
  usualReserved,
} from './index.ts';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-11-30T07:00:00Z');
const by = { memberId: 'm1', name: 'Els' };

function row<Kind extends ReferenceKind>(kind: Kind, id: string, data: ReferenceOf<Kind>['data']): ReferenceOf<Kind> {
  const at = '2026-01-01T08:00:00Z';
  return { id, createdAt: at, updatedAt: at, updatedBy: by, kind, code: id, name: id, active: true, data };
}

const openingHours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '09:00', until: '16:00' }));
const common = { theme: 'x', teamId: 't', bring: [] };
const data: PlannerData = {
  location: ['hall', 'other'].map((id) => row('location', id, { building: id, openingHours, slotMinutes: 30 })),
  desk: ['d1', 'd2'].map((id) => row('desk', id, { building: 'hall', number: id, teamIds: ['t'] })),
  member: ['m1', 'm2'].map((id) =>
    row('member', id, { givenName: id, familyName: id, role: 'clerk', teamIds: ['t'], jobTitle: '' }),
  ),
  room: [],
  product: [
    row('product', 'short', {
      ...{ ...common, minutes: 15, minutesPerExtraPerson: 10, modes: ['physical'], bufferMinutes: 5 },
    }),
    row('product', 'long', { ...common, minutes: 30, minutesPerExtraPerson: 30, modes: ['physical', 'digital'] }),
    row('product', 'talk', { ...common, minutes: 30, minutesPerExtraPerson: 0, modes: ['digital'] }),
  ],
  calendar: [],
  blackout: [],
};

/** What the centre keeps for a desk. */
function reservedFor(
  deviceId: string,
  { wish, slot }: ReturnType<typeof planReservedSlots>['reserve'][number],
  leasedUntil = NOW + usualReserved.leaseHours * HOUR,
): Reserved {
  const at = new Date(NOW).toISOString();
  const { startsAt, endsAt, memberId, deskId } = slot;
  const bufferMinutes = data.product.find(({ code }) => code === wish.productCode)?.data.bufferMinutes ?? 0;
  return {
    ...{ id: `${deviceId}-${memberId}-${startsAt}`, createdAt: at, updatedAt: at, updatedBy: by, code: 'A1' },
    ...{ state: 'held', mode: wish.mode, productCode: wish.productCode, subject: '', answers: {}, guests: [] },
    ...{ memberIds: [memberId], teamId: 't', locationId: wish.locationId, persons: 1, bufferMinutes, startsAt, endsAt },
    ...{ heldUntil: new Date(Date.parse(endsAt) + bufferMinutes * 60_000).toISOString(), bring: [], notices: [] },
    ...{ notes: [], ...(deskId === undefined ? {} : { deskId }) },
    reservation: { deviceId, memberId: 'm1', leasedUntil: new Date(leasedUntil).toISOString(), release: false },
  };
}

const question = (
  deviceId: string,
  kept: readonly Reserved[],
  settings: ReservedSettings = usualReserved,
  now = NOW,
) => ({
  ...{ data, settings, deviceId, locationId: 'hall', products: ['short', 'long', 'talk'], kept, now },
  occupations: kept.flatMap((one) => occupationOf(one, now) ?? []),
});

const wish = { productCode: 'short', persons: 1, mode: 'physical', locationId: 'hall' } as const;
const [planned] = planReservedSlots(question('pc', [])).reserve;
if (planned === undefined) throw new Error('Nothing was reserved');
const kept = reservedFor('pc', planned);

describe('the moments that desks have for when the line drops', () => {
  it('are free, in the coming days, spread, the same when asked again, and leave most of each day to others', () => {
    const settings = fc.record({
      slots: fc.integer({ min: 0, max: 8 }),
      days: fc.integer({ min: 2, max: 7 }),
      askBackHours: fc.integer({ min: 1, max: 40 }),
      leaseHours: fc.integer({ min: 1, max: 100 }),
    });
    const names = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(settings, names, (chosen, desks) => {
        let all: readonly Reserved[] = [];
        const free = freeSlots(data, wish, [], { from: NOW, until: NOW + chosen.days * 24 * HOUR });
        for (const deviceId of desks) {
          const { reserve } = planReservedSlots(question(deviceId, all, chosen));
          expect(reserve.length).toBeLessThanOrEqual(chosen.slots);
          for (const one of reserve) {
            const taken = all.flatMap((other) => occupationOf(other, NOW) ?? []);
            const { memberId, startsAt } = one.slot;
            const same = { ...one.wish, memberId, placeId: placeIdOf(one.slot) };
            expect(slotAt(data, same, taken, startsAt)).toEqual(one.slot);
            expect(Date.parse(startsAt)).toBeGreaterThanOrEqual(NOW + chosen.askBackHours * HOUR);
            expect(Date.parse(startsAt)).toBeLessThan(NOW + chosen.days * 24 * HOUR);
            all = [...all, reservedFor(deviceId, one)];
          }
          expect(planReservedSlots(question(deviceId, all, chosen)).askBack).toEqual([]);
        }
        const taken = all.flatMap((one) => occupationOf(one, NOW) ?? []);
        expect(taken.filter((one) => taken.some((other) => clash(one, other)))).toEqual([]);
        const dayIn = (instant: string) => dayOf(Date.parse(instant)).toString();
        for (const day of new Set(all.map(({ startsAt }) => dayIn(startsAt)))) {
          const ofDay = all.filter(({ startsAt }) => dayIn(startsAt) === day).length;
          const moments = free.filter(({ startsAt }) => dayIn(startsAt) === day).length;
          // What is kept may take a moment away, or leave it to the other desk.
          expect(ofDay).toBeLessThanOrEqual(Math.ceil((moments + ofDay) / oneInSoMany));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('are as many as the settings say where there is room, on different days and for different products', () => {
    const { reserve } = planReservedSlots(question('pc', []));
    expect(reserve).toHaveLength(usualReserved.slots);
    expect(new Set(reserve.map(({ slot }) => slot.startsAt.slice(0, 10))).size).toBeGreaterThan(2);
    expect(new Set(reserve.map((one) => one.wish.productCode))).toEqual(new Set(['short', 'long', 'talk']));
    const other = planReservedSlots(question('quite-another', []));
    expect(other.reserve.map(({ slot }) => slot.startsAt)).not.toEqual(reserve.map(({ slot }) => slot.startsAt));
  });

  it('are asked back when they come near, when the desk stands elsewhere, or when there are too many; renewed in time', () => {
    const early = Date.parse(kept.startsAt) - usualReserved.askBackHours * HOUR;
    const plan = (now: number, more: object = {}) => planReservedSlots({ ...question('pc', [kept]), now, ...more });
    expect(plan(early - 1).askBack).toEqual([]);
    expect(plan(early).askBack).toEqual([kept]);
    expect(plan(NOW, { locationId: 'other' }).askBack).toEqual([kept]);
    expect(plan(NOW, { settings: { ...usualReserved, slots: 0 } })).toEqual({
      reserve: [],
      askBack: [kept],
      renew: [],
    });
    expect(plan(NOW).renew).toEqual([]);
    expect(
      plan(NOW + (usualReserved.leaseHours / 3) * HOUR + 1, { settings: { ...usualReserved, askBackHours: 1 } }).renew,
    ).toEqual([kept]);
    const others = planReservedSlots({ ...question('somebody-else', [kept]), now: early });
    expect([others.askBack, others.renew]).toEqual([[], []]);
  });
});

describe('a moment that is kept for a desk', () => {
  const at = (leasedUntil: number, more: object = {}): Appointment => ({
    ...kept,
    reservation: { ...kept.reservation, leasedUntil: new Date(leasedUntil).toISOString(), ...more },
  });

  it('is never certain at the desk when the centre may free it, as long as their clocks differ less than the margin', () => {
    const margin = leaseMarginMinutes * 60_000;
    const moment = fc.integer({ min: -20 * margin, max: 20 * margin });
    const difference = fc.integer({ min: -margin, max: margin });
    fc.assert(
      fc.property(moment, difference, difference, (after, desk, centre) => {
        const lease = NOW + HOUR;
        const one = at(lease);
        const true_ = lease + after;
        const isCertain = certaintyOf(one, 'pc', true_ + desk) === 'certain';
        const mayFree = isReserved(one) && true_ + centre > leaseEnd(one.reservation);
        expect(isCertain && mayFree).toBe(false);
      }),
    );
  });

  it('is certain within the lease, asked for after it, and nothing for another desk, when asked back, freed, booked or past', () => {
    expect(certaintyOf(kept, 'pc', NOW)).toBe('certain');
    expect(certaintyOf(at(NOW + HOUR), 'pc', NOW + HOUR)).toBe('asked');
    expect(certaintyOf(kept, 'pc-2', NOW)).toBeUndefined();
    expect(certaintyOf(at(NOW + HOUR, { release: true }), 'pc', NOW)).toBeUndefined();
    expect(certaintyOf(at(NOW + HOUR, { freedAt: kept.createdAt }), 'pc', NOW)).toBeUndefined();
    expect(certaintyOf({ ...kept, state: 'booked' }, 'pc', NOW)).toBeUndefined();
    expect(certaintyOf(kept, 'pc', Date.parse(kept.startsAt))).toBeUndefined();
    expect(occupationOf(at(NOW, {}), Date.parse(kept.startsAt))).toBeDefined();
    expect(occupationOf(at(NOW, { freedAt: kept.createdAt }), NOW)).toBeUndefined();
  });

  it('takes another product when that fits, with the same member at the same place', () => {
    const long = planReservedSlots({ ...question('pc', []), products: ['long'] }).reserve[0];
    if (long === undefined) throw new Error('Nothing was reserved');
    const moment = reservedFor('pc', long);
    const same = { startsAt: moment.startsAt, memberId: moment.memberIds[0], deskId: moment.deskId };
    expect(slotInReserved(data, { ...wish, productCode: 'short' }, moment)).toMatchObject(same);
    expect(slotInReserved(data, { ...wish, persons: 2 }, moment)).toMatchObject(same);
    expect(slotInReserved(data, { ...wish, persons: 3 }, moment)).toBeUndefined();
    expect(slotInReserved(data, { ...wish, productCode: 'long', persons: 2 }, moment)).toBeUndefined();
    const digital = slotInReserved(data, { ...wish, productCode: 'talk', mode: 'digital' }, moment);
    expect(digital).toMatchObject({ memberId: same.memberId });
    expect(digital).not.toHaveProperty('deskId');
    const { deskId: _desk, ...withoutPlace } = moment;
    expect(slotInReserved(data, { ...wish, productCode: 'talk', mode: 'digital' }, withoutPlace)).toBeDefined();
    expect(slotInReserved(data, { ...wish, productCode: 'short' }, withoutPlace)).toBeUndefined();
    expect(slotInReserved(data, { ...wish, locationId: 'other' }, moment)).toBeUndefined();
    expect(slotInReserved(data, { ...wish, memberId: 'nobody' }, moment)).toBeUndefined();
    expect(slotInReserved({ ...data, member: [] }, wish, moment)).toBeUndefined();
  });

  const { heldUntil: _until, ...free } = kept;
  const booked: Appointment = { ...free, state: 'booked', personId: 'p', updatedAt: '2026-11-30T08:00:00Z' };
  const freed = { ...kept, reservation: { ...kept.reservation, freedAt: '2026-11-30T08:00:00Z' } };

  it('is booked, asked for or given back by its own desk', () => {
    expect(deskActOn('pc', kept, booked)).toBe('booked');
    expect(deskActOn('pc', kept, { ...booked, state: 'requested' })).toBe('requested');
    expect(deskActOn('pc', kept, freed)).toBe('givenBack');
    for (const after of [booked, freed, { ...booked, state: 'arrived' }, { ...booked, state: 'cancelled' }] as const) {
      expect(deskActOn('pc-2', kept, after)).toBeUndefined();
      expect(deskActOn('pc', { ...kept, state: 'booked' }, after)).toBeUndefined();
      expect(deskActOn('pc', undefined, after)).toBeUndefined();
    }
  });

  it.each([
    ['confirmed', 'booked'],
    ['reminded', 'booked'],
    ['arrived', 'happened'],
    ['served', 'happened'],
    ['noShow', 'happened'],
    ['cancelled', 'cancelled'],
    ['rescheduled', undefined],
    ['refused', undefined],
  ] as const)('may be %s by the time that the centre hears of the booking', (state, act) => {
    expect(deskActOn('pc', kept, { ...booked, state })).toBe(act);
    expect(deskActOn('pc', kept, { ...booked, state, memberIds: ['m1', 'm2'] })).toBeUndefined();
    expect(deskActOn('pc', kept, { ...booked, state, startsAt: '2026-12-02T10:00:00.000Z' })).toBeUndefined();
  });

  it.each<[string, Partial<Appointment>]>([
    ['another moment', { startsAt: '2026-12-02T10:00:00.000Z' }],
    ['longer', { endsAt: '2099-01-01T10:00:00.000Z' }],
    ['a longer buffer', { bufferMinutes: 200 }],
    ['another member', { memberIds: ['m1', 'm2'] }],
    ['another desk', { deskId: 'elsewhere' }],
    ['a room besides', { roomId: 'r' }],
    ['another location', { locationId: 'other' }],
    ['a longer lease', { reservation: { ...kept.reservation, leasedUntil: '2099-01-01T10:00:00.000Z' } }],
    ['another state', { state: 'rescheduled' }],
    ['still held until', { heldUntil: '2026-12-01T10:00:00.000Z' }],
  ])('is not to be booked with %s', (_name, changes) => {
    expect(deskActOn('pc', kept, { ...booked, ...changes })).toBeUndefined();
  });

  it('is given back as it is', () => {
    expect(deskActOn('pc', kept, { ...freed, subject: 'Iets' })).toBeUndefined();
    expect(deskActOn('pc', kept, { ...freed, reservation: { ...freed.reservation, release: true } })).toBeUndefined();
    expect(deskActOn('pc', kept, kept)).toBeUndefined();
  });
});
