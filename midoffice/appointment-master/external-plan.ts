import type { Appointment } from '@onthaal/contract/entities/appointment.ts';
import { failure, type OnthaalError, type Result, success } from '@onthaal/contract/result.ts';
import { heldMinutes } from '@onthaal/contract/rules/planner/index.ts';
import type { FreeSlot, PlannerQuestion } from '@onthaal/contract/store/planner.ts';
import { tellAppointment } from '../correspondence/tell-appointment.ts';
import type { Orm } from '../database/database.ts';
import { changeTime } from '../documents/change-time.ts';
import {
  bookedBefore,
  isHeldBy,
  lockAppointments,
  mayPlan,
  movableBefore,
  moved,
  movesStill,
  nameOf,
  newHold,
  type PlanContext,
  write,
} from '../planner/plan.ts';
import { lockDays, readAppointment, readPlannerData, stretchFrom } from '../planner/planner-rows.ts';
import { sweepHolds } from '../planner/sweep-holds.ts';
import { bookingOf } from './booking-of.ts';
import { bookedAs, bookOrFind, type ExternalTime, masterWish, withExternal } from './external-time.ts';
import { heldAt, isHeldFor } from './held-here.ts';
import type { BookingOutcome, MasterBooking } from './master.ts';

/** Who plans at a location of which another system gives out the time. */
export interface ExternalContext extends PlanContext {
  readonly external: ExternalTime;
}

const away = () => failure('APPOINTMENT_MASTER_AWAY', { retryable: true });

/** The next free moments as the other system offers them, without those that desks hold. */
export async function findExternalSlots(
  { orm, now, external }: Pick<ExternalContext, 'orm' | 'now' | 'external'>,
  asked: PlannerQuestion<'freeSlots'>,
): Promise<Result<readonly FreeSlot[]>> {
  const wish = masterWish(external, asked);
  // It knows nothing of our members and desks: who wants one of them gets no moment of it.
  if (wish === undefined || asked.memberId !== undefined || asked.placeId !== undefined) return success([]);
  const from = Math.max(Date.parse(asked.from), now.getTime());
  const held = await heldAt(orm, asked.locationId, now);
  const until = from + asked.days * 86_400_000;
  const listed = await external.master.slots(wish, { from, until }, asked.most + held.length * 12);
  if (listed.kind === 'away') return away();
  return success(listed.values.filter((slot) => !isHeldFor(held, asked.productCode, slot)).slice(0, asked.most));
}

/**
 * Holds a moment here, because the other system cannot: other desks are not offered it meanwhile, who books there directly is.
 *
 * @returns APPOINTMENT_SLOT_TAKEN, APPOINTMENT_HOLD_GONE, APPOINTMENT_OUTCOME_UNKNOWN, APPOINTMENT_MASTER_AWAY, NOT_ALLOWED
 */
export async function holdExternal(
  context: ExternalContext,
  asked: PlannerQuestion<'holdAppointment'>,
): Promise<Result<Appointment>> {
  const { orm, session, now, external } = context;
  if (!mayPlan(context, 'create')) return failure('NOT_ALLOWED');
  const at = Date.parse(asked.startsAt);
  const wish = masterWish(external, asked);
  if (at <= now.getTime() || wish === undefined) return failure('APPOINTMENT_SLOT_TAKEN');
  await sweepHolds(context);
  const listed = await external.master.slots(wish, { from: at, until: at + 1 }, 1);
  if (listed.kind === 'away') return away();
  const [slot] = listed.values;
  if (slot === undefined) return failure('APPOINTMENT_SLOT_TAKEN');
  return orm.transaction(async (transaction) => {
    const executor = transaction as unknown as Orm;
    await lockAppointments(executor, [asked.holdId]);
    const before = await readAppointment(executor, asked.holdId);
    // It is being booked there: to hold it anew would have it asked for a second time.
    if (isUncertain(before?.appointment)) return failure('APPOINTMENT_OUTCOME_UNKNOWN');
    if (before !== undefined && !isHeldBy(before.appointment, session.memberId))
      return failure('APPOINTMENT_HOLD_GONE');
    await lockDays(executor, [stretchFrom(slot.startsAt)]);
    const held = (await heldAt(executor, asked.locationId, now)).filter(({ id }) => id !== asked.holdId);
    if (isHeldFor(held, asked.productCode, slot)) return failure('APPOINTMENT_SLOT_TAKEN');
    const data = await readPlannerData(executor);
    if (!data.product.some(({ code }) => code === asked.productCode)) return failure('APPOINTMENT_SLOT_TAKEN');
    const written = changeTime(now, before?.appointment);
    const hold: Appointment = {
      ...newHold(data, asked, { ...slot, memberId: session.memberId }, written),
      ...(before === undefined ? {} : { code: before.appointment.code, createdAt: before.appointment.createdAt }),
      memberIds: [],
      updatedBy: { memberId: session.memberId, name: await nameOf(executor, session.memberId) },
      heldUntil: new Date(now.getTime() + heldMinutes * 60_000).toISOString(),
      external: { master: external.master.name, state: 'held' },
    };
    await write(executor, context, asked.holdId, before?.raw, hold);
    return success(hold);
  });
}

