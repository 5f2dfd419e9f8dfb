import type { Appointment } from '@onthaal/contract/entities/appointment.ts';
import { type SQL, sql } from 'drizzle-orm';
import type { Orm } from '../database/database.ts';
import { changeTime } from '../documents/change-time.ts';
import { isEndedSince, lockAppointments } from '../planner/plan.ts';
import { readAppointment } from '../planner/planner-rows.ts';
import { bookingOf } from './booking-of.ts';
import { bookedForNothing, movedThere, uncertain } from './external-plan.ts';
import { appointmentsWhere, changeExternal, type ExternalParts, keepExternal, tellExternal } from './external-rows.ts';
import { bookedAs, bookOrFind, isGoverned, masterWish, withExternal } from './external-time.ts';
import type { BookingOutcome, MasterBooking } from './master.ts';

/** A question that has no answer after so long has none: its node died. */
const answerMilliseconds = 120_000;
const day = 86_400_000;

/** It goes on, or stops because the other system is away. */
type Step = 'goOn' | 'stop';

const stateThere = sql`data -> 'external' ->> 'state'`;

function since({ now }: ExternalParts): SQL {
  return sql`(data ->> 'startsAt') COLLATE "C" >= ${new Date(now.getTime() - day).toISOString()}`;
}

/** Cancels there what an appointment left behind when it moved. */
export async function cancelLeft(parts: ExternalParts, appointment: Appointment): Promise<Step> {
  return cancelIds(parts, appointment, appointment.external?.leftIds ?? []);
}

async function cancelIds(
  parts: ExternalParts,
  { id: appointmentId }: Appointment,
  ids: readonly string[],
): Promise<Step> {
  for (const id of ids) {
    if ((await parts.external.master.cancel(id)).kind === 'away') return 'stop';
    await changeExternal(parts, appointmentId, (now) => {
      if (now.external === undefined) return undefined;
      const { leftIds = [], ...known } = now.external;
      const left = leftIds.filter((one) => one !== id);
      const rest = left.length === 0 ? known : { ...known, leftIds: left };
      return withExternal(now, id === known.id ? { ...rest, state: 'cancelled' } : rest);
    });
  }
  return 'goOn';
}

/** Cancels there what was cancelled here, what moved away from its moment, and what went to a location that it does not govern. */
async function cancelThere(parts: ExternalParts, appointment: Appointment): Promise<Step> {
  const { external } = appointment;
  if (external === undefined) return 'goOn';
  // A location that only left the mapping cancels nothing there: that would be many at once, with messages to citizens.
  const isElsewhere = !isGoverned(parts.external, appointment.locationId) && external.startsAt !== appointment.startsAt;
  const isOver = ['cancelled', 'refused'].includes(appointment.state) || isElsewhere;
  const ownId = isOver && external.state !== 'cancelled' ? external.id : undefined;
  return cancelIds(parts, appointment, [...(external.leftIds ?? []), ...(ownId === undefined ? [] : [ownId])]);
}

/** What an appointment that was asked for is when the other system decided; undefined: it waits on. */
function decided(
  appointment: Appointment,
  parts: ExternalParts,
  booking: MasterBooking | undefined,
  outcome: BookingOutcome,
): Appointment | undefined {
  const { external } = parts;
  if (outcome.kind === 'booked' && booking !== undefined) {
    return { ...withExternal(appointment, bookedAs(external, outcome.id, booking)), state: 'booked' };
  }
  if (outcome.kind === 'unknown') return uncertain(appointment, external.master.name);
  // Asked for again when it is back.
  if (outcome.kind === 'away') return { ...withExternal(appointment, undefined), state: 'requested' };
  return { ...withExternal(appointment, undefined), state: 'refused', memberIds: [] };
}

function waits({ state, external }: Appointment): boolean {
  if (state === 'requested') return external === undefined || external.state === 'cancelled';
  return ['booked', 'confirmed', 'reminded'].includes(state) && external?.state === 'cancelled';
}

/** Asks the other system for what was asked for without a line, or taken back after it was cancelled there. */
async function decide(parts: ExternalParts, asked: Appointment): Promise<Step> {
  const { external, orm, now } = parts;
  const { master } = external;
  const wish = masterWish(external, asked);
  const at = Date.parse(asked.startsAt);
  const listed =
    wish === undefined || at <= now.getTime() ? undefined : await master.slots(wish, { from: at, until: at + 1 }, 1);
  if (listed?.kind === 'away') return 'stop';
  const [slot] = listed?.values ?? [];
  const settle = (booking: MasterBooking | undefined, outcome: BookingOutcome, state: 'waits' | 'asked') =>
    changeExternal(parts, asked.id, (current) => {
      const isSame = state === 'waits' ? waits(current) : current.external?.state === 'asked';
      return isSame ? decided(current, parts, booking, outcome) : undefined;
    });
  if (slot === undefined) {
    await settle(undefined, { kind: 'taken' }, 'waits');
    return 'goOn';
  }
  const { endsAt } = slot;
  const marked = await changeExternal(parts, asked.id, (current) =>
    waits(current) && current.startsAt === asked.startsAt
      ? { ...current, state: 'requested', endsAt, memberIds: [], external: { master: master.name, state: 'asked' } }
      : undefined,
  );
  const booking = marked === undefined ? undefined : await bookingOf(orm, external, marked);
  if (booking === undefined) return 'goOn';
  const outcome = await bookOrFind(master, booking);
  await settle(booking, outcome, 'asked');
  return outcome.kind === 'away' ? 'stop' : 'goOn';
}

