import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type SetAsideNote, type SetAsideRow, setAsideWhys } from '@onthaal/contract/store/backups.ts';
import { writeFileDurably } from '../files/durable-files.ts';

const NOTE = 'note.json';
/** A folder that is being deleted by `quarantineFor`. */
const LEAVING = '.old';

/** The folder of everything that was set aside of a user's database. */
export function quarantineOf(file: string): string {
  return join(dirname(file), 'quarantine');
}

/** Notes beside files that were set aside what they were and what was saved of them. */
export function noteSetAside(folder: string, note: SetAsideNote): void {
  writeFileDurably(join(folder, NOTE), JSON.stringify(note));
}

/** What was set aside, newest first. What cannot be read is left out: it must keep nobody from the store. */
export function listSetAside(file: string): SetAsideRow[] {
  const quarantine = quarantineOf(file);
  return foldersIn(quarantine)
    .filter((name) => !name.endsWith(LEAVING))
    .flatMap((name) => rowOf(quarantine, name))
    .sort((one, other) => other.at.localeCompare(one.at));
}

function foldersIn(quarantine: string): string[] {
  try {
    const entries = readdirSync(quarantine, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch {
    return [];
  }
}

/**
 * Removes files that were set aside, because a person said so.
 *
 * @returns the bytes that are free again; undefined when nothing of this name was set aside
 * @throws the system's error
 */
export function removeSetAside(file: string, id: string): number | undefined {
  // Only a name that was listed is ever put into a path.
  const row = listSetAside(file).find((known) => known.id === id);
  if (row === undefined) return undefined;
  rmSync(join(quarantineOf(file), row.id), { recursive: true });
  return row.bytes;
}

function rowOf(quarantine: string, id: string): SetAsideRow[] {
  const folder = join(quarantine, id);
  try {
    const note = readNote(join(folder, NOTE));
    const bytes = readdirSync(folder)
      .filter((name) => name !== NOTE)
      .reduce((total, name) => total + statSync(join(folder, name)).size, 0);
    return [{ id, at: note?.at ?? statSync(folder).mtime.toISOString(), bytes, note }];
  } catch {
    return [];
  }
}

function readNote(path: string): SetAsideNote | undefined {
  try {
    const { at, why, rescuedItems, incomplete } = JSON.parse(readFileSync(path, 'utf8')) as Partial<SetAsideNote>;
    if (typeof at !== 'string' || why === undefined || !setAsideWhys.includes(why)) return undefined;
    if (typeof rescuedItems !== 'number' || typeof incomplete !== 'boolean') return undefined;
    return { at, why, rescuedItems, incomplete };
  } catch {
    return undefined;
  }
}
