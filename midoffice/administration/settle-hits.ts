import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { calledAsNotPossible, lengthOf, slotAt } from '@onthaal/contract/rules/planner/index.ts';
import type { Decision } from '@onthaal/contract/store/administration.ts';
import { v7 } from 'uuid';
import { isGoverned } from '../appointment-master/external-time.ts';
import { tellAppointment } from '../correspondence/tell-appointment.ts';
import type { Orm } from '../database/database.ts';
import { changeTime } from '../documents/change-time.ts';
import { lockAppointments, moved, nameOf, write } from '../planner/plan.ts';
import { lockDays, placed, readAppointment, readOccupations, stretchFrom } from '../planner/planner-rows.ts';
import type { Hits } from './hit-appointments.ts';
import type { AdministrationContext } from './save-reference.ts';

type Appointment = DocumentOf<'appointments'>;
type Read = NonNullable<Awaited<ReturnType<typeof readAppointment>>>;

/** How many moved, and how many could not, because their new moment is somebody else's. */
export interface Settled {
  readonly moved: number;
  readonly notMoved: number;
}

/** The appointment at its new moment, with whoever can; undefined when that is not free. Its day is locked. */
async function movedTo(
  executor: Orm,
  { now, external }: AdministrationContext,
  data: Hits['data'],
  appointment: Appointment,
  startsAt: string,
): Promise<Appointment | undefined> {
  const { productCode, persons = 1, mode, locationId = '' } = appointment;
  const product = data.product.find(({ code }) => code === productCode);
  const isPast = Date.parse(startsAt) <= now.getTime();
  // What another system gives out is moved there, by a clerk.
  if (product === undefined || isPast || isGoverned(external, locationId)) return undefined;
  const occupations = await readOccupations(executor, stretchFrom(startsAt), now, appointment.id);
  const slot = slotAt(data, { productCode, persons, mode, locationId }, occupations, startsAt);
  if (slot === undefined) return undefined;
  const { bufferMinutes } = lengthOf(product, persons);
  return moved(appointment, placed({ ...appointment, bufferMinutes }, slot), undefined);
}

/** The appointment on the call sheet; that it goes on all the same is no longer so. */
function called({ stands: _stands, ...appointment }: Appointment, at: string): Appointment {
  return { ...appointment, toCall: calledAsNotPossible(appointment.toCall, at) };
}

async function settleOne(
  executor: Orm,
  context: AdministrationContext,
  data: Hits['data'],
  { raw, appointment }: Read,
  { how, startsAt = '' }: Decision,
): Promise<boolean> {
  const { now, session } = context;
  const at = changeTime(now, appointment);
  const next = how === 'call' ? called(appointment, at) : await movedTo(executor, context, data, appointment, startsAt);
  if (next === undefined) return false;
  const by = { memberId: session.memberId, name: await nameOf(executor, session.memberId) };
  const written = { ...next, updatedAt: at, updatedBy: by };
  await write(executor, context, v7(), raw, written);
  await tellAppointment(executor, context, appointment, written, now);
  return true;
}

/**
 * Does what was decided about the appointments that a change makes impossible, in the transaction that writes the change. Nothing is
 * cancelled. A move whose moment is taken leaves the appointment as it is: it stands in the list of what is not possible any more.
 *
 * @returns REFERENCE_HITS_APPOINTMENTS when nothing was decided about one of them
 */
export async function settleHits(
  executor: Orm,
  context: AdministrationContext,
  { data, hits }: Hits,
  decisions: readonly Decision[],
): Promise<Result<Settled>> {
  const decided = new Map(decisions.map((one) => [one.appointmentId, one]));
  const isOpen = hits.some(({ appointment }) => !decided.has(appointment.id));
  if (isOpen) return failure('REFERENCE_HITS_APPOINTMENTS', { details: { count: hits.length } });
  const work = hits.flatMap(({ appointment }) => {
    const decision = decided.get(appointment.id);
    return decision === undefined || decision.how === 'leave' ? [] : [decision];
  });
  // All that is locked is locked at once and in order, so that no booking waits for this while this waits for it.
  await lockAppointments(
    executor,
    work.map(({ appointmentId }) => appointmentId),
  );
  const moments = work.flatMap(({ how, startsAt }) => (how === 'move' && startsAt !== undefined ? [startsAt] : []));
  await lockDays(executor, moments.map(stretchFrom));
  const settled = { moved: 0, notMoved: 0 };
  for (const decision of work) {
    const read = await readAppointment(executor, decision.appointmentId);
    if (read === undefined || read.raw.deleted) continue;
    const isDone = await settleOne(executor, context, data, read, decision);
    if (decision.how === 'move') settled[isDone ? 'moved' : 'notMoved'] += 1;
  }
  return success(settled);
}
