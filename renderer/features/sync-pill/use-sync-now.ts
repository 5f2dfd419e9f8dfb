import { useCallback } from 'react';
import { useCommand } from '../../bridge/run-command.ts';

/** Asks the sync to try now; the pill shows what comes of it. */
export function useSyncNow(): () => void {
  const [run] = useCommand('syncNow');
  return useCallback(() => void run({}), [run]);
}
