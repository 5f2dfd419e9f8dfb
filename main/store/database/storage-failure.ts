import type { ErrorCode } from '@onthaal/contract/errors.ts';
import { type Failure, failure } from '@onthaal/contract/result.ts';
import { StorageError, type StorageErrorCode } from '../storage/index.ts';
import { toStorageError } from '../storage/storage-error.ts';

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
  // SQLite's own error comes from statements that nobody guarded, as those of the reads. What it does not know is a bug of ours.
  const known = toStorageError(error);
  if (known instanceof StorageError) return known.code === 'UNKNOWN' ? undefined : known;
  if (!(error instanceof Error)) return undefined;
  return error.cause === undefined ? toldByRxDB(error) : storageErrorIn(error.cause);
}

/** What a handler of the replication threw, RxDB passes on as plain JSON in `parameters.errors`. */
function toldByRxDB(error: Error): StorageError | undefined {
  const { parameters } = error as { readonly parameters?: { readonly errors?: unknown } };
  const errors = Array.isArray(parameters?.errors) ? (parameters.errors as readonly Partial<StorageError>[]) : [];
  const told = errors.find((inner) => inner?.name === 'StorageError' && Object.hasOwn(CODES, inner.code ?? ''));
  return told?.code === undefined ? undefined : new StorageError(told.code, told.message ?? '');
}

/** The failure for an error of the storage or of the system's file functions. Throws every other error: a bug. */
export function failureOf(error: unknown): Failure {
  const known = storageFailure(error);
  if (known !== undefined) return known;
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    if (error.code === 'ENOSPC') return failure('DISK_FULL', { retryable: true });
    if (['EROFS', 'EACCES', 'EPERM'].includes(error.code)) return failure('DISK_READ_ONLY', { retryable: true });
    return failure('STORE_UNAVAILABLE');
  }
  throw error;
}
