import type { OnthaalError } from '@onthaal/contract/result.ts';
import type { CommandArguments, CommandName } from '@onthaal/contract/store/commands.ts';
import { useState } from 'react';
import { useCommand } from '../../../bridge/run-command.ts';
import type { Draft } from '../../interaction/use-draft.ts';
import { useSaySaved } from '../../sync-pill/use-say-saved.ts';

/** A command behind a form dialog: an error shows in the dialog, success drops the draft, says so and closes. */
export function useDialogCommand<Name extends CommandName, Values extends object>(
  name: Name,
  draft: Draft<Values>,
  onClose: () => void,
) {
  const saySaved = useSaySaved();
  const [run, { isPending }] = useCommand(name, { quiet: true });
  const [error, setError] = useState<OnthaalError>();
  const leave = () => {
    draft.drop();
    onClose();
  };
  const save = async (args: CommandArguments[Name]) => {
    const result = await run(args);
    setError(result.ok ? undefined : result.error);
    if (!result.ok) return;
    saySaved();
    leave();
  };
  return { save, isPending, error, leave };
}
