import type { RequestChannel } from '@onthaal/contract/ipc/channels.ts';
import { failure, success } from '@onthaal/contract/result.ts';
import type { WebContents } from 'electron';
import type { RequestHandlers } from '../ipc/door.ts';
import type { Desk } from './desk.ts';
import type { HandlersOf } from './handlers.ts';

/** What a page on a kiosk may ask: nothing that logs somebody in, opens data, or shows more of this computer. */
const onKiosk: ReadonlySet<string> = new Set<RequestChannel>([
  'application:information',
  'application:restart',
  'preferences:read',
  'preferences:write',
  'session:current',
  'session:lockState',
  'store:restart',
  'performance:mark',
  'kiosk:state',
  'kiosk:register',
  'kiosk:look',
]);

/** The same handlers, of which a kiosk answers a few. */
export function onlyForKiosk(handlers: RequestHandlers<WebContents>): RequestHandlers<WebContents> {
  const refuse = () => Promise.resolve(failure('NOT_ALLOWED'));
  const all = Object.entries(handlers).map(([name, handler]) => [name, onKiosk.has(name) ? handler : refuse]);
  return Object.fromEntries(all) as RequestHandlers<WebContents>;
}

/** What the screen of a kiosk asks main. */
export function kioskHandlers({ kiosk }: Pick<Desk, 'kiosk'>): HandlersOf<'kiosk'> {
  return {
    'kiosk:state': async () => success(kiosk?.state ?? null),
    'kiosk:register': async ({ code }) => (kiosk === undefined ? failure('NOT_ALLOWED') : kiosk.register(code)),
    'kiosk:look': async () => {
      await kiosk?.look();
      return success(null);
    },
  };
}
