import { printerInUse } from '@onthaal/contract/devices/desk-devices.ts';
import {
  type ScannerStandIn,
  type StandIn,
  type StandIns,
  type TerminalStandIn,
  terminalKey,
} from '@onthaal/contract/devices/neighbours.ts';
import type { PrintKind } from '@onthaal/contract/devices/printing.ts';
import { useMemo } from 'react';
import { useAppSelector } from '../../../app/store.ts';
import { useDeskDevices } from '../use-devices.ts';

/** What the strip and the log of contact moments call a printer: whose it is must be seen. */
const MOST_NAME = 80;

/** The printers of other desks that work and could stand in for the one of this desk. */
export function useNeighbours(kind: PrintKind): readonly StandIn[] {
  const neighbours = useAppSelector(({ devices }) => devices.neighbours);
  const settings = useAppSelector(({ devices }) => devices.settings);
  return useMemo(() => {
    const known = [settings && printerInUse(settings, kind), settings?.printers?.[kind]?.first].map(
      (place) => place?.address,
    );
    return neighbours.flatMap(({ name: deskName, printers, failing = [] }) =>
      printers
        .filter((printer) => printer.kind === kind && !failing.includes(kind) && !known.includes(printer.place.address))
        .map(({ place }) => ({
          deskName,
          place: { ...place, name: `${place.name} (${deskName})`.slice(0, MOST_NAME) },
        })),
    );
  }, [neighbours, settings, kind]);
}

/** Has a device of another desk do the work of this desk's own; without one the own works again. */
export function useTakeOver() {
  const { settings, change } = useDeskDevices();
  return <Kind extends keyof StandIns>(kind: Kind, standIn: StandIns[Kind] | undefined): Promise<void> => {
    const { [kind]: _before, ...others } = settings?.standIns ?? {};
    const next = standIn === undefined ? others : { ...others, [kind]: standIn };
    return change({ standIns: Object.keys(next).length === 0 ? undefined : next });
  };
}

/** The payment terminals of other desks that work and could stand in for the one of this desk. */
export function useNeighbourTerminals(): readonly TerminalStandIn[] {
  const neighbours = useAppSelector(({ devices }) => devices.neighbours);
  const own = useAppSelector(({ devices }) => devices.settings?.terminal);
  return useMemo(() => {
    const known = own && terminalKey(own);
    // One that is in use comes after those that are free.
    const ordered = neighbours.toSorted((a, b) => Number(a.terminalInUse ?? false) - Number(b.terminalInUse ?? false));
    return ordered.flatMap(({ name: deskName, terminal, failing = [] }) =>
      terminal && !failing.includes('terminal') && terminalKey(terminal) !== known
        ? [{ deskName, settings: terminal }]
        : [],
    );
  }, [neighbours, own]);
}

/** The scanners of other desks that could stand in for the one of this desk, or that this desk has not. */
export function useNeighbourScanners(): readonly ScannerStandIn[] {
  const neighbours = useAppSelector(({ devices }) => devices.neighbours);
  const settings = useAppSelector(({ devices }) => devices.settings);
  return useMemo(() => {
    const known = [settings?.scanner?.name, settings?.standIns?.scanner?.scanner.name];
    return neighbours.flatMap(({ name: deskName, scanner }) =>
      scanner && !known.includes(scanner.name) ? [{ deskName, scanner }] : [],
    );
  }, [neighbours, settings]);
}
