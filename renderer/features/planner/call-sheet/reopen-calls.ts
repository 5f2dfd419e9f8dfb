import type { Result } from '@onthaal/contract/result.ts';
import type { CommandResult } from '@onthaal/contract/store/commands.ts';
import type { AppDispatch } from '../../../app/store.ts';
import { runCommand } from '../../../bridge/run-command.ts';

/**
 * Has somebody called again whose calls were closed. What was booked instead is cancelled before: as long as it is not here yet it cannot
 * be, and then the call stays closed, or somebody would be called who has an appointment.
 *
 * @returns the failures of the commands `cancelAppointment` and `closeCalls`
 */
export function reopenCalls(appointmentId: string, bookedId: string | undefined) {
  return async (dispatch: AppDispatch): Promise<Result<CommandResult>> => {
    if (bookedId !== undefined) {
      const cancelled = await dispatch(runCommand('cancelAppointment', { appointmentId: bookedId, reason: '' }));
      if (!cancelled.ok) return cancelled;
    }
    return dispatch(runCommand('closeCalls', { appointmentId }));
  };
}
