import type { DesktopBridge, EventChannel, PageChannel } from '@onthaal/contract/ipc/channels.ts';
import { wire } from '@onthaal/contract/ipc/wire.ts';

/** Every channel of the contract (not its schemas: the preload stays tiny), so that a page can send on no other. The type makes the lists complete. */
export const requestChannels: Readonly<Record<PageChannel, true>> = {
  'application:information': true,
  'application:openExternal': true,
  'application:copyText': true,
  'application:openLogFolder': true,
  'application:openDemoPanel': true,
  'application:restart': true,
  'preferences:read': true,
  'preferences:write': true,
  'session:people': true,
  'session:logIn': true,
  'session:browserLogIn': true,
  'session:browserOpenAgain': true,
  'session:browserCancel': true,
  'session:logOut': true,
  'session:current': true,
  'session:loginNotes': true,
  'session:notesRead': true,
  'session:lockState': true,
  'session:lock': true,
  'session:unlock': true,
  'session:setSecret': true,
  'kiosk:state': true,
  'kiosk:register': true,
  'kiosk:look': true,
  'kiosk:takeTicket': true,
  'kiosk:checkIn': true,
  'kiosk:checkInByCard': true,
  'documents:add': true,
  'documents:addScanned': true,
  'documents:watchedFiles': true,
  'documents:showWatched': true,
  'documents:fileWatched': true,
  'documents:removeWatched': true,
  'documents:open': true,
  'documents:save': true,
  'devices:readers': true,
  'devices:readEid': true,
  'devices:eidVerification': true,
  'devices:listScanners': true,
  'devices:describeScanner': true,
  'devices:scan': true,
  'devices:cancelScan': true,
  'devices:chooseWatchFolder': true,
  'devices:eidRevocation': true,
  'devices:lookAtPin': true,
  'devices:changePin': true,
  'devices:readSettings': true,
  'devices:writeSettings': true,
  'devices:payAtTerminal': true,
  'devices:lookUpPayment': true,
  'devices:writeTerminalSecret': true,
  'devices:terminalSecrets': true,
  'devices:refundAtTerminal': true,
  'devices:lookUpRefund': true,
  'devices:cancelPayment': true,
  'devices:health': true,
  'devices:lookAgain': true,
  'devices:testCard': true,
  'devices:testTerminal': true,
  'devices:useMicrophone': true,
  'devices:openDrawer': true,
  'devices:neighbours': true,
  'devices:keepNeighbours': true,
  'devices:restart': true,
  'printing:make': true,
  'printing:makeInvitation': true,
  'printing:makeAppointment': true,
  'printing:preview': true,
  'printing:print': true,
  'printing:visitTicket': true,
  'printing:cancel': true,
  'printing:find': true,
  'printing:queues': true,
  'printing:keep': true,
  'printing:forget': true,
  'printing:describe': true,
  'printing:testPage': true,
  'waitingRoom:show': true,
  'store:connect': true,
  'store:restart': true,
  'oversight:exportLog': true,
  'appointments:save': true,
  'payments:saveDay': true,
  'day:save': true,
  'day:makePaper': true,
  'day:savePaper': true,
  'performance:mark': true,
};
export const eventChannels: Readonly<Record<EventChannel, true>> = {
  'store:processState': true,
  'store:opening': true,
  'session:changed': true,
  'session:lockChanged': true,
  'preferences:changed': true,
  'kiosk:changed': true,
  'devices:processState': true,
  'devices:readersChanged': true,
  'devices:healthChanged': true,
  'devices:settingsChanged': true,
  'devices:scanProgress': true,
  'devices:scannedPage': true,
  'printing:jobChanged': true,
  'devices:cardShown': true,
};

/** Electron's `ipcRenderer`, as far as the bridge needs it. */
export interface Wire {
  invoke(channel: string, message: unknown): Promise<unknown>;
  on(
    channel: string,
    listener: (event: { readonly ports: readonly MessagePort[] }, ...values: unknown[]) => void,
  ): void;
}

/** Gives the page the store's port. */
export type DeliverPort = (nonce: string, port: MessagePort) => void;

/** Where a file that the system dropped lies; empty for one that a page made itself. */
export type PathOf = (file: unknown) => string;

/** Most nonces that wait for a port at one time; a page that asks more forgets its oldest question. */
const MOST_NONCES = 20;

/**
 * Makes the object that pages see. No event object, no channel and no function of Electron gets through it.
 *
 * @param deliver called with a port only for a nonce that this page itself asked with, once
 * @param pathOf asks Chromium, which knows the path of what was dropped; a page can name none
 */
export function createBridge(connection: Wire, deliver: DeliverPort, pathOf: PathOf): DesktopBridge {
  const listeners = new Map<string, Set<(payload: never) => void>>();
  const nonces = new Set<string>();

  connection.on(wire.event, (_event, channel, payload) => {
    for (const listener of listeners.get(String(channel)) ?? []) listener(payload as never);
  });
  connection.on(wire.storePort, (event, nonce) => {
    const [port] = event.ports;
    if (typeof nonce !== 'string' || port === undefined) return;
    if (nonces.delete(nonce)) deliver(nonce, port);
    else port.close();
  });

  const request: DesktopBridge['request'] = async (channel, args) => {
    if (!Object.hasOwn(requestChannels, channel)) {
      return { ok: false, error: { code: 'CHANNEL_UNKNOWN', retryable: false } };
    }
    if (channel === 'store:connect') rememberNonce(nonces, args);
    return (await connection.invoke(wire.request, { channel, args })) as never;
  };

  const addDropped: DesktopBridge['addDropped'] = async (dossierId, files) => {
    const paths = Array.isArray(files) ? files.map(pathOf).filter((path) => path !== '') : [];
    return (await connection.invoke(wire.request, {
      channel: 'documents:addDropped',
      args: { dossierId, paths },
    })) as never;
  };

  const on: DesktopBridge['on'] = (channel, listener) => {
    if (!Object.hasOwn(eventChannels, channel) || typeof listener !== 'function') return () => undefined;
    const set = listeners.get(channel) ?? new Set();
    listeners.set(channel, set);
    // A wrapper of its own, so that the same function may listen twice and stop once.
    const wrapper = (payload: never): void => listener(payload);
    set.add(wrapper);
    return () => {
      set.delete(wrapper);
    };
  };

  return Object.freeze({ request, addDropped, on });
}

function rememberNonce(nonces: Set<string>, args: unknown): void {
  if (typeof args !== 'object' || args === null || !('nonce' in args) || typeof args.nonce !== 'string') return;
  nonces.add(args.nonce);
  const [oldest] = nonces;
  if (nonces.size > MOST_NONCES && oldest !== undefined) nonces.delete(oldest);
}
