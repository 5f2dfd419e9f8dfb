import { useCallback } from 'react';
import { desktop } from '../bridge/desktop.ts';
import { useGiveBackSlots } from '../features/planner/use-reserved-slots.ts';
import { keepNotes } from '../features/visit/notepad-keeper.ts';
import { useErrorNotice } from '../ui/use-error-notice.ts';

/** Logs out. Unsent work stays in this member's own database and is sent at the next login. */
export function useLogOut(): () => void {
  const tell = useErrorNotice();
  const giveBackSlots = useGiveBackSlots();
  return useCallback(() => {
    void keepNotes()
      .then(giveBackSlots)
      .then(() => desktop().request('session:logOut', {}))
      .then((result) => {
        if (!result.ok) tell(result.error);
      });
  }, [tell, giveBackSlots]);
}
