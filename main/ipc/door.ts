import {
  type RequestArguments,
  type RequestChannel,
  type RequestResults,
  requestArguments,
} from '@onthaal/contract/ipc/channels.ts';
import { wire } from '@onthaal/contract/ipc/wire.ts';
import { failure, type Result } from '@onthaal/contract/result.ts';
import type { TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import type { Log } from '../logging/log.ts';
import { APPLICATION_ORIGIN } from '../security/application-origin.ts';

/** The part of a frame that says who asks. */
export interface SenderFrame {
  readonly origin: string;
  readonly parent: unknown;
}

/** The part of an IPC event that says who asks. `Page` identifies the window's contents. */
export interface SenderEvent<Page> {
  readonly senderFrame: SenderFrame | null;
  readonly sender: Page;
}

/** Electron's `ipcMain`, or a fake of it in tests. */
export interface RequestSource<Page> {
  handle(channel: string, listener: (event: SenderEvent<Page>, args: unknown) => Promise<unknown>): void;
}

export type RequestHandlers<Page> = {
  readonly [Channel in RequestChannel]: (
    args: RequestArguments[Channel],
    page: Page,
  ) => Promise<Result<RequestResults[Channel]>>;
};

export interface DoorOptions<Page> {
  readonly source: RequestSource<Page>;
  /** Whether this is the contents of a window that we made. */
  readonly isKnownPage: (page: Page) => boolean;
  readonly handlers: RequestHandlers<Page>;
  /** Whether the screen is locked: the page then gets nothing but what unlocking needs. */
  readonly isLocked: () => boolean;
  readonly log: Log;
}

/** What a page may ask while the screen is locked: nothing of it says anything of a citizen. */
const WHILE_LOCKED: ReadonlySet<RequestChannel> = new Set<RequestChannel>([
  'application:information',
  'preferences:read',
  'session:current',
  'session:lock',
  'session:lockState',
  'session:logOut',
  'session:unlock',
  'performance:mark',
]);

/**
 * Opens the one door through which pages ask main. Each request is checked for who asks (our origin, main frame, a window of
 * ours), for what (a known channel) and with what (the channel's schema); every answer is a Result, never `undefined`.
 */
export function openDoor<Page>(options: DoorOptions<Page>): void {
  const checks = compiledChecks();
  options.source.handle(wire.request, async (event, message): Promise<Result<unknown>> => {
    if (!isTrusted(event, options.isKnownPage)) {
      options.log.write('error', 'ipc', 'a request of an unknown sender was refused');
      return failure('SENDER_UNTRUSTED');
    }
    const { channel, args } = messageParts(message);
    const check = checks.get(channel as RequestChannel);
    if (check === undefined) {
      options.log.write('warn', 'ipc', 'a request on an unknown channel was refused');
      return failure('CHANNEL_UNKNOWN');
    }
    if (!check.Check(args)) {
      // Only the path: the value may be personal.
      const field = check.Errors(args)[0]?.instancePath ?? '';
      options.log.write('warn', 'ipc', 'arguments were refused', { channel: String(channel), field });
      return failure('ARGUMENT_INVALID', { field: field.replaceAll('/', '.').replace(/^\./, '') });
    }
    if (options.isLocked() && !WHILE_LOCKED.has(channel as RequestChannel)) return failure('DESK_LOCKED');
    return answer(options, channel as RequestChannel, args, event.sender);
  });
}

async function answer<Page>(
  options: DoorOptions<Page>,
  channel: RequestChannel,
  args: unknown,
  page: Page,
): Promise<Result<unknown>> {
  try {
    const handler = options.handlers[channel] as (args: unknown, page: Page) => Promise<Result<unknown>>;
    return await handler(args, page);
  } catch (error) {
    options.log.problem('ipc', `the handler of ${channel} threw`, error);
    return failure('UNEXPECTED');
  }
}

function isTrusted<Page>(event: SenderEvent<Page>, isKnownPage: (page: Page) => boolean): boolean {
  const frame = event.senderFrame;
  // A frame that is gone or navigated away has no origin to believe.
  return frame !== null && frame.parent === null && frame.origin === APPLICATION_ORIGIN && isKnownPage(event.sender);
}

function messageParts(message: unknown): { readonly channel: unknown; readonly args: unknown } {
  if (typeof message !== 'object' || message === null) return { channel: undefined, args: undefined };
  return {
    channel: 'channel' in message ? message.channel : undefined,
    args: 'args' in message ? message.args : undefined,
  };
}

type Check = Validator;

function compiledChecks(): ReadonlyMap<RequestChannel, Check> {
  const channels = Object.keys(requestArguments) as RequestChannel[];
  return new Map(channels.map((channel) => [channel, Compile(requestArguments[channel] as TSchema)]));
}
