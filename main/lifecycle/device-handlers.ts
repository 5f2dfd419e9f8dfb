import { drawerPrinter, scannerInUse } from '@onthaal/contract/devices/desk-devices.ts';
import { isInTheNetwork } from '@onthaal/contract/devices/neighbours.ts';
import type { ScannerChoice } from '@onthaal/contract/devices/scanners.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { chooseWatchFolder } from '../documents/choose-watch-folder.ts';
import { sendEvent } from '../ipc/electron-ipc.ts';
import type { Desk } from './desk.ts';
import type { HandlersOf } from './handlers.ts';
import { reachedFrom } from './reached-neighbours.ts';
import { askRevocationForPage, cardsForPage } from './read-eid.ts';
import { terminalHandlers } from './terminal-handlers.ts';

/** What a page may ask of the devices of the desk. */
export function deviceHandlers(desk: Desk): HandlersOf<'devices'> {
  const { link, choices, health, neighbours } = desk.devices;
  const cards = cardsForPage(desk);
  return {
    'devices:readers': async (_args, page) => {
      // A page that has just started missed the earlier announcements.
      sendEvent(page, 'devices:processState', link.state);
      return link.ask('readers:state', {});
    },
    'devices:readEid': cards.read,
    'devices:eidVerification': cards.verification,
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
    'devices:writeSettings': async (next) => {
      // A page cannot name a path: it keeps the folder that was chosen in a dialog, or gives it up.
      const isOurs = next.watchFolder === undefined || next.watchFolder.path === choices.read().watchFolder?.path;
      return isOurs ? choices.write(next) : failure('ARGUMENT_INVALID', { field: 'watchFolder' });
    },
    'devices:chooseWatchFolder': () => chooseWatchFolder(desk.window, desk.say, choices),
    'devices:health': async () => success(health.last),
    'devices:lookAgain': async () => {
      const looked = await link.ask('health:look', {});
      if (looked.ok) health.changed(looked.value);
      return looked;
    },
    'devices:testCard': ({ reader }) => link.ask('eid:test', { reader }),
    'devices:useMicrophone': async ({ on }) => {
      if (on) desk.microphone.begin();
      else desk.microphone.end();
      return success(null);
    },
    ...scannerHandlers(desk),
    ...terminalHandlers(desk),
    'devices:openDrawer': async () => {
      const place = drawerPrinter(choices.read());
      return place === undefined ? failure('DRAWER_NOT_SET') : link.ask('printers:openDrawer', { place });
    },
    'devices:neighbours': async () => success(neighbours.read()),
    'devices:keepNeighbours': async ({ desks }) => {
      const onOneComputer = desk.environment.demo || desk.environment.test;
      const isReached = (address: string): boolean => onOneComputer || isInTheNetwork(address);
      return neighbours.write(desks.map((one) => reachedFrom(one, isReached)));
    },
    'devices:restart': async () => {
      link.restart();
      return success(null);
    },
  };
}

/** The scanner of this desk, or the one of another desk as long as that stands in. */
function scannerHandlers({
  devices: { link, choices },
}: Desk): Pick<
  HandlersOf<'devices'>,
  'devices:listScanners' | 'devices:describeScanner' | 'devices:scan' | 'devices:cancelScan'
> {
  const atScanner = async <Value>(work: (scanner: ScannerChoice) => Promise<Result<Value>>): Promise<Result<Value>> => {
    const scanner = scannerInUse(choices.read());
    return scanner === undefined ? failure('SCANNER_NOT_CHOSEN') : work(scanner);
  };
  return {
    'devices:listScanners': () => link.ask('scanners:list', {}),
    'devices:describeScanner': () => atScanner((scanner) => link.ask('scanners:describe', { scanner })),
    'devices:scan': (asked) => atScanner((scanner) => link.ask('scanners:scan', { ...asked, scanner })),
    'devices:cancelScan': (asked) => link.ask('scanners:cancel', asked),
  };
}