function isUncertain(appointment: Appointment | undefined): boolean {
  return ['asked', 'unknown'].includes(appointment?.external?.state ?? '');
}

type Begun =
  | { readonly kind: 'earlier'; readonly appointment: Appointment }
  | { readonly kind: 'asked'; readonly booking: MasterBooking; readonly moving: Appointment | undefined };

/** Writes down that it will be asked, before it is: a node that dies meanwhile leaves a question and not a second booking. */
async function begin(
  executor: Orm,
  context: ExternalContext,
  { operationId, holdId, insteadOfId, dossierId }: PlannerQuestion<'bookAppointment'>,
): Promise<Result<Begun>> {
  const { session, now, external } = context;
  await lockAppointments(executor, [holdId, insteadOfId], dossierId);
  const earlier = await bookedBefore(executor, context, operationId);
  if (earlier !== undefined) return success({ kind: 'earlier', appointment: earlier });
  const held = await readAppointment(executor, holdId);
  if (isUncertain(held?.appointment)) return failure('APPOINTMENT_OUTCOME_UNKNOWN');
  if (held === undefined || held.raw.deleted || !isHeldBy(held.appointment, session.memberId)) {
    return failure('APPOINTMENT_HOLD_GONE');
  }
  const old = insteadOfId === undefined ? undefined : await movableBefore(executor, context, insteadOfId);
  if (old?.ok === false) return old;
  if (isUncertain(old?.value.appointment)) return failure('APPOINTMENT_OUTCOME_UNKNOWN');
  // Whom it is for stands on the one that moves.
  const { personId } = old?.value.appointment ?? held.appointment;
  const hold: Appointment = { ...held.appointment, ...(personId === undefined ? {} : { personId }) };
  const booking = await bookingOf(executor, external, hold);
  if (booking === undefined) return failure('APPOINTMENT_SLOT_TAKEN');
  const at = changeTime(now, hold);
  const instead = insteadOfId === undefined ? {} : { insteadOfId };
  const next: Appointment = {
    ...{ ...hold, updatedAt: at, external: { master: external.master.name, state: 'asked', ...instead } },
    ...(dossierId === undefined ? {} : { dossierId }),
  };
  await write(executor, context, holdId, held.raw, next);
  return success({ kind: 'asked', booking, moving: old?.value.appointment });
}

/** What who asked hears of what did not become a booking. */
export function refusalOf(outcome: Exclude<BookingOutcome, { readonly kind: 'booked' }>): OnthaalError {
  if (outcome.kind === 'taken') return failure('APPOINTMENT_SLOT_TAKEN').error;
  if (outcome.kind === 'away') return away().error;
  if (outcome.kind === 'unknown') return failure('APPOINTMENT_OUTCOME_UNKNOWN').error;
  const [field] = outcome.fields;
  return failure('APPOINTMENT_MASTER_REFUSED', field === undefined ? {} : { field }).error;
}

/** Nobody knows whether it is there: from now on it stands among what was asked for, until a person or a look-up says. */
export function uncertain(hold: Appointment, name: ExternalTime['master']['name']): Appointment {
  const { heldUntil: _until, ...rest } = hold;
  const instead = hold.external?.insteadOfId;
  const external = {
    master: name,
    state: 'unknown' as const,
    ...(instead === undefined ? {} : { insteadOfId: instead }),
  };
  return { ...rest, state: 'requested', external };
}

