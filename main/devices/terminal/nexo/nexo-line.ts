import { createConnection, type Socket } from 'node:net';
import { at } from '../exchange/hostile-fields.ts';
import { brokenLine, type Exchange, exchangeJson } from '../exchange/json-exchange.ts';
import { Frames, framed } from './nexo-frames.ts';

/** The way to a terminal. One question at a time. */
export interface NexoLine {
  /** Never throws: what cannot be known is `lost`. */
  readonly ask: (message: object, milliseconds: number) => Promise<Exchange>;
  /** Says what no terminal answers. */
  readonly say: (message: object, milliseconds: number) => Promise<void>;
  readonly end: () => void;
}

/** What a terminal says by itself; what is given back is answered. */
export type OnMessage = (message: unknown) => object | undefined;

/** Each question is a request of HTTP; the terminal cannot say anything by itself. */
export function httpLine(url: string): NexoLine {
  const ask = async (body: object, milliseconds: number): Promise<Exchange> => {
    const found = await exchangeJson({ url, method: 'POST', body, milliseconds });
    return found.kind === 'answer' && found.status !== 200 ? { kind: 'lost', reason: 'answerUnreadable' } : found;
  };
  return {
    ask,
    say: async (body, milliseconds) => void (await ask(body, milliseconds)),
    end: () => undefined,
  };
}

interface Waiting {
  readonly resolve: (found: Exchange) => void;
  readonly timer: NodeJS.Timeout;
}

/** An answer, or a word that the question was thrown away unread. */
function isAnswer(message: unknown): boolean {
  const event = at(message, 'SaleToPOIRequest', 'EventNotification', 'EventToNotify');
  return event === 'Reject' || at(message, 'SaleToPOIResponse') !== undefined;
}

/** One connection on which messages go both ways, each behind its length. */
export function tcpLine(url: string, onMessage: OnMessage): NexoLine {
  const { hostname, port } = new URL(url);
  const socket: Socket = createConnection({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) });
  const frames = new Frames();
  let isConnected = false;
  let broken: Exchange | undefined;
  let waiting: Waiting | undefined;
  const answer = (found: Exchange): void => {
    if (waiting === undefined) return;
    clearTimeout(waiting.timer);
    waiting.resolve(found);
    waiting = undefined;
  };
  const fail = (found: Exchange): void => {
    broken ??= found;
    answer(broken);
    socket.destroy();
  };
  socket.once('connect', () => {
    isConnected = true;
  });
  socket.once('error', (error) => fail(isConnected ? { kind: 'lost', reason: 'noAnswer' } : brokenLine(error)));
  socket.once('close', () => fail({ kind: 'lost', reason: 'noAnswer' }));
  socket.on('data', (chunk: Buffer) => {
    for (const message of frames.take(chunk)) {
      if (message === 'unreadable') return fail({ kind: 'lost', reason: 'answerUnreadable' });
      if (isAnswer(message)) answer({ kind: 'answer', status: 200, message });
      else {
        const reply = onMessage(message);
        if (reply !== undefined) socket.write(framed(reply));
      }
    }
  });
  return {
    ask: (message, milliseconds) =>
      new Promise((resolve) => {
        if (broken !== undefined) return resolve(broken);
        // A terminal that nobody could connect to has heard nothing.
        const late = (): void => fail(isConnected ? { kind: 'lost', reason: 'noAnswer' } : { kind: 'notReached' });
        waiting = { resolve, timer: setTimeout(late, milliseconds) };
        socket.write(framed(message));
      }),
    say: (message) =>
      new Promise((resolve) => {
        if (broken !== undefined) resolve();
        else socket.write(framed(message), () => resolve());
      }),
    end: () => socket.destroy(),
  };
}
