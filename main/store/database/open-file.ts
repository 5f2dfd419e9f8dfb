import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ErrorCode } from '@onthaal/contract/errors.ts';
import { describeError } from '@onthaal/contract/logging/describe-error.ts';
import { type Result, success } from '@onthaal/contract/result.ts';
import type { OpeningProgress } from '@onthaal/contract/store/control.ts';
import type { RecoveryReason } from '@onthaal/contract/store/sync.ts';
import { backupFolderOf, listBackups, removeUnfinished } from '../backups/backup-folder.ts';
import type { RecoveryStep } from '../backups/build-next.ts';
import { carryOver } from '../backups/carry-over.ts';
import { releaseSource } from '../backups/copy-database.ts';
import { isAtRest, isMarkedDamaged, markInUse, requestedRestore } from '../backups/file-marks.ts';
import { makeBackup } from '../backups/make-backup.ts';
import { isOpenedBy, replaceDatabase } from '../backups/recover.ts';
import { restoreRequested } from '../backups/restore.ts';
import { finishSwap } from '../backups/swap.ts';
import { keepUnsentCopy, unsentCopyOf } from '../backups/unsent-copy.ts';
import { checkTables } from '../backups/verify-copy.ts';
import { type MigrationPlan, migrate, planMigration } from '../migrations/migrate.ts';
import type { StoreTarget } from '../migrations/target.ts';
import type { StoreLog } from '../service/store-log.ts';
import { type DatabaseFile, openDatabaseFile, StorageError } from '../storage/index.ts';
import { isRightKey, writeKeyCheck } from './key-check.ts';
import { prepareOwnTables } from './own-tables.ts';
import { refuseNewer } from './refuse-newer.ts';
import { failureOf } from './storage-failure.ts';

export interface OpenFileOptions {
  readonly file: string;
  readonly key: Uint8Array;
  readonly nativeBinding: string | undefined;
  readonly log: StoreLog;
  /** Script of the worker that checks backups; without it they are checked in this thread. */
  readonly checkScript?: string | undefined;
  readonly report?: ((progress: OpeningProgress) => void) | undefined;
  /** For tests: what a later program expects of a file. */
  readonly target?: StoreTarget | undefined;
  /** For tests: called between the steps of a recovery. */
  readonly onStep?: ((step: RecoveryStep) => void) | undefined;
}

/** An open, sound database file. */
export interface OpenedFile {
  readonly file: DatabaseFile;
  /** The database before this one was set aside, or a backup took its place. */
  readonly recovered: boolean;
  /** Why a restore that was asked for was not carried out. */
  readonly restoreProblem: ErrorCode | undefined;
}

/**
 * Opens a user's database file, making it when it does not exist. First finishes what an earlier opening began, and carries out a
 * restore that was asked for. A damaged file is set aside; the newest sound backup takes its place, with the unsent work of now.
 * A file of a newer version is only looked at: not a byte of it changes.
 *
 * @returns STORE_KEY_WRONG, STORE_NEWER_VERSION, DISK_FULL, DISK_READ_ONLY or STORE_UNAVAILABLE when it cannot be opened
 */
export async function openUserFile(options: OpenFileOptions): Promise<Result<OpenedFile>> {
  const { file, log } = options;
  try {
    let recovered = finishSwap(file);
    removeUnfinished(backupFolderOf(file));
    const restored = requestedRestore(file) === undefined ? success(false) : await restoreRequested(options);
    recovered ||= restored.ok && restored.value;
    const restoreProblem = restored.ok ? undefined : restored.error.code;
    try {
      if (isMarkedDamaged(file)) throw new StorageError('CORRUPT', 'damage was found while it was in use');
      if (isEmpty(file) && hasRemains(file)) throw new StorageError('CORRUPT', 'the file is gone or empty');
      const sound = await openSound(options);
      return success({ file: sound.file, recovered: recovered || sound.isAnew, restoreProblem });
    } catch (error) {
      if (!isDamage(error, options)) throw error;
      log('error', 'database', 'the database is damaged', describeError(error));
      return await startAnew(options, 'damaged');
    }
  } catch (error) {
    return failureOf(refusedByDisk(error, file));
  }
}

/**
 * Sets the present file aside and opens another one with its unsent work: the newest sound backup when it was damaged, else an
 * empty one to be filled from the centre. No connection to the file may be open.
 */
export async function startAnew(options: OpenFileOptions, reason: RecoveryReason): Promise<Result<OpenedFile>> {
  try {
    await replaceDatabase(options, reason);
    return success({ file: (await openSound(options)).file, recovered: true, restoreProblem: undefined });
  } catch (error) {
    return failureOf(error);
  }
}

function isEmpty(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0;
}

