import { isInTheNetwork, sharedPrinters } from '@onthaal/contract/devices/neighbours.ts';
import { useEffect } from 'react';
import { useAppDispatch, useAppSelector } from '../../../app/store.ts';
import { askCentre } from '../../../bridge/ask-centre.ts';
import { desktop } from '../../../bridge/desktop.ts';
import { useSyncStatusQuery } from '../../../bridge/store-api.ts';
import { neighboursChanged } from '../devices-slice.ts';

const EVERY_MILLISECONDS = 10 * 60_000;

/**
 * Shares this desk's printers with the others in the building and learns of theirs: at a login, when the choice changes, when the line
 * is back, and now and then. What was learned is kept for when there is no line.
 */
export function useNeighbourSharing(): void {
  const dispatch = useAppDispatch();
  const settings = useAppSelector(({ devices }) => devices.settings);
  // In the demo all desks are on one computer.
  const isDemo = useAppSelector(({ session }) => session.information?.demo === true);
  const { data: status } = useSyncStatusQuery({});
  const isOnline = status !== undefined && !['offline', 'starting', 'blocked'].includes(status.phase);
  const shared = settings && {
    name: settings.name ?? null,
    deskId: settings.deskId ?? null,
    printers: settings.name ? sharedPrinters(settings.printers, (address) => isDemo || isInTheNetwork(address)) : [],
  };
  const asText = shared && JSON.stringify(shared);
  useEffect(() => {
    if (asText === undefined || !isOnline) return;
    const share = async (): Promise<void> => {
      const answer = await dispatch(askCentre('shareDesk', JSON.parse(asText)));
      if (!answer.ok) return;
      const kept = await desktop().request('devices:keepNeighbours', { desks: [...answer.value] });
      if (kept.ok) dispatch(neighboursChanged(kept.value));
    };
    void share();
    const timer = setInterval(() => void share(), EVERY_MILLISECONDS);
    return () => clearInterval(timer);
  }, [asText, isOnline, dispatch]);
}
