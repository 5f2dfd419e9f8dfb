import { useCallback } from 'react';
import { desktop } from '../../bridge/desktop.ts';
import { useText } from '../../i18n/use-text.ts';
import { showDone, showNotice } from '../../ui/notice-board.ts';

/** Puts a text on the clipboard and says so, or says that it failed. */
export function useCopyText(): (text: string) => void {
  const t = useText();
  return useCallback(
    (text: string) => {
      void desktop()
        .request('application:copyText', { text: text.slice(0, 100_000) })
        .then((result) => {
          if (result.ok) showDone(t('dossier.copied'));
          else showNotice({ tone: 'danger', title: t(`error.${result.error.code}.text`, result.error.details) });
        });
    },
    [t],
  );
}
