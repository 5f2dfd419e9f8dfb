import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Hindrance } from '../../entities/appointment.ts';
import type { ReferenceKind, ReferenceOf } from '../../entities/reference.ts';
import {
  type Agreed,
  findHindrances,
  freeSlots,
  lengthOf,
  occupationOf,
  type PlannerData,
  type PlannerKind,
  plannerDataWith,
  standsDespite,
  touchedPeriod,
  type Wish,
} from './index.ts';

const by = { memberId: 'member-els', name: 'Els' };
const dayMilliseconds = 86_400_000;

function row<Kind extends ReferenceKind>(kind: Kind, id: string, data: ReferenceOf<Kind>['data']): ReferenceOf<Kind> {
  const at = '2026-01-01T08:00:00Z';
  return { id, createdAt: at, updatedAt: at, updatedBy: by, kind, code: id, name: id, active: true, data };
}

const weekdays = [1, 2, 3, 4, 5, 6, 7];
const openingHours = weekdays.flatMap((weekday) => [
  { weekday, from: '01:00', until: '05:00' },
  { weekday, from: '09:00', until: '12:00' },
]);
const hall = row('location', 'hall', { building: 'Hall', openingHours, slotMinutes: 15 });
const desk = (id: string, teamIds = ['t']) => row('desk', id, { building: 'Hall', number: id, teamIds });
const member = (id: string, more: Partial<ReferenceOf<'member'>['data']> = {}) =>
  row('member', id, {
    ...{ givenName: id, familyName: id, role: 'clerk', teamIds: ['t'], jobTitle: '', skills: ['civil'] },
    ...more,
  });
const product = row('product', 'p', {
  ...{ theme: 'x', minutes: 30, minutesPerExtraPerson: 10, teamId: 't', modes: ['physical', 'digital'], bring: [] },
  ...{ bufferMinutes: 10, skill: 'civil' },
});
const simple: PlannerData = {
  ...{ location: [hall], desk: [desk('d'), desk('e')], room: [], member: [member('m'), member('n')] },
  ...{ product: [product], calendar: [], blackout: [] },
};
const closing = (date: string) => row('calendar', 'c', { purpose: 'closing', days: [{ date, name: 'Brugdag' }] });

function stretch(date: string, days = 1) {
  const start = Temporal.PlainDate.from(date);
  const at = (day: Temporal.PlainDate) => day.toZonedDateTime('Europe/Brussels').epochMilliseconds;
  return { from: at(start), until: at(start.add({ days })) };
}

/** Books one offered slot after another, as the centre does. */
function booked(data: PlannerData, wishes: readonly (readonly [wish: Wish, pick: number])[], date: string): Agreed[] {
  const within = stretch(date, 2);
  const appointments: Agreed[] = [];
  for (const [index, [wish, pick]] of wishes.entries()) {
    const taken = appointments.flatMap((one) => occupationOf(one, 0) ?? []);
    const slots = freeSlots(data, wish, taken, within);
    const slot = slots[pick % Math.max(1, slots.length)];
    if (slot === undefined) continue;
    const { startsAt, endsAt, memberId, deskId, roomId } = slot;
    appointments.push({
      ...{ id: `a${index}`, createdAt: new Date(index).toISOString(), state: 'booked', startsAt, endsAt },
      ...{ memberIds: [memberId], deskId, roomId, locationId: wish.locationId, mode: wish.mode },
      ...{ productCode: wish.productCode, persons: wish.persons },
      bufferMinutes: lengthOf(product, wish.persons).bufferMinutes,
    });
  }
  return appointments;
}

const wishes = fc.array(
  fc.tuple(
    fc.record({
      productCode: fc.constant('p'),
      persons: fc.integer({ min: 1, max: 3 }),
      mode: fc.constantFrom('physical', 'digital'),
      locationId: fc.constant('hall'),
    }),
    fc.nat(200),
  ),
  { minLength: 1, maxLength: 8 },
);
const dates = fc.constantFrom('2026-03-28', '2026-03-29', '2026-10-24', '2026-10-25', '2026-11-30');
const most = fc.option(fc.integer({ min: 1, max: 2 }), { nil: undefined });

function dataWith(mostAtOnce: number | undefined): PlannerData {
  const data = mostAtOnce === undefined ? hall.data : { ...hall.data, mostAtOnce };
  return { ...simple, location: [row('location', 'hall', data)] };
}

