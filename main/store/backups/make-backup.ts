import { renameSync, rmSync } from 'node:fs';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { BackupWhy } from '@onthaal/contract/store/backups.ts';
import { nowInstant } from '../database/clock.ts';
import { failureOf } from '../database/storage-failure.ts';
import { makeFolderDurably } from '../files/durable-files.ts';
import type { DatabaseFile } from '../storage/index.ts';
import {
  type BackupNote,
  backupFolderOf,
  backupId,
  backupPath,
  listBackups,
  partPath,
  removeBackup,
  writeNote,
} from './backup-folder.ts';
import { checkCopy } from './check-copy.ts';
import { CopyPostponed, copyDatabase } from './copy-database.ts';
import { budgetOf, type DiskRoom, diskRoom, reserveOf } from './disk-room.ts';
import { backupsToRemove } from './retention.ts';

export interface MakeBackupOptions {
  /** The connection that writes. */
  readonly file: DatabaseFile;
  readonly key: Uint8Array;
  readonly nativeBinding: string | undefined;
  readonly why: BackupWhy;
  /** Script of the checking worker; without it the check runs in this thread. */
  readonly checkScript?: string | undefined;
  /** Backups that must stay. */
  readonly pinned?: ReadonlySet<string> | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  readonly isStopped?: (() => boolean) | undefined;
  /** For tests: another disk than the real one. */
  readonly room?: ((folder: string) => Promise<DiskRoom>) | undefined;
}

function bytesOf(notes: readonly BackupNote[]): number {
  return notes.reduce((total, note) => total + note.bytes, 0);
}

/**
 * Makes a verified backup beside the database while work goes on, then removes the backups that are too many. A full disk costs
 * nothing but the backup.
 *
 * @returns DISK_FULL, DISK_READ_ONLY, STORE_CORRUPT when the copy is not sound, STORE_UNAVAILABLE (retryable) when it was stopped
 * or a reader stood in the way
 */
export async function makeBackup(options: MakeBackupOptions): Promise<Result<BackupNote>> {
  const { file, key, nativeBinding, why, checkScript, isStopped } = options;
  const folder = backupFolderOf(file.file);
  const at = nowInstant();
  const id = backupId(at, why);
  const part = partPath(folder, id);
  try {
    makeFolderDurably(folder);
    if (!(await hasRoom(options, folder))) return failure('DISK_FULL', { retryable: true });
    const bytes = await copyDatabase({
      file,
      key,
      nativeBinding,
      target: part,
      isStopped,
      onProgress: options.onProgress,
    });
    const contents = await checkCopy({ file: part, key, nativeBinding, script: checkScript, isStopped });
    const note: BackupNote = { id, at, why, bytes, ...contents };
    renameSync(part, backupPath(folder, id));
    writeNote(folder, note);
    await thin(folder, options.pinned ?? new Set());
    return success(note);
  } catch (error) {
    if (error instanceof CopyPostponed) return failure('STORE_UNAVAILABLE', { retryable: true });
    return failureOf(error);
  } finally {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${part}${suffix}`, { force: true });
  }
}

/** Makes room where there is too little, oldest backups first; never the newest. */
async function hasRoom(
  { file, pinned = new Set(), room: ask = diskRoom }: MakeBackupOptions,
  folder: string,
): Promise<boolean> {
  const { database } = file;
  const pages = Number(database.pragma('page_count', { simple: true }));
  const needed = pages * Number(database.pragma('page_size', { simple: true }));
  const notes = listBackups(folder);
  for (;;) {
    const room = await ask(folder);
    if (room.free - needed >= reserveOf(room)) return true;
    const oldest = notes.length > 1 ? notes.pop() : undefined;
    if (oldest === undefined) return false;
    if (!pinned.has(oldest.id)) removeBackup(folder, oldest.id);
  }
}

/** Removes the backups that are too many or take too much. */
export async function thin(folder: string, pinned: ReadonlySet<string>): Promise<void> {
  const notes = listBackups(folder);
  const budgetBytes = budgetOf(await diskRoom(folder), bytesOf(notes));
  for (const id of backupsToRemove(notes, { now: nowInstant(), budgetBytes, pinned })) removeBackup(folder, id);
}
