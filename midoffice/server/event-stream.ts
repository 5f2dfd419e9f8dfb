import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

const keepAliveMilliseconds = 10_000;
const blankLine = '\n\n';

function endsEvent(chunk: Uint8Array): boolean {
  return Buffer.from(chunk.subarray(-2)).toString('latin1') === blankLine;
}

/**
 * Sends a stream of server-sent events until the desk leaves or its session ends. At that point the line is cut and not
 * ended: a client takes an ended stream for a finished one and would not come back.
 *
 * @param expiresAt when the session ends, in milliseconds since 1970
 */
export async function sendEvents(
  response: ServerResponse,
  body: AsyncIterable<Uint8Array>,
  expiresAt: number | undefined,
): Promise<void> {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  let betweenEvents = true;
  const keepAlive = setInterval(() => {
    if (betweenEvents) response.write(`:${blankLine}`);
  }, keepAliveMilliseconds);
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
