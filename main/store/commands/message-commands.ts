import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { isAgreed } from '@onthaal/contract/rules/messages/index.ts';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import { alreadyThere, type CommandContext, type CommandPlan, created, newDocumentFields } from './command-context.ts';

/** Writes down a call about an appointment: who answered knows of it, as by any message. */
export function recordToldByPhone(
  context: CommandContext,
  args: CommandArguments['recordToldByPhone'],
): Result<CommandPlan> {
  const { id, appointmentId, outcome } = args;
  const { writer } = context;
  if (writer.current('messages', id) !== undefined) return alreadyThere('messages', id);
  const appointment = writer.current('appointments', appointmentId)?.fields;
  if (appointment?.personId === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'appointmentId' });
  if (!isAgreed(appointment)) return failure('APPOINTMENT_STATE_NOT_NOW');
  const { personId, dossierId, startsAt, mode, locationId } = appointment;
  return success({
    documents: () => {
      const fields = newDocumentFields(context, id);
      return success([
        created('messages', {
          ...fields,
          ...{ channel: 'phone', registered: false, purpose: 'confirmation', personId, dossierId, appointmentId },
          ...{ state: outcome === 'comes' ? 'delivered' : 'failed', stateSince: fields.createdAt },
          ...{ subject: appointment.subject, body: '', documentIds: [], stateReason: undefined, templateId: undefined },
          ...{ proofReference: undefined, language: undefined, address: undefined, costCents: undefined },
          ...{ notBefore: undefined, problem: undefined },
          // A call has no calendar file: it comes before every message that has.
          told: { startsAt, mode, ...(locationId === undefined ? {} : { locationId }), sequence: 0 },
        }),
      ]);
    },
  });
}
