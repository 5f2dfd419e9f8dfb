import { useMemo } from 'react';
import { screenOpened, screenReplaced, wentBack, wentForward } from './navigation-slice.ts';
import type { Route } from './routes.ts';
import { useAppDispatch } from './store.ts';

/** Ways to another screen: `open` adds to the history, `replace` takes the place of a form that is done. */
export function useNavigate() {
  const dispatch = useAppDispatch();
  return useMemo(
    () => ({
      open: (route: Route) => void dispatch(screenOpened(route)),
      replace: (route: Route) => void dispatch(screenReplaced(route)),
      back: () => void dispatch(wentBack()),
      forward: () => void dispatch(wentForward()),
    }),
    [dispatch],
  );
}
