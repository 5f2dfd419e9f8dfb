import { existsSync, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { emptyLog } from '../storage/checkpoints.ts';
import { type DatabaseFile, openDatabaseFile, StorageError } from '../storage/index.ts';

/** 256 pages of 8 KB. */
const STEP_BYTES = 256 * 8192;
const TRIES = 40;
const PAUSE = 25;

export interface CopyOptions {
  /** The connection that writes; its thread does the little that must not be interrupted by a write. */
  readonly file: DatabaseFile;
  readonly key: Uint8Array;
  readonly nativeBinding: string | undefined;
  /** Must not exist. */
  readonly target: string;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  readonly isStopped?: (() => boolean) | undefined;
}

/** Thrown when the copy was stopped, or a reader kept the log from being emptied. Try again later. */
export class CopyPostponed extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CopyPostponed';
  }
}

/**
 * Handles on database files. POSIX takes all locks of a process on a file away when the process closes any handle on it, so
 * these stay open until SQLite has closed the file too.
 */
const handles = new Map<string, FileHandle>();

async function handleOf(path: string): Promise<FileHandle> {
  const known = handles.get(path);
  if (known !== undefined) return known;
  const handle = await open(path, 'r');
  handles.set(path, handle);
  return handle;
}

/** Call after every connection to a file is closed, before it is moved. */
export async function releaseSource(path: string): Promise<void> {
  const handle = handles.get(path);
  handles.delete(path);
  await handle?.close();
}

/**
 * Copies an open database as it is at one moment, page by page and encrypted as it lies on the disk, while commands and reads go
 * on: a read transaction that began with an empty log holds the main file as it is, because nothing is moved out of the log
 * while somebody reads without it (see ADR 0015). Each step is one read and one write outside this thread.
 *
 * @returns the size in bytes
 * @throws CopyPostponed, StorageError, or the system's error (ENOSPC)
 */
export async function copyDatabase(options: CopyOptions): Promise<number> {
  const { file, key, nativeBinding } = options;
  const snapshot = openDatabaseFile({ file: file.file, key, nativeBinding, readOnly: true });
  try {
    await holdMainFile(file, snapshot, options.isStopped);
    return await copyHeld(options);
  } finally {
    if (snapshot.database.inTransaction) snapshot.database.exec('ROLLBACK');
    snapshot.close();
  }
}

/** Begins a read that sees everything in the main file and nothing in the log. No write can come in between in this thread. */
async function holdMainFile(
  file: DatabaseFile,
  snapshot: DatabaseFile,
  isStopped: (() => boolean) | undefined,
): Promise<void> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    if (isStopped?.()) throw new CopyPostponed('stopped');
    if (!emptyLog(file).busy) {
      snapshot.guard(() => {
        snapshot.database.exec('BEGIN');
        snapshot.database.prepare('SELECT count(*) FROM sqlite_schema').get();
      });
      if (logBytes(file.file) === 0) return;
      snapshot.database.exec('ROLLBACK');
    }
    await delay(PAUSE);
  }
  throw new CopyPostponed('a reader kept the log in use');
}

function logBytes(path: string): number {
  return existsSync(`${path}-wal`) ? statSync(`${path}-wal`).size : 0;
}

async function copyHeld({ file, target, onProgress, isStopped }: CopyOptions): Promise<number> {
  const source = await handleOf(file.file);
  const before = await source.stat();
  const copy = await open(target, 'wx', 0o600);
  try {
    const buffer = Buffer.allocUnsafe(STEP_BYTES);
    let done = 0;
    while (done < before.size) {
      if (isStopped?.()) throw new CopyPostponed('stopped');
      const { bytesRead } = await source.read(buffer, 0, STEP_BYTES, done);
      if (bytesRead === 0) throw new StorageError('CORRUPT', 'The file is shorter than it was');
      await copy.write(buffer, 0, bytesRead, done);
      done += bytesRead;
      onProgress?.(done, before.size);
    }
    await copy.sync();
    const after = await source.stat();
    // It cannot have been written; were it so, the copy would be of two moments.
    if (after.mtimeMs !== before.mtimeMs || after.size !== before.size) throw new CopyPostponed('the file was written');
    return done;
  } finally {
    await copy.close();
  }
}
