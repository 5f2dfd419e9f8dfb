import { success } from '@onthaal/contract/result.ts';
import type { ReaderPort } from '../readers/reader-port.ts';
import { ReaderSupervisor } from '../readers/reader-supervisor.ts';
import type { DeviceRoom, DeviceSurroundings } from './device-room.ts';

/** The card readers of the desk, plugged in and out, with a service that may die and come back. */
export function readerRoom(port: ReaderPort, { tell, log }: DeviceSurroundings): DeviceRoom<'readers'> {
  let service: 'running' | 'absent' | undefined;
  const supervisor = new ReaderSupervisor(port, {
    onChange: (state) => {
      if (state.service !== service) log('info', 'readers', `the service for card readers is ${state.service}`);
      service = state.service;
      tell('readers:changed', state);
    },
  });
  return {
    handlers: { 'readers:state': async () => success(supervisor.state) },
    start: () => supervisor.start(),
    stop: () => supervisor.stop(),
  };
}
