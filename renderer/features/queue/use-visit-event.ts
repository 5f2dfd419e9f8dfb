import type { VisitCommandEvent, VisitRow } from '@onthaal/contract/store/visits.ts';
import { v7 } from 'uuid';
import { useAppDispatch } from '../../app/store.ts';
import { runCommand } from '../../bridge/run-command.ts';
import type { MessageKey } from '../../i18n/message-key.ts';
import { useText } from '../../i18n/use-text.ts';
import { showDone, showNotice } from '../../ui/notice-board.ts';
import { useDesk } from './use-queue.ts';

/** What takes each ending back. */
const undoing: Readonly<Partial<Record<VisitCommandEvent, VisitCommandEvent>>> = {
  finished: 'reopened',
  left: 'returned',
  noShow: 'returned',
};

/** Writes down what happens to a visit; what ended it can be taken back for ten seconds. */
export function useVisitEvent() {
  const t = useText();
  const dispatch = useAppDispatch();
  const { desk } = useDesk();
  const record = async ({ id, ticket }: VisitRow, event: VisitCommandEvent) => {
    const args = { visitId: id, stepId: v7(), event, ...(desk === undefined ? {} : { deskId: desk.id }) };
    const written = await dispatch(runCommand('recordVisitEvent', args));
    return { ticket, written };
  };
  return async (visit: VisitRow, event: VisitCommandEvent): Promise<void> => {
    const { ticket, written } = await record(visit, event);
    if (!written.ok) {
      const { code, details } = written.error;
      showNotice({ tone: 'danger', title: t(`error.${code}.text`, details), detail: t(`error.${code}.next`, details) });
      return;
    }
    const back = undoing[event];
    if (back === undefined) return;
    const undo = { label: t('action.undo'), run: () => void record(visit, back) };
    showDone(t(`queue.done.${event}` as MessageKey, { ticket }), undo);
  };
}
