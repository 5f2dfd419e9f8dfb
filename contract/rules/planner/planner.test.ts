import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { ReferenceKind, ReferenceOf } from '../../entities/reference.ts';
import {
  clash,
  freeSlots,
  lengthOf,
  type Occupation,
  occupationOf,
  type PlannerData,
  type Slot,
  type Stretch,
  slotAt,
  type Wish,
} from './index.ts';

const minute = 60_000;
const by = { memberId: 'member-els', name: 'Els' };

function row<Kind extends ReferenceKind>(kind: Kind, id: string, data: ReferenceOf<Kind>['data']): ReferenceOf<Kind> {
  const at = '2026-01-01T08:00:00Z';
  return { id, createdAt: at, updatedAt: at, updatedBy: by, kind, code: id, name: id, active: true, data };
}

const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '09:00', until: '12:00' }));
const location = row('location', 'hall', { building: 'Hall', openingHours: hours, slotMinutes: 30 });
const desk = (id: string, teamIds = ['t']) => row('desk', id, { building: 'Hall', number: id, teamIds });
const member = (id: string, more: Partial<ReferenceOf<'member'>['data']> = {}) =>
  row('member', id, { givenName: id, familyName: id, role: 'clerk', teamIds: ['t'], jobTitle: '', ...more });
const product = row('product', 'p', {
  ...{ theme: 'x', minutes: 30, minutesPerExtraPerson: 15, teamId: 't', modes: ['physical', 'digital', 'hybrid'] },
  ...{ bring: [], bufferMinutes: 0 },
});
const simple: PlannerData = {
  ...{ location: [location], desk: [desk('d')], room: [], member: [member('m')], product: [product] },
  ...{ calendar: [], blackout: [] },
};
const wish: Wish = { productCode: 'p', persons: 1, mode: 'physical', locationId: 'hall' };

function day(text: string, days = 1): Stretch {
  const start = Temporal.PlainDate.from(text);
  const at = (date: Temporal.PlainDate) => date.toZonedDateTime('Europe/Brussels').epochMilliseconds;
  return { from: at(start), until: at(start.add({ days })) };
}

const times = (slots: readonly Slot[]) =>
  slots.map(({ startsAt }) =>
    Temporal.Instant.from(startsAt).toZonedDateTimeISO('Europe/Brussels').toPlainTime().toString().slice(0, 5),
  );
const taken = (from: string, until: string, more: Partial<Occupation> = {}): Occupation => ({
  ...{ id: from, memberIds: [], from: Date.parse(from), until: Date.parse(until), ...more },
});

