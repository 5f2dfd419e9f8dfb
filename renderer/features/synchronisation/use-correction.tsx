import type { SyncItem } from '@onthaal/contract/store/sync.ts';
import { type ReactNode, useState } from 'react';
import { CorrectionDialog } from './correction-dialog.tsx';

/** The way to correct a refused item: what opens the dialog, and the dialog itself. */
export function useCorrection(): readonly [correct: (item: SyncItem) => void, dialog: ReactNode] {
  const [item, setItem] = useState<SyncItem>();
  return [setItem, item && <CorrectionDialog item={item} onClose={() => setItem(undefined)} />];
}