describe('what was booked on an offered slot', () => {
  it('is possible, also on the days when the clock changes and when the location is full', () => {
    fc.assert(
      fc.property(wishes, dates, most, (asked, date, mostAtOnce) => {
        const data = dataWith(mostAtOnce);
        expect(findHindrances(data, booked(data, asked, date), 0)).toEqual(new Map());
      }),
      { numRuns: 80 },
    );
  });

  it('is not after a closing day over it, and what is on the day after still is', () => {
    fc.assert(
      fc.property(wishes, dates, (asked, date) => {
        const appointments = booked(simple, asked, date);
        const { from, until } = stretch(date);
        const over = appointments.filter(
          ({ startsAt }) => from <= Date.parse(startsAt) && Date.parse(startsAt) < until,
        );
        const found = findHindrances(plannerDataWith(simple, closing(date)), appointments, 0);
        expect([...found.keys()].sort()).toEqual(over.map(({ id }) => id).sort());
        expect([...found.values()].every((one) => one.includes('closedDay'))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

const [first] = booked(
  simple,
  [[{ productCode: 'p', persons: 1, mode: 'physical', locationId: 'hall' }, 8]],
  '2026-11-30',
);
if (first === undefined) throw new Error('No slot');

describe('what is in the way', () => {
  const { memberIds, deskId = '', startsAt } = first;
  const [memberId = ''] = memberIds;
  const after = (changed: ReferenceOf<PlannerKind>, one: Agreed = first, now = 0): readonly Hindrance[] =>
    findHindrances(plannerDataWith(simple, changed), [one], now).get(one.id) ?? [];

  it.each<[string, ReferenceOf<PlannerKind>, readonly Hindrance[]]>([
    ['a closing day', closing('2026-11-30'), ['closedDay']],
    ['fewer opening hours', row('location', 'hall', { ...hall.data, openingHours: [] }), ['outsideHours']],
    ['no location', { ...hall, active: false }, ['locationGone']],
    [
      'a blackout of the location',
      row('blackout', 'b', { weekdays: [1], from: '00:00', until: '12:00', locationIds: ['hall'] }),
      ['locationBlocked'],
    ],
    ['no desk', { ...desk(deskId), active: false }, ['placeGone']],
    ['a desk of another team', desk(deskId, ['other']), ['placeGone']],
    [
      'a blackout of the desk',
      row('blackout', 'b', { weekdays: [1], from: '00:00', until: '12:00', placeIds: [deskId] }),
      ['placeBlocked'],
    ],
    ['no member', { ...member(memberId), active: false }, ['memberGone']],
    ['a member in another team', member(memberId, { teamIds: ['other'] }), ['memberUnable']],
    ['a member without the skill', member(memberId, { skills: [] }), ['memberUnable']],
    ['an absence', member(memberId, { absences: [{ from: '2026-11-29', until: '2026-11-30' }] }), ['memberAway']],
    ['no capacity', row('location', 'hall', { ...hall.data, mostAtOnce: 0 }), ['tooMany']],
  ])('%s', (_what, changed, expected) => {
    expect(after(changed)).toEqual(expected);
  });

  it('is nothing for another day or member, and nothing for what is not agreed, has begun or has no location', () => {
    expect(after(closing('2026-12-01'))).toEqual([]);
    expect(after(member('other', { absences: [{ from: '2026-11-30', until: '2026-11-30' }] }))).toEqual([]);
    for (const state of ['requested', 'cancelled', 'arrived', 'served', 'noShow'] as const) {
      expect(after(closing('2026-11-30'), { ...first, state })).toEqual([]);
    }
    const { locationId: _location, ...without } = first;
    expect(after(closing('2026-11-30'), without)).toEqual([]);
    expect(after(closing('2026-11-30'), first, Date.parse(startsAt))).toEqual([]);
  });

  it('keeps to the days, not to the hours of its own, what another system gave out', () => {
    const { deskId: _desk, ...elsewhere } = {
      ...first,
      memberIds: [],
      external: { master: 'jcc', state: 'booked' } as const,
    };
    expect(after(closing('2026-11-30'), elsewhere)).toEqual(['closedDay']);
    expect(after(row('location', 'hall', { building: 'Hall' }), elsewhere)).toEqual([]);
  });

  it('lets who came first be first when there are too many', () => {
    const one = { ...first, id: 'late', createdAt: '2026-02-01T00:00:00Z', deskId: 'e', memberIds: ['n'] };
    const data = dataWith(1);
    expect([...findHindrances(data, [one, first], 0)]).toEqual([['late', ['tooMany']]]);
    expect([...findHindrances(data, [{ ...one, state: 'arrived' }, first], 0)]).toEqual([[first.id, ['tooMany']]]);
  });

  it('is one whose member or place is taken by who is here already; not one beside it, nor the other way round', () => {
    const wish = { productCode: 'p', persons: 1, mode: 'physical', locationId: 'hall' } as const;
    const [first] = booked(simple, [[wish, 0]], '2027-03-02');
    if (first === undefined) throw new Error('Nothing free');
    const other = { ...first, id: 'sold', createdAt: new Date(9).toISOString() };
    const beside = { ...other, id: 'beside', memberIds: ['x'], deskId: 'elsewhere' };
    const hindered = (...all: Agreed[]) =>
      [...findHindrances(simple, all, 0)].filter(([, why]) => why.includes('tooMany'));
    for (const state of ['arrived', 'served'] as const) {
      const here: Agreed = { ...first, state };
      expect(hindered(here, other, beside)).toEqual([['sold', ['tooMany']]]);
      expect(hindered(here, { ...other, deskId: 'elsewhere' })).toHaveLength(1);
      expect(hindered(here, { ...other, memberIds: ['x'] })).toHaveLength(1);
      const later = { ...other, startsAt: first.endsAt, endsAt: new Date(Date.parse(first.endsAt) + 1).toISOString() };
      expect(hindered({ ...here, bufferMinutes: 0 }, later)).toEqual([]);
    }
    expect(hindered(first, other)).toEqual([]);
  });

  it('was decided only for what was in the way then', () => {
    const stands = { despite: ['memberAway'] as Hindrance[], at: startsAt, by };
    expect(standsDespite({ stands }, ['memberAway'])).toBe(true);
    expect(standsDespite({ stands }, ['memberAway', 'closedDay'])).toBe(false);
    expect(standsDespite({}, ['memberAway'])).toBe(false);
  });
});

const changes = fc.oneof(
  fc.constantFrom('2026-11-29', '2026-11-30', '2026-12-01').map((date): ReferenceOf<PlannerKind> => closing(date)),
  fc
    .tuple(fc.constantFrom('m', 'n'), fc.constantFrom('2026-11-30', '2026-12-01'), fc.boolean())
    .map(
      ([id, from, isHalf]): ReferenceOf<PlannerKind> =>
        member(id, { absences: [{ from, until: from, ...(isHalf ? { start: '02:00', end: '10:00' } : {}) }] }),
    ),
  fc.constantFrom('m', 'n').map((id): ReferenceOf<PlannerKind> => member(id, { skills: [] })),
  fc.tuple(fc.constantFrom(1, 2), fc.option(fc.constantFrom('2026-11-30', '2026-12-01'), { nil: undefined })).map(
    ([weekday, validFrom]): ReferenceOf<PlannerKind> =>
      row('blackout', 'b', {
        ...{ weekdays: [weekday], from: '02:00', until: '10:00', locationIds: ['hall'] },
        ...(validFrom === undefined ? {} : { validFrom, validUntil: validFrom }),
      }),
  ),
  fc.constant<ReferenceOf<PlannerKind>>({ ...desk('d'), active: false }),
  fc.constant<ReferenceOf<PlannerKind>>(row('location', 'hall', { ...hall.data, mostAtOnce: 1 })),
);

describe('the period that a change touches', () => {
  it('holds everything that the change makes impossible', () => {
    fc.assert(
      fc.property(wishes, changes, (asked, change) => {
        const appointments = booked(simple, asked, '2026-11-30');
        const now = Date.parse('2026-11-30T00:30:00Z');
        const hit = findHindrances(plannerDataWith(simple, change), appointments, now);
        const before = (simple[change.kind] as readonly ReferenceOf<PlannerKind>[]).find(({ id }) => id === change.id);
        const period = touchedPeriod(before, change, now);
        for (const { id, startsAt } of appointments) {
          const at = Date.parse(startsAt);
          if (hit.has(id)) expect(period && period.from <= at && at < period.until).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('is only the days that are new, and none for a change that takes nothing away', () => {
    const before = closing('2026-11-30');
    const two = row('calendar', 'c', {
      ...before.data,
      days: [...before.data.days, { date: '2026-12-24', name: 'Kerstavond' }],
    });
    expect(touchedPeriod(before, two, 0)).toEqual(stretch('2026-12-24'));
    expect(touchedPeriod(two, before, 0)).toBeUndefined();
    expect(touchedPeriod(before, { ...before, active: false }, 0)).toBeUndefined();
    expect(touchedPeriod(before, two, Date.parse('2027-01-01T00:00:00Z'))).toBeUndefined();
    expect(touchedPeriod(undefined, { ...hall, active: false }, 5)?.from).toBe(5);
  });
});

it('judges ten times as many appointments in far less than a hundred times the time: they are not all compared with all', () => {
  const startsAt = (index: number) => Date.parse('2026-11-30T08:00:00Z') + (index % 250) * dayMilliseconds;
  const many = Array.from({ length: 10_000 }, (_, index): Agreed => {
    const from = startsAt(index) + (index % 3) * 40 * 60_000;
    return {
      ...{ ...first, id: `a${index}`, memberIds: [index % 2 ? 'm' : 'n'], deskId: index % 2 ? 'd' : 'e' },
      ...{ startsAt: new Date(from).toISOString(), endsAt: new Date(from + 30 * 60_000).toISOString() },
    };
  });
  const data = plannerDataWith(simple, closing('2026-12-01'));
  const shortest = (some: readonly Agreed[]) =>
    Math.min(
      ...[1, 2, 3].map(() => {
        const begun = performance.now();
        findHindrances(data, some, 0);
        return performance.now() - begun;
      }),
    );
  expect(shortest(many)).toBeLessThan(50 * shortest(many.slice(0, 1000)));
  expect(findHindrances(data, many, 0).size).toBeGreaterThanOrEqual(40);
});
