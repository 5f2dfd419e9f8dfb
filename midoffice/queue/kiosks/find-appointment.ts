import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { foldText } from '@onthaal/contract/rules/search/index.ts';
import type { KioskProof } from '@onthaal/contract/session/kiosk-hall.ts';
import { checkDocument } from '@onthaal/contract/validation/index.ts';
import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../../database/database.ts';
import { brusselsDay, nextDay, workDaysOf } from '../../scope/work-days.ts';

type Executor = Pick<Orm, 'execute'>;
type Appointment = DocumentOf<'appointments'>;

/** A code or a name as people type it: spaces, lines, accents and capitals make no difference. */
function plain(text: string): string {
  return foldText(text).replaceAll(/[^a-z0-9]/g, '');
}

async function appointmentsOf(executor: Executor, now: Date): Promise<readonly Appointment[]> {
  const today = brusselsDay(now);
  const { from } = workDaysOf(today);
  const rows = await rowsOf<{ data: unknown }>(
    executor,
    sql`SELECT data FROM document WHERE collection = 'appointments' AND NOT deleted
          AND (data ->> 'startsAt') COLLATE "C" >= ${from} AND (data ->> 'startsAt') COLLATE "C" < ${nextDay(today)}
          AND ((data ->> 'startsAt')::timestamptz AT TIME ZONE 'Europe/Brussels')::date = ${today}::date
        ORDER BY data ->> 'startsAt', id`,
  );
  return rows.flatMap(({ data }) => {
    const checked = checkDocument('appointments', data);
    return checked.ok ? [checked.value] : [];
  });
}

/** Of these persons those whom the proof is about. */
async function provenPersons(
  executor: Executor,
  ids: readonly string[],
  proof: Exclude<KioskProof, { readonly code: string }>,
): Promise<ReadonlySet<string>> {
  const rows = await rowsOf<{ id: string; familyName: string | null }>(
    executor,
    sql`SELECT id, data ->> 'familyName' AS "familyName" FROM document WHERE collection = 'persons' AND NOT deleted
          AND id IN (SELECT jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)) AND ${
            'nationalNumber' in proof
              ? sql`data ->> 'nationalNumber' = ${proof.nationalNumber}`
              : sql`data ->> 'birthDate' = ${proof.birthDate}`
          }`,
  );
  const isMeant = (familyName: string | null) =>
    'nationalNumber' in proof || plain(familyName ?? '') === plain(proof.familyName);
  return new Set(rows.flatMap(({ id, familyName }) => (isMeant(familyName) ? [id] : [])));
}

/**
 * The appointments of today that a proof is about, by their time. Two persons with one name and birth date are none: who is meant is then
 * for somebody at a desk to ask.
 */
export async function appointmentsFor(
  executor: Executor,
  proof: KioskProof,
  now: Date,
): Promise<readonly Appointment[]> {
  const ofToday = await appointmentsOf(executor, now);
  if ('code' in proof) return ofToday.filter(({ code }) => plain(code) === plain(proof.code));
  const ids = [...new Set(ofToday.flatMap(({ personId }) => personId ?? []))];
  const persons = await provenPersons(executor, ids, proof);
  if (persons.size !== 1) return [];
  return ofToday.filter(({ personId }) => personId !== undefined && persons.has(personId));
}
