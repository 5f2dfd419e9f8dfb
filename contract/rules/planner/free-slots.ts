import { isFull, type Length, lengthOf, type Means, meansOf } from './means.ts';
import type { Occupation } from './occupation.ts';
import { type BlockedTimes, blockedOn, dayOf, isFree, openHours } from './open-hours.ts';
import { overlaps, type PlannerData, type Slot, type Stretch, type Wish } from './planner-data.ts';

const usualSlotMinutes = 15;

/** A day as the search for slots sees it. */
interface PlannedDay {
  readonly means: Means;
  readonly blocked: BlockedTimes;
  readonly occupations: readonly Occupation[];
  readonly length: Length;
}

/** The one with the least to do that day, so that work is spread; the first of equals. */
function leastBusy<One extends { readonly id: string }>(
  candidates: readonly One[],
  busyness: (one: One) => number,
): One | undefined {
  return [...candidates].sort((one, other) => busyness(one) - busyness(other) || (one.id < other.id ? -1 : 1))[0];
}

function slotFrom({ means, blocked, occupations, length }: PlannedDay, from: number): Slot | undefined {
  const { places, members, location } = means;
  const whole = { from, until: from + (length.minutes + length.bufferMinutes) * 60_000 };
  if (!isFree(whole, blocked.location(location.id))) return undefined;
  const atPlace = (id: string) => occupations.filter(({ placeId }) => placeId === id);
  const ofMember = (id: string) => occupations.filter(({ memberIds }) => memberIds.includes(id));
  const member = leastBusy(
    members.filter((one) => isFree(whole, blocked.member(one)) && isFree(whole, ofMember(one.id))),
    ({ id }) => ofMember(id).length,
  );
  if (member === undefined) return undefined;
  const slot = {
    startsAt: new Date(from).toISOString(),
    endsAt: new Date(from + length.minutes * 60_000).toISOString(),
    memberId: member.id,
  };
  if (places === undefined) return slot;
  if (isFull(location, whole, occupations)) return undefined;
  const place = leastBusy(
    places.filter(({ id }) => isFree(whole, blocked.place(id)) && isFree(whole, atPlace(id))),
    ({ id }) => atPlace(id).length,
  );
  if (place === undefined) return undefined;
  return { ...slot, ...(place.kind === 'desk' ? { deskId: place.id } : { roomId: place.id }) };
}

/** The starts of a day from which the whole, with its buffer, ends before closing time. */
function* startsOf(hours: readonly Stretch[], stepMinutes: number, { minutes, bufferMinutes }: Length) {
  const whole = (minutes + bufferMinutes) * 60_000;
  for (const { from, until } of hours) {
    for (let start = from; start + whole <= until; start += stepMinutes * 60_000) yield start;
  }
}

/**
 * The free slots of a stretch of days, earliest first: the location is open and gives appointments, and for the whole length with its
 * buffer there are a place and a member who can do it. Each with who and where it would be. Bookings must be judged again, with
 * `slotAt`, under the lock of the centre.
 *
 * @param within only slots that start in it; at most 92 days
 * @param most stops after so many
 */
export function freeSlots(
  data: PlannerData,
  wish: Wish,
  occupations: readonly Occupation[],
  within: Stretch,
  most = Number.POSITIVE_INFINITY,
): readonly Slot[] {
  const means = meansOf(data, wish);
  if (means === undefined || within.from >= within.until) return [];
  const length = lengthOf(means.product, wish.persons);
  const step = means.location.data.slotMinutes ?? usualSlotMinutes;
  const found: Slot[] = [];
  const last = dayOf(within.until - 1);
  let day = dayOf(within.from);
  for (let count = 0; count <= 92 && day.toString() <= last.toString(); count += 1, day = day.add({ days: 1 })) {
    const hours = openHours(data, means.location, day);
    const [first] = hours;
    const end = hours.at(-1);
    if (first === undefined || end === undefined) continue;
    const planned: PlannedDay = {
      means,
      blocked: blockedOn(data, day),
      occupations: occupations.filter((one) => overlaps(one, { from: first.from, until: end.until })),
      length,
    };
    for (const start of startsOf(hours, step, length)) {
      if (start < within.from || start >= within.until) continue;
      const slot = slotFrom(planned, start);
      if (slot !== undefined) found.push(slot);
      if (found.length >= most) return found;
    }
  }
  return found;
}

/** The slot at exactly this moment; undefined when it is not free, or never was one. */
export function slotAt(
  data: PlannerData,
  wish: Wish,
  occupations: readonly Occupation[],
  startsAt: string,
): Slot | undefined {
  const from = Date.parse(startsAt);
  return freeSlots(data, wish, occupations, { from, until: from + 1 }, 1)[0];
}

/** The name of the place of a slot or an appointment is that of its desk or room. */
export function placeIdOf({ deskId, roomId }: Pick<Slot, 'deskId' | 'roomId'>): string | undefined {
  return deskId ?? roomId;
}
