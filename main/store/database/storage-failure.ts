import type { ErrorCode } from '@onthaal/contract/errors.ts';
import { type Failure, failure } from '@onthaal/contract/result.ts';
import { StorageError, type StorageErrorCode } from '../storage/index.ts';

const CODES: Readonly<Record<StorageErrorCode, ErrorCode>> = {
  KEY_WRONG: 'STORE_KEY_WRONG',
  CORRUPT: 'STORE_CORRUPT',
  DISK_FULL: 'DISK_FULL',
  READ_ONLY: 'DISK_READ_ONLY',
  NEWER_VERSION: 'STORE_NEWER_VERSION',
  UNKNOWN: 'STORE_UNAVAILABLE',
};

/** The failure that the user is told for an error of the storage; undefined for every other error (a bug). */
export function storageFailure(error: unknown): Failure | undefined {
  const storageError = storageErrorIn(error);
  if (storageError === undefined) return undefined;
  const retryable = storageError.code === 'DISK_FULL' || storageError.code === 'READ_ONLY';
  return failure(CODES[storageError.code], { retryable });
}

/** Finds a storage error, also when RxDB wrapped it. */
export function storageErrorIn(error: unknown): StorageError | undefined {
  if (error instanceof StorageError) return error;
  if (!(error instanceof Error)) return undefined;
  return error.cause === undefined ? undefined : storageErrorIn(error.cause);
}
