import type { EventChannel, EventPayloads } from '@onthaal/contract/ipc/channels.ts';
import { wire } from '@onthaal/contract/ipc/wire.ts';
import { ipcMain, MessageChannelMain, type MessagePortMain, type WebContents } from 'electron';
import { APPLICATION_ORIGIN } from '../security/application-origin.ts';
import type { RequestSource } from './door.ts';

/** Electron's IPC as the door takes it. Nothing else in Onthaal imports `ipcMain`. */
export const electronRequests: RequestSource<WebContents> = {
  handle(channel, listener) {
    ipcMain.handle(channel, (event, message: unknown) => listener(event, message));
  },
};

/** Tells one page something; a page that is gone is told nothing. */
export function sendEvent<Channel extends EventChannel>(
  page: WebContents,
  channel: Channel,
  payload: EventPayloads[Channel],
): void {
  if (page.isDestroyed() || page.mainFrame.origin !== APPLICATION_ORIGIN) return;
  page.send(wire.event, channel, payload);
}

/** A channel between a page and the store process, not yet given to the page. */
export interface PageConnection {
  readonly forStore: MessagePortMain;
  /** Gives the page its end, with the nonce it asked with. */
  readonly giveToPage: () => void;
}

/** Makes a channel between a page and the store process; main is out of the way of what is said on it. */
export function connectPage(page: WebContents, nonce: string): PageConnection {
  const { port1, port2 } = new MessageChannelMain();
  return {
    forStore: port2,
    giveToPage: () => {
      if (page.isDestroyed()) port1.close();
      else page.mainFrame.postMessage(wire.storePort, nonce, [port1]);
    },
  };
}
