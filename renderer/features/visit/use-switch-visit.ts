import type { OpenVisit } from '@onthaal/contract/store/visits.ts';
import { useText } from '../../i18n/use-text.ts';
import { showNotice } from '../../ui/notice-board.ts';
import { useVisitEvent } from '../queue/use-visit-event.ts';
import { currentOf, useOpenVisits } from './use-open-visits.ts';

/** Takes up a parked visit, or one that is open at another computer; who is served meanwhile is parked. */
export function useSwitchVisit(): (visit: OpenVisit) => Promise<void> {
  const t = useText();
  const happens = useVisitEvent();
  const current = currentOf(useOpenVisits());
  return async (visit) => {
    if (current?.state === 'called') {
      showNotice({ tone: 'caution', title: t('visit.calledFirst', { ticket: current.ticket }), seconds: 8 });
      return;
    }
    if (current !== undefined) await happens(current, 'parked');
    await happens(visit, visit.state === 'parked' ? 'resumed' : 'takenOver');
  };
}