/** What was booked there for an appointment that does not move any more: it is cancelled there like any other. */
export function bookedForNothing(
  hold: Appointment,
  known: NonNullable<Appointment['external']>,
  updatedAt: string,
): Appointment {
  const { heldUntil: _until, ...rest } = hold;
  return { ...withExternal(rest, known), state: 'cancelled', updatedAt };
}

/** What was asked of the other system. */
interface AskedThere {
  readonly booking: MasterBooking;
  /** The appointment that moves, as it was then. */
  readonly moving: Appointment | undefined;
}

/** Writes down what came of it. The other system thought for seconds: what was cancelled or moved meanwhile stays so. */
async function finish(
  executor: Orm,
  context: ExternalContext,
  asked: PlannerQuestion<'bookAppointment'>,
  { booking, moving }: AskedThere,
  outcome: BookingOutcome,
): Promise<Result<Appointment>> {
  const { now, external } = context;
  const { operationId, holdId, insteadOfId, dossierId, reason } = asked;
  await lockAppointments(executor, [holdId, insteadOfId], dossierId);
  const held = await readAppointment(executor, holdId);
  // This node may have been so slow that the question was taken for lost meanwhile.
  if (held === undefined || !isUncertain(held.appointment)) return failure('APPOINTMENT_OUTCOME_UNKNOWN');
  const hold = held.appointment;
  if (outcome.kind !== 'booked') {
    const heldAgain = { master: external.master.name, state: 'held' } as const;
    const back = withExternal(hold, hold.state === 'held' ? heldAgain : undefined);
    const next = outcome.kind === 'unknown' ? uncertain(hold, external.master.name) : back;
    await write(executor, context, holdId, held.raw, { ...next, updatedAt: changeTime(now, hold) });
    return { ok: false, error: refusalOf(outcome) };
  }
  const known = bookedAs(external, outcome.id, booking);
  const { heldUntil: _until, ...kept } = hold;
  const old = insteadOfId === undefined ? undefined : await readAppointment(executor, insteadOfId);
  const at = changeTime(now, hold, old?.appointment);
  if (moving === undefined) {
    const next: Appointment = { ...kept, state: 'booked', updatedAt: at, external: known };
    await write(executor, context, operationId, held.raw, next);
    await tellAppointment(executor, context, undefined, next, now);
    return success(next);
  }
  if (old === undefined || old.raw.deleted || !movesStill(context, old.appointment, moving)) {
    await write(executor, context, holdId, held.raw, bookedForNothing(hold, known, at));
    return failure('APPOINTMENT_STATE_NOT_NOW');
  }
  const next = movedThere(old.appointment, { ...kept, updatedAt: at }, known, reason);
  await write(executor, context, holdId, held.raw, { ...hold, updatedAt: at }, true);
  await write(executor, context, operationId, old.raw, next);
  await tellAppointment(executor, context, old.appointment, next, now);
  return success(next);
}

/** The appointment that moved, with the booking that it leaves there: the other system can book and cancel, not move. */
export function movedThere(
  old: Appointment,
  hold: Appointment,
  known: NonNullable<Appointment['external']>,
  reason: string | undefined,
): Appointment {
  const leftIds = [...(old.external?.leftIds ?? []), ...(old.external?.id === undefined ? [] : [old.external.id])];
  const left = leftIds.length === 0 ? {} : { leftIds: leftIds.slice(-10) };
  const { updatedAt, updatedBy } = hold;
  return withExternal({ ...moved(old, hold, reason), updatedAt, updatedBy }, { ...known, ...left });
}

/**
 * Books there what is held here, or books it and cancels the booking that it moves away from. Asked again with the same operation it
 * is the same appointment; when the answer of the other system was lost it is never booked a second time.
 */
export async function bookExternal(
  context: ExternalContext,
  asked: PlannerQuestion<'bookAppointment'>,
): Promise<Result<Appointment>> {
  const { orm, external } = context;
  if (!mayPlan(context, 'update')) return failure('NOT_ALLOWED');
  const begun = await orm.transaction((transaction) => begin(transaction as unknown as Orm, context, asked));
  if (!begun.ok) return begun;
  if (begun.value.kind === 'earlier') return success(begun.value.appointment);
  const there = begun.value;
  const outcome = await bookOrFind(external.master, there.booking);
  return orm.transaction((transaction) => finish(transaction as unknown as Orm, context, asked, there, outcome));
}
