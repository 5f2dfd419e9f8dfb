import { type SQL, sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../database/database.ts';
import { changeTime } from '../documents/change-time.ts';
import type { ScopeContext } from '../documents/scope-check.ts';
import { writeDocument } from '../documents/write-document.ts';
import { readAppointment } from './planner-rows.ts';

/** An answer on its way may still book what was held a moment ago. */
const graceMilliseconds = 60_000;
const mostAtOnce = 20;
/** A desk may come back after two weeks (ADR 0021) with a booking in a moment that was reserved for it. */
const reservedDays = 21;

/** Finds the names of holds that nobody made an appointment of. At each hold, so it looks at no more than some weeks of appointments. */
export function leftHolds(now: Date): SQL {
  const before = new Date(now.getTime() - graceMilliseconds).toISOString();
  const yesterday = new Date(now.getTime() - 86_400_000).toISOString();
  const long = new Date(now.getTime() - reservedDays * 86_400_000).toISOString();
  const longer = new Date(now.getTime() - 2 * reservedDays * 86_400_000).toISOString();
  // The index on the start takes only a bound that is the same for every row.
  return sql`SELECT id FROM document WHERE collection = 'appointments' AND NOT deleted AND data ->> 'state' = 'held'
        AND data -> 'external' ->> 'state' IS DISTINCT FROM 'asked'
        AND (data ->> 'startsAt') COLLATE "C" >= ${longer}
        AND (data -> 'reservation' IS NOT NULL OR (data ->> 'startsAt') COLLATE "C" >= ${yesterday})
        AND data ->> 'heldUntil' < CASE WHEN data -> 'reservation' IS NULL THEN ${before} ELSE ${long} END
        LIMIT ${mostAtOnce}`;
}

/**
 * Removes holds that nobody made an appointment of: they hold nothing any more, and would stand in calendars for ever. What another
 * request is busy with is left to the next time.
 */
export async function sweepHolds({
  orm,
  session,
  workOnly,
  now,
}: ScopeContext & { readonly orm: Orm; readonly now: Date }): Promise<void> {
  const before = new Date(now.getTime() - graceMilliseconds).toISOString();
  const rows = await rowsOf<{ id: string }>(orm, leftHolds(now));
  for (const { id } of rows) {
    await orm.transaction(async (transaction) => {
      const executor = transaction as unknown as Orm;
      const [lock] = await rowsOf<{ free: boolean }>(
        executor,
        sql`SELECT pg_try_advisory_xact_lock(hashtextextended(${`appointments/${id}`}, 0)) AS free`,
      );
      if (lock?.free !== true) return;
      const read = await readAppointment(executor, id);
      if (read === undefined || read.raw.deleted || read.appointment.state !== 'held') return;
      if ((read.appointment.heldUntil ?? '') >= before) return;
      const at = changeTime(now, read.appointment);
      const next = { data: { ...read.appointment, updatedAt: at }, deleted: true };
      const target = { session, collection: 'appointments' as const, operationId: id, documentId: id, workOnly };
      await writeDocument(executor, target, read.raw, next, at);
    });
  }
}
