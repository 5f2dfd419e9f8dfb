import { type CommandReport, READ_CARD_SWITCH } from '@onthaal/contract/devices/command-report.ts';
import type { DeviceMessage } from '@onthaal/contract/devices/questions.ts';
import { describeError } from '@onthaal/contract/logging/describe-error.ts';
import { readReport } from './command-line/read-report.ts';
import { pcscMiniPort } from './readers/pcsc-mini-port.ts';
import { DeviceService } from './service/device-service.ts';

/** How long the last log line gets to reach the main process. */
const FLUSH_MILLISECONDS = 100;

/** `process.parentPort` of an Electron utility process, as far as it is used; this room does not know Electron. */
interface ElectronParentPort {
  postMessage(message: DeviceMessage | CommandReport): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
}

/**
 * Entry of the device process (an Electron utility process). A bug ends it: whoever supervises it starts another. Started with the
 * switch to read one card, it does that and waits for its end.
 */
function run(): void {
  const { parentPort } = process as NodeJS.Process & { readonly parentPort?: ElectronParentPort };
  if (parentPort === undefined) throw new Error('The devices run in a utility process');
  const command = process.argv.indexOf(READ_CARD_SWITCH);
  if (command !== -1) {
    void readReport(process.argv.slice(command + 1)).then((report) => parentPort.postMessage(report));
    return;
  }
  const end = (error: unknown): void => {
    parentPort.postMessage({
      kind: 'log',
      level: 'error',
      area: 'devices',
      message: 'uncaught error',
      fields: describeError(error),
    });
    setTimeout(() => process.exit(1), FLUSH_MILLISECONDS);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
  const port = {
    post: (message: DeviceMessage) => parentPort.postMessage(message),
    onMessage: (listener: (message: unknown) => void) => void parentPort.on('message', ({ data }) => listener(data)),
  };
  new DeviceService(port, { readers: pcscMiniPort }, end).start();
}

run();
