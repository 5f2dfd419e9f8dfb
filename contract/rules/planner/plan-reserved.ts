import { appointmentModes } from '../../entities/appointment.ts';
import { freeSlots } from './free-slots.ts';
import { type Occupation, occupationOf } from './occupation.ts';
import { dayOf } from './open-hours.ts';
import type { PlannerData, Slot, Stretch, Wish } from './planner-data.ts';
import type { Reserved } from './reserved-slots.ts';

const HOUR = 3_600_000;
/** At most one in so many of the free moments of a day is kept for desks: the others are for everybody. */
export const oneInSoMany = 4;
/** A lease is renewed when a third of it has passed. */
const RENEWED_BELOW = 2 / 3;

/** How many moments a desk has for when the line drops; settings of the mid-office. */
export interface ReservedSettings {
  /** Moments that a desk has; 0: none. */
  readonly slots: number;
  /** How many days ahead they lie at most. */
  readonly days: number;
  /** So many hours beforehand the centre asks for it back: somebody else may still want it. */
  readonly askBackHours: number;
  /** Hours that a desk may book without hearing of the centre. */
  readonly leaseHours: number;
}

export const usualReserved: ReservedSettings = { slots: 4, days: 5, askBackHours: 24, leaseHours: 72 };

/** For which desk, and what there is. */
export interface ReservedQuestion {
  readonly data: PlannerData;
  readonly settings: ReservedSettings;
  readonly deviceId: string;
  readonly locationId: string;
  /** Codes of the products that are booked there, the most wanted first. */
  readonly products: readonly string[];
  /** All moments that are kept for desks and have not begun, at every location. */
  readonly kept: readonly Reserved[];
  readonly occupations: readonly Occupation[];
  readonly now: number;
}

/** What must change so that a desk has its moments. */
export interface ReservedPlan {
  readonly reserve: readonly { readonly wish: Wish; readonly slot: Slot }[];
  readonly askBack: readonly Reserved[];
  readonly renew: readonly Reserved[];
}

/** Between 0 and 1, the same for the same desk: so that desks do not all want the first moment of a day. */
function placeOf(deviceId: string): number {
  let sum = 0;
  for (const letter of deviceId) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return sum / 9973;
}

function dayIn(instant: string): string {
  return dayOf(Date.parse(instant)).toString();
}

function wishFor({ data, locationId }: ReservedQuestion, productCode: string): Wish | undefined {
  const modes = data.product.find(({ code }) => code === productCode)?.data.modes ?? [];
  const mode = appointmentModes.find((one) => modes.includes(one));
  return mode === undefined ? undefined : { productCode, persons: 1, mode, locationId };
}

interface Tally {
  /** Days of moments that are kept, of all desks of the location and of this one. */
  readonly days: string[];
  readonly ownDays: string[];
}

const timesIn = (days: readonly string[], day: string) => days.filter((one) => one === day).length;

/** A moment for a product: on the day on which this desk has the fewest, where enough stays for everybody. */
function pick(question: ReservedQuestion, within: Stretch, taken: readonly Occupation[], tally: Tally, wish: Wish) {
  const byDay = new Map<string, Slot[]>();
  for (const slot of freeSlots(question.data, wish, taken, within)) {
    const day = dayIn(slot.startsAt);
    byDay.set(day, [...(byDay.get(day) ?? []), slot]);
  }
  const mayHave = ([day, slots]: readonly [string, readonly Slot[]]) => {
    const kept = timesIn(tally.days, day);
    return kept < Math.floor((slots.length + kept) / oneInSoMany);
  };
  const [first] = [...byDay]
    .filter(mayHave)
    .sort(([one], [other]) => timesIn(tally.ownDays, one) - timesIn(tally.ownDays, other) || (one < other ? -1 : 1));
  if (first === undefined) return undefined;
  const [, slots] = first;
  // The golden ratio spreads the following ones over the day.
  const place = (placeOf(question.deviceId) + tally.ownDays.length * 0.618) % 1;
  return slots[Math.floor(place * slots.length)];
}

function choose(question: ReservedQuestion, staying: readonly Reserved[]): ReservedPlan['reserve'] {
  const { kept, locationId, products, settings, now } = question;
  // What would be asked back within the hour is of no use.
  const within = { from: now + (settings.askBackHours + 1) * HOUR, until: now + settings.days * 24 * HOUR };
  const taken = [...question.occupations];
  const tally: Tally = {
    days: kept.filter((one) => one.locationId === locationId).map(({ startsAt }) => dayIn(startsAt)),
    ownDays: staying.map(({ startsAt }) => dayIn(startsAt)),
  };
  const chosen: { wish: Wish; slot: Slot }[] = [];
  for (let turn = staying.length; turn < settings.slots; turn += 1) {
    const inTurn = products.map((_code, index) => products[(turn + index) % products.length] ?? '');
    const wishes = inTurn.flatMap((code) => wishFor(question, code) ?? []);
    for (const wish of wishes) {
      const slot = pick(question, within, taken, tally, wish);
      if (slot === undefined) continue;
      chosen.push({ wish, slot });
      taken.push(takenBy(question.data, wish, slot));
      const day = dayIn(slot.startsAt);
      tally.days.push(day);
      tally.ownDays.push(day);
      break;
    }
  }
  return chosen;
}

function takenBy({ product }: PlannerData, { productCode, locationId }: Wish, slot: Slot): Occupation {
  const bufferMinutes = product.find(({ code }) => code === productCode)?.data.bufferMinutes ?? 0;
  const { memberId, deskId, roomId, startsAt, endsAt } = slot;
  const places = { ...(deskId === undefined ? {} : { deskId }), ...(roomId === undefined ? {} : { roomId }) };
  const id = `${memberId} ${startsAt}`;
  const taken = occupationOf(
    { id, state: 'booked', startsAt, endsAt, memberIds: [memberId], locationId, bufferMinutes, ...places },
    0,
  );
  if (taken === undefined) throw new Error('A slot that takes no time');
  return taken;
}

/**
 * Which moments a desk gets for when the line drops, which it is asked for back, and of which its lease is renewed. They lie in the coming
 * days, spread over days and products; what comes near or is at another location goes back, and of each day most stays for everybody.
 */
export function planReservedSlots(question: ReservedQuestion): ReservedPlan {
  const { kept, deviceId, locationId, settings, now } = question;
  const own = kept
    .filter(({ reservation }) => reservation.deviceId === deviceId && !reservation.release)
    .sort((one, other) => (one.startsAt < other.startsAt ? -1 : 1));
  const near = now + settings.askBackHours * HOUR;
  const staying = own
    .filter((one) => one.locationId === locationId && Date.parse(one.startsAt) > near)
    .slice(0, settings.slots);
  const lease = settings.leaseHours * HOUR;
  return {
    reserve: settings.slots === 0 ? [] : choose(question, staying),
    askBack: own.filter((one) => !staying.includes(one)),
    renew: staying.filter(({ reservation }) => Date.parse(reservation.leasedUntil) - now < lease * RENEWED_BELOW),
  };
}
