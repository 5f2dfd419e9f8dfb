import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';

const mostAnswerBytes = 2 * 1024 * 1024;

/** What came of one exchange. */
export type Exchange =
  | { readonly kind: 'answer'; readonly status: number; readonly message: unknown }
  /** The other side was not reached: it knows nothing of the question. */
  | { readonly kind: 'notReached' }
  /** It may have heard the question: the line broke, time was up, or the answer could not be read or believed. */
  | { readonly kind: 'lost'; readonly reason: 'noAnswer' | 'answerUnreadable' | 'keyRefused' };

export interface JsonQuestion {
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly milliseconds: number;
}

const notConnected: readonly string[] = ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'];

/** What an error of a socket says about the question. */
export function brokenLine(error: NodeJS.ErrnoException): Exchange {
  return notConnected.includes(error.code ?? '') ? { kind: 'notReached' } : { kind: 'lost', reason: 'noAnswer' };
}

function answerOf(status: number, text: string): Exchange {
  try {
    return { kind: 'answer', status, message: JSON.parse(text) };
  } catch {
    return { kind: 'lost', reason: 'answerUnreadable' };
  }
}

/** Asks something in JSON over HTTP. Never throws: what cannot be known is `lost`. Nothing of it is logged. */
export function exchangeJson({ url, method, headers, body, milliseconds }: JsonQuestion): Promise<Exchange> {
  return new Promise((resolve) => {
    const request = (url.startsWith('https:') ? requestSecure : requestPlain)(url, {
      method,
      headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
      signal: AbortSignal.timeout(milliseconds),
      // A connection of before may be dead: only a new one tells that nobody was reached.
      ...(method === 'POST' && { agent: false }),
    });
    request.once('error', (error) => resolve(brokenLine(error)));
    request.once('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > mostAnswerBytes) response.destroy();
        else chunks.push(chunk);
      });
      response.once('error', () => resolve({ kind: 'lost', reason: 'noAnswer' }));
      response.once('close', () => {
        const isWhole = response.complete && size <= mostAnswerBytes;
        if (isWhole) resolve(answerOf(response.statusCode ?? 0, Buffer.concat(chunks).toString()));
        else resolve({ kind: 'lost', reason: 'answerUnreadable' });
      });
    });
    request.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
