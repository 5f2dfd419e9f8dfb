import { useEffect } from 'react';
import { type RecentRecord, recordOpened } from './recent-slice.ts';
import { useAppDispatch } from './store.ts';

/** Remembers an open card for the palette, once its title is known. */
export function useRecentRecord(kind: RecentRecord['kind'], id: string, title: string | undefined): void {
  const dispatch = useAppDispatch();
  useEffect(() => {
    if (title) dispatch(recordOpened({ kind, id, title }));
  }, [dispatch, kind, id, title]);
}
