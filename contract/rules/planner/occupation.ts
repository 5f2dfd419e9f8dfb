import type { Appointment } from '../../entities/appointment.ts';
import { overlaps, type Stretch } from './planner-data.ts';

/** States in which an appointment takes time of a member and a place. */
export const occupyingStates: readonly Appointment['state'][] = [
  'held',
  'booked',
  'confirmed',
  'reminded',
  'arrived',
  'served',
];

/** How long a slot is held while people talk. */
export const heldMinutes = 5;

/** Time of members and of a place that an appointment takes, with the buffer behind it. */
export interface Occupation extends Stretch {
  readonly id: string;
  readonly memberIds: readonly string[];
  readonly placeId?: string | undefined;
  readonly locationId?: string | undefined;
}

export type Occupying = Pick<
  Appointment,
  | 'id'
  | 'state'
  | 'startsAt'
  | 'endsAt'
  | 'memberIds'
  | 'roomId'
  | 'deskId'
  | 'locationId'
  | 'bufferMinutes'
  | 'heldUntil'
  | 'reservation'
>;

/** Whether what is held is still kept for somebody. */
export function isStillHeld(
  { heldUntil, reservation }: Pick<Occupying, 'heldUntil' | 'reservation'>,
  now: number,
): boolean {
  return reservation?.freedAt === undefined && Date.parse(heldUntil ?? '') > now;
}

/** What an appointment takes now; undefined for one that is asked for, takes no time, or no longer held. */
export function occupationOf(appointment: Occupying, now: number): Occupation | undefined {
  const { id, state, startsAt, endsAt, memberIds, roomId, deskId, locationId, bufferMinutes = 0 } = appointment;
  if (!occupyingStates.includes(state) || !(Date.parse(startsAt) < Date.parse(endsAt))) return undefined;
  if (state === 'held' && !isStillHeld(appointment, now)) return undefined;
  return {
    id,
    from: Date.parse(startsAt),
    until: Date.parse(endsAt) + bufferMinutes * 60_000,
    memberIds,
    placeId: deskId ?? roomId,
    locationId,
  };
}

/** Whether two appointments want the same member or the same place at the same time. */
export function clash(one: Occupation, other: Occupation): boolean {
  if (one.id === other.id || !overlaps(one, other)) return false;
  const samePlace = one.placeId !== undefined && one.placeId === other.placeId;
  return samePlace || one.memberIds.some((id) => other.memberIds.includes(id));
}