/** There was a database here: its log, the check of its key, its unsent work or its backups are left. */
function hasRemains(file: string): boolean {
  const isLeft = [`${file}-wal`, `${file}.keycheck`, unsentCopyOf(file)].some((path) => !isEmpty(path));
  return isLeft || listBackups(backupFolderOf(file)).length > 0;
}

/** SQLite says only that it cannot open the log beside a file on a disk that cannot be written. */
function refusedByDisk(error: unknown, file: string): unknown {
  if (!(error instanceof StorageError) || error.sqliteCode?.startsWith('SQLITE_CANTOPEN') !== true) return error;
  try {
    accessSync(dirname(file), constants.W_OK);
    return error;
  } catch (refused) {
    // EROFS, EACCES: a code that `failureOf` knows.
    return refused;
  }
}

/** A right key that does not open the file means damage at its start. */
function isDamage(error: unknown, { file, key, nativeBinding }: OpenFileOptions): boolean {
  if (!(error instanceof StorageError)) return false;
  if (error.code === 'CORRUPT') return true;
  if (error.code !== 'KEY_WRONG') return false;
  return isRightKey(file, key) ?? isOpenedBy(file, key, nativeBinding);
}

/** `isAnew`: the documents have another shape now, so the file was set aside. */
async function openSound(options: OpenFileOptions): Promise<{ readonly file: DatabaseFile; readonly isAnew: boolean }> {
  const { file, key, nativeBinding, log } = options;
  const plan = existsSync(file) ? lookFirst(options) : ({ kind: 'none' } as const);
  if (plan.kind === 'fillAnew') {
    await replaceDatabase(options, 'otherVersion');
    return { ...(await openSound(options)), isAnew: true };
  }
  markInUse(file);
  const opened = openDatabaseFile({ file, key, nativeBinding });
  try {
    if (plan.kind === 'here') await migrateHere(opened, options);
    prepareOwnTables(opened);
    writeKeyCheck(file, key);
    const missing = keepUnsentCopy(opened, () => log('error', 'database', 'the copy of the unsent work was set aside'));
    if (missing !== undefined) {
      log('error', 'database', 'the database is older than its unsent work', { items: missing.rows.length });
      carryOver(opened, missing, { reason: 'damaged', documents: 0 });
    }
    return { file: opened, isAnew: false };
  } catch (error) {
    await closeQuietly(opened);
    throw error;
  }
}

/** Looks at an existing file on a connection that cannot write: version, plan, and every page after an unclean end. */
function lookFirst(options: OpenFileOptions): MigrationPlan {
  const { file, report, target } = options;
  const opened = openToLook(options);
  try {
    refuseNewer(opened);
    if (!isAtRest(file)) {
      for (const { done, total } of checkTables(opened)) report?.({ stage: 'checking', done, total });
    }
    return planMigration(opened, target);
  } finally {
    opened.close();
  }
}

/**
 * An end while the file was being made may leave a journal of its first write. A connection that cannot write may not take that
 * back, and says for ever that the disk cannot be written.
 */
function openToLook({ file, key, nativeBinding }: OpenFileOptions): DatabaseFile {
  const look = () => openDatabaseFile({ file, key, nativeBinding, readOnly: true });
  try {
    return look();
  } catch (error) {
    if (!(error instanceof StorageError) || error.sqliteCode !== 'SQLITE_READONLY_ROLLBACK') throw error;
    openDatabaseFile({ file, key, nativeBinding }).close();
    return look();
  }
}

async function migrateHere(file: DatabaseFile, options: OpenFileOptions): Promise<void> {
  const { key, nativeBinding, checkScript, log, report = () => {} } = options;
  report({ stage: 'backup', done: 0, total: 0 });
  const backup = await makeBackup({
    file,
    key,
    nativeBinding,
    why: 'migration',
    checkScript,
    onProgress: (done, total) => report({ stage: 'backup', done, total }),
  });
  // Without a backup there is no way back: the file stays as it is until there is room.
  if (!backup.ok) throw asStorageError(backup.error.code);
  log('info', 'database', 'backup made before a migration', { bytes: backup.value.bytes });
  await migrate(file, report, options.target);
}

function asStorageError(code: string): StorageError {
  if (code === 'DISK_FULL') return new StorageError('DISK_FULL', 'no room for a backup before the migration');
  if (code === 'STORE_CORRUPT') return new StorageError('CORRUPT', 'the backup before the migration is not sound');
  return new StorageError('UNKNOWN', `no backup before the migration: ${code}`);
}

async function closeQuietly(file: DatabaseFile): Promise<void> {
  try {
    file.close();
  } catch {
    // The error that made us close it says more.
  }
  await releaseSource(file.file);
}
