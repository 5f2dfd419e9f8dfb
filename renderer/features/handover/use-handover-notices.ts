import { unreadEnd } from '@onthaal/contract/rules/tasks/index.ts';
import type { HandoverRow } from '@onthaal/contract/store/tasks.ts';
import { useEffect, useRef } from 'react';
import { useNavigate } from '../../app/use-navigate.ts';
import { useHandoversQuery } from '../../bridge/store-api.ts';
import { useText } from '../../i18n/use-text.ts';
import { showNotice } from '../../ui/notice-board.ts';
import { useOpenVisits } from '../visit/use-open-visits.ts';
import { useSwitchVisit } from '../visit/use-switch-visit.ts';
import { newlyEnded } from './newly-ended.ts';
import { useHandoverStep } from './use-handover-step.ts';

/** Opens what a handover was about: its dossier, its visit while that is open, its person, or the list in which it stands. */
function useOpenSubject(): (row: HandoverRow) => void {
  const navigate = useNavigate();
  const visits = useOpenVisits();
  const switchTo = useSwitchVisit();
  const step = useHandoverStep();
  return ({ id: taskId, state, steps, dossierId, personId, visitId }) => {
    if (unreadEnd(state, steps) !== undefined) void step({ taskId, event: 'read' });
    const visit = visits?.find(({ id }) => id === visitId);
    if (dossierId !== undefined) navigate.open({ name: 'dossier', dossierId });
    else if (visit?.state === 'parked') void switchTo(visit);
    else if (personId !== undefined) navigate.open({ name: 'person', personId, purpose: 'dossierHandling' });
    else navigate.open({ name: 'today' });
  };
}

/**
 * To who handed a question over: says when it was answered or came back, and opens what it was about; also what did so while they were
 * logged out, at their next login, unless they read it at another computer. A notice names a team, never a person; the title of the
 * window says nothing of it.
 */
export function useHandoverNotices(): void {
  const t = useText();
  const { data } = useHandoversQuery({});
  const navigate = useNavigate();
  const latest = useRef<{ readonly open: (row: HandoverRow) => void; readonly list: () => void }>(undefined);
  latest.current = { open: useOpenSubject(), list: () => navigate.open({ name: 'today' }) };
  const told = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    if (data === undefined) return;
    const { rows, known } = newlyEnded(data.sent, told.current);
    told.current = known;
    const [row, ...more] = rows;
    if (row === undefined) return;
    if (more.length > 0) {
      showNotice({
        tone: 'information',
        title: t('handover.notice.several', { count: rows.length }),
        action: { label: t('handover.notice.list'), run: () => latest.current?.list() },
      });
      return;
    }
    const isDone = row.state === 'done';
    showNotice({
      tone: isDone ? 'positive' : 'caution',
      title: t(isDone ? 'handover.notice.done' : 'handover.notice.returned', { team: row.teamName }),
      detail: row.dossierNumber && t('handover.dossier', { number: row.dossierNumber }),
      action: { label: t('handover.notice.open'), run: () => latest.current?.open(row) },
    });
  }, [data, t]);
}
