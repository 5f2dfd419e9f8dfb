import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type BackupWhy, backupWhys } from '@onthaal/contract/store/backups.ts';
import { writeFileDurably } from '../files/durable-files.ts';

/** What is known of a backup without opening it: numbers and times, nothing of anybody. Written after it was verified. */
export interface BackupNote {
  readonly id: string;
  readonly at: string;
  readonly why: BackupWhy;
  readonly bytes: number;
  readonly documents: number;
  readonly unsentItems: number;
  /** The mid-office's database that it was filled from. */
  readonly databaseId: string | null;
  /** Changes with every write: two files with the same mark hold the same. */
  readonly mark: string;
}

const ID = new RegExp(`^[0-9TZ-]{20,40}-(${backupWhys.join('|')})$`);
const NOTE = '.json';
const COPY = '.db';
const PART = '.part';

/** The folder of the backups of a user's database. */
export function backupFolderOf(file: string): string {
  return join(dirname(file), 'backups');
}

/** Name of a backup made at an instant. */
export function backupId(at: string, why: BackupWhy): string {
  return `${at.replaceAll(/[:.]/g, '-')}-${why}`;
}

/** The backup's database file. */
export function backupPath(folder: string, id: string): string {
  return join(folder, `${id}${COPY}`);
}

/** The file that a backup is while it is being made; what is left of one is removed at the next opening. */
export function partPath(folder: string, id: string): string {
  return join(folder, `${id}${PART}`);
}

/** The verified backups, newest first. A folder that does not exist has none. */
export function listBackups(folder: string): BackupNote[] {
  if (!existsSync(folder)) return [];
  const notes: BackupNote[] = [];
  for (const name of readdirSync(folder)) {
    const id = name.endsWith(NOTE) ? name.slice(0, -NOTE.length) : '';
    if (!ID.test(id) || !existsSync(backupPath(folder, id))) continue;
    const note = readNote(join(folder, name), id);
    if (note !== undefined) notes.push(note);
  }
  return notes.sort((one, other) => (one.id < other.id ? 1 : -1));
}

function readNote(path: string, id: string): BackupNote | undefined {
  try {
    const note = JSON.parse(readFileSync(path, 'utf8')) as Partial<BackupNote>;
    const { at, why, bytes, documents, unsentItems, databaseId = null, mark = '' } = note;
    if (typeof at !== 'string' || why === undefined || !backupWhys.includes(why)) return undefined;
    if (typeof bytes !== 'number' || typeof documents !== 'number' || typeof unsentItems !== 'number') return undefined;
    return { id, at, why, bytes, documents, unsentItems, databaseId, mark };
  } catch {
    // A note that cannot be read is of no use; the copy beside it goes when it is its turn.
    return undefined;
  }
}

/** Writes the note that makes a verified copy a backup; on disk, with the name of the copy, when it returns. */
export function writeNote(folder: string, note: BackupNote): void {
  writeFileDurably(join(folder, `${note.id}${NOTE}`), JSON.stringify(note));
}

/** Removes a backup: the note first, so that there never is a note without its copy. */
export function removeBackup(folder: string, id: string): void {
  rmSync(join(folder, `${id}${NOTE}`), { force: true });
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${backupPath(folder, id)}${suffix}`, { force: true });
}

/** Removes what a kill left of unfinished backups: parts, and copies that never got their note. */
export function removeUnfinished(folder: string): void {
  if (!existsSync(folder)) return;
  const known = new Set(listBackups(folder).map(({ id }) => id));
  for (const name of readdirSync(folder)) {
    const id = name.slice(0, name.lastIndexOf('.'));
    const isCopy = name.includes(COPY) && !known.has(name.slice(0, name.indexOf(COPY)));
    if (name.includes(PART) || name.endsWith('.tmp') || isCopy || (name.endsWith(NOTE) && !known.has(id))) {
      rmSync(join(folder, name), { force: true });
    }
  }
}
