import { DeskDevices } from '@onthaal/contract/devices/desk-devices.ts';
import { NeighbouringDesks } from '@onthaal/contract/devices/neighbours.ts';
import type { Static } from 'typebox';
import { type ChoicesFile, openChoicesFile } from '../files/choices-file.ts';
import type { Log } from '../logging/log.ts';

/** Which devices this computer uses. */
export type DeskDevicesFile = ChoicesFile<DeskDevices>;

/** @param file absolute path, `devices.json` */
export function openDeskDevices(file: string, log: Log): Promise<DeskDevicesFile> {
  return openChoicesFile({ file, schema: DeskDevices, defaults: {}, area: 'devices', log });
}

/** The other desks in the building, as the mid-office last said. */
export type NeighboursFile = ChoicesFile<Static<typeof NeighbouringDesks>>;

/** @param file absolute path, `neighbours.json` */
export function openNeighbours(file: string, log: Log): Promise<NeighboursFile> {
  return openChoicesFile({ file, schema: NeighbouringDesks, defaults: [], area: 'devices', log });
}
