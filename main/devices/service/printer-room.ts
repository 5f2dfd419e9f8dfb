import { success } from '@onthaal/contract/result.ts';
import { printersOfServer, serverOfComputer } from '../printing/ipp/print-server.ts';
import { PrintRoom } from '../printing/print-room.ts';
import type { DeviceRoom, DeviceSurroundings } from './device-room.ts';

/** The printers of the desk: nothing is watched, only what is printed is followed. */
export function printerRoom({ tell, log }: DeviceSurroundings): DeviceRoom<'printers'> {
  const room = new PrintRoom((job) => {
    if (job.ended)
      log('info', 'printers', 'a print job ended', { kind: job.kind, state: job.state, why: job.error?.code ?? '' });
    tell('printers:jobChanged', job);
  });
  return {
    handlers: {
      'printers:find': ({ server }) => printersOfServer(server ?? serverOfComputer(process.env)),
      'printers:describe': ({ place, kind }) => room.describe(place, kind),
      'printers:print': async ({ place, content }) => room.print(place, content),
      'printers:cancel': ({ jobId }) => room.cancel(jobId),
      'printers:forget': async () => {
        room.forgetAll();
        return success(null);
      },
    },
    start: () => undefined,
    stop: () => room.forgetAll(),
  };
}