describe('freeSlots', () => {
  const monday = day('2026-11-30');

  it('fills the opening hours, and the last one ends before closing', () => {
    expect(times(freeSlots(simple, wish, [], monday))).toEqual(['09:00', '09:30', '10:00', '10:30', '11:00', '11:30']);
    expect(times(freeSlots(simple, { ...wish, persons: 3 }, [], monday)).at(-1)).toBe('11:00');
    const buffered = { ...simple, product: [row('product', 'p', { ...product.data, bufferMinutes: 10 })] };
    expect(times(freeSlots(buffered, wish, [], monday)).at(-1)).toBe('11:00');
  });

  it('needs a member with the team, the skill and the time', () => {
    const skilled = { ...simple, product: [row('product', 'p', { ...product.data, skill: 'civil' })] };
    expect(freeSlots(skilled, wish, [], monday)).toEqual([]);
    const able = { ...skilled, member: [member('m'), member('n', { skills: ['civil'] })] };
    expect(freeSlots(able, wish, [], monday, 1)[0]).toMatchObject({ memberId: 'n', deskId: 'd' });
    const away = member('m', { absences: [{ from: '2026-11-30', until: '2026-11-30', start: '10:00', end: '11:00' }] });
    expect(times(freeSlots({ ...simple, member: [away] }, wish, [], monday))).toEqual([
      ...['09:00', '09:30', '11:00', '11:30'],
    ]);
    const busy = taken('2026-11-30T08:15:00Z', '2026-11-30T08:45:00Z', { memberIds: ['m'] });
    expect(times(freeSlots(simple, wish, [busy], monday))[0]).toBe('10:00');
  });

  it('needs a place: a desk of the team, a hybrid room, or none for a digital appointment', () => {
    const noDesk = { ...simple, desk: [desk('d', ['other'])] };
    expect(freeSlots(noDesk, wish, [], monday)).toEqual([]);
    expect(freeSlots(noDesk, { ...wish, mode: 'digital' }, [], monday, 1)[0]).toEqual({
      ...{ startsAt: '2026-11-30T08:00:00.000Z', endsAt: '2026-11-30T08:30:00.000Z', memberId: 'm' },
    });
    const rooms = [
      row('room', 'small', { building: 'Hall', seats: 1, hybrid: true }),
      row('room', 'plain', { building: 'Hall', seats: 9, hybrid: false }),
      row('room', 'screen', { building: 'Hall', seats: 4, hybrid: true }),
    ];
    const hybrid = { ...wish, mode: 'hybrid', persons: 2 } as const;
    expect(freeSlots({ ...simple, room: rooms }, hybrid, [], monday, 1)[0]).toMatchObject({ roomId: 'screen' });
  });

  it('keeps to closing days, weekly blackouts and the most at once', () => {
    const closing = row('calendar', 'c', { purpose: 'closing', days: [{ date: '2026-11-30', name: 'Dicht' }] });
    expect(freeSlots({ ...simple, calendar: [closing] }, wish, [], day('2026-11-29', 2))).toHaveLength(6);
    const meeting = row('blackout', 'b', { weekdays: [1], from: '09:30', until: '10:15', teamIds: ['t'] });
    expect(times(freeSlots({ ...simple, blackout: [meeting] }, wish, [], monday))).toEqual([
      ...['09:00', '10:30', '11:00', '11:30'],
    ]);
    const few = row('location', 'hall', { ...location.data, mostAtOnce: 1 });
    const two = { ...simple, location: [few], desk: [desk('d'), desk('e')], member: [member('m'), member('n')] };
    const one = taken('2026-11-30T08:00:00Z', '2026-11-30T09:00:00Z', {
      ...{ memberIds: ['m'], placeId: 'd', locationId: 'hall' },
    });
    expect(times(freeSlots(two, wish, [one], monday))[0]).toBe('10:00');
    expect(times(freeSlots({ ...two, location: [location] }, wish, [one], monday))[0]).toBe('09:00');
  });

  it('spreads the work: who has the least to do that day is first', () => {
    const two = { ...simple, desk: [desk('d'), desk('e')], member: [member('m'), member('n')] };
    const busy = taken('2026-11-30T10:00:00Z', '2026-11-30T10:30:00Z', { memberIds: ['m'], placeId: 'd' });
    expect(freeSlots(two, wish, [busy], monday, 1)[0]).toMatchObject({ memberId: 'n', deskId: 'e' });
  });

  it.each([
    ['2026-03-29', 6, '07:00'],
    ['2026-10-25', 10, '08:00'],
  ])('counts real hours on %s, when the clock changes', (text, count, nine) => {
    const night = [{ weekday: 7, from: '01:00', until: '05:00' }];
    const open = { ...simple, location: [row('location', 'hall', { ...location.data, openingHours: night })] };
    expect(freeSlots(open, wish, [], day(text))).toHaveLength(count);
    expect(freeSlots(simple, wish, [], day(text), 1)[0]?.startsAt).toBe(`${text}T${nine}:00.000Z`);
  });
});

describe('occupationOf', () => {
  const appointment = {
    ...{ id: 'a', startsAt: '2026-11-30T08:00:00Z', endsAt: '2026-11-30T08:30:00Z', memberIds: ['m'], deskId: 'd' },
    bufferMinutes: 10,
  };
  const now = Date.parse('2026-11-30T07:00:00Z');

  it('takes the buffer too, and nothing for what is asked for, cancelled or no longer held', () => {
    const booked = occupationOf({ ...appointment, state: 'booked' }, now);
    expect(booked).toMatchObject({ placeId: 'd', until: Date.parse('2026-11-30T08:40:00Z') });
    for (const state of ['requested', 'cancelled', 'noShow', 'rescheduled', 'refused'] as const) {
      expect(occupationOf({ ...appointment, state }, now)).toBeUndefined();
    }
    const held = { ...appointment, state: 'held', heldUntil: '2026-11-30T07:00:01Z' } as const;
    expect(occupationOf(held, now)).toBeDefined();
    expect(occupationOf(held, now + 1000)).toBeUndefined();
  });

  it('clashes with another at the same place or with the same member, never with itself', () => {
    const one = taken('2026-11-30T08:00:00Z', '2026-11-30T09:00:00Z', { memberIds: ['m'], placeId: 'd' });
    expect(clash(one, one)).toBe(false);
    expect(clash(one, { ...one, id: 'b', memberIds: ['n'] })).toBe(true);
    expect(clash(one, { ...one, id: 'b', placeId: 'e' })).toBe(true);
    expect(clash(one, { ...one, id: 'b', memberIds: ['n'], placeId: undefined })).toBe(false);
    expect(clash(one, { ...one, id: 'b', from: one.until, until: one.until + 1 })).toBe(false);
  });
});

