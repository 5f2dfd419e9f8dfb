import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import type { ReferenceOf } from '@onthaal/contract/entities/reference.ts';
import {
  type Occupation,
  occupationOf,
  type PlannerData,
  type PlannerKind,
  plannerKinds,
  type Slot,
  type Stretch,
} from '@onthaal/contract/rules/planner/index.ts';
import { checkDocument } from '@onthaal/contract/validation/index.ts';
import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../database/database.ts';
import { type RawDocument, readMaster } from '../documents/write-document.ts';

type Executor = Pick<Orm, 'execute'>;
type Appointment = DocumentOf<'appointments'>;

/** No appointment is longer, with its buffer, in milliseconds: who starts earlier is over. */
export const longestAppointment = 24 * 3_600_000;

/** The time that an appointment which starts then may take at most. */
export function stretchFrom(startsAt: string): Stretch {
  const from = Date.parse(startsAt);
  return { from, until: from + longestAppointment };
}

/** Where and with whom, of a slot, as the fields of an appointment; a place that is no longer meant is left out. */
export function placed(appointment: Appointment, { startsAt, endsAt, memberId, deskId, roomId }: Slot): Appointment {
  const { deskId: _desk, roomId: _room, ...rest } = appointment;
  return {
    ...rest,
    ...{ startsAt, endsAt, memberIds: [memberId] },
    ...(deskId === undefined ? {} : { deskId }),
    ...(roomId === undefined ? {} : { roomId }),
  };
}

/** The reference data that the planner goes by. */
export async function readPlannerData(executor: Executor): Promise<PlannerData> {
  const rows = await rowsOf<{ data: unknown }>(
    executor,
    sql`SELECT data FROM document WHERE collection = 'references' AND NOT deleted AND (data ->> 'active')::boolean
        AND data ->> 'kind' IN (SELECT jsonb_array_elements_text(${JSON.stringify(plannerKinds)}::jsonb))`,
  );
  const byKind = new Map<PlannerKind, ReferenceOf<PlannerKind>[]>(plannerKinds.map((kind) => [kind, []]));
  for (const { data } of rows) {
    const checked = checkDocument('references', data);
    if (!checked.ok) continue;
    const reference = checked.value as unknown as ReferenceOf<PlannerKind>;
    byKind.get(reference.kind)?.push(reference);
  }
  return Object.fromEntries(byKind) as unknown as PlannerData;
}

/** What appointments take of a stretch of time: all of them, whoever asks. */
export async function readOccupations(
  executor: Executor,
  { from, until }: Stretch,
  now: Date,
  exceptId?: string,
): Promise<readonly Occupation[]> {
  const earliest = new Date(from - longestAppointment).toISOString();
  const rows = await rowsOf<{ data: Appointment }>(
    executor,
    sql`SELECT data FROM document WHERE collection = 'appointments' AND NOT deleted
        AND (data ->> 'startsAt') COLLATE "C" >= ${earliest}
        AND (data ->> 'startsAt') COLLATE "C" < ${new Date(until).toISOString()}`,
  );
  return rows.flatMap(({ data }) => (data.id === exceptId ? [] : (occupationOf(data, now.getTime()) ?? [])));
}

/**
 * Bookings that have a calendar day in common follow each other: what one has seen free stays free until it has written. Days are
 * those of UTC; in order, so that two never wait for each other.
 */
export async function lockDays(executor: Executor, stretches: readonly Stretch[]): Promise<void> {
  const days = stretches
    .flatMap(({ from, until }) => [from, until])
    .map((at) => new Date(at).toISOString().slice(0, 10));
  for (const day of [...new Set(days)].sort()) {
    await executor.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`planner/${day}`}, 0))`);
  }
}

/** An appointment as it is now, with its raw row; undefined for one that is none or breaks the schema. */
export async function readAppointment(
  executor: Executor,
  id: string,
): Promise<{ readonly raw: RawDocument; readonly appointment: Appointment } | undefined> {
  const raw = await readMaster(executor, 'appointments', id);
  const checked = checkDocument('appointments', raw?.data);
  return raw !== undefined && checked.ok ? { raw, appointment: checked.value } : undefined;
}
