import { workedSeconds } from '@onthaal/contract/rules/visits/index.ts';
import type { BackOfficeWork } from '@onthaal/contract/store/visits.ts';
import { v7 } from 'uuid';
import { useAppDispatch } from '../../../app/store.ts';
import { runCommand } from '../../../bridge/run-command.ts';
import { useBackOfficeWorkQuery } from '../../../bridge/store-api.ts';
import { useText } from '../../../i18n/use-text.ts';
import { showDone } from '../../../ui/notice-board.ts';
import { useErrorNotice } from '../../../ui/use-error-notice.ts';
import { useDesk } from '../use-queue.ts';

/** What who is logged in works on without a visitor; null for nothing, undefined until it was read. */
export function useBackOfficeWork(): BackOfficeWork | null | undefined {
  return useBackOfficeWorkQuery({}).data;
}

/** Whole minutes that were worked. */
export function workedMinutes(work: BackOfficeWork, now: number): number {
  return Math.floor(workedSeconds(work, new Date(now).toISOString()) / 60);
}

/** What the work is on, in words. */
export function useWorkWords(): (work: Pick<BackOfficeWork, 'subject' | 'productName'>) => string {
  const t = useText();
  return ({ subject, productName }) => productName ?? t.word('backOfficeSubject', subject);
}

/** Stops work; that can be taken back for ten seconds. */
export function useStopWork(): (work: BackOfficeWork) => Promise<void> {
  const t = useText();
  const words = useWorkWords();
  const dispatch = useAppDispatch();
  const tell = useErrorNotice();
  const { desk } = useDesk();
  const record = (visitId: string, event: 'finished' | 'reopened') => {
    const at = desk === undefined ? {} : { deskId: desk.id };
    return dispatch(runCommand('recordVisitEvent', { visitId, stepId: v7(), event, ...at }));
  };
  return async (work) => {
    const minutes = workedMinutes(work, Date.now());
    const stopped = await record(work.id, 'finished');
    if (!stopped.ok) return tell(stopped.error);
    const undo = { label: t('action.undo'), run: () => void record(work.id, 'reopened') };
    showDone(t('queue.backOffice.stopped', { what: words(work), minutes }), undo);
  };
}
