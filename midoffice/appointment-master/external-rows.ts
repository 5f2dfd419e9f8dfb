import type { Appointment } from '@onthaal/contract/entities/appointment.ts';
import { checkDocument } from '@onthaal/contract/validation/index.ts';
import { type SQL, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { tellAppointment } from '../correspondence/tell-appointment.ts';
import { type Orm, rowsOf } from '../database/database.ts';
import { changeTime } from '../documents/change-time.ts';
import { lockDocument, type RawDocument, writeDocument } from '../documents/write-document.ts';
import { readAppointment } from '../planner/planner-rows.ts';
import { itself } from '../session/itself.ts';
import type { ExternalTime } from './external-time.ts';

/** What the job of the other system works with. */
export interface ExternalParts {
  readonly orm: Orm;
  readonly external: ExternalTime;
  readonly now: Date;
  readonly workOnly?: boolean | undefined;
}

/** Appointments that meet a condition; those that break the schema are left alone. */
export async function appointmentsWhere(orm: Pick<Orm, 'execute'>, condition: SQL): Promise<readonly Appointment[]> {
  const rows = await rowsOf<{ data: unknown }>(
    orm,
    sql`SELECT data FROM document WHERE collection = 'appointments' AND NOT deleted AND ${condition}`,
  );
  return rows.flatMap(({ data }) => {
    const checked = checkDocument('appointments', data);
    return checked.ok ? [checked.value] : [];
  });
}

/** Keeps an appointment that the other system made or changed. */
export async function keepExternal(
  executor: Orm,
  { workOnly }: Pick<ExternalParts, 'workOnly'>,
  before: RawDocument | undefined,
  next: Appointment,
  deleted = false,
): Promise<void> {
  const target = {
    session: itself,
    collection: 'appointments' as const,
    operationId: v7(),
    documentId: next.id,
    workOnly,
  };
  await writeDocument(executor, target, before, { data: next, deleted }, next.updatedAt);
}

/** Tells the citizen what Onthaal had the other system do; what was done there is told there. */
export async function tellExternal(
  executor: Orm,
  { workOnly, now }: Pick<ExternalParts, 'workOnly' | 'now'>,
  before: Appointment | undefined,
  after: Appointment,
): Promise<void> {
  await tellAppointment(executor, { session: itself, workOnly }, before, after, now);
}

/**
 * Changes an appointment as it is now, under its lock.
 *
 * @param change undefined: it is not what it was any more, and is left as it is
 * @param by whose doing it is
 * @returns what it became
 */
export async function changeExternal(
  parts: ExternalParts,
  id: string,
  change: (appointment: Appointment) => Appointment | undefined,
  by: 'us' | 'them' = 'us',
): Promise<Appointment | undefined> {
  return parts.orm.transaction(async (transaction) => {
    const executor = transaction as unknown as Orm;
    const known = await readAppointment(executor, id);
    if (known === undefined) return undefined;
    await lockDocument(executor, 'appointments', known.appointment);
    const read = await readAppointment(executor, id);
    if (read === undefined || read.raw.deleted) return undefined;
    const next = change(read.appointment);
    if (next === undefined) return undefined;
    const written = { ...next, updatedAt: changeTime(parts.now, read.appointment) };
    await keepExternal(executor, parts, read.raw, written);
    if (by === 'us') await tellExternal(executor, parts, read.appointment, written);
    return written;
  });
}
