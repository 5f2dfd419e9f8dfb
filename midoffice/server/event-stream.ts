import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { type TimeLimits, timeLimits } from './time-limits.ts';

const blankLine = '\n\n';

function endsEvent(chunk: Uint8Array): boolean {
  return Buffer.from(chunk.subarray(-2)).toString('latin1') === blankLine;
}

/**
 * Sends a stream of server-sent events until the desk leaves or its session ends. At that point the line is cut and not
 * ended: a client takes an ended stream for a finished one and would not come back.
 *
 * A desk that does not read is cut too: what waits for it would stay in memory for as long as its computer sleeps.
 *
 * @param expiresAt when the session ends, in milliseconds since 1970
 */
export async function sendEvents(
  response: ServerResponse,
  body: AsyncIterable<Uint8Array>,
  expiresAt: number | undefined,
  limits: TimeLimits = timeLimits,
): Promise<void> {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  let betweenEvents = true;
  let lastRead = performance.now();
  const keepAlive = setInterval(() => {
    if (response.writableLength === 0) lastRead = performance.now();
    else if (performance.now() - lastRead > limits.unreadStream) response.destroy();
    else return;
    if (betweenEvents) response.write(`:${blankLine}`);
  }, limits.signOfLife);
  // A timer takes at most 2^31-1 ms, about 24 days.
  const left = Math.min(Math.max((expiresAt ?? Infinity) - Date.now(), 0), 2 ** 31 - 1);
  const expiry = setTimeout(() => response.destroy(), left);
  try {
    for await (const chunk of body) {
      if (response.destroyed) return;
      betweenEvents = endsEvent(chunk);
      if (!response.write(chunk)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
    }
  } finally {
    clearInterval(keepAlive);
    clearTimeout(expiry);
    response.destroy();
  }
}
