import type { IncomingMessage } from 'node:http';
import { failure, type Result, success } from '@onthaal/contract/result.ts';

/** Reads the body as text; REQUEST_TOO_LARGE as soon as it passes the limit, without keeping the rest. */
export async function readBody(request: IncomingMessage, mostBytes: number): Promise<Result<string>> {
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) return failure('REQUEST_TOO_LARGE');
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) return failure('REQUEST_TOO_LARGE');
    chunks.push(chunk);
  }
  return success(Buffer.concat(chunks).toString('utf8'));
}
