import type { ErrorCode } from '@onthaal/contract/errors.ts';
import type { BackupOverview, BackupRow } from '@onthaal/contract/store/backups.ts';
import type { SyncStatus } from '@onthaal/contract/store/sync.ts';
import { DatabaseBackup, History, ShieldCheck, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { useCommand } from '../../bridge/run-command.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { DataList } from '../../ui/data-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Tag } from '../../ui/tag.tsx';
import { sizeText } from './backup-words.ts';
import './backups-card.css';
import { RestoreDialog } from './restore-dialog.tsx';

function Running({ running }: { readonly running: NonNullable<BackupOverview['running']> }) {
  const t = useText();
  const formats = useFormats();
  const { done, total } = running;
  const words =
    done >= total && total > 0
      ? t('backups.checking')
      : `${sizeText(done, t, formats)} / ${sizeText(total, t, formats)}`;
  return <ProgressBar label={t('backups.running')} value={done} total={total} valueText={words} />;
}

function Restored({ overview }: { readonly overview: BackupOverview }) {
  const t = useText();
  const formats = useFormats();
  const [undo, { isPending }] = useCommand('undoRestore');
  const { lastRestore } = overview;
  if (lastRestore === undefined) return null;
  const run = () => void undo({});
  return (
    <Banner
      tone="information"
      title={t('backups.restored.title', { moment: formats.dayTime(lastRestore.backupAt) })}
      actions={
        <Button size="small" icon={Undo2} isPending={isPending} onPress={run}>
          {t('backups.undo')}
        </Button>
      }
    >
      {t('backups.restored.text', { at: formats.dayTime(lastRestore.at) })}
    </Banner>
  );
}

function BackupLine({
  backup,
  onRestore,
}: {
  readonly backup: BackupRow;
  readonly onRestore: (backup: BackupRow) => void;
}) {
  const t = useText();
  const formats = useFormats();
  const moment = formats.dayTime(backup.at);
  const facts = [
    t(`backups.why.${backup.why}`),
    sizeText(backup.bytes, t, formats),
    t('backups.documents', { count: backup.documents }),
    backup.unsentItems > 0 ? t('backups.unsent', { count: backup.unsentItems }) : '',
  ];
  return (
    <li className="line">
      <History className="line-icon" aria-hidden size={16} />
      <div className="line-text">
        <p className="line-title number">{moment}</p>
        <p className="line-meta">{facts.filter(Boolean).join(' · ')}</p>
      </div>
      <div className="line-end">
        <Tag tone={backup.usable ? 'positive' : 'neutral'} icon={ShieldCheck}>
          {t(backup.usable ? 'backups.verified' : 'backups.otherDatabase')}
        </Tag>
        {backup.usable && (
          <Button size="small" aria-label={t('backups.restoreOf', { moment })} onPress={() => onRestore(backup)}>
            {t('backups.restore')}
          </Button>
        )}
      </div>
    </li>
  );
}

function Facts({ overview, newest }: { readonly overview: BackupOverview; readonly newest: BackupRow }) {
  const t = useText();
  const formats = useFormats();
  const used = overview.backups.reduce((total, { bytes }) => total + bytes, 0);
  const most = sizeText(Math.max(overview.budgetBytes, used), t, formats);
  return (
    <DataList
      items={[
        { label: t('backups.newest'), value: formats.dayTime(newest.at) },
        { label: t('backups.space'), value: t('backups.spaceOf', { used: sizeText(used, t, formats), most }) },
      ]}
    />
  );
}

function BackupList({ overview, status }: { readonly overview: BackupOverview; readonly status: SyncStatus }) {
  const t = useText();
  const [chosen, choose] = useState<BackupRow>();
  return (
    <Disclosure className="backup-list">
      <Heading level={3} className="sync-accepted">
        <AriaButton slot="trigger" className="disclosure-button">
          {t('backups.all', { count: overview.backups.length })}
        </AriaButton>
      </Heading>
      <DisclosurePanel>
        <ul className="lines">
          {overview.backups.map((backup) => (
            <BackupLine key={backup.id} backup={backup} onRestore={choose} />
          ))}
        </ul>
      </DisclosurePanel>
      {chosen && <RestoreDialog backup={chosen} status={status} onClose={() => choose(undefined)} />}
    </Disclosure>
  );
}

/** The backups of this desk: when the newest was made, what they take, and how to go back to one. */
export function BackupsCard({ status }: { readonly status: SyncStatus }) {
  const t = useText();
  const [make, { isPending }] = useCommand('makeBackup', { quiet: true });
  const [refused, setRefused] = useState<ErrorCode>();
  const overview = status.backups;
  if (overview === undefined) return null;
  const [newest] = overview.backups;
  const { running, restoreProblem } = overview;
  const problem = refused ?? overview.problem;
  const begin = () => void make({}).then((result) => setRefused(result.ok ? undefined : result.error.code));
  return (
    <Card
      title={t('backups.title')}
      isFlush
      actions={
        <Button
          size="small"
          icon={DatabaseBackup}
          isPending={isPending}
          isDisabled={running !== undefined || status.phase === 'firstSync'}
          onPress={begin}
        >
          {t('backups.make')}
        </Button>
      }
    >
      <div className="card-content stack">
        <p className="muted">{t('backups.subtitle')}</p>
        {problem && (
          <Banner tone="caution" live="status" title={t('backups.problem')}>
            {t(`error.${problem}.text`)} {t('backups.problemNext')}
          </Banner>
        )}
        {restoreProblem && (
          <Banner tone="danger" live="status" title={t('backups.restoreProblem')}>
            {t(`error.${restoreProblem}.text`)} {t('backups.restoreProblemNext')}
          </Banner>
        )}
        <Restored overview={overview} />
        {running && <Running running={running} />}
        {newest ? (
          <Facts overview={overview} newest={newest} />
        ) : (
          !running && (
            <EmptyState icon={DatabaseBackup} title={t('backups.none')}>
              {t('backups.noneNext')}
            </EmptyState>
          )
        )}
      </div>
      {newest && <BackupList overview={overview} status={status} />}
    </Card>
  );
}
