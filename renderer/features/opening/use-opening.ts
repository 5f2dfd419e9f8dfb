import type { OpeningProgress } from '@onthaal/contract/store/control.ts';
import { useEffect, useState } from 'react';
import { desktop } from '../../bridge/desktop.ts';

/** How far the opening of somebody's data is; undefined while nothing was told, and again for the next person. */
export function useOpening(memberId: string | undefined): OpeningProgress | undefined {
  const [progress, setProgress] = useState<OpeningProgress>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another person begins without progress
  useEffect(() => {
    setProgress(undefined);
    return desktop().on('store:opening', setProgress);
  }, [memberId]);
  return memberId === undefined ? undefined : progress;
}
