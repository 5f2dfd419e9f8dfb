import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeskDevices } from '../../contract/devices/desk-devices.ts';

/**
 * Chooses the demo's devices for its desk: their ports are others at each start. What somebody chose besides stays.
 *
 * @param folder the user data of the demo's desk
 */
export function presetDevices(folder: string, { printers, ...devices }: DeskDevices): void {
  const file = join(folder, 'devices.json');
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DeskDevices) : {};
  const chosen = { ...before, ...devices, printers: { ...before.printers, ...printers } };
  writeFileSync(file, `${JSON.stringify(chosen, null, 2)}\n`);
  // The desk may run as another user.
  chmodSync(file, 0o644);
}
