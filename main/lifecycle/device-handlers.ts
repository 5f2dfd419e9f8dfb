import { isInTheNetwork, type SharedPrinter } from '@onthaal/contract/devices/neighbours.ts';
import type { TerminalSettings } from '@onthaal/contract/devices/terminal.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { sendEvent } from '../ipc/electron-ipc.ts';
import type { Desk } from './desk.ts';
import type { HandlersOf } from './handlers.ts';
import { readEidForPage } from './read-eid.ts';

/** What a page may ask of the devices of the desk. */
export function deviceHandlers(desk: Desk): HandlersOf<'devices'> {
  const { link, choices, health, neighbours } = desk.devices;
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
    'devices:eidRevocation': ({ readingId }) => link.ask('eid:revocation', { readingId }),
    'devices:readSettings': async () => success(choices.read()),
    'devices:writeSettings': (next) => choices.write(next),
    'devices:payAtTerminal': (payment) => atTerminal((terminal) => link.ask('terminal:pay', { terminal, payment })),
    'devices:lookUpPayment': (payment) => atTerminal((terminal) => link.ask('terminal:lookUp', { terminal, payment })),
    'devices:cancelPayment': ({ operationId }) =>
      atTerminal((terminal) => link.ask('terminal:cancel', { terminal, operationId })),
    'devices:health': async () => success(health.last),
    'devices:lookAgain': async () => {
      const looked = await link.ask('health:look', {});
      if (looked.ok) health.changed(looked.value);
      return looked;
    },
    'devices:testCard': ({ reader }) => link.ask('eid:test', { reader }),
    'devices:testTerminal': () => atTerminal((terminal) => link.ask('health:testTerminal', { terminal })),
    'devices:useMicrophone': async ({ on }) => {
      if (on) desk.microphone.begin();
      else desk.microphone.end();
      return success(null);
    },
    'devices:neighbours': async () => success(neighbours.read()),
    'devices:keepNeighbours': async ({ desks }) => {
      const onOneComputer = desk.environment.demo || desk.environment.test;
      const isReached = ({ place }: SharedPrinter): boolean => onOneComputer || isInTheNetwork(place.address);
      return neighbours.write(desks.map((one) => ({ ...one, printers: one.printers.filter(isReached) })));
    },
    'devices:restart': async () => {
      link.restart();
      return success(null);
    },
  };
}
