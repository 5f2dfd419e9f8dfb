import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { isReserved, type PlannerData, type Reserved } from '@onthaal/contract/rules/planner/index.ts';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { type Orm, rowsOf } from '../../database/database.ts';
import { changeTime } from '../../documents/change-time.ts';
import { lockDocument } from '../../documents/write-document.ts';
import { nameOf, type PlanContext, write } from '../plan.ts';
import { readAppointment } from '../planner-rows.ts';

/** So many days on either side of today say which products are wanted most. */
const COUNTED_DAYS = 28;
const MOST_PRODUCTS = 3;

/** A moment that is kept for a desk, and whether that desk may come back with it. */
export interface KeptRow {
  readonly appointment: Reserved;
  /** The access of its computer or member was taken away: whatever it booked without a line never arrives. */
  readonly isRevoked: boolean;
}

/** All moments that are kept for desks and have not begun. */
export async function readKept(executor: Pick<Orm, 'execute'>, now: Date): Promise<readonly KeptRow[]> {
  const rows = await rowsOf<{ data: DocumentOf<'appointments'>; revoked: boolean }>(
    executor,
    sql`SELECT data, EXISTS (SELECT 1 FROM revocation
            WHERE (kind = 'device' AND id = data -> 'reservation' ->> 'deviceId')
               OR (kind = 'member' AND id = data -> 'reservation' ->> 'memberId')) AS revoked
        FROM document WHERE collection = 'appointments' AND NOT deleted AND data ->> 'state' = 'held'
          AND data -> 'reservation' IS NOT NULL AND (data ->> 'startsAt') COLLATE "C" >= ${now.toISOString()}`,
  );
  return rows.flatMap(({ data, revoked }) => (isReserved(data) ? [{ appointment: data, isRevoked: revoked }] : []));
}

/** The products that are booked most at a location, the most wanted first; where nobody booked yet, the first that there are. */
export async function wantedProducts(
  executor: Pick<Orm, 'execute'>,
  { product }: PlannerData,
  locationId: string,
  now: Date,
): Promise<readonly string[]> {
  const [from, until] = [-COUNTED_DAYS, COUNTED_DAYS].map((days) =>
    new Date(now.getTime() + days * 86_400_000).toISOString(),
  );
  const rows = await rowsOf<{ code: string }>(
    executor,
    sql`SELECT data ->> 'productCode' AS code FROM document
        WHERE collection = 'appointments' AND NOT deleted AND data ->> 'locationId' = ${locationId}
          AND data ->> 'state' NOT IN ('held', 'requested', 'cancelled', 'rescheduled', 'refused')
          AND (data ->> 'startsAt') COLLATE "C" >= ${from} AND (data ->> 'startsAt') COLLATE "C" < ${until}
        GROUP BY 1 ORDER BY count(*) DESC, 1`,
  );
  const known = new Set(product.map(({ code }) => code));
  const booked = rows.map(({ code }) => code).filter((code) => known.has(code));
  return booked.length > 0 ? booked : [...known].sort();
}

/** The first products of which a desk may have the appointments. */
export function mostWanted(codes: readonly string[], mayHave: (code: string) => boolean): readonly string[] {
  return codes.filter(mayHave).slice(0, MOST_PRODUCTS);
}

/** Changes what is known of a moment that is kept for a desk; nothing when it is kept no more. */
export async function changeReservation(
  executor: Orm,
  context: PlanContext,
  id: string,
  changes: Partial<Reserved['reservation']>,
): Promise<void> {
  await lockDocument(executor, 'appointments', { id });
  const read = await readAppointment(executor, id);
  if (read === undefined || read.raw.deleted || !isReserved(read.appointment)) return;
  const { appointment } = read;
  const { memberId } = context.session;
  const next = {
    ...{ ...appointment, reservation: { ...appointment.reservation, ...changes } },
    updatedAt: changeTime(context.now, appointment),
    updatedBy: { memberId, name: await nameOf(executor, memberId) },
  };
  await write(executor, context, v7(), read.raw, next);
}
