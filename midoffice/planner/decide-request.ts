import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { lengthOf, placeIdOf, slotAt } from '@onthaal/contract/rules/planner/index.ts';
import { v7 } from 'uuid';
import type { Orm } from '../database/database.ts';
import { changeTime } from '../documents/change-time.ts';
import { type WriteTarget, writeDocument } from '../documents/write-document.ts';
import { lockDays, placed, readOccupations, readPlannerData, stretchFrom } from './planner-rows.ts';

type Appointment = DocumentOf<'appointments'>;

/**
 * What a desk without a line asked for becomes booked when it is still free, with whoever can, else refused. In the transaction that
 * accepts it, so that it is decided once; by the sync it comes back to the desk as any other change. What has no location is not the
 * planner's.
 *
 * @returns what it became, or what it was when nothing was asked for
 */
export async function decideRequest(
  executor: Pick<Orm, 'execute'>,
  target: WriteTarget,
  requested: Appointment,
  acceptedAt: string,
): Promise<Appointment> {
  const { productCode, persons = 1, mode, locationId, startsAt } = requested;
  if (requested.state !== 'requested' || locationId === undefined) return requested;
  const stretch = stretchFrom(startsAt);
  await lockDays(executor, [stretch]);
  const now = new Date();
  const data = await readPlannerData(executor);
  const occupations = await readOccupations(executor, stretch, now, requested.id);
  const isPast = stretch.from <= now.getTime();
  const wish = { productCode, persons, mode, locationId };
  // Asked for in a moment that was reserved for the desk: with whom and where it was told, if that can be.
  const told = { ...wish, memberId: requested.memberIds[0], placeId: placeIdOf(requested) };
  const slot = isPast
    ? undefined
    : (slotAt(data, told, occupations, startsAt) ?? slotAt(data, wish, occupations, startsAt));
  const at = changeTime(new Date(acceptedAt), requested);
  const product = data.product.find(({ code }) => code === productCode);
  const next: Appointment =
    slot === undefined || product === undefined
      ? { ...requested, state: 'refused', updatedAt: at }
      : {
          ...{ ...placed(requested, slot), state: 'booked', updatedAt: at },
          bufferMinutes: lengthOf(product, persons).bufferMinutes,
        };
  const before = { data: requested, deleted: false };
  await writeDocument(executor, { ...target, operationId: v7() }, before, { data: next, deleted: false }, at);
  return next;
}
