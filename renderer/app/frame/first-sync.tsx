import type { SyncStatus } from '@onthaal/contract/store/sync.ts';
import { CloudOff } from 'lucide-react';
import { useSyncNow } from '../../features/sync-pill/use-sync-now.ts';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorMessage } from '../../ui/error-message.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Screen } from '../screen.tsx';
import './first-sync.css';

type Progress = NonNullable<SyncStatus['firstSync']>;

/** The usual advice, to work on, does not hold: there is nothing here yet to work with. */
function LineGone({ onRetry }: { readonly onRetry: () => void }) {
  const t = useText();
  return (
    <Banner
      tone="caution"
      icon={CloudOff}
      live="alert"
      title={t('error.MIDOFFICE_UNREACHABLE.text')}
      actions={
        <Button size="small" onPress={onRetry}>
          {t('action.tryAgain')}
        </Button>
      }
    >
      {t('firstSync.lineGone')}
    </Banner>
  );
}

/** The first filling of this desk: what came in of how much, per kind. Makes way as soon as one can work. */
export function FirstSyncScreen({ status }: { readonly status: SyncStatus }) {
  const t = useText();
  const syncNow = useSyncNow();
  const progress = status.firstSync;
  const shown = progress?.perCollection.filter(({ expected }) => expected > 0) ?? [];
  return (
    <Screen title={t('firstSync.title')} subtitle={t('firstSync.text')} layout="narrow">
      {status.error?.code === 'MIDOFFICE_UNREACHABLE' ? (
        <LineGone onRetry={syncNow} />
      ) : (
        status.error && <ErrorMessage error={status.error} onRetry={syncNow} />
      )}
      <Card title={t('firstSync.heading')}>
        <div className="stack">
          <ProgressBar
            label={t('firstSync.total')}
            value={progress?.received ?? 0}
            total={progress?.expected ?? 0}
            {...(progress?.expected ? {} : { valueText: t(status.error ? 'firstSync.waiting' : 'firstSync.counting') })}
          />
          <ul className="first-sync-list">
            {shown.map(({ collection, received, expected }) => (
              <li key={collection}>
                <ProgressBar size="small" label={t(`collection.${collection}`)} value={received} total={expected} />
              </li>
            ))}
          </ul>
        </div>
      </Card>
    </Screen>
  );
}

/** The same in one line above the screens, while one works already. */
export function FirstSyncBar({ progress }: { readonly progress: Progress }) {
  const t = useText();
  return (
    <section className="first-sync-bar" aria-label={t('region.desk')}>
      <ProgressBar size="small" label={t('firstSync.bar')} value={progress.received} total={progress.expected} />
    </section>
  );
}
