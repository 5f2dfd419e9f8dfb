import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import { useCallback } from 'react';
import { v7 } from 'uuid';
import { useAppDispatch } from '../../app/store.ts';
import { runCommand } from '../../bridge/run-command.ts';
import { useErrorNotice } from '../../ui/use-error-notice.ts';

type Step = Omit<CommandArguments['recordHandoverStep'], 'stepId'>;

/** Writes down what happened to a handover; false when it could not be. */
export function useHandoverStep(): (step: Step) => Promise<boolean> {
  const dispatch = useAppDispatch();
  const tell = useErrorNotice();
  return useCallback(
    async (step) => {
      const result = await dispatch(runCommand('recordHandoverStep', { ...step, stepId: v7() }));
      if (!result.ok) tell(result.error);
      return result.ok;
    },
    [dispatch, tell],
  );
}
