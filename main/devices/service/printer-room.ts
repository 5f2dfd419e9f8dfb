import type { PrintJob } from '@onthaal/contract/devices/printing.ts';
import { success } from '@onthaal/contract/result.ts';
import type { PrinterSource } from '../health/watched-printer.ts';
import { printersOfServer, serverOfComputer } from '../printing/ipp/print-server.ts';
import { PrintRoom } from '../printing/print-room.ts';
import type { DeviceRoom, DeviceSurroundings } from './device-room.ts';

/** The printers, with what the room that watches them needs. */
export interface PrinterRoom extends DeviceRoom<'printers'> {
  readonly source: PrinterSource;
  /** Hears each change of a job, and at which address it is. */
  readonly onJob: (listener: (job: PrintJob, address: string) => void) => void;
}

/** The printers of the desk: nothing is watched here, only what is printed is followed. */
export function printerRoom({ tell, log }: DeviceSurroundings): PrinterRoom {
  const listeners: ((job: PrintJob, address: string) => void)[] = [];
  const room = new PrintRoom((job, address) => {
    if (job.ended)
      log('info', 'printers', 'a print job ended', { kind: job.kind, state: job.state, why: job.error?.code ?? '' });
    tell('printers:jobChanged', job);
    for (const listener of listeners) listener(job, address);
  });
  return {
    source: {
      describe: (place, kind) => room.describe(place, kind),
      isPrintingOn: (address) => room.isPrintingOn(address),
    },
    onJob: (listener) => void listeners.push(listener),
    handlers: {
      'printers:find': ({ server }) => printersOfServer(server ?? serverOfComputer(process.env)),
      'printers:describe': ({ place, kind }) => room.describe(place, kind),
      'printers:print': async ({ place, content }) => room.print(place, content),
      'printers:openDrawer': ({ place }) => room.openDrawer(place),
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
