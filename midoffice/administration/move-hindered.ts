import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import {
  type Agreed,
  clash,
  expectedStates,
  findHindrances,
  isFull,
  type Occupation,
  occupationOf,
  type PlannerData,
} from '@onthaal/contract/rules/planner/index.ts';
import type { administrationQuestions } from '@onthaal/contract/store/administration.ts';
import type { Static } from 'typebox';
import { isGoverned } from '../appointment-master/external-time.ts';
import { cancelLeft } from '../appointment-master/settle.ts';
import { tellAppointment } from '../correspondence/tell-appointment.ts';
import type { Orm } from '../database/database.ts';
import { mayAdminister } from '../documents/authorisation.ts';
import { changeTime } from '../documents/change-time.ts';
import { bookedBefore, lockAppointments, nameOf, write } from '../planner/plan.ts';
import {
  lockDays,
  longestAppointment,
  readAppointment,
  readOccupations,
  readPlannerData,
  stretchFrom,
} from '../planner/planner-rows.ts';
import { bookAppointment, holdAppointment, releaseAppointment, type TimeContext } from '../planner/time-giver.ts';
import type { AdministrationContext } from './save-reference.ts';
import { isSettledMeanwhile, movedTo } from './settle-hits.ts';
import { takingByDays } from './taking-by-days.ts';

type Appointment = DocumentOf<'appointments'>;
type Moving = Static<(typeof administrationQuestions)['moveHindered']>;
type MovingBack = Static<(typeof administrationQuestions)['moveHinderedBack']>;

/** Whether an appointment is not possible any more, with all others of its day in view. */
async function isHindered(orm: Orm, data: PlannerData, { id, startsAt }: Appointment, now: Date): Promise<boolean> {
  const at = Date.parse(startsAt);
  const day = { from: at - longestAppointment, until: at + 2 * longestAppointment };
  for await (const appointments of takingByDays(orm, day)) {
    if (findHindrances(data, appointments as readonly Agreed[], now.getTime()).has(id)) return true;
  }
  return false;
}

/** Whether nothing is in the way of an appointment by itself: others are asked after elsewhere. */
function isPossible(data: PlannerData, appointment: Appointment, now: Date): boolean {
  return findHindrances(data, [appointment as Agreed], now.getTime()).size === 0;
}

/** Holds the moment and books it, with whoever gives out the time; what was held is let go when that does not work. */
async function moveThere(
  context: TimeContext,
  data: PlannerData,
  appointment: Appointment,
  { operationId, holdId, startsAt }: Moving,
): Promise<Result<true>> {
  const { productCode, persons = 1, mode, locationId = '', id: insteadOfId } = appointment;
  const wish = { productCode, persons, mode, locationId };
  const held = await holdAppointment(context, { ...wish, holdId, insteadOfId, startsAt });
  if (!held.ok) return held;
  const { startsAt: from, endsAt, memberIds, deskId, roomId } = held.value;
  const there = { ...appointment, startsAt: from, endsAt, memberIds, deskId, roomId } as Appointment;
  const booked = isPossible(data, there, context.now)
    ? await bookAppointment(context, { operationId, holdId, insteadOfId })
    : failure('APPOINTMENT_SLOT_TAKEN');
  if (booked.ok) return success(true);
  await releaseAppointment(context, { holdId });
  return booked;
}

interface Begun {
  readonly appointment: Appointment;
  readonly data: PlannerData;
}

/** What both ways begin with; `done`: that operation was carried out before. */
async function begin(
  context: AdministrationContext,
  { operationId, appointmentId }: Pick<Moving, 'operationId' | 'appointmentId'>,
): Promise<Result<Begun | 'done'>> {
  const { orm, session } = context;
  if (!mayAdminister(session)) return failure('NOT_ALLOWED');
  if ((await bookedBefore(orm, context, operationId)) !== undefined) return success('done');
  const known = await readAppointment(orm, appointmentId);
  if (known === undefined || known.raw.deleted) return failure('DOCUMENT_UNKNOWN', { field: 'appointmentId' });
  return success({ appointment: known.appointment, data: await readPlannerData(orm) });
}

/**
 * Moves an appointment that is not possible any more, for an administrator: that alone is what they may move.
 *
 * @returns DOCUMENT_UNKNOWN, APPOINTMENT_STATE_NOT_NOW, NOT_ALLOWED, and what holding and booking may answer
 */
