import type { ScannerChoice } from '@onthaal/contract/devices/scanners.ts';
import type { TerminalSettings } from '@onthaal/contract/devices/terminal.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { chooseWatchFolder } from '../documents/choose-watch-folder.ts';
import { sendEvent } from '../ipc/electron-ipc.ts';
import type { Desk } from './desk.ts';
import type { HandlersOf } from './handlers.ts';
import { readEidForPage } from './read-eid.ts';

/** What a page may ask of the devices of the desk. */
export function deviceHandlers(desk: Desk): HandlersOf<'devices'> {
  const { link, choices } = desk.devices;
  const atTerminal = async <Value>(
    work: (terminal: TerminalSettings) => Promise<Result<Value>>,
  ): Promise<Result<Value>> => {
    const { terminal } = choices.read();
    return terminal === undefined ? failure('TERMINAL_NOT_SET') : work(terminal);
  };
  const atScanner = async <Value>(work: (scanner: ScannerChoice) => Promise<Result<Value>>): Promise<Result<Value>> => {
    const { scanner } = choices.read();
    return scanner === undefined ? failure('SCANNER_NOT_CHOSEN') : work(scanner);
  };
  return {
    'devices:readers': async (_args, page) => {
      // A page that has just started missed the earlier announcements.
      sendEvent(page, 'devices:processState', link.state);
      return link.ask('readers:state', {});
    },
    'devices:readEid': (asked) => readEidForPage(desk, asked),
    'devices:eidRevocation': ({ readingId }) => link.ask('eid:revocation', { readingId }),
    'devices:readSettings': async () => success(choices.read()),
    'devices:writeSettings': async (next) => {
      // A page cannot name a path: it keeps the folder that was chosen in a dialog, or gives it up.
      const isOurs = next.watchFolder === undefined || next.watchFolder.path === choices.read().watchFolder?.path;
      return isOurs ? choices.write(next) : failure('ARGUMENT_INVALID', { field: 'watchFolder' });
    },
    'devices:chooseWatchFolder': () => chooseWatchFolder(desk.window, desk.say, choices),
    'devices:payAtTerminal': (payment) => atTerminal((terminal) => link.ask('terminal:pay', { terminal, payment })),
    'devices:lookUpPayment': (payment) => atTerminal((terminal) => link.ask('terminal:lookUp', { terminal, payment })),
    'devices:cancelPayment': ({ operationId }) =>
      atTerminal((terminal) => link.ask('terminal:cancel', { terminal, operationId })),
    'devices:listScanners': () => link.ask('scanners:list', {}),
    'devices:describeScanner': () => atScanner((scanner) => link.ask('scanners:describe', { scanner })),
    'devices:scan': (asked) => atScanner((scanner) => link.ask('scanners:scan', { ...asked, scanner })),
    'devices:cancelScan': (asked) => link.ask('scanners:cancel', asked),
    'devices:restart': async () => {
      link.restart();
      return success(null);
    },
  };
}
