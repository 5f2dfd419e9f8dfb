import { connect } from 'node:net';
import type { Reach } from '@onthaal/contract/devices/device-health.ts';
import type { NexoSettings } from '@onthaal/contract/devices/terminal.ts';
import { type LookPauses, RepeatedLook } from './repeated-look.ts';

const CONNECTING_MILLISECONDS = 5_000;

/** Whether something takes calls where a terminal should be. Nothing is said to it, so that no payment is touched. */
export function isTerminalThere({ url }: Pick<NexoSettings, 'url'>): Promise<boolean> {
  const { hostname, port, protocol } = new URL(url);
  const usualPort = protocol === 'https:' ? 443 : 80;
  return new Promise((resolve) => {
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? usualPort : Number(port) });
    const answer = (isThere: boolean) => () => {
      socket.destroy();
      resolve(isThere);
    };
    socket.setTimeout(CONNECTING_MILLISECONDS, answer(false));
    socket.once('connect', answer(true));
    socket.on('error', answer(false));
  });
}

/** The terminal of this desk, looked at over and over, but never while it takes a payment. */
export class WatchedTerminalLook {
  readonly #repeated: RepeatedLook;
  #reach: Reach = 'notYet';

  constructor(settings: NexoSettings, isBusy: () => boolean, onChanged: () => void, pauses: LookPauses) {
    this.#repeated = new RepeatedLook(async () => {
      if (isBusy()) return 'fine';
      const found = (await isTerminalThere(settings)) ? 'reached' : 'away';
      const hasChanged = found !== this.#reach;
      this.#reach = found;
      if (hasChanged) onChanged();
      return found === 'away' ? 'away' : 'fine';
    }, pauses);
  }

  get reach(): Reach {
    return this.#reach;
  }

  lookNow(): Promise<void> {
    return this.#repeated.lookNow();
  }

  stop(): void {
    this.#repeated.stop();
  }
}
