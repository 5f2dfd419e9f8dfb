import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { isReserved, leaseEnd } from '@onthaal/contract/rules/planner/index.ts';
import type { PlannerQuestion, PlannerResults } from '@onthaal/contract/store/planner.ts';
import type { Orm } from '../../database/database.ts';
import { mayFreeTime } from '../../documents/authorisation.ts';
import { isInScope } from '../../documents/scope-check.ts';
import { lockAppointments, type PlanContext } from '../plan.ts';
import { readAppointment } from '../planner-rows.ts';
import { changeReservation } from './reserved-rows.ts';

/**
 * Gives a moment that is kept for a desk back to everybody. The desk is asked for it and answers as soon as it has a line; when its lease
 * is over, with a margin for its clock, it is free at once. What that desk booked within its lease and brings later is then decided anew.
 *
 * @returns `free` or `asked`; NOT_ALLOWED, DOCUMENT_UNKNOWN, ACCESS_LOST, APPOINTMENT_HOLD_GONE when it is booked or free already
 */
export async function freeReserved(
  context: PlanContext,
  { appointmentId }: PlannerQuestion<'freeReservedSlot'>,
): Promise<Result<PlannerResults['freeReservedSlot']>> {
  const { orm, session, now } = context;
  if (!mayFreeTime(session)) return failure('NOT_ALLOWED');
  return orm.transaction(async (transaction) => {
    const executor = transaction as unknown as Orm;
    await lockAppointments(executor, [appointmentId]);
    const read = await readAppointment(executor, appointmentId);
    if (read === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'appointmentId' });
    const { appointment, raw } = read;
    if (!(await isInScope(context, executor, 'appointments', appointment))) return failure('ACCESS_LOST');
    if (raw.deleted || !isReserved(appointment)) return failure('APPOINTMENT_HOLD_GONE');
    const end = leaseEnd(appointment.reservation);
    const isOver = now.getTime() > end;
    await changeReservation(
      executor,
      context,
      appointmentId,
      isOver ? { freedAt: now.toISOString() } : { release: true },
    );
    return success({ outcome: isOver ? 'free' : 'asked', freeAfter: new Date(end).toISOString() });
  });
}
