import type { TerminalSettings } from '@onthaal/contract/devices/terminal.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { sendEvent } from '../ipc/electron-ipc.ts';
import type { Desk } from './desk.ts';
import type { HandlersOf } from './handlers.ts';
import { askRevocationForPage, readEidForPage } from './read-eid.ts';

/** What a page may ask of the devices of the desk. */
export function deviceHandlers(desk: Desk): HandlersOf<'devices'> {
  const { link, choices } = desk.devices;
  const atTerminal = async <Value>(
    work: (terminal: TerminalSettings) => Promise<Result<Value>>,
  ): Promise<Result<Value>> => {
    const { terminal } = choices.read();
    return terminal === undefined ? failure('TERMINAL_NOT_SET') : work(terminal);
  };
  return {
    'devices:readers': async (_args, page) => {
      // A page that has just started missed the earlier announcements.
      sendEvent(page, 'devices:processState', link.state);
      return link.ask('readers:state', {});
    },
    'devices:readEid': (asked) => readEidForPage(desk, asked),
    'devices:eidRevocation': (asked) => askRevocationForPage(desk, asked),
    'devices:lookAtPin': (place) => link.ask('pin:look', place),
    'devices:changePin': async (asked) => {
      const changed = await link.ask('pin:change', asked);
      // The device process wiped its own copy.
      asked.typed?.current.fill(0);
      asked.typed?.next.fill(0);
      return changed;
    },
    'devices:readSettings': async () => success(choices.read()),
    'devices:writeSettings': (next) => choices.write(next),
    'devices:payAtTerminal': (payment) => atTerminal((terminal) => link.ask('terminal:pay', { terminal, payment })),
    'devices:lookUpPayment': (payment) => atTerminal((terminal) => link.ask('terminal:lookUp', { terminal, payment })),
    'devices:cancelPayment': ({ operationId }) =>
      atTerminal((terminal) => link.ask('terminal:cancel', { terminal, operationId })),
    'devices:restart': async () => {
      link.restart();
      return success(null);
    },
  };
}
