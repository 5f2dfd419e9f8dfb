import type { BackupRow } from '@onthaal/contract/store/backups.ts';
import type { SyncStatus } from '@onthaal/contract/store/sync.ts';
import { useCommand } from '../../bridge/run-command.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { showDone } from '../../ui/notice-board.ts';

export interface RestoreDialogProps {
  readonly backup: BackupRow;
  readonly status: SyncStatus;
  readonly onClose: () => void;
}

/** Says what will be different, what stays, and that it can be undone; then asks. */
export function RestoreDialog({ backup, status, onClose }: RestoreDialogProps) {
  const t = useText();
  const formats = useFormats();
  const [run, { isPending }] = useCommand('restoreBackup');
  const restore = async () => {
    const result = await run({ backupId: backup.id });
    if (!result.ok) return;
    showDone(t('backups.reopening'));
    onClose();
  };
  return (
    <Dialog
      isOpen
      size="small"
      role="alertdialog"
      title={t('backups.confirm.title', { moment: formats.dayTime(backup.at) })}
      onClose={onClose}
      actions={
        <>
          <Button variant="primary" isPending={isPending} onPress={() => void restore()}>
            {t('backups.confirm.do')}
          </Button>
          <Button autoFocus onPress={onClose}>
            {t('backups.confirm.cancel')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t('backups.confirm.unsent', { count: status.waiting })}</p>
        <p>{t('backups.confirm.newer')}</p>
        <p>{t('backups.confirm.undo')}</p>
      </div>
    </Dialog>
  );
}
