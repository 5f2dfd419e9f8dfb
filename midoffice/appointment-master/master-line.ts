import { type ClientRequest, type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Logger } from 'pino';

/** One question to the other system. */
interface MasterCall {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** How long is waited for an answer, and how long nothing is asked after some that did not come. */
export interface LineTimes {
  readonly timeoutMilliseconds: number;
  /** Left out: half a minute. */
  readonly restMilliseconds?: number | undefined;
}

export type MasterReply =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: IncomingHttpHeaders;
      readonly text: string;
    }
  /** Nothing reached it: asking again does no harm. */
  | { readonly kind: 'notSent' }
  /** It may have done it. */
  | { readonly kind: 'lost' };

const mostAnswerBytes = 8 * 1024 * 1024;
const failuresBeforeRest = 5;
const usualRestMilliseconds = 30_000;
/** Wrong credentials do not become right by asking: an administrator has to look. */
const refusedRestMilliseconds = 300_000;
const notServing = [502, 503, 504];

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    bytes += (chunk as Buffer).length;
    if (bytes > mostAnswerBytes) throw new Error('too large');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString();
}

/** Sends it on a connection of its own: one that was kept may be dead, and nobody could tell whether the question arrived. */
function send({ method, url, headers, body }: MasterCall, milliseconds: number): Promise<MasterReply> {
  const isSecure = url.startsWith('https:');
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve) => {
    let isConnected = false;
    const fail = () => resolve({ kind: isConnected ? 'lost' : 'notSent' });
    const request: ClientRequest = (isSecure ? requestHttps : requestHttp)(url, {
      ...{ method, agent: false, headers: { accept: 'application/json', ...headers, ...length } },
      signal: AbortSignal.timeout(milliseconds),
    });
    request.once('socket', (socket) => {
      socket.once(isSecure ? 'secureConnect' : 'connect', () => {
        isConnected = true;
      });
    });
    request.once('error', fail);
    request.once('response', (response) => {
      const { statusCode: status = 0, headers: answered } = response;
      textOf(response).then((text) => resolve({ kind: 'answer', status, headers: answered, text }), fail);
    });
    request.end(body);
  });
}

/**
 * The line to another system: a time limit for each question, and a rest after some that failed, so that a desk hears at once that it
 * is away instead of waiting each time. What is only asked is asked once more; what changes something never is.
 */
export class MasterLine {
  readonly #times: LineTimes;
  readonly #logger: Logger;
  readonly #name: string;
  #failures = 0;
  #restsUntil = 0;

  constructor(name: string, times: LineTimes, logger: Logger) {
    this.#name = name;
    this.#times = times;
    this.#logger = logger;
  }

  /** Asks; never throws. The log says what and how it went, not about whom. */
  async ask(call: MasterCall): Promise<MasterReply> {
    if (Date.now() < this.#restsUntil) return { kind: 'notSent' };
    const first = await this.#once(call);
    const mayAgain = call.method === 'GET' && !isServed(first) && Date.now() >= this.#restsUntil;
    return mayAgain ? this.#once(call) : first;
  }

  /** The credentials are wrong: nothing is asked for some minutes. */
  rest(): void {
    this.#restsUntil = Date.now() + refusedRestMilliseconds;
    this.#logger.error({ master: this.#name }, 'the appointment system refuses the credentials of the mid-office');
  }

  async #once(call: MasterCall): Promise<MasterReply> {
    const start = performance.now();
    const reply = await send(call, this.#times.timeoutMilliseconds);
    if (isServed(reply)) {
      this.#failures = 0;
      return reply;
    }
    this.#failures += 1;
    const outcome = reply.kind === 'answer' ? reply.status : reply.kind;
    const milliseconds = Math.round(performance.now() - start);
    this.#logger.warn({ master: this.#name, method: call.method, outcome, milliseconds }, 'a question failed');
    if (this.#failures >= failuresBeforeRest) {
      this.#failures = 0;
      this.#restsUntil = Date.now() + (this.#times.restMilliseconds ?? usualRestMilliseconds);
    }
    // A gateway that says so did not pass it on, or not in time: who asked for a change cannot know which.
    return reply.kind === 'answer' && call.method !== 'GET' ? { kind: 'lost' } : reply;
  }
}

function isServed(reply: MasterReply): boolean {
  return reply.kind === 'answer' && !notServing.includes(reply.status);
}
