import type { SyncItem } from '@onthaal/contract/store/sync.ts';
import { CheckCircle2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import type { RouteOf } from '../../app/routes.ts';
import { Screen } from '../../app/screen.tsx';
import { readError, useSyncItemsQuery, useSyncStatusQuery } from '../../bridge/store-api.ts';
import { useText } from '../../i18n/use-text.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorMessage } from '../../ui/error-message.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import '../dossier/lists/record-lists.css';
import '../dossier/term/term-card.css';
import { BackupsCard } from '../backups/backups-card.tsx';
import { RecoveryReportCard } from '../backups/recovery-report.tsx';
import { SetAsideCard } from '../backups/set-aside-card.tsx';
import { DiscardDialog } from './discard-dialog.tsx';
import { SyncItemLine } from './sync-item-line.tsx';
import { groupSyncItems } from './sync-item-words.ts';
import { SyncStatusCard } from './sync-status-card.tsx';
import './synchronisation-screen.css';
import { useCorrection } from './use-correction.tsx';
import { useNow } from './use-now.ts';

interface HistoryCardProps {
  readonly title: string;
  readonly items: readonly SyncItem[];
  readonly now: Date;
}

/** What asks nothing any more: closed until somebody opens it. */
function HistoryCard({ title, items, now }: HistoryCardProps) {
  if (items.length === 0) return null;
  return (
    <Disclosure className="card">
      <Heading level={2} className="sync-accepted">
        <AriaButton slot="trigger" className="disclosure-button">
          {title}
        </AriaButton>
      </Heading>
      <DisclosurePanel>
        <ul className="lines">
          {items.map((item) => (
            <SyncItemLine
              key={`${item.operationId}:${item.documentId}`}
              item={item}
              now={now}
              onCorrect={() => undefined}
              onDiscard={() => undefined}
            />
          ))}
        </ul>
      </DisclosurePanel>
    </Disclosure>
  );
}

interface ItemsCardProps {
  readonly title: string;
  readonly items: readonly SyncItem[];
  readonly now: Date;
  readonly onCorrect: (item: SyncItem) => void;
  readonly onDiscard: (item: SyncItem) => void;
}

function ItemsCard({ title, items, ...rest }: ItemsCardProps) {
  if (items.length === 0) return null;
  return (
    <Card title={title} count={items.length} isFlush>
      <ul className="lines">
        {items.map((item) => (
          <SyncItemLine key={`${item.operationId}:${item.documentId}`} item={item} {...rest} />
        ))}
      </ul>
    </Card>
  );
}

function Items({ items }: { readonly items: readonly SyncItem[] }) {
  const t = useText();
  const now = useNow(30);
  const groups = useMemo(() => groupSyncItems(items, now), [items, now]);
  const [correct, correction] = useCorrection();
  const [discarding, setDiscarding] = useState<SyncItem>();
  const common = { now, onCorrect: correct, onDiscard: setDiscarding };
  const { accepted, discarded } = groups;
  const isEmpty = groups.asking.length + groups.waiting.length === 0;
  return (
    <>
      {isEmpty && (
        <Card title={t('synchronisation.waiting')}>
          <EmptyState icon={CheckCircle2} title={t('synchronisation.nothing')}>
            {t('synchronisation.nothingNext')}
          </EmptyState>
        </Card>
      )}
      <ItemsCard title={t('synchronisation.asking')} items={groups.asking} {...common} />
      <ItemsCard title={t('synchronisation.waiting')} items={groups.waiting} {...common} />
      <HistoryCard title={t('synchronisation.accepted', { count: accepted.length })} items={accepted} now={now} />
      <HistoryCard
        title={t('synchronisation.discardedItems', { count: discarded.length })}
        items={discarded}
        now={now}
      />
      {correction}
      {discarding && <DiscardDialog item={discarding} onClose={() => setDiscarding(undefined)} />}
    </>
  );
}

/** The list behind the sync pill: what waits, what was refused and why, and what to do about it. */
export function SynchronisationScreen(_props: { readonly route: RouteOf<'synchronisation'> }) {
  const t = useText();
  const status = useSyncStatusQuery({});
  const items = useSyncItemsQuery({ limit: 300 });
  const error = readError(items.error ?? status.error);
  return (
    <Screen title={t('screen.synchronisation')} subtitle={t('synchronisation.subtitle')}>
      {error && <ErrorMessage error={error} onRetry={() => void items.refetch()} />}
      {status.data && <SyncStatusCard status={status.data} />}
      {status.data && <RecoveryReportCard recovery={status.data.recovery} />}
      {items.data ? <Items items={items.data} /> : !error && <Skeleton lines={6} />}
      {status.data && <BackupsCard status={status.data} />}
      <SetAsideCard overview={status.data?.backups} />
    </Screen>
  );
}
