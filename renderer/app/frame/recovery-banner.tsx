import type { Recovery } from '@onthaal/contract/store/sync.ts';
import { useCommand } from '../../bridge/run-command.ts';
import { useSyncStatusQuery } from '../../bridge/store-api.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { useNavigate } from '../use-navigate.ts';

function RecoveryNotice({ recovery }: { readonly recovery: Recovery }) {
  const t = useText();
  const navigate = useNavigate();
  const [dismiss, { isPending }] = useCommand('dismissRecovery');
  const formats = useFormats();
  const { reason, rescuedItems, incomplete, report } = recovery;
  const isAsked = reason === 'restored' || reason === 'undone';
  const backup = reason === 'damaged' ? report?.backup : undefined;
  return (
    <section className="frame-notice" aria-label={t('region.recovery')}>
      <Banner
        tone={incomplete ? 'danger' : isAsked ? 'information' : 'caution'}
        live="status"
        title={t(`recovery.${reason}.title`)}
        actions={
          <>
            {(rescuedItems > 0 || report !== undefined) && (
              <Button size="small" variant="quiet" onPress={() => navigate.open({ name: 'synchronisation' })}>
                {t(report === undefined ? 'recovery.toList' : 'recovery.report')}
              </Button>
            )}
            <Button size="small" isPending={isPending} onPress={() => void dismiss({})}>
              {t('recovery.understood')}
            </Button>
          </>
        }
      >
        <p>
          {backup === undefined
            ? t(`recovery.${reason}.text`)
            : t('recovery.fromBackup', { moment: formats.dayTime(backup.at) })}
        </p>
        <p>{t('recovery.kept', { count: rescuedItems })}</p>
        {incomplete ? <p>{t('recovery.incomplete')}</p> : rescuedItems > 0 && <p>{t('recovery.next')}</p>}
      </Banner>
    </section>
  );
}

/** The local database was set aside: what happened, what was kept, what to do. Stays until somebody says it was read. */
export function RecoveryBanner() {
  const { data: sync } = useSyncStatusQuery({});
  return sync?.recovery ? <RecoveryNotice recovery={sync.recovery} /> : null;
}
