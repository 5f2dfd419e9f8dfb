import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import { alreadyThere, type CommandContext, type CommandPlan, changed } from './command-context.ts';
import { stepped } from './visit-commands.ts';
import { isMine } from './visit-draft-commands.ts';

/** A visit that came for an appointment goes back to the calendar, and is left. With the same step id it goes back once. */
export function returnToCalendar(
  context: CommandContext,
  { visitId, stepId, deskId }: CommandArguments['returnToCalendar'],
): Result<CommandPlan> {
  const { writer, member } = context;
  const known = writer.current('visits', visitId)?.fields;
  if (known === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'visitId' });
  if (known.steps?.some(({ id }) => id === stepId)) return alreadyThere('visits', visitId);
  return success({
    documents: () => {
      const visit = writer.current('visits', visitId)?.fields;
      if (visit === undefined || !isMine(context, visit)) return failure('VISIT_STEP_NOT_NOW');
      const appointment: DocumentOf<'appointments'> | undefined =
        visit.appointmentId === undefined ? undefined : writer.current('appointments', visit.appointmentId)?.fields;
      const isBack = appointment !== undefined && appointment.state !== 'arrived';
      // It is back already while its new moment was looked for.
      if (appointment === undefined || (isBack && stepId === undefined)) return failure('APPOINTMENT_STATE_NOT_NOW');
      const booked = isBack ? [] : [changed(context, 'appointments', appointment, { state: 'booked' })];
      if (stepId === undefined) return success(booked);
      const step = { id: stepId, event: 'left' as const, deviceId: member.deviceId };
      const left = stepped(context, visit, deskId === undefined ? step : { ...step, deskId });
      return left.ok ? success([...left.value, ...booked]) : left;
    },
  });
}
