import { useEffect } from 'react';
import { navigationRestored } from '../../app/navigation-slice.ts';
import { recentRestored } from '../../app/recent-slice.ts';
import { type AppDispatch, type RootState, useAppDispatch, useAppSelector } from '../../app/store.ts';
import { draftsRestored } from '../interaction/drafts-slice.ts';
import { currentOf, useOpenVisits } from './use-open-visits.ts';
import { type Workspace, workspaceChanged } from './workspace-slice.ts';

const atQueue: Workspace = { navigation: { entries: [{ name: 'queue' }], index: 0 }, recent: [], drafts: {} };

/** Puts the screens of a visit in the place of those of another: what was open with the one is not there with the other. */
function showVisit(shown: string | undefined, openIds: readonly string[]) {
  return (dispatch: AppDispatch, getState: () => RootState): void => {
    const { workspace, navigation, recent, drafts } = getState();
    if (workspace.shown === shown) return;
    const left = { navigation, recent, drafts };
    const isFirst = workspace.shown === undefined;
    const kept = shown === undefined ? { ...atQueue, drafts: workspace.beforeVisit } : workspace.kept[shown];
    // Who was called comes to where the clerk is, and finds no text that is somebody else's.
    const fallback = isFirst ? { ...left, drafts: workspace.carries ? drafts : {} } : atQueue;
    const next = kept ?? fallback;
    dispatch(workspaceChanged({ shown, left, openIds }));
    dispatch(navigationRestored(next.navigation));
    dispatch(recentRestored(next.recent));
    dispatch(draftsRestored(next.drafts));
  };
}

/** Follows the visitor at the desk; gives a number that changes whenever everything on the screen must be made anew. */
export function useWorkspace(): number {
  const dispatch = useAppDispatch();
  const visits = useOpenVisits();
  const current = currentOf(visits)?.id;
  const ids = visits?.map(({ id }) => id).join(' ');
  useEffect(() => {
    if (ids !== undefined) dispatch(showVisit(current, ids.split(' ')));
  }, [dispatch, current, ids]);
  return useAppSelector(({ workspace }) => workspace.generation);
}
