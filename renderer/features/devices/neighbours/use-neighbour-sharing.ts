import { isInTheNetwork, sharedPrinters, sharedTerminal } from '@onthaal/contract/devices/neighbours.ts';
import { useEffect } from 'react';
import { selectRoute } from '../../../app/navigation-slice.ts';
import { useAppDispatch, useAppSelector } from '../../../app/store.ts';
import { askCentre } from '../../../bridge/ask-centre.ts';
import { desktop } from '../../../bridge/desktop.ts';
import { useSyncStatusQuery } from '../../../bridge/store-api.ts';
import { neighboursChanged } from '../devices-slice.ts';
import { works } from '../health/device-health.ts';
import { useDeviceHealth } from '../health/use-device-health.ts';

const EVERY_MILLISECONDS = 10 * 60_000;

/**
 * Shares this desk's printers and terminal with the others in the building and learns of theirs: at a login, when the choice changes,
 * when the line is back, now and then, and when it counts: a device fails, or somebody looks at the devices. What was learned is kept for
 * when there is no line.
 */
export function useNeighbourSharing(): void {
  const dispatch = useAppDispatch();
  const settings = useAppSelector(({ devices }) => devices.settings);
  // In the demo all desks are on one computer.
  const isDemo = useAppSelector(({ session }) => session.information?.demo === true);
  const { data: status } = useSyncStatusQuery({});
  const isOnline = status !== undefined && !['offline', 'starting', 'blocked'].includes(status.phase);
  const isReached = (address: string): boolean => isDemo || isInTheNetwork(address);
  const shared = settings && {
    name: settings.name ?? null,
    deskId: settings.deskId ?? null,
    printers: settings.name ? sharedPrinters(settings.printers, isReached) : [],
    terminal: settings.name ? sharedTerminal(settings.terminal, isReached) : null,
  };
  const isLookedAt = useAppSelector((state) => selectRoute(state).name === 'devices');
  const failing = useDeviceHealth()
    .filter(({ word }) => !works(word))
    .map(({ device }) => device)
    .join(' ');
  const asText = shared && JSON.stringify(shared);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a device that fails and a look at the devices are reasons to ask
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
  }, [asText, isOnline, dispatch, isLookedAt, failing]);
}
