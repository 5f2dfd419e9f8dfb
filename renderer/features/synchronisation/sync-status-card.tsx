import type { OnthaalError } from '@onthaal/contract/result.ts';
import type { SyncStatus } from '@onthaal/contract/store/sync.ts';
import { CheckCircle2, CircleAlert, CloudOff, type LucideIcon, RefreshCw } from 'lucide-react';
import { useCommand } from '../../bridge/run-command.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { DataList } from '../../ui/data-list.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { secondsToNextTry } from './sync-item-words.ts';
import { useNow } from './use-now.ts';

const phaseIcons: Readonly<Record<SyncStatus['phase'], LucideIcon>> = {
  starting: RefreshCw,
  firstSync: RefreshCw,
  working: RefreshCw,
  upToDate: CheckCircle2,
  offline: CloudOff,
  blocked: CircleAlert,
};

function NextTry({ status }: { readonly status: SyncStatus }) {
  const t = useText();
  const seconds = secondsToNextTry(status, useNow(1));
  if (seconds === undefined) return null;
  return <span className="number">{t('synchronisation.nextTry', { seconds })}</span>;
}

/** Why nothing is sent. What stands above every screen already, or in the headline of this card, is not said twice. */
function ProblemOfLine({ status, error }: { readonly status: SyncStatus; readonly error: OnthaalError }) {
  const t = useText();
  if (status.phase === 'blocked') return null;
  const next = t(`error.${error.code}.next`, error.details);
  if (error.code === 'MIDOFFICE_UNREACHABLE') return <p>{next}</p>;
  return (
    <Banner tone="caution" title={t(`error.${error.code}.text`, error.details)}>
      {next}
    </Banner>
  );
}

function Problems({ status }: { readonly status: SyncStatus }) {
  const t = useText();
  return (
    <>
      {status.error && <ProblemOfLine status={status} error={status.error} />}
      {status.setAsideRows > 0 && (
        <Banner tone="caution" title={t('synchronisation.setAside', { count: status.setAsideRows })}>
          {t('synchronisation.setAsideNext')}
        </Banner>
      )}
    </>
  );
}

/** The state of the sync in words, and "Nu proberen". */
export function SyncStatusCard({ status }: { readonly status: SyncStatus }) {
  const t = useText();
  const formats = useFormats();
  const [syncNow, { isPending }] = useCommand('syncNow');
  const { firstSync } = status;
  const PhaseIcon = phaseIcons[status.phase];
  return (
    <Card
      title={t('synchronisation.status')}
      actions={
        <Button
          size="small"
          variant="primary"
          icon={RefreshCw}
          keyAction="syncNow"
          isPending={isPending}
          onPress={() => void syncNow({})}
        >
          {t('synchronisation.tryNow')}
        </Button>
      }
    >
      <div className="stack">
        <p className={`sync-phase sync-phase-${status.phase}`}>
          <PhaseIcon aria-hidden size={20} />
          <strong>{t(`synchronisation.phase.${status.phase}`, { since: formats.moment(status.since) })}</strong>
          <NextTry status={status} />
        </p>
        <DataList
          items={[
            {
              label: t('synchronisation.lastComplete'),
              value: status.lastCompleteAt ? formats.dayTime(status.lastCompleteAt) : t('synchronisation.never'),
            },
            { label: t('synchronisation.toSend'), value: t('synchronisation.toSendCount', { count: status.waiting }) },
            ...(status.unsentContents
              ? [
                  {
                    label: t('synchronisation.contents'),
                    value: t('synchronisation.contentsCount', { count: status.unsentContents }),
                  },
                ]
              : []),
          ]}
        />
        {firstSync && (
          <ProgressBar label={t('synchronisation.firstSync')} value={firstSync.received} total={firstSync.expected} />
        )}
        <Problems status={status} />
      </div>
    </Card>
  );
}
