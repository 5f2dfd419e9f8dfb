import type { SyncStatus } from '@onthaal/contract/store/sync.ts';
import { useSyncStatusQuery } from '../../bridge/store-api.ts';

type Progress = NonNullable<SyncStatus['firstSync']>;
export type FirstSync =
  | { readonly state: 'none' }
  /** References and persons are not in yet: nothing useful can be done. */
  | { readonly state: 'waiting'; readonly status: SyncStatus }
  /** One can work; the rest still comes. */
  | { readonly state: 'usable'; readonly progress: Progress };

const needed: ReadonlySet<string> = new Set(['references', 'persons']);

/** How far the first filling of the local database is, as the frame needs it. */
export function firstSyncOf(status: SyncStatus | undefined): FirstSync {
  const progress = status?.firstSync;
  if (!status || !progress) return { state: 'none' };
  const usable =
    progress.expected > 0 &&
    progress.perCollection
      .filter(({ collection }) => needed.has(collection))
      .every(({ received, expected }) => received >= expected);
  return usable ? { state: 'usable', progress } : { state: 'waiting', status };
}

/** The same, of the store's live status. */
export function useFirstSync(): FirstSync {
  return firstSyncOf(useSyncStatusQuery({}).data);
}
