import {
  closeSync,
  fdatasyncSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** Only the user of this desk may read what Onthaal keeps. */
const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

function withHandle<Result>(path: string, flags: string, work: (handle: number) => Result): Result {
  const handle = openSync(path, flags, PRIVATE_FILE);
  try {
    return work(handle);
  } finally {
    closeSync(handle);
  }
}

/**
 * Writes a whole small file so that after a power cut there is either the old one or the new one, and once it returned the new
 * one: a temporary file beside it, flushed, renamed over it, then the folder flushed.
 *
 * @throws the file system's error; the old file is then untouched
 */
export function writeFileDurably(path: string, content: string | Uint8Array): void {
  const temporary = `${path}.tmp`;
  withHandle(temporary, 'w', (handle) => {
    writeFileSync(handle, content);
    fsyncSync(handle);
  });
  renameSync(temporary, path);
  syncFolder(dirname(path));
}

/**
 * Writes over the beginning of an existing file. A content that is no longer than 512 bytes, the smallest sector of any disk, is
 * there wholly or not at all after a power cut.
 *
 * @param waits for the disk
 */
export function overwriteSector(path: string, content: string, waits: boolean): void {
  withHandle(path, 'r+', (handle) => {
    writeSync(handle, content, 0);
    if (waits) fdatasyncSync(handle);
  });
}

/** Makes a folder that only this user may read, with those above it; after a power cut it is still there. */
export function makeFolderDurably(folder: string): void {
  const first = mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER });
  if (first === undefined) return;
  for (let made = folder; ; made = dirname(made)) {
    syncFolder(dirname(made));
    if (made === first || made === dirname(made)) return;
  }
}

/** Flushes the names in a folder: what was made, renamed or removed in it stays so after a power cut. */
export function syncFolder(folder: string): void {
  // Windows has no way to flush a folder; NTFS journals the names.
  if (process.platform === 'win32') return;
  withHandle(folder, 'r', fsyncSync);
}
