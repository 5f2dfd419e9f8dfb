import { useEffect } from 'react';
import { dossierOpened } from '../features/visit/dossier-opened.ts';
import { type RecentRecord, recordOpened } from './recent-slice.ts';
import { useAppDispatch } from './store.ts';

/** Remembers an open card for the palette, once its title is known. */
export function useRecentRecord(kind: RecentRecord['kind'], id: string, title: string | undefined): void {
  const dispatch = useAppDispatch();
  useEffect(() => {
    if (!title) return;
    dispatch(recordOpened({ kind, id, title }));
    // Looking at a person is in the log already, and the store takes it from there.
    if (kind === 'dossier') void dispatch(dossierOpened(id));
  }, [dispatch, kind, id, title]);
}