/** Writes down a booking that was found, on the appointment that it was for. */
async function keepFound(parts: ExternalParts, found: Appointment, booking: MasterBooking, id: string): Promise<void> {
  const { orm, external, now } = parts;
  const insteadOfId = found.external?.insteadOfId;
  const known = bookedAs(external, id, booking);
  await orm.transaction(async (transaction) => {
    const executor = transaction as unknown as Orm;
    await lockAppointments(executor, [found.id, insteadOfId]);
    const read = await readAppointment(executor, found.id);
    const isStill = read?.appointment.external?.state === found.external?.state;
    if (read === undefined || read.raw.deleted || !isStill) return;
    const { heldUntil: _until, ...kept } = read.appointment;
    const old = insteadOfId === undefined ? undefined : await readAppointment(executor, insteadOfId);
    const at = changeTime(now, kept, old?.appointment);
    const own: Appointment = { ...kept, state: 'booked', updatedAt: at, external: known };
    if (old === undefined || old.raw.deleted) {
      await keepExternal(executor, parts, read.raw, own);
      await tellExternal(executor, parts, undefined, own);
      return;
    }
    if (isEndedSince(old.appointment, kept.createdAt)) {
      await keepExternal(executor, parts, read.raw, bookedForNothing(kept, known, at));
      return;
    }
    await keepExternal(executor, parts, read.raw, { ...read.appointment, updatedAt: at }, true);
    const next = movedThere(old.appointment, own, known, undefined);
    await keepExternal(executor, parts, old.raw, next);
    await tellExternal(executor, parts, old.appointment, next);
  });
}

/** Looks up what nobody knows the outcome of, where the other system can tell. */
async function lookUp(parts: ExternalParts, asked: Appointment): Promise<Step> {
  const booking = await bookingOf(parts.orm, parts.external, asked);
  if (booking === undefined) return 'goOn';
  const found = await parts.external.master.find(booking);
  if (found.kind === 'away') return 'stop';
  if (found.kind === 'booked') {
    await keepFound(parts, asked, booking, found.id);
    return 'goOn';
  }
  await changeExternal(parts, asked.id, (current) => {
    if (current.external?.state !== asked.external?.state) return undefined;
    // What is certainly not there is asked for anew; what cannot be looked up waits for a person.
    if (found.kind === 'absent') return decided(current, parts, undefined, { kind: 'away' });
    return current.external?.state === 'asked' ? uncertain(current, parts.external.master.name) : undefined;
  });
  return 'goOn';
}

async function eachOf(
  parts: ExternalParts,
  condition: SQL,
  signal: AbortSignal,
  act: (parts: ExternalParts, one: Appointment) => Promise<Step>,
): Promise<number> {
  const found = await appointmentsWhere(parts.orm, sql`${since(parts)} AND ${condition} ORDER BY id LIMIT 200`);
  let count = 0;
  for (const one of found) {
    if (signal.aborted || (await act(parts, one)) === 'stop') return count;
    count += 1;
  }
  return count;
}

/**
 * Brings what desks did to the other system: cancels there, books there what was asked for, and looks up what is uncertain. What
 * cannot be done while it is away is done the next time.
 *
 * @returns how many appointments it was about
 */
export async function settleExternal(parts: ExternalParts, signal: AbortSignal): Promise<number> {
  const left = sql`jsonb_array_length(coalesce(data -> 'external' -> 'leftIds', '[]'::jsonb)) > 0`;
  const governed = JSON.stringify([...parts.external.mapping.locations.keys()]);
  const isGovernedRow = sql`data ->> 'locationId' IN (SELECT jsonb_array_elements_text(${governed}::jsonb))`;
  const over = sql`(data ->> 'state' IN ('cancelled', 'refused') OR NOT coalesce(${isGovernedRow}, false) AND data ->> 'startsAt' <> data -> 'external' ->> 'startsAt')`;
  const cancelled = sql`(${left} OR (${stateThere} IN ('booked', 'clash') AND ${over}))`;
  const requested = sql`(data ->> 'state' = 'requested' AND coalesce(${stateThere}, 'cancelled') = 'cancelled'
    OR data ->> 'state' IN ('booked', 'confirmed', 'reminded') AND ${stateThere} = 'cancelled') AND ${isGovernedRow}`;
  const silent = new Date(parts.now.getTime() - answerMilliseconds).toISOString();
  const uncertainRow = sql`(${stateThere} = 'unknown' AND data ->> 'state' = 'requested'
    OR ${stateThere} = 'asked' AND (data ->> 'updatedAt') COLLATE "C" < ${silent})`;
  return (
    (await eachOf(parts, cancelled, signal, cancelThere)) +
    (await eachOf(parts, requested, signal, decide)) +
    (await eachOf(parts, uncertainRow, signal, lookUp))
  );
}
