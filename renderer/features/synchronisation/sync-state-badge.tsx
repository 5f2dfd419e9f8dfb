import type { SyncItem } from '@onthaal/contract/store/sync.ts';
import { useSyncStatusQuery } from '../../bridge/store-api.ts';
import { useText } from '../../i18n/use-text.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';

/** Where an item stands. Without a line nothing is being sent: what began to leave is on this computer like the rest, and goes again. */
export function SyncStateBadge({ item }: { readonly item: SyncItem }) {
  const t = useText();
  const { data: status } = useSyncStatusQuery({});
  const isLineGone = status?.phase === 'offline' || status?.phase === 'blocked';
  if (item.state === 'sending' && isLineGone)
    return <StatusBadge status="local" label={t.word('syncState', 'local')} />;
  // It was not refused for what is in it: the words stay here for who wrote them.
  if (item.state === 'rejected' && item.error?.code === 'ACCESS_LOST') {
    return <StatusBadge status="conflict" label={t('synchronisation.keptHere')} />;
  }
  return <StatusBadge status={item.state} label={t.word('syncState', item.state)} />;
}
