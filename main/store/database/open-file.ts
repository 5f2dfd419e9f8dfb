import { type Failure, failure, type Result, success } from '@onthaal/contract/result.ts';
import type { RecoveryReason } from '@onthaal/contract/store/sync.ts';
import { describeError, type StoreLog } from '../service/store-log.ts';
import { type DatabaseFile, openDatabaseFile, StorageError } from '../storage/index.ts';
import { isRightKey, writeKeyCheck } from './key-check.ts';
import { prepareOwnTables } from './own-tables.ts';
import { moveToQuarantine, type RescuedWork, rescueWork } from './quarantine.ts';
import { storageFailure } from './storage-failure.ts';

export interface OpenFileOptions {
  readonly file: string;
  readonly key: Uint8Array;
  readonly nativeBinding: string | undefined;
  readonly log: StoreLog;
}

/** An open, sound database file; `rescued` when the one before was set aside. */
export interface OpenedFile {
  readonly file: DatabaseFile;
  readonly rescued: { readonly work: RescuedWork; readonly reason: RecoveryReason } | undefined;
}

function checkSound(file: DatabaseFile): void {
  const answer = file.guard(() => file.database.pragma('quick_check(1)', { simple: true }));
  if (answer !== 'ok') throw new StorageError('CORRUPT', 'quick_check found damage');
}

function openSound({ file, key, nativeBinding }: OpenFileOptions): DatabaseFile {
  const opened = openDatabaseFile({ file, key, nativeBinding });
  try {
    checkSound(opened);
    prepareOwnTables(opened);
    writeKeyCheck(file, key);
    return opened;
  } catch (error) {
    closeQuietly(opened);
    throw error;
  }
}

function closeQuietly(file: DatabaseFile): void {
  try {
    file.close();
  } catch {
    // The error that made us close it says more.
  }
}

/** A right key that does not open the file means damage at its start. */
function isDamage(error: unknown, options: OpenFileOptions): boolean {
  if (!(error instanceof StorageError)) return false;
  if (error.code === 'CORRUPT') return true;
  return error.code === 'KEY_WRONG' && isRightKey(options.file, options.key) === true;
}

/**
 * Opens a user's database file, making it when it does not exist. A damaged one is moved to quarantine, what can be read of
 * its unsent work is saved, and a new file is opened.
 *
 * @returns STORE_KEY_WRONG, STORE_NEWER_VERSION, DISK_FULL, DISK_READ_ONLY or STORE_UNAVAILABLE when it cannot be opened
 */
export function openUserFile(options: OpenFileOptions): Result<OpenedFile> {
  try {
    return success({ file: openSound(options), rescued: undefined });
  } catch (error) {
    if (isDamage(error, options)) return startAnew(options, 'damaged', error);
    return failureOf(error);
  }
}

/** Sets the present file aside, saves its unsent work and opens a new one. `cause` is the error that it is about, if any. */
export function startAnew(options: OpenFileOptions, reason: RecoveryReason, cause?: unknown): Result<OpenedFile> {
  const { file, key, nativeBinding, log } = options;
  try {
    const quarantined = moveToQuarantine(file, reason);
    const work = rescueWork(quarantined, key, nativeBinding);
    log('error', 'database', 'the database was set aside and a new one is made', {
      ...(cause === undefined ? {} : describeError(cause)),
      reason,
      rescuedItems: work.rows.length,
      incomplete: work.incomplete,
    });
    return success({ file: openSound(options), rescued: { work, reason } });
  } catch (error) {
    return failureOf(error);
  }
}

function failureOf(error: unknown): Failure {
  const known = storageFailure(error);
  if (known !== undefined) return known;
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    if (error.code === 'ENOSPC') return failure('DISK_FULL', { retryable: true });
    if (['EROFS', 'EACCES', 'EPERM'].includes(error.code)) return failure('DISK_READ_ONLY', { retryable: true });
    return failure('STORE_UNAVAILABLE');
  }
  throw error;
}
