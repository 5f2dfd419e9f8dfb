import { success } from '@onthaal/contract/result.ts';
import { sendEvent } from '../ipc/electron-ipc.ts';
import type { Desk } from './desk.ts';
import type { HandlersOf } from './handlers.ts';

/** What a page may ask of the devices of the desk. */
export function deviceHandlers({ devices: { link, choices } }: Desk): HandlersOf<'devices'> {
  return {
    'devices:readers': async (_args, page) => {
      // A page that has just started missed the earlier announcements.
      sendEvent(page, 'devices:processState', link.state);
      return link.ask('readers:state', {});
    },
    'devices:readSettings': async () => success(choices.read()),
    'devices:writeSettings': (next) => choices.write(next),
    'devices:restart': async () => {
      link.restart();
      return success(null);
    },
  };
}
