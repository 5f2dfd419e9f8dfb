import type { BackupRow } from '@onthaal/contract/store/backups.ts';
import type { SyncStatus } from '@onthaal/contract/store/sync.ts';
import { CloudDownload, type LucideIcon, Send, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useCommand } from '../../bridge/run-command.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

export interface RestoreDialogProps {
  readonly backup: BackupRow;
  readonly status: SyncStatus;
  readonly onClose: () => void;
}

function Line({ icon: Icon, children }: { readonly icon: LucideIcon; readonly children: ReactNode }) {
  return (
    <li className="backup-fact">
      <Icon aria-hidden size={18} className="backup-fact-icon" />
      <span>{children}</span>
    </li>
  );
}

/** Says what will be different, what stays, and that it can be undone; then asks. */
export function RestoreDialog({ backup, status, onClose }: RestoreDialogProps) {
  const t = useText();
  const formats = useFormats();
  const [run, { isPending }] = useCommand('restoreBackup');
  const restore = async () => {
    const result = await run({ backupId: backup.id });
    if (!result.ok) return;
    onClose();
  };
  return (
    <ConfirmDialog
      title={t('backups.confirm.title', { moment: formats.dayTime(backup.at) })}
      confirmLabel={t('backups.confirm.do')}
      cancelLabel={t('backups.confirm.cancel')}
      isPending={isPending}
      onConfirm={() => void restore()}
      onClose={onClose}
    >
      <ul className="stack">
        <Line icon={Send}>{t('backups.confirm.unsent', { count: status.waiting })}</Line>
        <Line icon={CloudDownload}>{t('backups.confirm.newer')}</Line>
        <Line icon={Undo2}>{t('backups.confirm.undo')}</Line>
      </ul>
    </ConfirmDialog>
  );
}
