import { randomBytes } from 'node:crypto';
import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import {
  appointmentCode,
  freeSlots,
  heldMinutes,
  lengthOf,
  type PlannerData,
  placeIdOf,
  type Slot,
  slotAt,
  type Wish,
} from '@onthaal/contract/rules/planner/index.ts';
import type { PlannerQuestion } from '@onthaal/contract/store/planner.ts';
import { sql } from 'drizzle-orm';
import { tellAppointment } from '../correspondence/tell-appointment.ts';
import { type Orm, rowsOf } from '../database/database.ts';
import { mayWrite } from '../documents/authorisation.ts';
import { changeTime } from '../documents/change-time.ts';
import { isInScope, type ScopeContext } from '../documents/scope-check.ts';
import { lockDocument, type RawDocument, writeDocument } from '../documents/write-document.ts';
import { lockDays, placed, readAppointment, readOccupations, readPlannerData, stretchFrom } from './planner-rows.ts';
import { sweepHolds } from './sweep-holds.ts';

type Appointment = DocumentOf<'appointments'>;

/** Who plans, and when. */
export interface PlanContext extends ScopeContext {
  readonly orm: Orm;
  readonly now: Date;
  /**
   * Which appointments may be moved by whoever asks, where a rule of its own says so instead of the rights on appointments: an administrator
   * moves what a change of theirs makes impossible. Judged where it is written, under its lock.
   */
  readonly mayMove?: ((appointment: Appointment) => boolean) | undefined;
}

/** Whether whoever asks may hold and book at all. */
export function mayPlan({ session, mayMove }: PlanContext, action: 'create' | 'update'): boolean {
  return mayMove !== undefined || mayWrite(session, 'appointments', action).kind === 'allowed';
}

/** The next free slots; what is held or booked counts, whoever asks. */
export async function findSlots(
  { orm, now }: Pick<PlanContext, 'orm' | 'now'>,
  { from, days, most, insteadOfId, ...wish }: PlannerQuestion<'freeSlots'>,
): Promise<readonly Slot[]> {
  const start = Math.max(Date.parse(from), now.getTime());
  const within = { from: start, until: start + days * 86_400_000 };
  const [data, occupations] = [await readPlannerData(orm), await readOccupations(orm, within, now, insteadOfId)];
  return freeSlots(data, wish, occupations, within, most);
}

/** The name of a member. */
export async function nameOf(executor: Orm, memberId: string): Promise<string> {
  const [row] = await rowsOf<{ name: string }>(
    executor,
    sql`SELECT data ->> 'name' AS name FROM document WHERE collection = 'references' AND id = ${memberId}`,
  );
  return row?.name ?? '';
}

/** The documents that a request is about, each locked; in order, so that two requests never wait for each other. */
export async function lockAppointments(executor: Orm, ids: readonly (string | undefined)[], dossierId?: string) {
  const known = [...new Set(ids.filter((id) => id !== undefined))].sort();
  for (const id of known) {
    const dossier = dossierId ?? (await readAppointment(executor, id))?.appointment.dossierId;
    await lockDocument(executor, 'appointments', { id, ...(dossier === undefined ? {} : { dossierId: dossier }) });
  }
}

/** Keeps an appointment of the planner, by whoever asks. */
export async function write(
  executor: Orm,
  { session, workOnly }: PlanContext,
  operationId: string,
  before: RawDocument | undefined,
  next: Appointment,
  deleted = false,
): Promise<void> {
  const target = { session, collection: 'appointments' as const, operationId, documentId: next.id, workOnly };
  await writeDocument(executor, target, before, { data: next, deleted }, next.updatedAt);
}

/** The slot that a wish gets at a moment; the days are locked, so that it stays free until it is written. */
async function lockedSlot(
  executor: Orm,
  data: PlannerData,
  wish: Wish,
  startsAt: string,
  now: Date,
  ownIds: readonly (string | undefined)[],
): Promise<Slot | undefined> {
  const stretch = stretchFrom(startsAt);
  await lockDays(executor, [stretch]);
  const occupations = await readOccupations(executor, stretch, now);
  const others = occupations.filter(({ id }) => !ownIds.includes(id));
  return slotAt(data, wish, others, startsAt);
}

/** The appointment that a slot is held by. */
export function newHold(
  data: PlannerData,
  asked: PlannerQuestion<'holdAppointment'>,
  slot: Slot,
  at: string,
): Appointment {
  const product = data.product.find(({ code }) => code === asked.productCode);
  if (product === undefined) throw new Error('A slot without its product');
  const hold: Appointment = {
    ...{ id: asked.holdId, createdAt: at, updatedAt: at, updatedBy: { memberId: '', name: '' } },
    ...{ code: appointmentCode(randomBytes(8)), state: 'held', mode: asked.mode, productCode: asked.productCode },
    ...{ subject: product.name, answers: {}, guests: [], memberIds: [], teamId: product.data.teamId },
    ...{ startsAt: slot.startsAt, endsAt: slot.endsAt, bring: [...product.data.bring], notices: [], notes: [] },
    ...{ locationId: asked.locationId, persons: asked.persons },
    ...(asked.personId === undefined ? {} : { personId: asked.personId }),
    bufferMinutes: lengthOf(product, asked.persons).bufferMinutes,
  };
  return placed(hold, slot);
}

