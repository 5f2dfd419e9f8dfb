import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

interface LeaveDialogProps {
  readonly isOpen: boolean;
  readonly pages: number;
  readonly onStay: () => void;
  readonly onLeave: () => void;
}

/** Asks before pages that are not filed are thrown away: Esc alone loses nothing. */
export function LeaveDialog({ isOpen, pages, onStay, onLeave }: LeaveDialogProps) {
  const t = useText();
  return (
    <Dialog
      isOpen={isOpen}
      role="alertdialog"
      size="small"
      keepOpenOutside
      title={t('scan.leave.title', { count: pages })}
      onClose={onStay}
      actions={
        <>
          <Button variant="primary" autoFocus onPress={onStay}>
            {t('scan.leave.stay')}
          </Button>
          <Button variant="danger" onPress={onLeave}>
            {t('scan.leave.drop', { count: pages })}
          </Button>
        </>
      }
    >
      <p>{t('scan.leave.text')}</p>
    </Dialog>
  );
}
