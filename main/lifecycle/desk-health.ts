import { type DeskDevices, terminalInUse } from '@onthaal/contract/devices/desk-devices.ts';
import type { WatchedDevices, WatchedHealth, WatchedPrinter } from '@onthaal/contract/devices/device-health.ts';
import { printKinds, queueOf } from '@onthaal/contract/devices/printing.ts';
import type { DeskDevicesFile } from '../device-link/desk-devices-file.ts';
import type { DeviceLink } from '../device-link/device-link.ts';
import { sendEvent } from '../ipc/electron-ipc.ts';
import { tell, type WindowPlace } from './foundation.ts';

const orders = ['first', 'second'] as const;

/** What of the choices of a desk has to be watched: what was chosen, and nothing else. */
export function watchedDevices(choices: DeskDevices): WatchedDevices {
  const { printers, standIns } = choices;
  const terminal = terminalInUse(choices);
  const chosen = printKinds.flatMap((kind) =>
    orders.flatMap((order): readonly WatchedPrinter[] => {
      const place = printers?.[kind]?.[order];
      // A queue of the operating system tells nothing that could be watched.
      return place === undefined || queueOf(place.address) !== null ? [] : [{ kind, order, place }];
    }),
  );
  const takenOver = printKinds.flatMap((kind): readonly WatchedPrinter[] => {
    const place = standIns?.[kind]?.place;
    return place === undefined ? [] : [{ kind, order: 'standIn', place }];
  });
  return { printers: [...chosen, ...takenOver], ...(terminal === undefined ? {} : { terminal }) };
}

/** How the devices of this desk stand, as the device process last told it. */
export class DeskHealth {
  readonly #place: WindowPlace;
  readonly #choices: DeskDevicesFile;
  #last: WatchedHealth = { printers: [], terminal: null };

  constructor(place: WindowPlace, choices: DeskDevicesFile) {
    this.#place = place;
    this.#choices = choices;
  }

  get last(): WatchedHealth {
    return this.#last;
  }

  /** Says what has to be watched: a process that has just started knows nothing, and choices change. */
  async watch(link: Pick<DeviceLink, 'ask'>): Promise<void> {
    const answer = await link.ask('health:watch', watchedDevices(this.#choices.read()));
    if (answer.ok) this.changed(answer.value);
  }

  changed(health: WatchedHealth): void {
    this.#last = health;
    tell(this.#place, (page) => sendEvent(page, 'devices:healthChanged', health));
  }
}
