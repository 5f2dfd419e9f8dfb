import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ContentKey } from '../document-content/store/content-store.ts';
import { FolderStore } from '../document-content/store/folder-store.ts';
import { BackupProblem } from './manifest.ts';

/** What became of the contents. */
export interface CopiedContents {
  readonly contents: number;
  /** Those that were not there yet. */
  readonly copied: number;
}

/** Where the contents of all backups of a folder are: they never change, so each is there once. */
export function contentBackupFolder(file: string): string {
  return join(dirname(file), 'content');
}

async function copyOne(from: FolderStore, to: FolderStore, key: ContentKey): Promise<boolean> {
  const there = await to.has(key.digest);
  if (there.ok && there.value) return false;
  const found = await from.get(key.digest);
  const copied = found.ok ? await to.put(key, found.value) : found;
  if (copied.ok) return true;
  const reasons: Partial<Record<string, string>> = {
    CONTENT_DAMAGED: `the content ${key.digest} is damaged where it comes from`,
    CONTENT_STORE_FULL: 'there is no room for the contents of documents',
  };
  throw new BackupProblem(
    `Stopped: ${reasons[copied.error.code] ?? 'a content cannot be read or written'}. What was copied stays.`,
  );
}

/** Copies the contents that the other folder lacks, each proved on its way. */
async function copyMissing(fromFolder: string, toFolder: string): Promise<CopiedContents> {
  const [from, to] = [await FolderStore.open(fromFolder), await FolderStore.open(toFolder)];
  let [contents, copied] = [0, 0];
  for await (const key of from.keys()) {
    contents += 1;
    if (await copyOne(from, to, key)) copied += 1;
  }
  return { contents, copied };
}

/**
 * Adds the contents of this moment to those beside the backup; made after the backup of the database, so that they have all that it names.
 *
 * @throws BackupProblem
 */
export function backUpContents(contentFolder: string, file: string): Promise<CopiedContents> {
  return copyMissing(contentFolder, contentBackupFolder(file));
}

/**
 * Puts back the contents that the folder lacks; those that it has stay.
 *
 * @throws BackupProblem
 */
export async function restoreContents(contentFolder: string, file: string): Promise<CopiedContents> {
  const backup = contentBackupFolder(file);
  return existsSync(backup) ? copyMissing(backup, contentFolder) : { contents: 0, copied: 0 };
}

/**
 * Reads every content beside the backup and holds it against its digest.
 *
 * @throws BackupProblem
 */
export async function verifyContents(file: string): Promise<CopiedContents> {
  const folder = contentBackupFolder(file);
  if (!existsSync(folder)) return { contents: 0, copied: 0 };
  const store = await FolderStore.open(folder);
  let contents = 0;
  for await (const { digest } of store.keys()) {
    if (!(await store.isWhole(digest))) {
      throw new BackupProblem(`The content ${digest} in ${folder} is damaged. Copy it again, or use another copy.`);
    }
    contents += 1;
  }
  return { contents, copied: 0 };
}