export async function moveHindered(context: AdministrationContext, asked: Moving): Promise<Result<true>> {
  const begun = await begin(context, asked);
  if (!begun.ok) return begun;
  if (begun.value === 'done') return success(true);
  const { appointment, data } = begun.value;
  if (!(await isHindered(context.orm, data, appointment, context.now))) return failure('APPOINTMENT_STATE_NOT_NOW');
  const mayMove = (current: Appointment) => !isSettledMeanwhile(current, appointment);
  return moveThere({ ...context, mayMove }, data, appointment, asked);
}

/** Whether an appointment stands where who asks moved it to, and nobody changed it since. */
function isTheirMove(
  { state, startsAt, movedFrom, updatedBy }: Appointment,
  { session }: Pick<AdministrationContext, 'session'>,
  asked: MovingBack,
): boolean {
  const isSame = (one: string | undefined, other: string) => Date.parse(one ?? '') === Date.parse(other);
  const isThat = isSame(startsAt, asked.movedTo) && isSame(movedFrom?.startsAt, asked.startsAt);
  return isThat && updatedBy.memberId === session.memberId && (expectedStates as readonly string[]).includes(state);
}

/** The appointment where it was: with the same member at the same place, else with whoever can. Undefined: its moment is not free. */
async function whereItWas(
  executor: Orm,
  context: AdministrationContext,
  data: PlannerData,
  appointment: Appointment,
): Promise<Appointment | undefined> {
  const { movedFrom, stateReason: _reason, deskId: _desk, roomId: _room, ...rest } = appointment;
  if (movedFrom === undefined || Date.parse(movedFrom.startsAt) <= context.now.getTime()) return undefined;
  const same: Appointment = { ...rest, ...movedFrom };
  const taken = occupationOf(same, context.now.getTime());
  const stretch = stretchFrom(movedFrom.startsAt);
  await lockDays(executor, [stretch]);
  const others = await readOccupations(executor, stretch, context.now, appointment.id);
  const isFullThen = (stretch: Occupation) =>
    stretch.placeId !== undefined &&
    data.location.some((one) => one.id === stretch.locationId && isFull(one, stretch, others));
  const isFree = taken !== undefined && !others.some((other) => clash(taken, other)) && !isFullThen(taken);
  if (isFree && isPossible(data, same, context.now)) return same;
  return movedTo(executor, context, data, appointment, movedFrom.startsAt);
}

async function moveBackHere(
  executor: Orm,
  context: AdministrationContext,
  data: PlannerData,
  asked: MovingBack,
): Promise<Result<true>> {
  const { session, now } = context;
  await lockAppointments(executor, [asked.appointmentId]);
  const read = await readAppointment(executor, asked.appointmentId);
  if (read === undefined || read.raw.deleted) return failure('DOCUMENT_UNKNOWN', { field: 'appointmentId' });
  if (!isTheirMove(read.appointment, context, asked)) return failure('APPOINTMENT_STATE_NOT_NOW');
  const back = await whereItWas(executor, context, data, read.appointment);
  if (back === undefined) return failure('APPOINTMENT_SLOT_TAKEN');
  const { movedFrom: _from, ...kept } = back;
  const next: Appointment = {
    ...kept,
    updatedAt: changeTime(now, read.appointment),
    updatedBy: { memberId: session.memberId, name: await nameOf(executor, session.memberId) },
  };
  await write(executor, context, asked.operationId, read.raw, next);
  await tellAppointment(executor, context, read.appointment, next, now);
  return success(true);
}

/**
 * Takes back a move that who asks made by a change of what the planner goes by. What somebody changed since stays where it is, and so does
 * what has its old moment taken.
 *
 * @returns DOCUMENT_UNKNOWN, APPOINTMENT_STATE_NOT_NOW, APPOINTMENT_SLOT_TAKEN, NOT_ALLOWED, and what the other system may answer
 */
export async function moveHinderedBack(context: AdministrationContext, asked: MovingBack): Promise<Result<true>> {
  const { orm, now, external } = context;
  const begun = await begin(context, asked);
  if (!begun.ok) return begun;
  if (begun.value === 'done') return success(true);
  const { appointment, data } = begun.value;
  if (external === undefined || !isGoverned(external, appointment.locationId)) {
    return orm.transaction((transaction) => moveBackHere(transaction as unknown as Orm, context, data, asked));
  }
  const mayMove = (current: Appointment) => isTheirMove(current, context, asked);
  if (!mayMove(appointment)) return failure('APPOINTMENT_STATE_NOT_NOW');
  // What it left there takes the very moment that it goes back to.
  await cancelLeft({ ...context, external, now }, appointment);
  return moveThere({ ...context, mayMove }, data, appointment, asked);
}
