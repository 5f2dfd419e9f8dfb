import { type Result, success } from '@onthaal/contract/result.ts';
import { freeSlots, occupationOf, type PlannerData, type Stretch } from '@onthaal/contract/rules/planner/index.ts';
import type { FreeSlot } from '@onthaal/contract/store/planner.ts';
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

/** The next free slots as far as this computer knows; the centre decides. */
export function readLocalSlots(
  context: ReadContext,
  args: ReadArguments['localSlots'],
): Result<{ readonly slots: readonly FreeSlot[] }> {
  const { from, days, most, insteadOfId, ...wish } = args;
  const now = currentTime();
  const start = Math.max(Date.parse(from), now);
  const within = { from: start, until: start + days * DAY };
  const occupations = appointmentsAround(context, within)
    .filter(({ id }) => id !== insteadOfId)
    .flatMap((one) => occupationOf(one, now) ?? []);
  return success({ slots: freeSlots(plannerData(context.references), wish, occupations, within, most) });
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
