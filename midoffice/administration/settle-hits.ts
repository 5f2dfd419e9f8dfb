import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { deepEqual } from '@onthaal/contract/rules/merge/index.ts';
import {
  calledAsNotPossible,
  expectedStates,
  lengthOf,
  type PlannerData,
  slotAt,
} from '@onthaal/contract/rules/planner/index.ts';
import type { Decision, GroupDecision } from '@onthaal/contract/store/administration.ts';
import { v7 } from 'uuid';
import { isGoverned } from '../appointment-master/external-time.ts';
import { tellAppointment } from '../correspondence/tell-appointment.ts';
import type { Orm } from '../database/database.ts';
import { changeTime } from '../documents/change-time.ts';
import { lockAppointments, moved, nameOf, write } from '../planner/plan.ts';
import { lockDays, placed, readAppointment, readOccupations, stretchFrom } from '../planner/planner-rows.ts';
import type { Hit } from './hit-appointments.ts';
import type { AdministrationContext } from './save-reference.ts';

type Appointment = DocumentOf<'appointments'>;
type Read = NonNullable<Awaited<ReturnType<typeof readAppointment>>>;

/** Which moved, and which could not, because their new moment is somebody else's. */
export interface Settled {
  readonly moved: string[];
  readonly notMoved: string[];
}

/** The appointment at its new moment, with whoever can; undefined when that is not free. Its day is locked. */
export async function movedTo(
  executor: Orm,
  { now }: Pick<AdministrationContext, 'now'>,
  data: PlannerData,
  appointment: Appointment,
  startsAt: string,
): Promise<Appointment | undefined> {
  const { productCode, persons = 1, mode, locationId = '' } = appointment;
  const product = data.product.find(({ code }) => code === productCode);
  // Also false for what is no moment at all.
  const isAhead = Date.parse(startsAt) > now.getTime();
  if (product === undefined || !isAhead) return undefined;
  const occupations = await readOccupations(executor, stretchFrom(startsAt), now, appointment.id);
  const slot = slotAt(data, { productCode, persons, mode, locationId }, occupations, startsAt);
  if (slot === undefined) return undefined;
  const { bufferMinutes } = lengthOf(product, persons);
  return moved(appointment, placed({ ...appointment, bufferMinutes }, slot), undefined);
}

/** Whether an appointment is no more what was decided about: it is over, or has another moment, place or member. */
export function isSettledMeanwhile(is: Appointment, was: Appointment): boolean {
  const { startsAt, memberIds, locationId, deskId, roomId } = was;
  const isExpected = (expectedStates as readonly string[]).includes(is.state);
  const stays = Object.entries({ startsAt, memberIds, locationId, deskId, roomId });
  return !isExpected || stays.some(([field, value]) => !deepEqual(is[field as keyof Appointment], value));
}

/** The appointment on the call sheet, which no longer goes on all the same; itself when it is on that sheet already. */
export function called(appointment: Appointment, at: string): Appointment {
  const toCall = calledAsNotPossible(appointment.toCall, at);
  if (toCall === appointment.toCall) return appointment;
  const { stands: _stands, ...others } = appointment;
  return { ...others, toCall };
}

async function settleOne(
  executor: Orm,
  context: AdministrationContext,
  data: PlannerData,
  { raw, appointment }: Read,
  { how, startsAt = '' }: Decision,
): Promise<boolean> {
  const { now, session } = context;
  const at = changeTime(now, appointment);
  const next = how === 'call' ? called(appointment, at) : await movedTo(executor, context, data, appointment, startsAt);
  if (next === undefined) return false;
  // Who is on the sheet for this already stays there, with what was said on the telephone.
  if (next === appointment) return true;
  const by = { memberId: session.memberId, name: await nameOf(executor, session.memberId) };
  const written = { ...next, updatedAt: at, updatedBy: by };
  await write(executor, context, v7(), raw, written);
  await tellAppointment(executor, context, appointment, written, now);
  return true;
}