/**
 * Holds a slot for who asks, for some minutes. What the same hold had before is let go in the same moment.
 *
 * @returns APPOINTMENT_SLOT_TAKEN, APPOINTMENT_HOLD_GONE when the id is somebody else's or no hold any more, NOT_ALLOWED
 */
export async function holdAppointment(
  context: PlanContext,
  asked: PlannerQuestion<'holdAppointment'>,
): Promise<Result<Appointment>> {
  const { orm, session, now } = context;
  if (!mayPlan(context, 'create')) return failure('NOT_ALLOWED');
  if (Date.parse(asked.startsAt) <= now.getTime()) return failure('APPOINTMENT_SLOT_TAKEN');
  await sweepHolds(context);
  return orm.transaction(async (transaction) => {
    const executor = transaction as unknown as Orm;
    await lockAppointments(executor, [asked.holdId]);
    const before = await readAppointment(executor, asked.holdId);
    const isOwn = before === undefined || isHeldBy(before.appointment, session.memberId);
    if (!isOwn) return failure('APPOINTMENT_HOLD_GONE');
    const data = await readPlannerData(executor);
    const own = [asked.holdId, asked.insteadOfId];
    const slot = await lockedSlot(executor, data, asked, asked.startsAt, now, own);
    if (slot === undefined) return failure('APPOINTMENT_SLOT_TAKEN');
    const at = changeTime(now, before?.appointment);
    const fresh = newHold(data, asked, slot, at);
    const hold: Appointment = {
      ...fresh,
      ...(before === undefined ? {} : { code: before.appointment.code, createdAt: before.appointment.createdAt }),
      updatedBy: { memberId: session.memberId, name: await nameOf(executor, session.memberId) },
      heldUntil: new Date(now.getTime() + heldMinutes * 60_000).toISOString(),
    };
    await write(executor, context, asked.holdId, before?.raw, hold);
    return success(hold);
  });
}

/** Whether a member holds it while people talk; what is reserved for a desk is booked there only. */
export function isHeldBy({ state, updatedBy, reservation }: Appointment, memberId: string): boolean {
  return state === 'held' && reservation === undefined && updatedBy.memberId === memberId;
}

/** The appointment that this very request made before: its answer was lost on the way. */
export async function bookedBefore(executor: Orm, { session }: PlanContext, operationId: string) {
  const [row] = await rowsOf<{ id: string }>(
    executor,
    sql`SELECT document_id AS id FROM operation
        WHERE device_id = ${session.deviceId} AND operation_id = ${operationId} AND collection = 'appointments'`,
  );
  return row === undefined ? undefined : (await readAppointment(executor, row.id))?.appointment;
}

/** The state of an appointment that moves: whoever was told of the old moment is told again. */
export function moved(old: Appointment, hold: Appointment, reason: string | undefined): Appointment {
  const { stateReason: _before, deskId: _desk, roomId: _room, stands: _stands, toCall, ...rest } = old;
  const { startsAt, endsAt, memberIds, deskId, roomId, locationId, mode, persons, bufferMinutes } = hold;
  const given = { deskId, roomId, locationId, persons, bufferMinutes, stateReason: reason };
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  // Who was to be called because it was not possible has their other moment.
  const isSettled = toCall?.reason === 'notPossible' && toCall.closedAt === undefined;
  const called = isSettled ? { ...toCall, closedAt: hold.updatedAt, outcome: 'rebooked' as const } : toCall;
  const calls = called === undefined ? {} : { toCall: called };
  return {
    ...rest,
    ...calls,
    state: 'booked',
    startsAt,
    endsAt,
    memberIds,
    mode,
    ...known,
    movedFrom: placeInTime(old),
  };
}

/** When, where and with whom an appointment is. */
function placeInTime(appointment: Appointment): NonNullable<Appointment['movedFrom']> {
  const { state, mode, memberIds, startsAt, endsAt, ...rest } = appointment;
  const { roomId, deskId, locationId, persons, bufferMinutes } = rest;
  const given = Object.entries({ roomId, deskId, locationId, persons, bufferMinutes });
  const known = Object.fromEntries(given.filter(([, value]) => value !== undefined));
  return { state, mode, memberIds, startsAt, endsAt, ...known };
}

const movable: readonly Appointment['state'][] = [
  ...(['requested', 'booked', 'confirmed', 'reminded', 'refused', 'cancelled', 'noShow'] as const),
];

/** Nobody comes any more. */
const over: readonly Appointment['state'][] = ['refused', 'cancelled', 'noShow'];

