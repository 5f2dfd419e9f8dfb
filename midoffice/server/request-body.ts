import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip } from 'node:zlib';
import { failure, type Result, success } from '@onthaal/contract/result.ts';

type Unpack = (bytes: Buffer, options: { readonly maxOutputLength: number }) => Promise<Buffer>;

const unpackers: Readonly<Record<string, Unpack>> = {
  identity: async (bytes) => bytes,
  gzip: promisify(gunzip) as Unpack,
  br: promisify(brotliDecompress) as Unpack,
};

/** So many times the limit is read and thrown away, so that the sender hears the answer instead of a broken line. */
const mostDiscarded = 8;

async function readBytes(request: IncomingMessage, mostBytes: number): Promise<Buffer | undefined> {
  let chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= mostBytes) chunks.push(chunk);
    else chunks = [];
    if (bytes > mostBytes * mostDiscarded) break;
  }
  return bytes > mostBytes ? undefined : Buffer.concat(chunks);
}

async function unpacked(bytes: Buffer, unpack: Unpack, mostBytes: number): Promise<Result<Buffer>> {
  try {
    return success(await unpack(bytes, { maxOutputLength: mostBytes }));
  } catch (error) {
    const isTooLarge = (error as { readonly code?: string }).code === 'ERR_BUFFER_TOO_LARGE';
    return isTooLarge ? failure('REQUEST_TOO_LARGE') : failure('ARGUMENT_INVALID');
  }
}

/** Whether the body is of a kind that is read: JSON, plain or compressed with gzip or Brotli. */
export function isReadable({ headers }: IncomingMessage): boolean {
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  const isJson = type === 'application/json' || type === 'application/graphql+json';
  return isJson && Object.hasOwn(unpackers, headers['content-encoding'] ?? 'identity');
}

/**
 * Reads the body as text: REQUEST_TOO_LARGE when it passes the limit, packed or unpacked, ARGUMENT_INVALID when it cannot be unpacked
 * or is no UTF-8.
 */
export async function readBody(request: IncomingMessage, mostBytes: number): Promise<Result<string>> {
  const unpack = unpackers[request.headers['content-encoding'] ?? 'identity'];
  if (unpack === undefined) return failure('ARGUMENT_INVALID');
  const bytes = await readBytes(request, mostBytes);
  if (bytes === undefined) return failure('REQUEST_TOO_LARGE');
  const whole = await unpacked(bytes, unpack, mostBytes);
  if (!whole.ok) return whole;
  try {
    return success(new TextDecoder('utf-8', { fatal: true }).decode(whole.value));
  } catch {
    return failure('ARGUMENT_INVALID');
  }
}
