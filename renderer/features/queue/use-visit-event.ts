import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import type { VisitCommandEvent, VisitRow } from '@onthaal/contract/store/visits.ts';
import { v7 } from 'uuid';
import { useAppDispatch } from '../../app/store.ts';
import { runCommand } from '../../bridge/run-command.ts';
import type { MessageKey } from '../../i18n/message-key.ts';
import { useText } from '../../i18n/use-text.ts';
import { clearNotices, showDone } from '../../ui/notice-board.ts';
import { useErrorNotice } from '../../ui/use-error-notice.ts';
import { keepNotes } from '../visit/notepad-keeper.ts';
import { visitLeaving } from '../visit/workspace-slice.ts';
import { useDesk } from './use-queue.ts';

/** Where who is sent on goes, and for what. */
type EventDetails = Pick<CommandArguments['recordVisitEvent'], 'waitsForDeskId' | 'productCodes'>;

/** What takes each ending back. */
const undoing: Readonly<Partial<Record<VisitCommandEvent, VisitCommandEvent>>> = {
  finished: 'reopened',
  left: 'returned',
  noShow: 'returned',
};

/** Who was at the desk goes away with it. */
const leaving: readonly VisitCommandEvent[] = ['finished', 'parked', 'left', 'noShow', 'returned', 'transferred'];

/** Writes down what happens to a visit; what ended it can be taken back for ten seconds. */
export function useVisitEvent() {
  const t = useText();
  const tell = useErrorNotice();
  const dispatch = useAppDispatch();
  const { desk } = useDesk();
  const record = async ({ id, ticket }: VisitRow, event: VisitCommandEvent, more: EventDetails = {}) => {
    const args = { visitId: id, stepId: v7(), event, ...more, ...(desk === undefined ? {} : { deskId: desk.id }) };
    const written = await dispatch(runCommand('recordVisitEvent', args));
    return { ticket, written };
  };
  return async (visit: VisitRow, event: VisitCommandEvent, more?: EventDetails): Promise<void> => {
    if (leaving.includes(event)) dispatch(visitLeaving(visit.id));
    await keepNotes();
    const { ticket, written } = await record(visit, event, more);
    if (!written.ok) {
      dispatch(visitLeaving(undefined));
      return tell(written.error);
    }
    // What was said while they were here may name them.
    if (leaving.includes(event)) clearNotices();
    const back = undoing[event];
    if (back === undefined) return;
    const undo = { label: t('action.undo'), run: () => void record(visit, back) };
    showDone(t(`queue.done.${event}` as MessageKey, { ticket }), undo);
  };
}
