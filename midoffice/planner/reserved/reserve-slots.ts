import { failure, type Result, success } from '@onthaal/contract/result.ts';
import {
  type PlannerData,
  placeIdOf,
  planReservedSlots,
  type ReservedPlan,
  type ReservedSettings,
  slotAt,
} from '@onthaal/contract/rules/planner/index.ts';
import type { PlannerQuestion } from '@onthaal/contract/store/planner.ts';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { isGoverned } from '../../appointment-master/external-time.ts';
import type { Orm } from '../../database/database.ts';
import { mayReceive, mayWrite } from '../../documents/authorisation.ts';
import { nameOf, newHold, write } from '../plan.ts';
import { lockDays, readOccupations, readPlannerData, stretchFrom } from '../planner-rows.ts';
import { sweepHolds } from '../sweep-holds.ts';
import type { TimeContext } from '../time-giver.ts';
import { changeReservation, type KeptRow, mostWanted, readKept, wantedProducts } from './reserved-rows.ts';

/** Who plans, and how many moments desks have. */
export interface ReservingContext extends TimeContext {
  readonly reserved: ReservedSettings;
}

type Asked = PlannerQuestion<'reserveSlots'>;
const HOUR = 3_600_000;

async function planFor(
  executor: Orm,
  context: ReservingContext,
  { locationId }: Asked,
  data: PlannerData,
  kept: readonly KeptRow[],
): Promise<ReservedPlan> {
  const { session, scope, now, reserved } = context;
  const within = { from: now.getTime(), until: now.getTime() + reserved.days * 24 * HOUR };
  const wanted = await wantedProducts(executor, data, locationId, now);
  const teamOf = (code: string) => data.product.find((one) => one.code === code)?.data.teamId;
  return planReservedSlots({
    data,
    // Where another system gives out time nothing can be kept from it.
    settings: isGoverned(context.external, locationId) ? { ...reserved, slots: 0 } : reserved,
    ...{ deviceId: session.deviceId, locationId, now: now.getTime() },
    products: mostWanted(wanted, (code) => mayReceive(session, scope, 'appointments', { teamId: teamOf(code) })),
    kept: kept.map(({ appointment }) => appointment),
    occupations: await readOccupations(executor, within, now),
  });
}

/** Keeps new moments for the desk that asks, as far as they are still free under the lock of their days; how many. */
async function keepNew(
  executor: Orm,
  context: ReservingContext,
  { locationId, deskId }: Asked,
  data: PlannerData,
  { reserve }: ReservedPlan,
): Promise<number> {
  const { session, now, reserved } = context;
  const { deviceId, memberId } = session;
  if (reserve.length === 0) return 0;
  await lockDays(
    executor,
    reserve.map(({ slot }) => stretchFrom(slot.startsAt)),
  );
  const by = { memberId, name: await nameOf(executor, memberId) };
  let count = 0;
  for (const { wish, slot: planned } of reserve) {
    const occupations = await readOccupations(executor, stretchFrom(planned.startsAt), now);
    const same = { ...wish, memberId: planned.memberId, placeId: placeIdOf(planned) };
    const slot = slotAt(data, same, occupations, planned.startsAt);
    if (slot === undefined) continue;
    const at = now.toISOString();
    const hold = newHold(data, { ...wish, locationId, holdId: v7(), startsAt: slot.startsAt }, slot, at);
    const until = Date.parse(hold.endsAt) + (hold.bufferMinutes ?? 0) * 60_000;
    const leasedUntil = new Date(now.getTime() + reserved.leaseHours * HOUR).toISOString();
    await write(executor, context, v7(), undefined, {
      ...{ ...hold, updatedBy: by, heldUntil: new Date(until).toISOString() },
      reservation: { deviceId, memberId, leasedUntil, release: false, ...(deskId === undefined ? {} : { deskId }) },
    });
    count += 1;
  }
  return count;
}

/**
 * Sees to it that the computer that asks has some moments which it may book without a line (ADR 0067): keeps new ones, renews the lease of
 * those it has, and asks back what comes near. What is kept for a computer whose access was taken away is free at once.
 *
 * @returns how many moments it has now; NOT_ALLOWED
 */
export async function reserveSlots(context: ReservingContext, asked: Asked): Promise<Result<number>> {
  const { orm, session, now, reserved } = context;
  if (mayWrite(session, 'appointments', 'create').kind !== 'allowed') return failure('NOT_ALLOWED');
  await sweepHolds(context);
  return orm.transaction(async (transaction) => {
    const executor = transaction as unknown as Orm;
    // Desks of a location follow each other: of each day a part stays for everybody.
    await executor.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`reserved/${asked.locationId}`}, 0))`);
    const data = await readPlannerData(executor);
    const all = await readKept(executor, now);
    const kept = all.filter(({ isRevoked }) => !isRevoked);
    const plan = await planFor(executor, context, asked, data, kept);
    const leasedUntil = new Date(now.getTime() + reserved.leaseHours * HOUR).toISOString();
    const changes = [
      ...all
        .filter(({ isRevoked }) => isRevoked)
        .map(({ appointment }) => [appointment.id, { freedAt: now.toISOString() }] as const),
      ...plan.askBack.map(({ id }) => [id, { release: true }] as const),
      ...plan.renew.map(({ id }) => [id, { leasedUntil }] as const),
    ].sort(([one], [other]) => (one < other ? -1 : 1));
    for (const [id, change] of changes) await changeReservation(executor, context, id, change);
    const had = kept.filter(
      ({ appointment: { reservation } }) => reservation.deviceId === session.deviceId && !reservation.release,
    );
    return success(had.length - plan.askBack.length + (await keepNew(executor, context, asked, data, plan)));
  });
}
