import { type Result, success } from '@onthaal/contract/result.ts';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import type { AppDispatch } from '../../app/store.ts';
import { runCommand } from '../../bridge/run-command.ts';
import { readNow } from '../../bridge/store-api.ts';

/**
 * Books a moment that is kept for this computer, and says what it became: its lease may have ended since it was offered. Where that cannot be
 * read back it is `requested`: nobody promises what may not stand.
 *
 * @returns the failures of the command `bookReservedSlot`
 */
export function bookReserved(asked: CommandArguments['bookReservedSlot']) {
  return async (dispatch: AppDispatch): Promise<Result<'booked' | 'requested'>> => {
    const written = await dispatch(runCommand('bookReservedSlot', asked));
    if (!written.ok) return written;
    const row = await dispatch(readNow('appointmentPaper', { appointmentId: asked.appointmentId }));
    return success(row.ok && row.value?.state === 'booked' ? 'booked' : 'requested');
  };
}
