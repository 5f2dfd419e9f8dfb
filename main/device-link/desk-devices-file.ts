import { DeskDevices } from '@onthaal/contract/devices/desk-devices.ts';
import { type ChoicesFile, openChoicesFile } from '../files/choices-file.ts';
import type { Log } from '../logging/log.ts';

/** Which devices this computer uses. */
export type DeskDevicesFile = ChoicesFile<DeskDevices>;

/** @param file absolute path, `devices.json` */
export function openDeskDevices(file: string, log: Log): Promise<DeskDevicesFile> {
  return openChoicesFile({ file, schema: DeskDevices, defaults: {}, area: 'devices', log });
}