const locals = new Map<number, { readonly clock: string; readonly day: string; readonly weekday: number }>();

/** What clock and calendar show; looked up once for each minute. */
function local(moment: number) {
  let known = locals.get(moment);
  if (known === undefined) {
    const zoned = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO('Europe/Brussels');
    const [clock, date] = [zoned.toPlainTime().toString().slice(0, 5), zoned.toPlainDate().toString()];
    known = { clock, day: date, weekday: zoned.dayOfWeek };
    locals.set(moment, known);
  }
  return known;
}

/** Whether everything is there at one minute: the plainest way to say what the planner means. */
function model(data: PlannerData, asked: Wish, occupations: readonly Occupation[]) {
  const [place] = data.location;
  const [kind] = data.product;
  if (place === undefined || kind === undefined) throw new Error('No data');
  const within = (moment: number, from: string, until: string) =>
    from <= local(moment).clock && local(moment).clock < until;
  const dayOf = (moment: number) => local(moment).day;
  const isClosed = (moment: number) =>
    data.calendar.some((one) => one.data.days.some(({ date }) => date === dayOf(moment)));
  const hoursAt = (moment: number) =>
    isClosed(moment)
      ? -1
      : (place.data.openingHours ?? []).findIndex(
          ({ weekday, from, until }) => weekday === local(moment).weekday && within(moment, from, until),
        );
  const isBlackedOut = (moment: number, isMeant: (one: ReferenceOf<'blackout'>['data']) => boolean) =>
    data.blackout.some(
      (one) =>
        isMeant(one.data) &&
        one.data.weekdays.includes(local(moment).weekday) &&
        within(moment, one.data.from, one.data.until),
    );
  const at = (moment: number) => occupations.filter(({ from, until }) => from <= moment && moment < until);
  const deskFree = (id: string, moment: number) =>
    !at(moment).some(({ placeId }) => placeId === id) &&
    !isBlackedOut(moment, ({ placeIds }) => placeIds?.includes(id) === true);
  const memberFree = (one: ReferenceOf<'member'>, moment: number) =>
    !at(moment).some(({ memberIds }) => memberIds.includes(one.id)) &&
    !isBlackedOut(moment, ({ teamIds }) => teamIds?.includes('t') === true) &&
    !(one.data.absences ?? []).some(({ from, until }) => from <= dayOf(moment) && dayOf(moment) <= until);
  const { minutes, bufferMinutes } = lengthOf(kind, asked.persons);
  const step = (place.data.slotMinutes ?? 15) * minute;
  return (start: number): boolean => {
    const whole = Array.from({ length: minutes + bufferMinutes }, (_, index) => start + index * minute);
    const open = hoursAt(start);
    if (open < 0) return false;
    let opened = start;
    while (hoursAt(opened - minute) === open) opened -= minute;
    return (
      (start - opened) % step === 0 &&
      whole.every((moment) => hoursAt(moment) === open) &&
      whole.every((moment) => !isBlackedOut(moment, ({ locationIds }) => locationIds !== undefined)) &&
      whole.every((moment) => at(moment).filter(({ placeId }) => placeId).length < (place.data.mostAtOnce ?? 99)) &&
      data.desk.some(({ id }) => whole.every((moment) => deskFree(id, moment))) &&
      data.member.some((one) => whole.every((moment) => memberFree(one, moment)))
    );
  };
}

const clock = (quarters: number) =>
  `${String(Math.floor(quarters / 4)).padStart(2, '0')}:${String((quarters % 4) * 15).padStart(2, '0')}`;