/** What was decided about appointments: about some each by itself, about others by their kind. */
export interface Decided {
  readonly decisions: readonly Decision[];
  readonly groups: readonly GroupDecision[];
}

interface Work {
  readonly was: Appointment;
  readonly decision: Decision;
}

/** What there is to do. REFERENCE_HITS_APPOINTMENTS when about one nothing was decided, or there are more of a kind than was told. */
async function workOf(
  { external }: AdministrationContext,
  hits: AsyncIterable<Hit> | Iterable<Hit>,
  { decisions, groups }: Decided,
): Promise<Result<readonly Work[]>> {
  const decided = new Map(decisions.map((one) => [one.appointmentId, one]));
  const left = new Map(groups.map(({ productCode, count }) => [productCode, count]));
  const work: Work[] = [];
  for await (const { appointment: was } of hits) {
    const decision = decided.get(was.id);
    const more = left.get(was.productCode) ?? 0;
    if (decision === undefined && more === 0) return failure('REFERENCE_HITS_APPOINTMENTS');
    if (decision === undefined) left.set(was.productCode, more - 1);
    // What another system gives out is moved there, when the row is written: nothing waits for it here.
    else if (decision.how === 'call' || (decision.how === 'move' && !isGoverned(external, was.locationId))) {
      work.push({ was, decision });
    }
  }
  return success(work);
}

/**
 * Does what was decided about the appointments that a change makes impossible, in the transaction that writes the change. Nothing is
 * cancelled. A move whose moment is taken leaves the appointment as it is: it stands in the list of what is not possible any more. What was
 * cancelled or moved by somebody else since it was found is left alone too, and counts for nothing.
 *
 * @param data what the planner goes by then
 * @returns REFERENCE_HITS_APPOINTMENTS when nothing was decided about one of them
 */
export async function settleHits(
  executor: Orm,
  context: AdministrationContext,
  { data, hits }: { readonly data: PlannerData; readonly hits: AsyncIterable<Hit> | Iterable<Hit> },
  decided: Decided,
): Promise<Result<Settled>> {
  const found = await workOf(context, hits, decided);
  if (!found.ok) return found;
  const work = found.value;
  // All that is locked is locked at once and in order, so that no booking waits for this while this waits for it.
  await lockAppointments(
    executor,
    work.map(({ was }) => was.id),
  );
  const moments = work.flatMap(({ decision: { how, startsAt = '' } }) =>
    how === 'move' ? [stretchFrom(startsAt)] : [],
  );
  await lockDays(
    executor,
    moments.filter(({ from }) => !Number.isNaN(from)),
  );
  const settled = { moved: [] as string[], notMoved: [] as string[] };
  for (const { decision, was } of work) {
    const read = await readAppointment(executor, was.id);
    if (read === undefined || read.raw.deleted || isSettledMeanwhile(read.appointment, was)) continue;
    const isDone = await settleOne(executor, context, data, read, decision);
    if (decision.how === 'move') settled[isDone ? 'moved' : 'notMoved'].push(was.id);
  }
  return success(settled);
}

/**
 * What became of the moves of a save that was written before and whose answer was lost, as it is now. What somebody else moved on or ended
 * since counts for nothing.
 */
export async function settledBefore(
  executor: Orm,
  { session, external }: Pick<AdministrationContext, 'session' | 'external'>,
  decisions: readonly Decision[],
): Promise<Settled> {
  const settled = { moved: [] as string[], notMoved: [] as string[] };
  for (const { appointmentId, how, startsAt = '' } of decisions) {
    if (how !== 'move') continue;
    const read = await readAppointment(executor, appointmentId);
    if (read === undefined || read.raw.deleted || isGoverned(external, read.appointment.locationId)) continue;
    const { state, startsAt: stands, updatedBy } = read.appointment;
    if (!(expectedStates as readonly string[]).includes(state)) continue;
    const isThere = Date.parse(stands) === Date.parse(startsAt);
    if (!isThere) settled.notMoved.push(appointmentId);
    else if (updatedBy.memberId === session.memberId) settled.moved.push(appointmentId);
  }
  return settled;
}
