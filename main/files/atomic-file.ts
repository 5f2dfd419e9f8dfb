import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** Only the user of this desk may read what Onthaal keeps. */
const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

/**
 * Writes a whole file so that after a power cut there is either the old one or the new one: a temporary file beside it,
 * flushed to the disk, then renamed over it, then the folder flushed.
 *
 * @throws the file system's error (ENOSPC, EACCES ...); the old file is then untouched
 */
export async function writeFileAtomically(file: string, content: string | Uint8Array): Promise<void> {
  const folder = path.dirname(file);
  await makeFolder(folder);
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const handle = await open(temporary, 'wx', PRIVATE_FILE);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await flushFolder(folder);
}

/**
 * Reads a file that may not be there yet.
 *
 * @returns undefined when it does not exist
 * @throws the file system's error for any other trouble: "cannot read" must never be taken for "not there"
 */
export async function readFileIfPresent(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/**
 * Moves a file that cannot be used out of the way, under a name with the time, instead of deleting it.
 *
 * @returns the name it has now
 */
export async function setFileAside(file: string, now: Date): Promise<string> {
  const aside = `${file}.set-aside-${now.toISOString().replaceAll(/[:.]/g, '-')}`;
  await rename(file, aside);
  return aside;
}

/** Makes a folder that only this user may read, with those above it; after a power cut it is still there. */
async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
  if (first === undefined) return;
  for (let made = folder; ; made = path.dirname(made)) {
    await flushFolder(path.dirname(made));
    if (made === first || made === path.dirname(made)) return;
  }
}

/** Flushes the names in a folder to the disk: what was renamed or removed stays so after a power cut. */
export async function flushFolder(folder: string): Promise<void> {
  // Windows has no way to flush a folder; NTFS journals the rename.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
