import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import type { AppointmentRow, MessageRow } from '@onthaal/contract/store/rows.ts';
import { documentsWhere, type ReadContext } from './read-context.ts';

/** A message as the appointment that it is about shows it: never where it went, and not what it says. */
function messageRow(message: DocumentOf<'messages'>): MessageRow {
  const { id, channel, purpose = 'other', state, stateSince, problem, notBefore, costCents } = message;
  return { id, channel, purpose, state, stateSince, problem, notBefore, costCents };
}

/** Appointments with what was written about them, the newest first. What was overtaken before it left told nobody anything. */
export function withMessages(context: ReadContext, rows: readonly AppointmentRow[]): readonly AppointmentRow[] {
  const persons = [...new Set(rows.flatMap(({ personId, shielded }) => (shielded ? [] : (personId ?? []))))];
  if (persons.length === 0) return rows;
  const condition = `d.field_personId IN (SELECT value FROM json_each(?))
    AND json_extract(d.data, '$.appointmentId') IS NOT NULL ORDER BY d.id DESC`;
  const messages = documentsWhere(context, 'messages', condition, JSON.stringify(persons)).filter(
    ({ problem }) => problem !== 'overtaken',
  );
  return rows.map((row) => {
    const about = row.shielded ? [] : messages.filter(({ appointmentId }) => appointmentId === row.id);
    return about.length === 0 ? row : { ...row, messages: about.map(messageRow) };
  });
}
