import type { Result } from '@onthaal/contract/result.ts';
import type { ContentCondition } from '@onthaal/contract/store/document-content.ts';
import { Download, Eye } from 'lucide-react';
import { useState } from 'react';
import { desktop } from '../../../bridge/desktop.ts';
import { useCommand } from '../../../bridge/run-command.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { showDone } from '../../../ui/notice-board.ts';
import { useErrorNotice } from '../../../ui/use-error-notice.ts';

/** Opens or saves a document: the look is written down first, by whose row main gives the content out. */
function useOpenDocument(documentId: string) {
  const t = useText();
  const [isPending, setPending] = useState(false);
  const tell = useErrorNotice();
  const [consult] = useCommand('consultDocument');
  const ask = async (channel: 'documents:open' | 'documents:save'): Promise<Result<{ saved: boolean }> | undefined> => {
    const look = await consult({ documentId });
    const consultationId = look.ok ? look.value.written[0]?.documentId : undefined;
    return consultationId === undefined ? undefined : desktop().request(channel, { documentId, consultationId });
  };
  const run = async (channel: 'documents:open' | 'documents:save'): Promise<void> => {
    if (isPending) return;
    setPending(true);
    const result = await ask(channel);
    setPending(false);
    if (result === undefined) return;
    if (result.ok && result.value.saved) showDone(t('dossier.document.saved'));
    if (!result.ok) tell(result.error);
  };
  return { isPending, open: () => void run('documents:open'), save: () => void run('documents:save') };
}

interface DocumentActionsProps {
  readonly documentId: string;
  readonly name: string;
  readonly condition: ContentCondition | undefined;
}

/** What one does with a document in a list; nothing with one that has a virus. */
export function DocumentActions({ documentId, name, condition }: DocumentActionsProps) {
  const t = useText();
  const { isPending, open, save } = useOpenDocument(documentId);
  if (condition?.state === 'infected') return null;
  return (
    <>
      <Button
        size="small"
        variant="quiet"
        icon={Eye}
        isPending={isPending}
        onPress={open}
        aria-label={t('dossier.document.openNamed', { name })}
      >
        {t('dossier.document.open')}
      </Button>
      <IconButton size="small" icon={Download} label={t('dossier.document.save', { name })} onPress={save} />
    </>
  );
}
