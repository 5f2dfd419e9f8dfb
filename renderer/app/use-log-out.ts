import { useCallback } from 'react';
import { desktop } from '../bridge/desktop.ts';
import { keepNotes } from '../features/visit/notepad-keeper.ts';
import { useErrorNotice } from '../ui/use-error-notice.ts';

/**
 * Logs out. Unsent work stays in this member's own database and is sent at the next login.
 *
 * @param before what is done first, where the store is open: not on the lock screen
 */
export function useLogOut(before?: () => Promise<void>): () => void {
  const tell = useErrorNotice();
  return useCallback(() => {
    void keepNotes()
      .then(() => before?.())
      .then(() => desktop().request('session:logOut', {}))
      .then((result) => {
        if (!result.ok) tell(result.error);
      });
  }, [tell, before]);
}
