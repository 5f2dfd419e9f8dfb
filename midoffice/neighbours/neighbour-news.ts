import { neighboursPoke } from '@onthaal/contract/devices/neighbours.ts';
import { sql } from 'drizzle-orm';
import { buildingKey, deviceKey } from '../changes/audience.ts';
import { type Orm, rowsOf } from '../database/database.ts';
import { announceChange } from '../documents/write-document.ts';

type Executor = Pick<Orm, 'execute'>;

/** Desks share every ten minutes; one that is silent for so long listens to nothing, and asks when it is back. */
const LISTENING_MINUTES = 30;

/**
 * Pokes the desks of a building: what one of them shares is something else now, or somebody uses or frees a terminal. Besides those of
 * the list those that said themselves that they stand there.
 */
export async function tellNeighbours(executor: Executor, building: string): Promise<void> {
  const rows = await rowsOf<{ device_id: string }>(
    executor,
    sql`SELECT device_id FROM desk_share
        WHERE building = ${building} AND at > now() - make_interval(mins => ${LISTENING_MINUTES})`,
  );
  const audience = new Set([buildingKey(building), ...rows.map((row) => deviceKey(row.device_id))]);
  await announceChange(executor, neighboursPoke, audience);
}

/** The same, where a desk of the building shares a terminal: elsewhere nobody wants to know that one is in use. */
export async function tellOfTerminal(executor: Executor, building: string): Promise<void> {
  const shared = await rowsOf(
    executor,
    sql`SELECT 1 FROM desk_share WHERE building = ${building} AND terminal IS NOT NULL LIMIT 1`,
  );
  if (shared.length > 0) await tellNeighbours(executor, building);
}

/** The keys of the terminals of a building at which a desk has a payment now. */
export async function terminalsInUse(executor: Executor, building: string): Promise<ReadonlySet<string>> {
  const rows = await rowsOf<{ terminal: string }>(
    executor,
    sql`SELECT terminal FROM terminal_hold WHERE building = ${building} AND until > now()`,
  );
  return new Set(rows.map(({ terminal }) => terminal));
}
