import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import { useCallback } from 'react';
import { useAppDispatch } from '../../app/store.ts';
import { runCommand } from '../../bridge/run-command.ts';
import { useErrorNotice } from '../../ui/use-error-notice.ts';

/** Keeps who a visitor is and how sure one is of that. */
export function useKeepVisit(): (kept: CommandArguments['keepVisit']) => Promise<void> {
  const dispatch = useAppDispatch();
  const tell = useErrorNotice();
  return useCallback(
    async (kept) => {
      const result = await dispatch(runCommand('keepVisit', kept));
      if (!result.ok) tell(result.error);
    },
    [dispatch, tell],
  );
}
