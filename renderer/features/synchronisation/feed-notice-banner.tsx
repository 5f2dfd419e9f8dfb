import type { FeedNotice } from '@onthaal/contract/store/sync.ts';
import { History, Users } from 'lucide-react';
import { useNavigate } from '../../app/use-navigate.ts';
import { useCommand } from '../../bridge/run-command.ts';
import { useSyncStatusQuery } from '../../bridge/store-api.ts';
import type { MessageKey } from '../../i18n/message-key.ts';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';

/** What to say of it now: what is offered again may all have gone out since. */
function textOf(notice: FeedNotice, waiting: number): MessageKey {
  if (notice.reason === 'scopeChanged') return 'feed.scopeChanged.text';
  return waiting > 0 ? 'feed.centreRestored.text' : 'feed.centreRestored.done';
}

function Notice({ notice, waiting }: { readonly notice: FeedNotice; readonly waiting: number }) {
  const t = useText();
  const navigate = useNavigate();
  const [dismiss, { isPending }] = useCommand('dismissFeedNotice');
  return (
    <section className="frame-notice" aria-label={t('region.feed')}>
      <Banner
        tone="caution"
        icon={notice.reason === 'scopeChanged' ? Users : History}
        live="status"
        title={t(`feed.${notice.reason}.title`)}
        actions={
          <>
            {notice.items > 0 && (
              <Button size="small" variant="quiet" onPress={() => navigate.open({ name: 'synchronisation' })}>
                {t('recovery.toList')}
              </Button>
            )}
            <Button size="small" isPending={isPending} onPress={() => void dismiss({})}>
              {t('recovery.understood')}
            </Button>
          </>
        }
      >
        {t(textOf(notice, waiting), { count: notice.items })}
      </Banner>
    </section>
  );
}

/** The centre was put back, or the rights of this member changed: what that means here. Stays until somebody says it was read. */
export function FeedNoticeBanner() {
  const { data: sync } = useSyncStatusQuery({});
  return sync?.feedNotice ? <Notice notice={sync.feedNotice} waiting={sync.waiting} /> : null;
}
