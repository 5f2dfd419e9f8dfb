import type { NexoSettings } from '@onthaal/contract/devices/terminal.ts';
import { at } from '../exchange/hostile-fields.ts';
import type { Exchange } from '../exchange/json-exchange.ts';
import { displayResponse, isCardShown } from './nexo-display.ts';
import { httpLine, type NexoLine, tcpLine } from './nexo-line.ts';
import { isLoggedOut, isSuccess, loginRequest, logoutRequest } from './nexo-messages.ts';
import { NexoSealing, type NexoSecurity } from './nexo-security.ts';

const LOGIN_MILLISECONDS = 15_000;
const LEAVE_MILLISECONDS = 2_000;

export interface NexoParts {
  readonly settings: NexoSettings;
  readonly security: NexoSecurity | undefined;
  readonly newServiceId: () => string;
  /** The terminal tells that a card is before it. */
  readonly onCard: () => void;
}

/** What came of a question in a session; `refused`: the terminal lets nobody in, and heard no more than that. */
export type Asked = Exchange | { readonly kind: 'refused'; readonly reason: 'terminalNotReady' | 'keyRefused' };

/** Seals what goes out and opens what comes in; what cannot be opened is a wrong key or a changed message. */
function sealedLine(line: NexoLine, sealing: NexoSealing): NexoLine {
  return {
    ask: async (message, milliseconds) => {
      const found = await line.ask(sealing.seal(message), milliseconds);
      if (found.kind !== 'answer') return found;
      const opened = sealing.open(found.message);
      return opened === undefined ? { kind: 'lost', reason: 'keyRefused' } : { ...found, message: opened };
    },
    say: (message, milliseconds) => line.say(sealing.seal(message), milliseconds),
    end: line.end,
  };
}

function openLine({ settings, security, onCard }: NexoParts): NexoLine {
  const sealing = security && new NexoSealing(security);
  const onMessage = (message: unknown): object | undefined => {
    const plain = sealing === undefined ? message : sealing.open(message);
    if (plain === undefined) return undefined;
    if (isCardShown(plain)) onCard();
    const reply = displayResponse(plain);
    return reply && (sealing?.seal(reply) ?? reply);
  };
  const line = settings.url.startsWith('tcp:') ? tcpLine(settings.url, onMessage) : httpLine(settings.url);
  return sealing === undefined ? line : sealedLine(line, sealing);
}

const notReady: Asked = { kind: 'refused', reason: 'terminalNotReady' };

/** Logs in; undefined when that succeeded, else why nothing more was asked. */
async function logIn({ settings, newServiceId }: NexoParts, line: NexoLine): Promise<Asked | undefined> {
  const found = await line.ask(loginRequest(settings, newServiceId(), new Date()), LOGIN_MILLISECONDS);
  if (found.kind === 'answer') return isSuccess(found.message, 'LoginResponse') ? undefined : notReady;
  // Whoever did not get in has asked for nothing: the terminal took nothing.
  const isKey = found.kind === 'lost' && found.reason === 'keyRefused';
  return isKey ? { kind: 'refused', reason: 'keyRefused' } : { kind: 'notReached' };
}

/**
 * Does one thing in a session of its own. A connection begins with Login and ends with Logout; over HTTP the desk logs in when the
 * terminal says that it is not.
 */
async function inSession(parts: NexoParts, work: (line: NexoLine) => Promise<Asked>): Promise<Asked> {
  const line = openLine(parts);
  try {
    if (!isConnection(parts)) {
      const found = await work(line);
      if (found.kind !== 'answer' || !isLoggedOut(at(found.message, 'SaleToPOIResponse'))) return found;
      return (await logIn(parts, line)) ?? (await work(line));
    }
    const refusal = await logIn(parts, line);
    if (refusal !== undefined) return refusal;
    const found = await work(line);
    await line.ask(logoutRequest(parts.settings, parts.newServiceId()), LEAVE_MILLISECONDS);
    return found;
  } finally {
    line.end();
  }
}

function isConnection({ settings }: NexoParts): boolean {
  return settings.url.startsWith('tcp:');
}

/** Asks one thing. */
export function askTerminal(parts: NexoParts, message: object, milliseconds: number): Promise<Asked> {
  return inSession(parts, (line) => line.ask(message, milliseconds));
}

/** Says one thing that no terminal answers. */
export async function tellTerminal(parts: NexoParts, message: object, milliseconds: number): Promise<void> {
  await inSession(parts, async (line) => {
    await line.say(message, milliseconds);
    return notReady;
  });
}
