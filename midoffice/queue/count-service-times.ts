import { isDeepStrictEqual } from 'node:util';
import type { Visit } from '@onthaal/contract/entities/visit.ts';
import { gatherTimes, measuredServices, type ServiceTimes } from '@onthaal/contract/rules/visits/index.ts';
import { checkDocument } from '@onthaal/contract/validation/index.ts';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { type Orm, rowsOf } from '../database/database.ts';
import { changeTime } from '../documents/change-time.ts';
import { lockDocument, readMaster, writeDocument } from '../documents/write-document.ts';
import { itself, systemAuthor } from '../session/itself.ts';

/** Four weeks: each day of the week counts as often, and a new way of working is seen soon. */
const days = 28;

interface Measured {
  readonly locationId: string;
  readonly state: Visit['state'];
  readonly services: Visit['services'];
}

/** How long the services of the last weeks took at each location, of those that were over before `until`. */
async function measuredAt(
  orm: Orm,
  since: string,
  until: string,
): Promise<ReadonlyMap<string, readonly ServiceTimes[]>> {
  const rows = await rowsOf<Measured & Record<string, unknown>>(
    orm,
    sql`SELECT data ->> 'locationId' AS "locationId", data ->> 'state' AS state, data -> 'services' AS services
        FROM document WHERE collection = 'visits' AND NOT deleted AND (data ->> 'arrivedAt') COLLATE "C" >= ${since}
          AND data -> 'backOffice' IS NULL AND data ->> 'state' = 'finished' AND (data ->> 'finishedAt') COLLATE "C" < ${until}
        ORDER BY (data ->> 'finishedAt') COLLATE "C"`,
  );
  const measured = new Map<string, ServiceTimes[]>();
  for (const { locationId, state, services } of rows) {
    const known = measured.get(locationId) ?? [];
    known.push(...measuredServices({ state, services }));
    measured.set(locationId, known);
  }
  return measured;
}

/** The start of the day in Brussels. */
async function midnight(orm: Orm, now: Date): Promise<Date> {
  const [row] = await rowsOf<{ start: string }>(
    orm,
    sql`SELECT to_char(date_trunc('day', ${now.toISOString()}::timestamptz AT TIME ZONE 'Europe/Brussels')
          AT TIME ZONE 'Europe/Brussels' AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS start`,
  );
  return row === undefined ? now : new Date(row.start);
}

async function keep(orm: Orm, id: string, serviceTimes: readonly ServiceTimes[], now: Date): Promise<boolean> {
  return orm.transaction(async (transaction) => {
    const executor = transaction as unknown as Orm;
    await lockDocument(executor, 'references', { id });
    const raw = await readMaster(executor, 'references', id);
    const checked = checkDocument('references', raw?.data);
    if (raw === undefined || raw.deleted || !checked.ok) return false;
    const { value } = checked;
    if (isDeepStrictEqual(value.data.serviceTimes ?? [], serviceTimes)) return false;
    const at = changeTime(now, value);
    const next = { ...value, updatedAt: at, updatedBy: systemAuthor, data: { ...value.data, serviceTimes } };
    const target = { session: itself, collection: 'references' as const, operationId: v7(), documentId: id };
    await writeDocument(executor, target, raw, { data: next, deleted: false }, at);
    return true;
  });
}

/**
 * Counts at night how long services took in the last weeks, and writes it with each location: desks tell waits by it, also without a
 * line. Nothing in it says who served or who was served.
 *
 * @param now desks measure themselves what was finished since midnight
 * @returns how many locations changed
 */
export async function countServiceTimes(orm: Orm, now: Date): Promise<number> {
  const startOfDay = await midnight(orm, now);
  const since = new Date(startOfDay.getTime() - days * 86_400_000).toISOString();
  const measured = await measuredAt(orm, since, startOfDay.toISOString());
  const locations = await rowsOf<{ id: string }>(
    orm,
    sql`SELECT id FROM document WHERE collection = 'references' AND NOT deleted AND data ->> 'kind' = 'location'`,
  );
  let changed = 0;
  for (const { id } of locations) {
    const times = gatherTimes(measured.get(id) ?? []);
    if (await keep(orm, id, times, now)) changed += 1;
  }
  return changed;
}
