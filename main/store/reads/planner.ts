import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { type Result, success } from '@onthaal/contract/result.ts';
import {
  certaintyOf,
  freeSlots,
  isReserved,
  occupationOf,
  type PlannerData,
  type Stretch,
  slotInReserved,
  type Wish,
} from '@onthaal/contract/rules/planner/index.ts';
import type { LocalSlot } from '@onthaal/contract/store/planner.ts';
import type { ReadArguments } from '@onthaal/contract/store/reads.ts';
import type { AppointmentRow } from '@onthaal/contract/store/rows.ts';
import { currentTime } from '../database/clock.ts';
import { documentsWhere, type ReadContext } from './read-context.ts';
import type { References } from './references.ts';
import { appointmentRows } from './rows.ts';

const DAY = 86_400_000;

/** The reference data that the planner goes by, as far as they are in force. */
export function plannerData(references: References): PlannerData {
  return {
    location: references.list('location').filter(({ active }) => active),
    desk: references.list('desk').filter(({ active }) => active),
    room: references.list('room').filter(({ active }) => active),
    member: references.list('member').filter(({ active }) => active),
    product: references.list('product').filter(({ active }) => active),
    calendar: references.list('calendar').filter(({ active }) => active),
    blackout: references.list('blackout').filter(({ active }) => active),
  };
}

/** Appointments that start in a stretch, or so shortly before it that they may reach into it. */
export function appointmentsAround(context: ReadContext, { from, until }: Stretch) {
  const earliest = new Date(from - DAY).toISOString();
  const condition = 'd.field_startsAt >= ? AND d.field_startsAt < ? ORDER BY d.field_startsAt, d.id';
  return documentsWhere(context, 'appointments', condition, earliest, new Date(until).toISOString());
}

/** What is kept for this computer and fits the wish: it books that without asking, for certain within its lease. */
function ownSlots(
  { references, member }: ReadContext,
  wish: Wish,
  appointments: readonly DocumentOf<'appointments'>[],
  now: number,
): readonly LocalSlot[] {
  return appointments.flatMap((one) => {
    const use = certaintyOf(one, member.deviceId, now);
    const slot = use !== undefined && isReserved(one) ? slotInReserved(plannerData(references), wish, one) : undefined;
    if (slot === undefined) return [];
    return [{ ...slot, reservedId: one.id, ...(use === 'certain' ? { isCertain: true as const } : {}) }];
  });
}

/**
 * The next free slots as far as this computer knows. First those that are kept for it, all of them, which it books for certain; of the
 * others the centre decides. What is to move needs the centre anyway.
 */
export function readLocalSlots(
  context: ReadContext,
  args: ReadArguments['localSlots'],
): Result<{ readonly slots: readonly LocalSlot[] }> {
  const { from, days, most, insteadOfId, ...wish } = args;
  const now = currentTime();
  const start = Math.max(Date.parse(from), now);
  const within = { from: start, until: start + days * DAY };
  const appointments = appointmentsAround(context, within).filter(({ id }) => id !== insteadOfId);
  const occupations = appointments.flatMap((one) => occupationOf(one, now) ?? []);
  const kept = insteadOfId === undefined ? ownSlots(context, wish, appointments, now) : [];
  const own = kept.filter(({ startsAt }) => Date.parse(startsAt) >= start);
  const certain = own.filter(({ isCertain }) => isCertain);
  const known = new Set(own.map(({ startsAt }) => startsAt));
  const free = freeSlots(plannerData(context.references), wish, occupations, within, most + own.length);
  const others = [...own.filter(({ isCertain }) => !isCertain), ...free.filter(({ startsAt }) => !known.has(startsAt))];
  others.sort((one, other) => (one.startsAt < other.startsAt ? -1 : 1));
  return success({ slots: [...certain, ...others.slice(0, most)] });
}

/**
 * What this member asked for and is not booked: it waits for the line, or was refused and has not got another moment. Also what stands at
 * another moment in the system that gives out time.
 */
export function readAppointmentRequests(context: ReadContext): Result<readonly AppointmentRow[]> {
  const now = new Date(currentTime()).toISOString();
  const isOpen =
    "(json_extract(d.data, '$.state') IN ('requested', 'refused') OR json_extract(d.data, '$.external.state') = 'clash')";
  const isMine =
    "json_extract(d.data, '$.updatedBy.memberId') = ? AND json_extract(d.data, '$.locationId') IS NOT NULL";
  const condition = `d.field_startsAt >= ? AND ${isOpen} AND ${isMine} ORDER BY d.field_startsAt, d.id`;
  const rows = documentsWhere(context, 'appointments', condition, now, context.member.memberId);
  return success(appointmentRows(context, rows));
}