/** Stretches of a day whose ends are not in the hour that a clock shows twice or never. */
const stretches = (most: number) =>
  fc.array(
    fc.tuple(fc.constantFrom(2, 4, 6, 36, 40), fc.constantFrom(14, 20, 28, 44, 50)).map(([from, until]) => ({
      from: clock(from === 6 ? 4 : from),
      until: clock(until),
    })),
    { maxLength: most },
  );

const situation = fc.record({
  date: fc.constantFrom('2026-03-29', '2026-10-25', '2026-11-30', '2026-12-01'),
  opening: fc.constantFrom(
    [{ from: '00:30', until: '04:15' }],
    [
      { from: '01:00', until: '05:00' },
      { from: '09:00', until: '11:10' },
    ],
    [{ from: '09:00', until: '12:00' }],
  ),
  step: fc.constantFrom(10, 15, 25),
  most: fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined }),
  minutes: fc.integer({ min: 5, max: 60 }),
  buffer: fc.constantFrom(0, 5, 20),
  persons: fc.integer({ min: 1, max: 3 }),
  isClosed: fc.nat(5).map((chance) => chance === 0),
  away: fc.boolean(),
  blackouts: fc.array(fc.tuple(fc.constantFrom('locationIds', 'placeIds', 'teamIds'), stretches(1)), { maxLength: 2 }),
  taken: fc.array(
    fc.record({
      start: fc.integer({ min: 0, max: 13 * 60 }),
      length: fc.integer({ min: 1, max: 90 }),
      place: fc.option(fc.constantFrom('d', 'e'), { nil: undefined }),
      member: fc.option(fc.constantFrom('m', 'n'), { nil: undefined }),
    }),
    { maxLength: 6 },
  ),
});

describe('freeSlots against a model that looks at every minute', () => {
  it('finds the same starts, and each slot is really free', () => {
    fc.assert(
      fc.property(situation, (one) => {
        const range = day(one.date);
        const weekdays = [1, 2, 3, 4, 5, 6, 7];
        const data: PlannerData = {
          location: [
            row('location', 'hall', {
              building: 'Hall',
              openingHours: weekdays.flatMap((weekday) => one.opening.map((open) => ({ weekday, ...open }))),
              slotMinutes: one.step,
              ...(one.most === undefined ? {} : { mostAtOnce: one.most }),
            }),
          ],
          desk: [desk('d'), desk('e')],
          room: [],
          member: [member('m'), member('n', one.away ? { absences: [{ from: one.date, until: one.date }] } : {})],
          product: [row('product', 'p', { ...product.data, minutes: one.minutes, bufferMinutes: one.buffer })],
          calendar: one.isClosed
            ? [row('calendar', 'c', { purpose: 'closing', days: [{ date: one.date, name: 'Dicht' }] })]
            : [],
          blackout: one.blackouts.flatMap(([field, [stretch]], index) =>
            stretch === undefined
              ? []
              : [
                  row('blackout', `b${index}`, {
                    weekdays,
                    ...stretch,
                    [field]: [{ locationIds: 'hall', placeIds: 'd', teamIds: 't' }[field] ?? ''],
                  }),
                ],
          ),
        };
        const occupations = one.taken.map(({ start, length, place, member: who }, index) => ({
          ...{ id: `a${index}`, from: range.from + start * minute, until: range.from + (start + length) * minute },
          ...{ memberIds: who === undefined ? [] : [who], placeId: place, locationId: 'hall' },
        }));
        const asked = { ...wish, persons: one.persons };
        const slots = freeSlots(data, asked, occupations, range);
        const isFree = model(data, asked, occupations);
        const expected: string[] = [];
        for (let moment = range.from; moment < range.until; moment += 5 * minute) {
          if (isFree(moment)) expected.push(new Date(moment).toISOString());
        }
        expect(slots.map(({ startsAt }) => startsAt)).toEqual(expected);
        const { minutes, bufferMinutes } = lengthOf(data.product[0] ?? product, one.persons);
        for (const slot of slots) {
          const from = Date.parse(slot.startsAt);
          const mine = {
            ...{ id: 'new', from, until: from + (minutes + bufferMinutes) * minute },
            ...{ memberIds: [slot.memberId], placeId: slot.deskId },
          };
          expect(occupations.some((other) => clash(mine, other))).toBe(false);
          expect(slotAt(data, asked, occupations, slot.startsAt)).toEqual(slot);
        }
      }),
      { numRuns: 60 },
    );
  });
});
