import type { OnthaalError } from '@onthaal/contract/result.ts';
import { useCallback, useEffect, useState } from 'react';
import { desktop } from '../../bridge/desktop.ts';

/** Logging in through the system's browser: whether it is awaited, and what can be done meanwhile. */
export function useBrowserLogIn() {
  const [isWaiting, setIsWaiting] = useState(false);
  const [error, setError] = useState<OnthaalError>();
  const logIn = useCallback(() => {
    setIsWaiting(true);
    setError(undefined);
    void desktop()
      .request('session:browserLogIn', {})
      .then((result) => {
        // At success main announces the member, or the sync goes on: whatever shows this makes way.
        if (result.ok) return;
        setIsWaiting(false);
        setError(result.error);
      });
  }, []);
  const openAgain = useCallback(() => {
    void desktop()
      .request('session:browserOpenAgain', {})
      .then((result) => !result.ok && setError(result.error));
  }, []);
  const cancel = useCallback(() => void desktop().request('session:browserCancel', {}), []);
  // A screen that goes away, by a reload for instance, leaves no login waiting.
  useEffect(() => cancel, [cancel]);
  return { isWaiting, error, logIn, openAgain, cancel };
}
