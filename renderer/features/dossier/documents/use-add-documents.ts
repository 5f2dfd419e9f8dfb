import type { Result } from '@onthaal/contract/result.ts';
import type { AddedDocuments } from '@onthaal/contract/store/document-content.ts';
import { useState } from 'react';
import { desktop } from '../../../bridge/desktop.ts';
import { type Translate, useText } from '../../../i18n/use-text.ts';
import { showDone, showNotice } from '../../../ui/notice-board.ts';

function tell(result: Result<AddedDocuments>, t: Translate): void {
  const sentence = (code: string, end: 'text' | 'next') => t.word('error', `${code}.${end}`);
  if (!result.ok) {
    const { code } = result.error;
    showNotice({ tone: 'danger', title: sentence(code, 'text'), detail: sentence(code, 'next') });
    return;
  }
  const { added, refused } = result.value;
  if (added.length > 0) showDone(t('dossier.document.added', { count: added.length }));
  for (const { fileName, error } of refused) {
    showNotice({
      tone: 'danger',
      title: t('dossier.document.refused', { name: fileName }),
      detail: `${sentence(error.code, 'text')} ${sentence(error.code, 'next')}`,
    });
  }
}

/** Adds files to a dossier: chosen in the dialog of the system, or dropped. Says what came of it. */
export function useAddDocuments(dossierId: string) {
  const t = useText();
  const [isPending, setPending] = useState(false);
  const run = async (ask: () => Promise<Result<AddedDocuments>>): Promise<void> => {
    if (isPending) return;
    setPending(true);
    tell(await ask(), t);
    setPending(false);
  };
  return {
    isPending,
    choose: () => void run(() => desktop().request('documents:add', { dossierId })),
    drop: (files: readonly File[]) => void run(() => desktop().addDropped(dossierId, files)),
  };
}
