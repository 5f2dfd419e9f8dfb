import {
  type FailingShares,
  isInTheNetwork,
  sharedKinds,
  sharedPrinters,
  sharedScanner,
  sharedTerminal,
} from '@onthaal/contract/devices/neighbours.ts';
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
/** While somebody pays at a terminal of another desk: a desk that died there does not tell that it is free. */
const WHILE_IN_USE = 60_000;
/** What of the devices a desk looks at is what it shares. */
const sharedDevices: Readonly<Record<FailingShares[number], string>> = {
  a4: 'a4.first',
  ticket: 'ticket.first',
  label: 'label.first',
  terminal: 'terminal',
};

/**
 * Shares this desk's printers, terminal and scanner with the others in the building, says which of them fail, and learns of theirs: at a login, when
 * the choice changes or a device fails or works again, when the centre tells that another desk did so, when the line is back, when somebody
 * looks at the devices, and now and then. What was learned is kept for when there is no line.
 */
export function useNeighbourSharing(): void {
  const dispatch = useAppDispatch();
  const settings = useAppSelector(({ devices }) => devices.settings);
  // In the demo all desks are on one computer.
  const isDemo = useAppSelector(({ session }) => session.information?.demo === true);
  const { data: status } = useSyncStatusQuery({});
  const isOnline = status !== undefined && !['offline', 'starting', 'blocked'].includes(status.phase);
  const isReached = (address: string): boolean => isDemo || isInTheNetwork(address);
  const found = useDeviceHealth().filter(({ word }) => !works(word));
  const failing = sharedKinds.filter((kind) => found.some(({ device }) => device === sharedDevices[kind]));
  const isInUse = useAppSelector(({ devices }) => devices.neighbours.some(({ terminalInUse }) => terminalInUse));
  const shared = settings && {
    name: settings.name ?? null,
    deskId: settings.deskId ?? null,
    printers: settings.name ? sharedPrinters(settings.printers, isReached) : [],
    terminal: settings.name ? sharedTerminal(settings.terminal, isReached) : null,
    scanner: settings.name ? sharedScanner(settings.scanner, isReached) : null,
    failing: settings.name ? failing : [],
  };
  const isLookedAt = useAppSelector((state) => selectRoute(state).name === 'devices');
  const allFailing = found.map(({ device }) => device).join(' ');
  const asText = shared && JSON.stringify(shared);
  // biome-ignore lint/correctness/useExhaustiveDependencies: news, a device that fails and a look at the devices are reasons to ask
  useEffect(() => {
    if (asText === undefined || !isOnline) return;
    const share = async (): Promise<void> => {
      const answer = await dispatch(askCentre('shareDesk', JSON.parse(asText)));
      if (!answer.ok) return;
      const kept = await desktop().request('devices:keepNeighbours', { desks: [...answer.value] });
      if (kept.ok) dispatch(neighboursChanged(kept.value));
    };
    void share();
    const timer = setInterval(() => void share(), isInUse ? WHILE_IN_USE : EVERY_MILLISECONDS);
    return () => clearInterval(timer);
  }, [asText, isOnline, dispatch, isLookedAt, allFailing, isInUse, status?.neighbourNews]);
}
