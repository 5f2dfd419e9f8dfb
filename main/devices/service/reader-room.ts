import { success } from '@onthaal/contract/result.ts';
import type { ReaderPort } from '../readers/reader-port.ts';
import { ReaderSupervisor } from '../readers/reader-supervisor.ts';
import type { DeviceRoom, DeviceSurroundings } from './device-room.ts';

/** The readers, with what the rooms of the cards in them need. */
export interface ReaderRoom extends DeviceRoom<'readers'> {
  readonly supervisor: ReaderSupervisor;
  /** Hears each change of the readers. */
  readonly onChange: (listener: () => void) => void;
}

/** The card readers of the desk, plugged in and out, with a service that may die and come back. */
export function readerRoom(port: ReaderPort, { tell, log }: DeviceSurroundings): ReaderRoom {
  let service: 'running' | 'absent' | undefined;
  const listeners: (() => void)[] = [];
  const supervisor = new ReaderSupervisor(port, {
    onChange: (state) => {
      if (state.service !== service) log('info', 'readers', `the service for card readers is ${state.service}`);
      service = state.service;
      for (const listener of listeners) listener();
      tell('readers:changed', state);
    },
  });
  return {
    supervisor,
    onChange: (listener) => void listeners.push(listener),
    handlers: { 'readers:state': async () => success(supervisor.state) },
    start: () => supervisor.start(),
    stop: () => supervisor.stop(),
  };
}
