import { type Result, success } from '@onthaal/contract/result.ts';
import type { WaitingPaper } from '@onthaal/contract/store/messages.ts';
import { nowInstant } from '../database/clock.ts';
import { withMessages } from './appointment-messages.ts';
import { documentsWhere, type ReadContext, tableOf } from './read-context.ts';
import { appointmentRows } from './rows.ts';

/**
 * Papers that were asked for and that nobody saw come out of a printer, of appointments to come with the member's teams; the first to
 * come first. Not those that nobody has to print any more, and of shielded people nothing is said here.
 */
export function readWaitingPapers(context: ReadContext): Result<readonly WaitingPaper[]> {
  const isAsked = `EXISTS (SELECT 1 FROM ${tableOf('messages')} m WHERE m.deleted = 0
    AND m.field_personId = json_extract(d.data, '$.personId') AND json_extract(m.data, '$.appointmentId') = d.id
    AND json_extract(m.data, '$.channel') = 'paper' AND json_extract(m.data, '$.state') = 'requested')`;
  const isOurs = "json_extract(d.data, '$.teamId') IN (SELECT value FROM json_each(?))";
  const condition = `d.field_startsAt > ? AND ${isOurs} AND ${isAsked} ORDER BY d.field_startsAt, d.id`;
  const teams = JSON.stringify(context.member.teamIds);
  const appointments = documentsWhere(context, 'appointments', condition, nowInstant(), teams);
  return success(
    withMessages(context, appointmentRows(context, appointments)).flatMap((appointment): WaitingPaper[] => {
      const asked = appointment.messages?.find(({ channel, state }) => channel === 'paper' && state === 'requested');
      if (asked === undefined || appointment.toPrint === undefined) return [];
      return [{ appointment, purpose: appointment.toPrint, since: asked.stateSince }];
    }),
  );
}
