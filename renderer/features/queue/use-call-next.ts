import { failure } from '@onthaal/contract/result.ts';
import { mostOpenVisits } from '@onthaal/contract/store/visits.ts';
import { useRef, useState } from 'react';
import { v7 } from 'uuid';
import { useAppDispatch } from '../../app/store.ts';
import { useNavigate } from '../../app/use-navigate.ts';
import { askCentre } from '../../bridge/ask-centre.ts';
import { runCommand } from '../../bridge/run-command.ts';
import { useSyncStatusQuery } from '../../bridge/store-api.ts';
import { useText } from '../../i18n/use-text.ts';
import { showNotice } from '../../ui/notice-board.ts';
import { useErrorNotice } from '../../ui/use-error-notice.ts';
import { useOpenVisits } from '../visit/use-open-visits.ts';
import { currentVisit, useDesk, useQueueBoard } from './use-queue.ts';

/** "Volgende": calls the next visitor to this desk, unless somebody is still being served here. */
export function useCallNext() {
  const t = useText();
  const dispatch = useAppDispatch();
  const navigate = useNavigate();
  const { desk } = useDesk();
  const board = useQueueBoard();
  const { data: sync } = useSyncStatusQuery({});
  const [isPending, setPending] = useState(false);
  // An answer that got lost is asked again with the same number: then it is the same visitor.
  const unanswered = useRef<string>(undefined);
  const tell = useErrorNotice();
  const visits = useOpenVisits();
  /** Without a line: who is reserved for this computer. */
  const callReserved = async (deskId: string) => {
    const called = await dispatch(runCommand('callReservedVisit', { stepId: v7(), deskId }));
    if (called.ok) showNotice({ tone: 'information', title: t('queue.calledWithoutLine'), seconds: 8 });
    else tell(called.error);
  };
  const ask = async (deskId: string) => {
    if (sync?.phase === 'offline') return callReserved(deskId);
    const operationId = unanswered.current ?? v7();
    unanswered.current = operationId;
    const called = await dispatch(askCentre('callNextVisit', { operationId, deskId }));
    if (called.ok || !called.error.retryable) unanswered.current = undefined;
    if (!called.ok && called.error.retryable) return callReserved(deskId);
    if (!called.ok) tell(called.error);
    else if (called.value.visitId === undefined) {
      showNotice({ tone: 'information', title: t('queue.nobodyForDesk'), seconds: 6 });
    }
  };
  const call = () => {
    if (isPending) return;
    navigate.open({ name: 'queue' });
    const current = currentVisit(board);
    if (desk === undefined) return;
    if ((visits?.length ?? 0) >= mostOpenVisits) return tell(failure('VISIT_TOO_MANY').error);
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
