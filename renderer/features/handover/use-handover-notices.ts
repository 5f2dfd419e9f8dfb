import type { HandoverRow } from '@onthaal/contract/store/tasks.ts';
import { useEffect, useRef } from 'react';
import { useNavigate } from '../../app/use-navigate.ts';
import { useHandoversQuery } from '../../bridge/store-api.ts';
import { useText } from '../../i18n/use-text.ts';
import { showNotice } from '../../ui/notice-board.ts';
import { useOpenVisits } from '../visit/use-open-visits.ts';
import { useSwitchVisit } from '../visit/use-switch-visit.ts';
import { type LastSteps, lastSteps, newlyEnded } from './newly-ended.ts';

/** Opens what a handover was about: its dossier, its visit while that is open, its person, or the list in which it stands. */
function useOpenSubject(): (row: HandoverRow) => void {
  const navigate = useNavigate();
  const visits = useOpenVisits();
  const switchTo = useSwitchVisit();
  return ({ dossierId, personId, visitId }) => {
    const visit = visits?.find(({ id }) => id === visitId);
    if (dossierId !== undefined) navigate.open({ name: 'dossier', dossierId });
    else if (visit?.state === 'parked') void switchTo(visit);
    else if (personId !== undefined) navigate.open({ name: 'person', personId, purpose: 'dossierHandling' });
    else navigate.open({ name: 'today' });
  };
}

/**
 * At the desk that handed a question over: says when it was answered or came back, and opens what it was about. The notice names a team,
 * never a person; the title of the window says nothing of it.
 */
export function useHandoverNotices(): void {
  const t = useText();
  const { data } = useHandoversQuery({});
  const open = useRef<(row: HandoverRow) => void>(undefined);
  open.current = useOpenSubject();
  const known = useRef<LastSteps>(undefined);
  useEffect(() => {
    if (data === undefined) return;
    for (const row of newlyEnded(data.sent, known.current)) {
      const isDone = row.state === 'done';
      showNotice({
        tone: isDone ? 'positive' : 'caution',
        title: t(isDone ? 'handover.notice.done' : 'handover.notice.returned', { team: row.teamName }),
        detail: row.dossierNumber && t('handover.dossier', { number: row.dossierNumber }),
        action: { label: t('handover.notice.open'), run: () => open.current?.(row) },
      });
    }
    known.current = lastSteps(data.sent);
  }, [data, t]);
}
