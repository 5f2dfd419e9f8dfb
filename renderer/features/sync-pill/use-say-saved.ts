import { useCallback } from 'react';
import { useStore } from 'react-redux';
import type { RootState } from '../../app/store.ts';
import { storeApi } from '../../bridge/store-api.ts';
import { useText } from '../../i18n/use-text.ts';
import { showNotice } from '../../ui/notice-board.ts';
import { savedNext } from './saved-words.ts';

const selectStatus = storeApi.endpoints.syncStatus.select({});

/** Says that something was saved, and whether it is on its way or waits here. `title` names what: "Keuze bewaard". */
export function useSaySaved(): (title?: string) => void {
  const t = useText();
  const store = useStore<RootState>();
  return useCallback(
    (title?: string) => {
      // Asked when it is said: the line may have gone since the form was drawn.
      const { data } = selectStatus(store.getState());
      showNotice({ tone: 'positive', title: title ?? t('saved.title'), detail: t(savedNext(data)), seconds: 6 });
    },
    [store, t],
  );
}
