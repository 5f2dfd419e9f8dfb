import type { SyncItem } from '@onthaal/contract/store/sync.ts';
import { useCommand } from '../../bridge/run-command.ts';
import { useText } from '../../i18n/use-text.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { showDone } from '../../ui/notice-board.ts';
import { syncItemSentence } from './sync-item-words.ts';
import { useValueWords } from './use-value-words.ts';

/** Asks whether a refused item may be given up: what will not be sent, and where its text stays. */
export function DiscardDialog({ item, onClose }: { readonly item: SyncItem; readonly onClose: () => void }) {
  const t = useText();
  const what = syncItemSentence(item, useValueWords()(item.collection));
  const [run, { isPending }] = useCommand('discardSyncItem');
  const discard = async () => {
    const result = await run({ operationId: item.operationId });
    if (!result.ok) return;
    showDone(t('synchronisation.discarded'));
    onClose();
  };
  return (
    <ConfirmDialog
      title={t('synchronisation.discard.title')}
      confirmLabel={t('synchronisation.discard.confirm')}
      cancelLabel={t('synchronisation.discard.keep')}
      isDanger
      isPending={isPending}
      onConfirm={() => void discard()}
      onClose={onClose}
    >
      <div className="stack">
        <p>{t('synchronisation.discard.text', { what, title: item.title })}</p>
        <p>{t('synchronisation.discard.kept')}</p>
      </div>
    </ConfirmDialog>
  );
}
