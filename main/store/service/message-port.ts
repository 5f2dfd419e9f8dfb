import type { MessagePort as NodeMessagePort } from 'node:worker_threads';
import type { StoreControlResponse } from '@onthaal/contract/store/control.ts';

/** One end of a message channel, whichever runtime made it. */
export interface ServicePort {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}

/** The store's line to the process that started it. Ports travel with a message. */
export interface ControlPort {
  post(message: StoreControlResponse): void;
  onMessage(listener: (message: unknown, ports: readonly ServicePort[]) => void): void;
}

interface ElectronMessageEvent {
  readonly data: unknown;
  readonly ports: readonly ElectronMessagePort[];
}

/** The part of Electron's MessagePortMain that the store uses; declared here because the store does not know Electron. */
export interface ElectronMessagePort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: ElectronMessageEvent) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** `process.parentPort` of an Electron utility process. */
export interface ElectronParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: ElectronMessageEvent) => void): unknown;
}

/** Wraps a port that Electron transferred. */
export function servicePortOfElectron(port: ElectronMessagePort): ServicePort {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', (event) => listener(event.data));
      port.start();
    },
    onClose: (listener) => {
      port.on('close', listener);
    },
    close: () => port.close(),
  };
}

/** Wraps the parent port of an Electron utility process. */
export function controlPortOfElectron(parentPort: ElectronParentPort): ControlPort {
  return {
    post: (message) => parentPort.postMessage(message),
    onMessage: (listener) => {
      parentPort.on('message', (event) => listener(event.data, event.ports.map(servicePortOfElectron)));
    },
  };
}

/** Wraps a port of Node's worker_threads. */
export function servicePortOfNode(port: NodeMessagePort): ServicePort {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', listener);
    },
    onClose: (listener) => {
      port.on('close', listener);
    },
    close: () => port.close(),
  };
}

/** Wraps a Node port as a control port: messages are `{ data, ports }`, as Electron's events are. */
export function controlPortOfNode(port: NodeMessagePort): ControlPort {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', (event: { readonly data: unknown; readonly ports: readonly NodeMessagePort[] }) =>
        listener(event.data, event.ports.map(servicePortOfNode)),
      );
    },
  };
}
