import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { planReservations } from '@onthaal/contract/rules/visits/index.ts';
import { v7 } from 'uuid';
import type { Orm } from '../database/database.ts';
import { changeTime } from '../documents/change-time.ts';
import { lockDocument, writeDocument } from '../documents/write-document.ts';
import type { CallContext } from './call-next.ts';
import { openDesksIn, type Queue, readVisit } from './queue-rows.ts';

type Visit = DocumentOf<'visits'>;
type Reservation = Visit['reservation'];

async function write(executor: Orm, context: CallContext, id: string, reservation: NonNullable<Reservation>) {
  const { session, now, workOnly } = context;
  await lockDocument(executor, 'visits', { id });
  const read = await readVisit(executor, id);
  if (read?.raw.deleted !== false || read.visit.state !== 'waiting') return;
  const at = changeTime(now, read.visit);
  const next = { ...read.visit, reservation, updatedAt: at };
  const target = { session, collection: 'visits' as const, operationId: v7(), documentId: id, workOnly };
  await writeDocument(executor, target, read.raw, { data: next, deleted: false }, at);
}

/**
 * After a call: sees to it that each desk of the building has some visitors whom it may call when the line drops, and asks back those
 * who come next (`rules/visits`). In the transaction of the call, which holds the lock of the queue.
 */
export async function reserveIn(
  executor: Orm,
  context: CallContext,
  { counter, waiting, teamOf }: Queue,
): Promise<void> {
  const { session, now } = context;
  const others = await openDesksIn(executor, counter.building, now);
  const own = { id: counter.id, deviceId: session.deviceId, teamIds: counter.teamIds };
  const desks = [own, ...others.filter(({ deviceId }) => deviceId !== session.deviceId)];
  const plan = planReservations(waiting, desks, teamOf, now.getTime());
  for (const { visit, desk } of plan.reserve) {
    const reservation = { deviceId: desk.deviceId, deskId: desk.id, at: now.toISOString(), release: false };
    await write(executor, context, visit.id, reservation);
  }
  for (const { id, reservation } of plan.askBack) {
    if (reservation !== undefined) await write(executor, context, id, { ...reservation, release: true });
  }
}
