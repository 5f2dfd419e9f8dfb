import type { OnthaalError } from '@onthaal/contract/result.ts';
import { useState } from 'react';
import { v7 } from 'uuid';
import { useText } from '../../../i18n/use-text.ts';
import { ErrorMessage } from '../../../ui/error-message.tsx';
import { showDone } from '../../../ui/notice-board.ts';
import { SaveDialog } from '../../../ui/save-dialog.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useDrawer } from './use-drawer.ts';

/** Opens the cash drawer without a payment, once it is said why. */
export function OpenDrawerDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const { openBecause } = useDrawer();
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<OnthaalError>();
  const why = reason.trim();
  const open = async () => {
    setTried(true);
    if (why === '' || isPending) return;
    setPending(true);
    // Tried again after a failure, it is another opening, written down by itself.
    const opened = await openBecause(v7(), why);
    setPending(false);
    setError(opened.ok ? undefined : opened.error);
    if (!opened.ok) return;
    showDone(t('payments.drawer.done'));
    onClose();
  };
  return (
    <SaveDialog
      title={t('payments.drawer.title')}
      saveLabel={t('payments.drawer.open')}
      isPending={isPending}
      onSave={() => void open()}
      onClose={onClose}
    >
      <div className="stack">
        {error && <ErrorMessage error={error} />}
        <TextField
          label={t('payments.drawer.reason')}
          help={t('payments.drawer.reasonHelp')}
          isRequired
          autoFocus
          value={reason}
          onChange={setReason}
          maxLength={500}
          error={isTried && why === '' ? t('field.required') : undefined}
        />
      </div>
    </SaveDialog>
  );
}
