import { ClockAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { desktop } from '../../bridge/desktop.ts';
import { useSyncStatusQuery } from '../../bridge/store-api.ts';
import { LogInAgain } from '../../features/login/log-in-again.tsx';
import { clockWords } from '../../features/synchronisation/clock-words.ts';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorMessage } from '../../ui/error-message.tsx';
import { useAppSelector } from '../store.ts';

function Notice({ children }: { readonly children: ReactNode }) {
  const t = useText();
  return (
    <section className="frame-notice" aria-label={t('region.desk')}>
      {children}
    </section>
  );
}

/** What is wrong with the desk itself: the store that restarts or gave up, a clock that is off, a sync that cannot go on. */
export function ProcessBanner() {
  const t = useText();
  const { state } = useAppSelector(({ session }) => session.storeProcess);
  const { data: sync } = useSyncStatusQuery({});
  const skew = sync?.clockSkewSeconds;
  if (state === 'restarting') {
    return (
      <Notice>
        <Banner tone="caution" live="status" title={t('process.restarting.title')}>
          {t('process.restarting.text')}
        </Banner>
      </Notice>
    );
  }
  if (state === 'failed') {
    return (
      <Notice>
        <Banner
          tone="danger"
          live="alert"
          title={t('process.failed.title')}
          actions={
            <>
              <Button size="small" variant="primary" onPress={() => void desktop().request('store:restart', {})}>
                {t('process.restart')}
              </Button>
              <Button
                size="small"
                variant="quiet"
                onPress={() => void desktop().request('application:openLogFolder', {})}
              >
                {t('process.logs')}
              </Button>
            </>
          }
        >
          {t('process.failed.text')}
        </Banner>
      </Notice>
    );
  }
  if (sync?.phase === 'blocked' && sync.error && !needsLogin(sync.error.code)) {
    return (
      <Notice>
        <ErrorMessage error={sync.error} />
      </Notice>
    );
  }
  if (skew !== undefined) {
    return (
      <Notice>
        <Banner
          tone="caution"
          icon={ClockAlert}
          live="status"
          title={t(`process.clock.${clockWords(skew).way}`, { ...clockWords(skew) })}
        >
          {t('process.clock.text')}
        </Banner>
      </Notice>
    );
  }
  return null;
}

/**
 * The session is over. Always in the document, so that a dialog which is open leaves it in reach: what is added later is shut off with all
 * that lies under the dialog.
 */
export function SessionEndedBanner() {
  const t = useText();
  const { data: sync } = useSyncStatusQuery({});
  const ended = sync?.phase === 'blocked' && sync.error && needsLogin(sync.error.code) ? sync.error : undefined;
  return (
    <div className="frame-session" data-react-aria-top-layer="true">
      {ended && (
        <section className="frame-notice" aria-label={t('region.session')}>
          <LogInAgain ended={ended} />
        </section>
      )}
    </div>
  );
}

function needsLogin(code: string): boolean {
  return code === 'SESSION_EXPIRED' || code === 'SESSION_UNKNOWN';
}
