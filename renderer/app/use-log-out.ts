import { useCallback } from 'react';
import { desktop } from '../bridge/desktop.ts';
import { useText } from '../i18n/use-text.ts';
import { showNotice } from '../ui/notice-board.ts';

/** Logs out. Unsent work stays in this member's own database and is sent at the next login. */
export function useLogOut(): () => void {
  const t = useText();
  return useCallback(() => {
    void desktop()
      .request('session:logOut', {})
      .then((result) => {
        if (result.ok) return;
        showNotice({
          tone: 'danger',
          title: t(`error.${result.error.code}.text`, result.error.details),
          detail: t(`error.${result.error.code}.next`, result.error.details),
        });
      });
  }, [t]);
}
