import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Appointment } from '@onthaal/contract/entities/appointment.ts';
import { appointmentCode, lengthOf } from '@onthaal/contract/rules/planner/index.ts';
import { sql } from 'drizzle-orm';
import type { Logger } from 'pino';
import { v5 } from 'uuid';
import type { Orm } from '../database/database.ts';
import { changeTime } from '../documents/change-time.ts';
import { lockDocument, readMaster } from '../documents/write-document.ts';
import { readPlannerData } from '../planner/planner-rows.ts';
import { itself } from '../session/itself.ts';
import { afterSight } from './compare.ts';
import { appointmentsWhere, changeExternal, type ExternalParts, keepExternal } from './external-rows.ts';
import { withExternal } from './external-time.ts';
import { locationOf, productOf } from './mapping.ts';
import type { SeenAppointment, Sight } from './master.ts';

/** So many are looked at in one round; the next round goes on from there. */
const mostAtOnce = 100;
const namespace = '5f1c8a3e-6f0d-4c0b-9a55-2f4b9f0c7d11';
/** When more of those looked at are missing than this, the other system has trouble and not the appointments. */
const mostMissing = 3;

/** The rounds of this node through what is known of the other system. */
export class ExternalWatch {
  #after = '';

  /**
   * Looks in the other system at appointments that are still to come, a part at a time, and takes over what was changed there.
   *
   * @returns how many changed
   */
  async look(parts: ExternalParts, signal: AbortSignal, logger: Logger): Promise<number> {
    const since = new Date(parts.now.getTime() - 3_600_000).toISOString();
    const known = await appointmentsWhere(
      parts.orm,
      sql`data -> 'external' ->> 'state' IN ('booked', 'clash') AND data -> 'external' ->> 'id' IS NOT NULL
        AND data ->> 'state' IN ('booked', 'confirmed', 'reminded')
        AND (data ->> 'startsAt') COLLATE "C" >= ${since} AND id > ${this.#after} ORDER BY id LIMIT ${mostAtOnce}`,
    );
    this.#after = known.length < mostAtOnce ? '' : (known.at(-1)?.id ?? '');
    const sights: { readonly id: string; readonly sight: Exclude<Sight, { kind: 'away' }> }[] = [];
    for (const { id, external } of known) {
      if (signal.aborted) return 0;
      const sight = await parts.external.master.get(external?.id ?? '');
      if (sight.kind === 'away') return 0;
      sights.push({ id, sight });
    }
    const missing = sights.filter(({ sight }) => sight.kind === 'gone').length;
    if (missing > mostMissing && missing > sights.length / 2) {
      logger.error({ missing, of: sights.length }, 'most appointments are not found there: nothing was changed');
      return 0;
    }
    let changed = 0;
    for (const { id, sight } of sights) {
      const seen = (now: Appointment) =>
        ['booked', 'clash'].includes(now.external?.state ?? '')
          ? afterSight(now, parts.external.mapping, sight, parts.now)
          : undefined;
      const after = await changeExternal(parts, id, seen, 'them');
      if (after !== undefined) changed += 1;
    }
    return changed;
  }
}

/** The names in the file that the e-loket writes to; none when it is not there (yet). */
async function namesIn(file: string | undefined): Promise<readonly string[]> {
  if (file === undefined) return [];
  const text = await readFile(file, 'utf8').catch(() => '');
  const names = text.split('\n').map((line) => line.trim());
  return [...new Set(names.filter((name) => name !== '' && name.length <= 128))];
}

async function unknownOf(orm: Orm, names: readonly string[]): Promise<readonly string[]> {
  const known = await appointmentsWhere(
    orm,
    sql`data -> 'external' ->> 'id' IN (SELECT jsonb_array_elements_text(${JSON.stringify(names)}::jsonb))`,
  );
  const ids = new Set(known.map(({ external }) => external?.id));
  return names.filter((name) => !ids.has(name));
}

/** The booking whose answer was lost and that this is: by the code that stands with it, or as the only one at that moment. */
async function lostBooking(parts: ExternalParts, seen: SeenAppointment): Promise<Appointment | undefined> {
  const { mapping } = parts.external;
  const lost = await appointmentsWhere(parts.orm, sql`data -> 'external' ->> 'state' = 'unknown'`);
  const named = lost.find(({ code }) => seen.remark.includes(code));
  if (named !== undefined) return named;
  const [product, locationId] = [productOf(mapping, seen.productIds[0] ?? ''), locationOf(mapping, seen.locationId)];
  const same = lost.filter(
    (one) => one.startsAt === seen.startsAt && one.productCode === product?.code && one.locationId === locationId,
  );
  return same.length === 1 ? same[0] : undefined;
}

async function take(parts: ExternalParts, seen: SeenAppointment): Promise<boolean> {
  const { mapping, master } = parts.external;
  const { id, startsAt, endsAt } = seen;
  const known = { master: master.name, state: 'booked', id, startsAt, endsAt } as const;
  const lost = await lostBooking(parts, seen);
  if (lost !== undefined) {
    await changeExternal(parts, lost.id, (now) =>
      now.external?.state === 'unknown'
        ? { ...withExternal(now, known), state: 'booked', startsAt, endsAt }
        : undefined,
    );
    return true;
  }
  const [product, locationId] = [productOf(mapping, seen.productIds[0] ?? ''), locationOf(mapping, seen.locationId)];
  const data = await readPlannerData(parts.orm);
  const given = data.product.find(({ code }) => code === product?.code);
  if (product === undefined || locationId === undefined || given === undefined) return false;
  const documentId = v5(`${master.name}/${id}`, namespace);
  return parts.orm.transaction(async (transaction) => {
    const executor = transaction as unknown as Orm;
    await lockDocument(executor, 'appointments', { id: documentId });
    const before = await readMaster(executor, 'appointments', documentId);
    if (before !== undefined) return false;
    const at = changeTime(parts.now);
    const appointment: Appointment = {
      ...{ id: documentId, createdAt: at, updatedAt: at, code: appointmentCode(randomBytes(8)), state: 'booked' },
      updatedBy: { memberId: itself.memberId, name: master.name === 'jcc' ? 'JCC' : 'Qmatic' },
      ...{ mode: product.mode, productCode: given.code, subject: given.name, answers: {}, guests: [], memberIds: [] },
      ...{ teamId: given.data.teamId, locationId, startsAt, endsAt, persons: Math.min(Math.max(seen.persons, 1), 20) },
      ...{ bufferMinutes: lengthOf(given, seen.persons).bufferMinutes, bring: [...given.data.bring] },
      ...{ notices: [], notes: [], external: known },
    };
    await keepExternal(executor, parts, undefined, appointment);
    return true;
  });
}

/**
 * Takes in the appointments that the e-loket made in the other system and named in the file, once each; the other system cannot list
 * them. What is not mapped to a product and a location of ours is left.
 *
 * @returns how many came in
 */
export async function takeNewAppointments(parts: ExternalParts, signal: AbortSignal, logger: Logger): Promise<number> {
  const names = await namesIn(parts.external.newIdsFile);
  let taken = 0;
  let left = 0;
  for (const name of names.length === 0 ? [] : await unknownOf(parts.orm, names)) {
    if (signal.aborted) break;
    const sight = await parts.external.master.get(name);
    if (sight.kind === 'away') break;
    if (sight.kind === 'gone' || Date.parse(sight.appointment.endsAt) < parts.now.getTime()) continue;
    if (await take(parts, sight.appointment)) taken += 1;
    else left += 1;
  }
  if (left > 0) logger.warn({ left }, 'appointments of the e-loket are for a product or location that is not mapped');
  return taken;
}
