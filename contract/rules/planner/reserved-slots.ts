import type { Appointment } from '../../entities/appointment.ts';
import { deepEqual } from '../merge/index.ts';
import { placeIdOf, slotAt } from './free-slots.ts';
import { lengthOf } from './means.ts';
import type { PlannerData, Slot, Wish } from './planner-data.ts';

/** What clocks that run a little differently, and an answer on its way, may cost: a lease ends earlier at the desk, later at the centre. */
export const leaseMarginMinutes = 5;
const MARGIN = leaseMarginMinutes * 60_000;

/** An appointment that is a moment kept for one desk. */
export type Reserved = Appointment & { readonly reservation: NonNullable<Appointment['reservation']> };

/** Whether it is a moment that is still kept for a desk, which has not booked it as far as is known here. */
export function isReserved(appointment: Appointment): appointment is Reserved {
  const { state, reservation } = appointment;
  return state === 'held' && reservation !== undefined && reservation.freedAt === undefined;
}

/** What a desk may make of it: `certain`, booked at once; `asked`, its lease is over and the centre decides. Undefined: nothing. */
export function certaintyOf(appointment: Appointment, deviceId: string, now: number): 'certain' | 'asked' | undefined {
  if (!isReserved(appointment)) return undefined;
  const { reservation, startsAt } = appointment;
  if (reservation.deviceId !== deviceId || reservation.release || Date.parse(startsAt) <= now) return undefined;
  return now < Date.parse(reservation.leasedUntil) - MARGIN ? 'certain' : 'asked';
}

/** When the centre may take for granted that the desk books it for certain no more, in milliseconds since 1970. */
export function leaseEnd({ leasedUntil }: Reserved['reservation']): number {
  return Date.parse(leasedUntil) + MARGIN;
}

function endOf({ endsAt, bufferMinutes = 0 }: Pick<Appointment, 'endsAt' | 'bufferMinutes'>): number {
  return Date.parse(endsAt) + bufferMinutes * 60_000;
}

/**
 * The slot that a wish gets in a moment that is reserved: with the same member, at the same place, and no longer. Nobody else can have
 * that time. Undefined when it does not fit, or when opening hours, absences or skills have changed since.
 */
export function slotInReserved(data: PlannerData, wish: Wish, reserved: Reserved): Slot | undefined {
  const [memberId] = reserved.memberIds;
  const placeId = placeIdOf(reserved);
  if (wish.locationId !== reserved.locationId) return undefined;
  const isOther = (one: string | undefined, other: string | undefined) => one !== undefined && one !== other;
  if (isOther(wish.memberId, memberId) || isOther(wish.placeId, placeId)) return undefined;
  // Kept without a place, for a talk by video: no desk or room was kept with it.
  if (wish.mode !== 'digital' && placeId === undefined) return undefined;
  const slot = slotAt(data, { ...wish, memberId, placeId }, [], reserved.startsAt);
  const product = data.product.find(({ code }) => code === wish.productCode);
  if (slot === undefined || product === undefined) return undefined;
  const { bufferMinutes } = lengthOf(product, wish.persons);
  return endOf({ endsAt: slot.endsAt, bufferMinutes }) <= endOf(reserved) ? slot : undefined;
}

/** What a desk may have done with a moment that was reserved for it, by the state in which the centre first hears of it. */
const deskActs = {
  requested: 'requested',
  booked: 'booked',
  confirmed: 'booked',
  reminded: 'booked',
  arrived: 'happened',
  served: 'happened',
  noShow: 'happened',
  cancelled: 'cancelled',
} as const satisfies Partial<Record<Appointment['state'], string>>;

type DeskAct = (typeof deskActs)[keyof typeof deskActs] | 'givenBack';

/**
 * What a desk did with a moment that was reserved for it: booked or asked for it, or gave it back. Without a line more may have come of
 * the booking before the centre hears of it: the citizen came or did not (`happened`), or cancelled. Undefined: nothing that it may do.
 */
export function deskActOn(deviceId: string, before: Appointment | undefined, after: Appointment): DeskAct | undefined {
  if (before?.state !== 'held' || before.reservation?.deviceId !== deviceId) return undefined;
  if (after.state === 'held') {
    const { updatedAt, updatedBy, reservation } = after;
    const given = { ...before, updatedAt, updatedBy, reservation };
    const answered = { ...before.reservation, freedAt: reservation?.freedAt };
    return reservation?.freedAt !== undefined && deepEqual(given, after) && deepEqual(answered, reservation)
      ? 'givenBack'
      : undefined;
  }
  const act = Object.hasOwn(deskActs, after.state) ? deskActs[after.state as keyof typeof deskActs] : undefined;
  const isSame = (['startsAt', 'locationId', 'memberIds', 'deskId', 'roomId', 'reservation'] as const).every(
    (field) =>
      deepEqual(before[field], after[field]) || (after.mode === 'digital' && isPlace(field) && !(field in after)),
  );
  return isSame && after.heldUntil === undefined && endOf(after) <= endOf(before) ? act : undefined;
}

function isPlace(field: string): boolean {
  return field === 'deskId' || field === 'roomId';
}
