import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { isMissed } from '@onthaal/contract/rules/planner/index.ts';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import { nowInstant } from '../database/clock.ts';
import { authorOf, type CommandContext, type CommandPlan } from './command-context.ts';
import { changing } from './planner-commands.ts';

type Appointment = DocumentOf<'appointments'>;
type ToCall = NonNullable<Appointment['toCall']>;

/** Somebody did not come: from now on they are on the call sheet. */
export function recordNoShow(
  context: CommandContext,
  { appointmentId }: CommandArguments['recordNoShow'],
): Result<CommandPlan> {
  return changing(context, appointmentId, (appointment) => {
    const now = nowInstant();
    if (!isMissed(appointment, Date.parse(now))) return failure('APPOINTMENT_STATE_NOT_NOW');
    return success({ state: 'noShow', toCall: { reason: 'noShow', since: now, calls: [] } });
  });
}

/** They came after all, or it was the wrong line: nobody calls. */
export function takeBackNoShow(
  context: CommandContext,
  { appointmentId, state }: CommandArguments['takeBackNoShow'],
): Result<CommandPlan> {
  return changing(context, appointmentId, (appointment) =>
    appointment.state === 'noShow'
      ? success({ state, toCall: undefined } as unknown as Partial<Appointment>)
      : failure('APPOINTMENT_STATE_NOT_NOW'),
  );
}

function changingSheet(
  context: CommandContext,
  appointmentId: string,
  change: (sheet: ToCall) => ToCall,
): Result<CommandPlan> {
  return changing(context, appointmentId, ({ toCall }) =>
    toCall === undefined ? failure('APPOINTMENT_STATE_NOT_NOW') : success({ toCall: change(toCall) }),
  );
}

/** Writes down that somebody was called, when, and with what result. */
export function recordCall(
  context: CommandContext,
  { appointmentId, callId, result }: CommandArguments['recordCall'],
): Result<CommandPlan> {
  return changingSheet(context, appointmentId, (sheet) => {
    if (sheet.calls.some(({ id }) => id === callId)) return sheet;
    const call = { id: callId, at: nowInstant(), by: authorOf(context), result };
    return { ...sheet, calls: [...sheet.calls, call] };
  });
}

/** Nobody calls any more; without an outcome that is taken back. */
export function closeCalls(
  context: CommandContext,
  { appointmentId, outcome }: CommandArguments['closeCalls'],
): Result<CommandPlan> {
  return changingSheet(context, appointmentId, ({ closedAt: _at, outcome: _outcome, ...sheet }) =>
    outcome === undefined ? sheet : { ...sheet, closedAt: nowInstant(), outcome },
  );
}
