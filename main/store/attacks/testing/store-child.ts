import { BroadcastChannel } from 'node:worker_threads';
import type { ElectronMessagePort, ElectronParentPort } from '../../service/message-port.ts';
import type { FromChild, ToChild } from './child-protocol.ts';
import { ATTACK_ORDERS } from './child-protocol.ts';

type Listener = (event: { readonly data: unknown; readonly ports: readonly ElectronMessagePort[] }) => void;

/**
 * Test entry: the store process as it is, with its own entry, in a plain Node process that can be killed. Only Electron's parent
 * port is made here, of Node's own line to the parent.
 */
function send(message: FromChild): void {
  process.send?.(message);
}

const controlListeners: Listener[] = [];
const windowListeners: Listener[] = [];
const windowPort: ElectronMessagePort = {
  postMessage: (message) => send({ kind: 'window', message }),
  on: (event: string, listener: Listener | (() => void)) => {
    if (event === 'message') windowListeners.push(listener as Listener);
  },
  start: () => {},
  close: () => {},
};
const parentPort: ElectronParentPort = {
  postMessage: (message) => send({ kind: 'control', message }),
  on: (_event, listener) => {
    controlListeners.push(listener as Listener);
  },
};
Object.defineProperty(process, 'parentPort', { value: parentPort });

const orders = new BroadcastChannel(ATTACK_ORDERS);
// Broadcast channels keep a thread alive, which a store that ends by itself must not be.
orders.unref();
process.on('message', (sent: ToChild) => {
  if (sent.kind === 'order') orders.postMessage(sent.order);
  if (sent.kind === 'window') for (const listener of windowListeners) listener({ data: sent.message, ports: [] });
  if (sent.kind === 'control') {
    const ports = sent.withPort === true ? [windowPort] : [];
    for (const listener of controlListeners) listener({ data: sent.message, ports });
  }
});
// Whoever started it is gone: nothing may be left behind that nobody ends.
process.on('disconnect', () => process.exit());
await import('../../process.ts');
