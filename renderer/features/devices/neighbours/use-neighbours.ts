import { printerInUse } from '@onthaal/contract/devices/desk-devices.ts';
import type { StandIn } from '@onthaal/contract/devices/neighbours.ts';
import type { PrintKind } from '@onthaal/contract/devices/printing.ts';
import { useMemo } from 'react';
import { useAppSelector } from '../../../app/store.ts';
import { useDeskDevices } from '../use-devices.ts';

/** What the strip and the log of contact moments call a printer: whose it is must be seen. */
const MOST_NAME = 80;

/** The printers of other desks that could stand in for the one of this desk. */
export function useNeighbours(kind: PrintKind): readonly StandIn[] {
  const neighbours = useAppSelector(({ devices }) => devices.neighbours);
  const settings = useAppSelector(({ devices }) => devices.settings);
  return useMemo(() => {
    const known = [settings && printerInUse(settings, kind), settings?.printers?.[kind]?.first].map(
      (place) => place?.address,
    );
    return neighbours.flatMap(({ name: deskName, printers }) =>
      printers
        .filter((printer) => printer.kind === kind && !known.includes(printer.place.address))
        .map(({ place }) => ({
          deskName,
          place: { ...place, name: `${place.name} (${deskName})`.slice(0, MOST_NAME) },
        })),
    );
  }, [neighbours, settings, kind]);
}

/** Has a printer of another desk do the work of this desk's own; without one the own works again. */
export function useTakeOver() {
  const { settings, change } = useDeskDevices();
  return (kind: PrintKind, standIn: StandIn | undefined): Promise<void> => {
    const { [kind]: _before, ...others } = settings?.standIns ?? {};
    const next = standIn === undefined ? others : { ...others, [kind]: standIn };
    return change({ standIns: Object.keys(next).length === 0 ? undefined : next });
  };
}
