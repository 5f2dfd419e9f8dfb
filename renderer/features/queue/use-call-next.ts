import { useRef, useState } from 'react';
import { v7 } from 'uuid';
import { useAppDispatch } from '../../app/store.ts';
import { useNavigate } from '../../app/use-navigate.ts';
import { askCentre } from '../../bridge/ask-centre.ts';
import { useText } from '../../i18n/use-text.ts';
import { showNotice } from '../../ui/notice-board.ts';
import { currentVisit, useDesk, useQueueBoard } from './use-queue.ts';

/** "Volgende": calls the next visitor to this desk, unless somebody is still being served here. */
export function useCallNext() {
  const t = useText();
  const dispatch = useAppDispatch();
  const navigate = useNavigate();
  const { desk } = useDesk();
  const board = useQueueBoard();
  const [isPending, setPending] = useState(false);
  // An answer that got lost is asked again with the same number: then it is the same visitor.
  const unanswered = useRef<string>(undefined);
  const ask = async (deskId: string) => {
    const operationId = unanswered.current ?? v7();
    unanswered.current = operationId;
    const called = await dispatch(askCentre('callNextVisit', { operationId, deskId }));
    if (called.ok || !called.error.retryable) unanswered.current = undefined;
    if (!called.ok) {
      const { code, details } = called.error;
      showNotice({ tone: 'danger', title: t(`error.${code}.text`, details), detail: t(`error.${code}.next`, details) });
    } else if (called.value.visitId === undefined) {
      showNotice({ tone: 'information', title: t('queue.nobodyForDesk'), seconds: 6 });
    }
  };
  const call = () => {
    if (isPending) return;
    navigate.open({ name: 'queue' });
    const current = currentVisit(board);
    if (desk === undefined) return;
    if (current !== undefined) {
      showNotice({
        tone: 'caution',
        title: t('queue.stillHere', { ticket: current.ticket }),
        detail: t('queue.stillHereNext'),
        seconds: 8,
      });
      return;
    }
    setPending(true);
    void ask(desk.id).finally(() => setPending(false));
  };
  return { call, isPending };
}
