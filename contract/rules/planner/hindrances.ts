import { Temporal } from 'temporal-polyfill';
import type { Appointment, Hindrance } from '../../entities/appointment.ts';
import type { ReferenceOf } from '../../entities/reference.ts';
import { expectedStates } from './call-sheet.ts';
import { type Means, meansOf, mostAtOnce } from './means.ts';
import { clash, type Occupation, type Occupying, occupationOf } from './occupation.ts';
import { type BlockedTimes, blockedOn, closedFor, dayOf, isFree, openHours } from './open-hours.ts';
import type { PlannerData, Stretch } from './planner-data.ts';

/** An appointment as far as it matters for whether it is still possible. */
export type Agreed = Occupying & Pick<Appointment, 'mode' | 'productCode' | 'persons' | 'external' | 'createdAt'>;

/** A calendar day with what is looked up once for all its appointments. */
interface Day {
  readonly isClosed: boolean;
  readonly blocked: BlockedTimes;
  readonly hours: (location: ReferenceOf<'location'>) => readonly Stretch[];
}

function remembered<Value>(compute: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, { readonly value: Value }>();
  return (key) => {
    const found = known.get(key) ?? { value: compute(key) };
    known.set(key, found);
    return found.value;
  };
}

function dayIn(data: PlannerData, text: string): Day {
  const day = Temporal.PlainDate.from(text);
  const hours = new Map<string, readonly Stretch[]>();
  return {
    isClosed: closedFor(data, text) !== undefined,
    blocked: blockedOn(data, day),
    hours: (location) => {
      const known = hours.get(location.id) ?? openHours(data, location, day);
      hours.set(location.id, known);
      return known;
    },
  };
}

/** What is in the way of a stretch of time at a location. The hours of a location that another system gives out are that system's. */
function ofLocation(day: Day, location: ReferenceOf<'location'>, whole: Stretch, isElsewhere: boolean): Hindrance[] {
  if (day.isClosed) return ['closedDay'];
  const hours = day.hours(location);
  const isWithin = hours.some(({ from, until }) => from <= whole.from && whole.until <= until);
  const hasHours = !isElsewhere || (location.data.openingHours ?? []).length > 0;
  return [
    ...(hasHours && !isWithin ? (['outsideHours'] as const) : []),
    ...(isFree(whole, day.blocked.location(location.id)) ? [] : (['locationBlocked'] as const)),
  ];
}

function ofPlace({ blocked }: Day, means: Means | undefined, { placeId, ...whole }: Occupation): Hindrance[] {
  if (placeId === undefined) return [];
  if (means?.places?.some(({ id }) => id === placeId) === false) return ['placeGone'];
  return isFree(whole, blocked.place(placeId)) ? [] : ['placeBlocked'];
}

function ofMember(data: PlannerData, { blocked }: Day, means: Means | undefined, whole: Occupation): Hindrance[] {
  return whole.memberIds.flatMap((memberId): Hindrance[] => {
    const member = data.member.find(({ id }) => id === memberId);
    if (member === undefined) return ['memberGone'];
    if (means?.members.some(({ id }) => id === memberId) === false) return ['memberUnable'];
    return isFree(whole, blocked.member(member)) ? [] : ['memberAway'];
  });
}

function isExpected({ state }: Agreed): boolean {
  return (expectedStates as readonly string[]).includes(state);
}

/** Appointments that came first are there first, so that of too many the last ones are; who is here already is before all. */
function byAge(one: Agreed, other: Agreed): number {
  if (isExpected(one) !== isExpected(other)) return isExpected(one) ? 1 : -1;
  if (one.createdAt !== other.createdAt) return one.createdAt < other.createdAt ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}

/**
 * What is in the way of each appointment that was agreed and has not begun; what is possible is not in the answer. By the same rules as the
 * slots that are offered, without their rhythm: one that was booked on an offered slot is possible until something changes. That others
 * want the same time is not asked here, only whether the location takes so many at once.
 *
 * @param appointments all that take time then, of whatever state: what is not agreed counts for how many there are at once
 * @param now in milliseconds since 1970
 */
export function findHindrances(
  data: PlannerData,
  appointments: readonly Agreed[],
  now: number,
): ReadonlyMap<string, readonly Hindrance[]> {
  const dayFor = remembered((text) => dayIn(data, text));
  // Our clocks differ from that of UTC by whole hours: within an hour it is the same day.
  const dayAt = remembered((hour) => dayOf(Number(hour) * 3_600_000).toString());
  const meansFor = remembered((key) => {
    const [productCode = '', mode, locationId = '', persons] = JSON.parse(key) as string[];
    return meansOf(data, { productCode, mode: mode as Agreed['mode'], locationId, persons: Number(persons) });
  });
  const accepted = new Map<string, Occupation[]>();
  const presentOn = remembered((): Occupation[] => []);
  const found = new Map<string, readonly Hindrance[]>();
  for (const one of [...appointments].sort(byAge)) {
    const { id, locationId, startsAt, productCode, mode, persons = 1, external } = one;
    const taken = occupationOf(one, now);
    if (taken === undefined || locationId === undefined) continue;
    const location = data.location.find((known) => known.id === locationId);
    const dayText = dayAt(String(Math.floor(taken.from / 3_600_000)));
    const day = dayFor(dayText);
    const means = meansFor(JSON.stringify([productCode, mode, locationId, String(persons)]));
    const hereKey = `${dayText}/${locationId}`;
    const here = accepted.get(hereKey) ?? [];
    accepted.set(hereKey, here);
    const present = presentOn(dayText);
    const isDoubled = isExpected(one) && present.some((other) => clash(taken, other));
    if (one.state === 'arrived' || one.state === 'served') present.push(taken);
    const most = taken.placeId === undefined ? undefined : location?.data.mostAtOnce;
    const isTooMany = most !== undefined && mostAtOnce(taken, here) >= most;
    if (taken.placeId !== undefined && !isTooMany) here.push(taken);
    if (!isExpected(one) || Date.parse(startsAt) <= now) continue;
    const hindrances: readonly Hindrance[] =
      location === undefined
        ? ['locationGone']
        : [
            ...ofLocation(day, location, taken, external !== undefined),
            ...ofPlace(day, means, taken),
            ...ofMember(data, day, means, taken),
            ...(isTooMany || isDoubled ? (['tooMany'] as const) : []),
          ];
    if (hindrances.length > 0) found.set(id, [...new Set(hindrances)]);
  }
  return found;
}

/** Whether somebody decided already that an appointment goes on although these are in its way. */
export function standsDespite({ stands }: Pick<Appointment, 'stands'>, now: readonly Hindrance[]): boolean {
  return stands !== undefined && now.every((one) => stands.despite.includes(one));
}