/** Whether an appointment may still move that was to move a while ago: nobody ended it or gave it another moment or place since. */
export function movesStill({ mayMove }: PlanContext, is: Appointment, was: Appointment): boolean {
  if (mayMove?.(is) === false || !movable.includes(is.state)) return false;
  const isEnded = is.state !== was.state && over.includes(is.state);
  return !isEnded && is.startsAt === was.startsAt && is.locationId === was.locationId;
}

/** Whether nobody comes any more to an appointment since a moment: what was over before may be meant to move. */
export function isEndedSince({ state, updatedAt }: Appointment, moment: string): boolean {
  return over.includes(state) && Date.parse(updatedAt) > Date.parse(moment);
}

type Read = NonNullable<Awaited<ReturnType<typeof readAppointment>>>;

/** The appointment that is to move. DOCUMENT_UNKNOWN, ACCESS_LOST, APPOINTMENT_STATE_NOT_NOW. */
export async function movableBefore(executor: Orm, context: PlanContext, id: string): Promise<Result<Read>> {
  const old = await readAppointment(executor, id);
  if (old === undefined || old.raw.deleted) return failure('DOCUMENT_UNKNOWN', { field: 'insteadOfId' });
  const { mayMove } = context;
  if (mayMove?.(old.appointment) === false) return failure('APPOINTMENT_STATE_NOT_NOW');
  const isReceivable = mayMove !== undefined || (await isInScope(context, executor, 'appointments', old.appointment));
  if (!isReceivable) return failure('ACCESS_LOST');
  return movable.includes(old.appointment.state) ? success(old) : failure('APPOINTMENT_STATE_NOT_NOW');
}

async function book(
  executor: Orm,
  context: PlanContext,
  asked: PlannerQuestion<'bookAppointment'>,
): Promise<Result<Appointment>> {
  const { session, now } = context;
  const { operationId, holdId, insteadOfId, dossierId, reason } = asked;
  await lockAppointments(executor, [holdId, insteadOfId], dossierId);
  const earlier = await bookedBefore(executor, context, operationId);
  if (earlier !== undefined) return success(earlier);
  const held = await readAppointment(executor, holdId);
  if (held === undefined || held.raw.deleted || !isHeldBy(held.appointment, session.memberId)) {
    return failure('APPOINTMENT_HOLD_GONE');
  }
  const old = insteadOfId === undefined ? undefined : await movableBefore(executor, context, insteadOfId);
  if (old?.ok === false) return old;
  const hold = held.appointment;
  const data = await readPlannerData(executor);
  const { productCode, persons = 1, mode, locationId = '' } = hold;
  const wish: Wish = { productCode, persons, mode, locationId };
  const same = { ...wish, memberId: hold.memberIds[0], placeId: placeIdOf(hold) };
  const own = [holdId, insteadOfId];
  const slot =
    (await lockedSlot(executor, data, same, hold.startsAt, now, own)) ??
    (await lockedSlot(executor, data, wish, hold.startsAt, now, own));
  if (slot === undefined) return failure('APPOINTMENT_SLOT_TAKEN');
  const { heldUntil: _until, ...kept } = placed(hold, slot);
  const by = hold.updatedBy;
  const at = changeTime(now, hold, old?.value.appointment);
  if (old === undefined) {
    const next: Appointment = {
      ...{ ...kept, state: 'booked', updatedAt: at, updatedBy: by },
      ...(dossierId === undefined ? {} : { dossierId }),
    };
    await write(executor, context, operationId, held.raw, next);
    await tellAppointment(executor, context, undefined, next, now);
    return success(next);
  }
  const next = { ...moved(old.value.appointment, kept, reason), updatedAt: at, updatedBy: by };
  // The hold goes under its own name: the operation is remembered for the appointment that moved.
  await write(executor, context, holdId, held.raw, { ...hold, updatedAt: at }, true);
  await write(executor, context, operationId, old.value.raw, next);
  await tellAppointment(executor, context, old.value.appointment, next, now);
  return success(next);
}

/** Makes what is held an appointment, or moves another to it: in one transaction, after looking once more whether it is free. */
export async function bookAppointment(
  context: PlanContext,
  asked: PlannerQuestion<'bookAppointment'>,
): Promise<Result<Appointment>> {
  if (!mayPlan(context, 'update')) return failure('NOT_ALLOWED');
  return context.orm.transaction((transaction) => book(transaction as unknown as Orm, context, asked));
}

/** Lets a slot go that is held by who asks. */
export async function releaseAppointment(
  context: PlanContext,
  { holdId }: PlannerQuestion<'releaseAppointment'>,
): Promise<void> {
  const { orm, session, now } = context;
  await orm.transaction(async (transaction) => {
    const executor = transaction as unknown as Orm;
    await lockAppointments(executor, [holdId]);
    const held = await readAppointment(executor, holdId);
    if (held === undefined || held.raw.deleted || !isHeldBy(held.appointment, session.memberId)) return;
    await write(
      executor,
      context,
      holdId,
      held.raw,
      { ...held.appointment, updatedAt: changeTime(now, held.appointment) },
      true,
    );
  });
}
