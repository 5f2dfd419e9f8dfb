import { useCallback } from 'react';
import { useAppDispatch } from '../../app/store.ts';
import { desktop } from '../../bridge/desktop.ts';
import { lockChanged, screenCovered } from './lock-slice.ts';

/** Locks the screen: covered at once, then by main, which decides when it is shown again. */
export function useLockScreen(): () => void {
  const dispatch = useAppDispatch();
  return useCallback(() => {
    dispatch(screenCovered());
    void desktop()
      .request('session:lock', {})
      .then((result) => {
        if (result.ok) dispatch(lockChanged(result.value));
      });
  }, [dispatch]);
}
