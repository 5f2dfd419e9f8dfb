import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type OnthaalError } from '@onthaal/contract/result.ts';
import { deepEqual } from '@onthaal/contract/rules/merge/index.ts';
import { clash, deskActOn, occupationOf } from '@onthaal/contract/rules/planner/index.ts';
import type { Orm } from '../database/database.ts';
import type { Session } from '../session/session.ts';
import { lockDays, longestAppointment, readOccupations } from './planner-rows.ts';

type Appointment = DocumentOf<'appointments'>;

/**
 * The first reason to refuse an appointment that a desk writes by itself: holding is the centre's, and what newly takes time of a
 * member or a place must be free. So nothing is booked twice, by whatever way it comes in. What is reserved for a desk is booked or given
 * back by that desk only.
 */
export async function appointmentProblem(
  { executor, session }: { readonly executor: Pick<Orm, 'execute'>; readonly session: Pick<Session, 'deviceId'> },
  before: Appointment | undefined,
  after: Appointment,
  now = new Date(),
): Promise<OnthaalError | undefined> {
  for (const field of ['startsAt', 'endsAt'] as const) {
    if (Number.isNaN(Date.parse(after[field]))) return failure('FIELD_INVALID', { field }).error;
  }
  // What is known of it in another system is the centre's; a desk may only bring back what the centre itself lost.
  if (before !== undefined && !deepEqual(before.external, after.external)) {
    return failure('FIELD_READ_ONLY', { field: 'external' }).error;
  }
  const act = deskActOn(session.deviceId, before, after);
  const isHold = after.state === 'held' || before?.state === 'held';
  if (isHold && act === undefined && (after.state !== before?.state || after.heldUntil !== before.heldUntil)) {
    return failure('FIELD_READ_ONLY', { field: 'state' }).error;
  }
  if (before !== undefined && act !== 'givenBack' && !deepEqual(before.reservation, after.reservation)) {
    return failure('FIELD_READ_ONLY', { field: 'reservation' }).error;
  }
  if (after.locationId !== undefined && !(Date.parse(after.startsAt) < Date.parse(after.endsAt))) {
    return failure('FIELD_INVALID', { field: 'endsAt' }).error;
  }
  // It was freed for others since: a booking is decided as if it were asked for (`settlePushed`), what has happened stands.
  const isFreed = before?.reservation?.freedAt !== undefined;
  if (isFreed && (act === 'booked' || act === 'happened')) return undefined;
  const taken = occupationOf(after, now.getTime());
  if (taken === undefined || taken.until <= now.getTime()) return undefined;
  if (before !== undefined && deepEqual(occupationOf(before, now.getTime()), taken)) return undefined;
  if (taken.until - taken.from > longestAppointment) return failure('FIELD_INVALID', { field: 'endsAt' }).error;
  await lockDays(executor, [taken]);
  const others = await readOccupations(executor, taken, now, after.id);
  return others.some((other) => clash(taken, other)) ? failure('APPOINTMENT_SLOT_TAKEN').error : undefined;
}
