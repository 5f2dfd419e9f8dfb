import type { FreeSlot } from '@onthaal/contract/store/planner.ts';
import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../database/database.ts';

/** A moment of another system that is held here. */
export interface Held {
  readonly id: string;
  readonly productCode: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

/** What desks hold at a location now, without what was kept for one and freed: the other system knows nothing of it. */
export async function heldAt(executor: Pick<Orm, 'execute'>, locationId: string, now: Date): Promise<readonly Held[]> {
  const rows = await rowsOf<{ data: Held }>(
    executor,
    sql`SELECT data FROM document WHERE collection = 'appointments' AND NOT deleted AND data ->> 'state' = 'held'
        AND data ->> 'locationId' = ${locationId} AND data ->> 'heldUntil' > ${now.toISOString()}
        AND data -> 'reservation' ->> 'freedAt' IS NULL`,
  );
  return rows.map(({ data }) => data);
}

/** It offers a moment as long as one place is left; so a product that is held then is offered to nobody else. */
export function isHeldFor(held: readonly Held[], productCode: string, slot: FreeSlot): boolean {
  return held.some(
    (one) => one.productCode === productCode && one.startsAt < slot.endsAt && slot.startsAt < one.endsAt,
  );
}
