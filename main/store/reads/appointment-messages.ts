import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { type Result, success } from '@onthaal/contract/result.ts';
import { isNeedless, isOutOfDate, paperToPrint } from '@onthaal/contract/rules/messages/index.ts';
import type { ReadArguments } from '@onthaal/contract/store/reads.ts';
import type { AppointmentRow, MessageRow } from '@onthaal/contract/store/rows.ts';
import { documentById, documentsWhere, type ReadContext } from './read-context.ts';
import { appointmentRows } from './rows.ts';

type Message = DocumentOf<'messages'>;
type Appointment = DocumentOf<'appointments'>;

/** A row has the words of its document. */
const asAppointment = (row: AppointmentRow) =>
  row as AppointmentRow & { readonly state: Appointment['state']; readonly mode: Appointment['mode'] };

/** A message as the appointment that it is about shows it: never where it went, and not what it says. */
export function messageRow(message: Message, appointment: AppointmentRow): MessageRow {
  const { id, channel, purpose = 'other', state, stateSince, problem, notBefore, costCents, asksReading } = message;
  const now = isOutOfDate(message, asAppointment(appointment)) ? { isOutOfDate: true as const } : {};
  return { id, channel, purpose, state, stateSince, problem, notBefore, costCents, asksReading, ...now };
}

/** Appointments with what was written about them, the newest first. What was overtaken before it left told nobody anything. */
export function withMessages(context: ReadContext, rows: readonly AppointmentRow[]): readonly AppointmentRow[] {
  const persons = [...new Set(rows.flatMap(({ personId, shielded }) => (shielded ? [] : (personId ?? []))))];
  if (persons.length === 0) return rows;
  const condition = `d.field_personId IN (SELECT value FROM json_each(?))
    AND json_extract(d.data, '$.appointmentId') IS NOT NULL ORDER BY d.id DESC`;
  const stored = documentsWhere(context, 'messages', condition, JSON.stringify(persons)).filter(
    ({ problem }) => problem !== 'overtaken',
  );
  return rows.map((row) => {
    const about = row.shielded ? [] : stored.filter(({ appointmentId }) => appointmentId === row.id);
    if (about.length === 0) return row;
    const toPrint = paperToPrint(asAppointment(row), about);
    const heard = about.filter((message) => !isNeedless(message, asAppointment(row), about));
    const messages = heard.map((message) => messageRow(message, row));
    return { ...row, messages, ...(toPrint === undefined ? {} : { toPrint }) };
  });
}

/** An appointment with what was written about it; null as long as it is not here. */
export function readAppointmentPaper(
  context: ReadContext,
  { appointmentId }: ReadArguments['appointmentPaper'],
): Result<AppointmentRow | null> {
  const appointment = documentById(context, 'appointments', appointmentId);
  const [row] = appointment === undefined ? [] : withMessages(context, appointmentRows(context, [appointment]));
  return success(row ?? null);
}
