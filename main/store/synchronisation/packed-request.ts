import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';

const pack = promisify(gzip);
/** A single document and the text of a query are not worth the work on both sides. */
const WORTH_PACKING = 8 * 1024;

/** Packs the body of a large request with gzip: a batch of documents becomes a fifth or less, on lines that are slow upwards. */
export async function packedRequest(init: RequestInit | undefined): Promise<RequestInit | undefined> {
  if (typeof init?.body !== 'string' || init.body.length < WORTH_PACKING) return init;
  const headers = new Headers(init.headers);
  headers.set('content-encoding', 'gzip');
  return { ...init, headers, body: await pack(init.body, { level: constants.Z_BEST_SPEED }) };
}
