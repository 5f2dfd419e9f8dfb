import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { sniffedBytes } from '@onthaal/contract/rules/document-content/accepted-types.ts';
import type { Orm } from '../../database/database.ts';
import type { Session } from '../../session/session.ts';
import { beginStoring } from '../content-rows.ts';
import { acceptedType } from '../content-types.ts';
import type { ContentStore } from '../store/content-store.ts';
import { OtherContent, provingStream } from '../store/proving-stream.ts';
import { type ContentUpload, dropUpload, findUpload, finishUpload, firstBytes, receivedBytes } from './upload-rows.ts';

/** What an upload that is complete needs to become the content of its document. */
export interface FinishParts {
  readonly orm: Orm;
  readonly store: ContentStore;
  readonly session: Session;
  /** What a content that is new here waits for. */
  readonly firstState: 'pending' | 'unscanned';
}

async function proveReceived(orm: Orm, upload: ContentUpload): Promise<Result<void>> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  try {
    await pipeline(receivedBytes(orm, upload.id), provingStream(upload), nowhere);
    return success(undefined);
  } catch (error) {
    if (error instanceof OtherContent) return failure('CONTENT_DAMAGED');
    throw error;
  }
}

/** Brings what was received into the store. Who only knows a digest must not pass for somebody who has the content, so it is proved always. */
async function storeReceived({ orm, store }: FinishParts, upload: ContentUpload): Promise<Result<void>> {
  const there = await store.has(upload.digest);
  if (!there.ok) return there;
  return there.value ? proveReceived(orm, upload) : store.put(upload, receivedBytes(orm, upload.id));
}

/** Drops what will never be accepted; unless another request for the same upload has just finished it, and taken its pieces. */
async function dropUnlessFinished(
  { orm, session }: FinishParts,
  upload: ContentUpload,
  refusal: Result<void>,
): Promise<Result<void>> {
  const now = await findUpload(orm, session, upload.id);
  if (now?.isFinished === true) return success(undefined);
  await dropUpload(orm, upload.id);
  return refusal;
}

/**
 * Makes a complete upload the content of its document. What will never be accepted is dropped: CONTENT_TYPE_REFUSED, CONTENT_DAMAGED. What
 * may succeed later stays, and the desk sends the last piece again: CONTENT_STORE_FULL, CONTENT_STORE_UNREACHABLE, MIDOFFICE_BUSY.
 */
export async function finishReceived(parts: FinishParts, upload: ContentUpload): Promise<Result<void>> {
  const { orm, session, firstState } = parts;
  const start = await firstBytes(orm, upload.id, sniffedBytes);
  const mediaType = await acceptedType(start, upload.bytes <= sniffedBytes, upload.mediaType);
  if (mediaType === undefined) return dropUnlessFinished(parts, upload, failure('CONTENT_TYPE_REFUSED'));
  if (!(await beginStoring(orm, { ...upload, mediaType }))) return failure('MIDOFFICE_BUSY', { retryable: true });
  const stored = await storeReceived(parts, upload);
  if (!stored.ok) return stored.error.retryable ? stored : dropUnlessFinished(parts, upload, stored);
  await finishUpload(orm, session, upload, firstState);
  return success(undefined);
}
