import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { type Result, success } from '@onthaal/contract/result.ts';
import { isMissed, mustCall } from '@onthaal/contract/rules/planner/index.ts';
import type { CallRow, CallSheet } from '@onthaal/contract/store/call-sheet.ts';
import type { ReadArguments } from '@onthaal/contract/store/reads.ts';
import { documentById, documentsWhere, type ReadContext, shown } from './read-context.ts';
import { appointmentRows } from './rows.ts';
import { isShielded } from './shielded.ts';
import { readUntold } from './untold.ts';

type Appointment = DocumentOf<'appointments'>;

const HOUR = 3_600_000;
/** Who was not called in two weeks is not called any more. */
const DAYS = 14;

/** At which numbers a person is called; none of a protected one. */
export function telephonesOf(context: ReadContext, personId: string | undefined): readonly string[] {
  const person = personId === undefined ? undefined : documentById(context, 'persons', personId);
  if (person === undefined || isShielded(context, person)) return [];
  return shown(context, 'persons', person).phoneNumbers.map(({ number }) => number);
}

/** Whom to call because an appointment, however far ahead, is not possible any more. */
function notPossible(context: ReadContext, from: string): readonly Appointment[] {
  const isSo = "json_extract(d.data, '$.toCall.reason') = 'notPossible'";
  return documentsWhere(
    context,
    'appointments',
    `d.field_startsAt >= ? AND ${isSo} ORDER BY d.field_startsAt, d.id`,
    from,
  );
}

/** Who has not come today, and who must be called, of the teams of who asks. */
export function readCallSheet(context: ReadContext, { at }: ReadArguments['callSheet']): Result<CallSheet> {
  const now = Date.parse(at);
  const since = new Date(now - DAYS * 24 * HOUR).toISOString();
  const until = new Date(now + 24 * HOUR).toISOString();
  const condition = 'd.field_startsAt >= ? AND d.field_startsAt < ? ORDER BY d.field_startsAt, d.id';
  const near = documentsWhere(context, 'appointments', condition, since, until);
  const ours = [...near, ...notPossible(context, until)].filter(({ teamId }) =>
    context.member.teamIds.includes(teamId),
  );
  const missed = ours.filter((one) => isMissed(one, now) && Date.parse(one.startsAt) > now - 12 * HOUR);
  const called = ours.filter(mustCall);
  const rows = new Map(appointmentRows(context, called).map((row) => [row.id, row]));
  const toCall = called.flatMap(({ id, personId, toCall: sheet }: Appointment): CallRow[] => {
    const appointment = rows.get(id);
    if (appointment === undefined || sheet === undefined) return [];
    const calls = sheet.calls.map((call) => ({
      ...{ id: call.id, at: call.at, byName: call.by.name, result: call.result },
    }));
    const telephones = telephonesOf(context, personId);
    return [{ appointment, reason: sheet.reason, minutes: sheet.minutes, since: sheet.since, telephones, calls }];
  });
  return success({ missed: appointmentRows(context, missed), toCall, untold: readUntold(context, now) });
}
