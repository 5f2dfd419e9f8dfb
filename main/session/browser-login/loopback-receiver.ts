import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ErrorCode, errorCodes } from '@onthaal/contract/errors.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { deskReturnPath } from '@onthaal/contract/session/login.ts';
import type { Say } from '../../texts.ts';

/** Listens on this computer for the browser that comes back from a login (RFC 8252). */
export interface LoopbackReceiver {
  readonly port: number;
  /** The one-time code, or why there is none. Settles once. */
  readonly outcome: Promise<Result<string>>;
  readonly close: () => void;
}

const CODE = /^[\w-]{20,200}$/;

function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** What the browser brings is text from outside: only what a login can end with is passed on. */
function failureOf(code: string): Result<never> {
  const known = (errorCodes as readonly string[]).includes(code) && code.startsWith('LOGIN_');
  return failure(known ? (code as ErrorCode) : 'LOGIN_PROVIDER_FAILED', { retryable: true });
}

const pages = {
  done: ['desktop.browserLogin.done.title', 'desktop.browserLogin.done.text'],
  failed: ['desktop.browserLogin.failed.title', 'desktop.browserLogin.failed.text'],
  unknown: ['desktop.browserLogin.unknown.title', 'desktop.browserLogin.unknown.text'],
} as const;

function sendPage(response: ServerResponse, status: number, say: Say, page: keyof typeof pages): void {
  const [title, text] = [say(pages[page][0]), say(pages[page][1])];
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    connection: 'close',
  });
  response.end(
    `<!doctype html><html><head><meta charset="utf-8"><title>${title}</title></head><body><main><h1>${title}</h1><p>${text}</p></main></body></html>`,
  );
}

/** What a request brings when it is the browser of this login; undefined for anybody else's. */
function broughtBy(request: IncomingMessage, port: number, state: string): URLSearchParams | undefined {
  const { method, url = '/', headers } = request;
  // Another name for this address means that a page of somebody else sent the request.
  if (method !== 'GET' || headers.host !== `127.0.0.1:${port}` || !URL.canParse(url, 'http://127.0.0.1'))
    return undefined;
  const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
  return pathname === deskReturnPath && isSame(searchParams.get('state') ?? '', state) ? searchParams : undefined;
}

/**
 * Opens a receiver on a port that the system chooses. A request that does not know the state is answered and changes nothing: other
 * programs on this computer can find the port.
 */
export async function openLoopbackReceiver(state: string, say: Say): Promise<LoopbackReceiver> {
  let settle: (outcome: Result<string>) => void = () => undefined;
  const outcome = new Promise<Result<string>>((resolve) => {
    settle = resolve;
  });
  let port = 0;
  const server = createServer((request, response) => {
    const brought = broughtBy(request, port, state);
    if (brought === undefined) return sendPage(response, 404, say, 'unknown');
    const code = brought.get('code') ?? '';
    const came = CODE.test(code) ? success(code) : failureOf(brought.get('error') ?? '');
    response.once('close', () => server.close());
    sendPage(response, 200, say, came.ok ? 'done' : 'failed');
    settle(came);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve());
  });
  port = (server.address() as AddressInfo).port;
  return {
    port,
    outcome,
    close: () => {
      settle(failure('LOGIN_CANCELLED', { retryable: true }));
      server.close();
    },
  };
}
