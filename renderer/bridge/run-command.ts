import type { Result } from '@onthaal/contract/result.ts';
import type { CommandArguments, CommandName, CommandResult } from '@onthaal/contract/store/commands.ts';
import type { OperationState } from '@onthaal/contract/store/sync.ts';
import { useCallback, useRef, useState } from 'react';
import { useStore } from 'react-redux';
import type { AppDispatch, RootState } from '../app/store.ts';
import { useErrorNotice } from '../ui/use-error-notice.ts';
import type { StoreExtra } from './store-api.ts';
import { whenAnswered } from './when-answered.ts';

/** Runs a command of the store: `await dispatch(runCommand('addNote', {...}))` gives its Result. */
export function runCommand<Name extends CommandName>(name: Name, args: CommandArguments[Name]) {
  return (_dispatch: AppDispatch, _state: () => RootState, { client }: StoreExtra): Promise<Result<CommandResult>> =>
    client.run(name, args);
}

/** Waits until the centre has answered an operation: `await dispatch(awaitAnswer(operationId, signal))`. */
export function awaitAnswer(operationId: string, signal: AbortSignal) {
  return (_dispatch: AppDispatch, _state: () => RootState, { client }: StoreExtra): Promise<Result<OperationState>> =>
    whenAnswered(client, operationId, signal);
}

/**
 * A command for a button or a form: `[run, { isPending }]`. An error is shown as a notice unless `quiet` says that the caller
 * shows it in place. A second call while one is under way gets the answer of the first: a double click writes once.
 */
export function useCommand<Name extends CommandName>(name: Name, options: { readonly quiet?: boolean } = {}) {
  const tell = useErrorNotice();
  const store = useStore();
  const [isPending, setPending] = useState(false);
  const underWay = useRef<Promise<Result<CommandResult>>>(undefined);
  const run = useCallback(
    (args: CommandArguments[Name]): Promise<Result<CommandResult>> => {
      if (underWay.current) return underWay.current;
      setPending(true);
      const answer = (store.dispatch as AppDispatch)(runCommand(name, args)).then((result) => {
        underWay.current = undefined;
        setPending(false);
        if (!result.ok && !options.quiet) tell(result.error);
        return result;
      });
      underWay.current = answer;
      return answer;
    },
    [store, name, options.quiet, tell],
  );
  return [run, { isPending }] as const;
}
