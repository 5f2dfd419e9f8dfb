import type { ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { ErrorCode } from '@onthaal/contract/errors.ts';
import type { FaultOrder } from './faults.ts';

const compress = promisify(gzip);
// Below this a compressed answer is not smaller by anything that counts.
const worthCompressing = 1400;

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A JSON answer. */
export function jsonAnswer(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  };
}

/** An answer that a GraphQL client understands as an error. */
export function errorAnswer(status: number, code: ErrorCode, headers: Readonly<Record<string, string>> = {}): Answer {
  return jsonAnswer(status, { errors: [{ message: code, extensions: { code } }] }, headers);
}

async function encoded(
  body: string,
  acceptsGzip: boolean,
): Promise<{ readonly bytes: Buffer; readonly gzip: boolean }> {
  const bytes = Buffer.from(body, 'utf8');
  if (!acceptsGzip || bytes.length < worthCompressing) return { bytes, gzip: false };
  return { bytes: await compress(bytes, { level: constants.Z_BEST_SPEED }), gzip: true };
}

/**
 * Sends an answer whole, compressed when the client accepts that.
 *
 * @param fault cuts the line in the middle when a test ordered it
 * @returns how many bytes the body has on the wire
 */
export async function sendAnswer(
  response: ServerResponse,
  answer: Answer,
  acceptsGzip: boolean,
  fault?: FaultOrder,
): Promise<number> {
  const { bytes, gzip: zipped } = await encoded(answer.body, acceptsGzip);
  response.writeHead(answer.status, {
    ...answer.headers,
    'content-length': bytes.length,
    vary: 'accept-encoding',
    'cache-control': 'no-store',
    ...(zipped ? { 'content-encoding': 'gzip' } : {}),
  });
  if (fault?.cutAfterBytes === undefined) {
    response.end(bytes);
  } else {
    response.write(bytes.subarray(0, fault.cutAfterBytes), () => response.destroy());
  }
  return bytes.length;
}
