import type { OfferedFiles } from '@onthaal/contract/devices/watch-folder.ts';
import type { OnthaalError } from '@onthaal/contract/result.ts';
import { useCallback, useEffect, useState } from 'react';
import { useAppSelector } from '../../../app/store.ts';
import { desktop } from '../../../bridge/desktop.ts';

/** A folder in a network tells nobody of a change: it is looked at so often while somebody scans. */
const LOOK_MILLISECONDS = 3_000;

/** What the copier dropped in this desk's folder, looked at again and again while the caller is mounted. */
export function useWatchedFiles() {
  const folder = useAppSelector(({ devices }) => devices.settings?.watchFolder);
  const isLocked = useAppSelector((state) => state.lock.locked);
  const [offered, setOffered] = useState<OfferedFiles>();
  const [error, setError] = useState<OnthaalError>();
  const look = useCallback(async (): Promise<void> => {
    const answer = await desktop().request('documents:watchedFiles', {});
    setError(answer.ok ? undefined : answer.error);
    if (answer.ok) setOffered(answer.value);
  }, []);
  useEffect(() => {
    if (!folder || isLocked) return;
    let timer: number | undefined;
    let isOver = false;
    const lookOn = async (): Promise<void> => {
      await look();
      if (!isOver) timer = window.setTimeout(() => void lookOn(), LOOK_MILLISECONDS);
    };
    void lookOn();
    return () => {
      isOver = true;
      window.clearTimeout(timer);
    };
  }, [folder, isLocked, look]);
  const toFile = (offered?.files ?? []).filter(({ isKept }) => !isKept).length;
  return { folder, offered, error, toFile, look: () => void look() };
}

export type WatchedFolderView = ReturnType<typeof useWatchedFiles>;
