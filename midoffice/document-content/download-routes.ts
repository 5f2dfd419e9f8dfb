import { pipeline } from 'node:stream/promises';
import type { ErrorCode } from '@onthaal/contract/errors.ts';
import { isIdentifier } from '@onthaal/contract/validation/index.ts';
import { errorAnswer, jsonAnswer, sendAnswer } from '../server/answers.ts';
import type { Exchange } from '../server/exchange.ts';
import { type ContentAsker, visibleContent } from './content-access.ts';
import { statusOf } from './content-answers.ts';
import type { Content } from './content-rows.ts';
import { logDownload } from './download-look.ts';
import { type ByteRange, type ContentStore, isDigest } from './store/content-store.ts';

/** Where contents are fetched: `/document-content/<document>/<digest>`, and `/state` behind it for what became of it. */
export const downloadPath = '/document-content/';

/** What keeps a content from being served. */
function heldBack({ state }: Content): ErrorCode | undefined {
  if (state === 'clean' || state === 'unscanned') return undefined;
  return state === 'infected' ? 'CONTENT_INFECTED' : 'CONTENT_BEING_CHECKED';
}

/** The part that was asked for; undefined: all of it; 'none': there is no such part. */
export function rangeOf(header: string | undefined, bytes: number): ByteRange | 'none' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const range =
    first === ''
      ? { first: Math.max(0, bytes - Number(last)), last: bytes - 1 }
      : { first: Number(first), last: last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1) };
  return range.first <= range.last && range.first < bytes ? range : 'none';
}

async function sendContent({ request, response }: Exchange, store: ContentStore, content: Content): Promise<void> {
  const { digest, bytes, mediaType } = content;
  const range = rangeOf(request.headers.range, bytes);
  if (range === 'none') {
    await sendAnswer(response, errorAnswer(416, 'ARGUMENT_INVALID', { 'content-range': `bytes */${bytes}` }), false);
    return;
  }
  const found = await store.get(digest, range);
  if (!found.ok) {
    const { code } = found.error;
    await sendAnswer(response, errorAnswer(statusOf(code), code), false);
    return;
  }
  response.writeHead(range === undefined ? 200 : 206, {
    'content-type': mediaType,
    'content-length': range === undefined ? bytes : range.last - range.first + 1,
    ...(range === undefined ? {} : { 'content-range': `bytes ${range.first}-${range.last}/${bytes}` }),
    'accept-ranges': 'bytes',
    etag: `"${digest}"`,
    'cache-control': 'private, no-store',
    // Never shown by a browser that happens to come by: what a citizen sent runs nowhere.
    'content-disposition': 'attachment',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
  });
  await pipeline(found.value, response);
}

/** Answers a request for a content or its state. */
export async function answerDownload(exchange: Exchange, store: ContentStore, asker: ContentAsker): Promise<void> {
  const { request, response } = exchange;
  const refuse = (code: ErrorCode, headers = {}) =>
    sendAnswer(response, errorAnswer(statusOf(code), code, headers), false);
  const path = (request.url ?? '').split('?')[0]?.slice(downloadPath.length) ?? '';
  const [documentId, digest, what, ...more] = path.split('/');
  if (request.method !== 'GET') {
    await sendAnswer(response, errorAnswer(405, 'ARGUMENT_INVALID', { allow: 'GET' }), false);
  } else if (
    !isIdentifier(documentId) ||
    !isDigest(digest) ||
    more.length > 0 ||
    !['state', undefined].includes(what)
  ) {
    await refuse('CONTENT_UNKNOWN');
  } else {
    const content = await visibleContent(asker, documentId, digest);
    if (!content.ok) return void (await refuse(content.error.code));
    if (what === 'state') return void (await sendAnswer(response, jsonAnswer(200, stateOf(content.value)), false));
    const reason = heldBack(content.value);
    if (reason !== undefined) return void (await refuse(reason, { 'retry-after': '10' }));
    const logged = await logDownload(asker, documentId);
    if (!logged.ok) return void (await refuse(logged.error.code));
    await sendContent(exchange, store, content.value);
  }
}

function stateOf({ state, bytes, mediaType }: Content) {
  return { state, bytes, mediaType };
}
