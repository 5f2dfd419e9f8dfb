import { existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { SetAsideNote } from '@onthaal/contract/store/backups.ts';
import { makeFolderDurably, syncFolder, writeFileDurably } from '../files/durable-files.ts';
import { type BackupNote, backupFolderOf, backupPath, writeNote } from './backup-folder.ts';
import { noteSetAside, quarantineOf } from './set-aside.ts';

/** Into a folder of the quarantine; the note says what it was and what was saved of it. */
export interface ToQuarantine {
  readonly to: 'quarantine';
  readonly folder: string;
  readonly note?: SetAsideNote | undefined;
}

/** Where the present database goes when the next one takes its place. */
export type OldGoesTo =
  | ToQuarantine
  /** It is sound and checked: it becomes a backup. */
  | { readonly to: 'backup'; readonly note: BackupNote };

const SIDES = ['-wal', '-shm', ''];

/** The database that is being built to take the place of the present one. */
export function partOfNext(file: string): string {
  return `${file}.next.part`;
}

function nextOf(file: string): string {
  return `${file}.next`;
}

function planOf(file: string): string {
  return `${file}.next.json`;
}

/** Removes what is left of a database that was never finished. */
export function removePart(file: string): void {
  for (const side of SIDES) rmSync(`${partOfNext(file)}${side}`, { force: true });
}

/** A new folder in the quarantine, whatever its clock says. */
export function newQuarantineFolder(file: string): string {
  const folder = join(quarantineOf(file), new Date().toISOString().replaceAll(/[:.]/g, '-'));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? folder : `${folder}-${number}`;
    if (!existsSync(name)) return name;
  }
}

/** The next database is complete and closed: from this moment on every opening finishes the change. */
export function declareNext(file: string, old: OldGoesTo): void {
  writeFileDurably(planOf(file), JSON.stringify(old));
  renameSync(partOfNext(file), nextOf(file));
  syncFolder(dirname(file));
}

/**
 * Finishes a change of database that was declared, also one that was interrupted: the old file goes where it was planned, then
 * the next one takes its place. Nothing is deleted. Does nothing when none was declared.
 *
 * @returns whether there was one
 */
export function finishSwap(file: string): boolean {
  if (!existsSync(nextOf(file))) {
    for (const left of [planOf(file), `${planOf(file)}.tmp`]) rmSync(left, { force: true });
    removePart(file);
    return false;
  }
  const old = readPlan(file);
  if (old.to === 'backup' && !hasLog(file)) becomeBackup(file, old.note);
  else setAside(file, old.to === 'quarantine' ? old : { folder: newQuarantineFolder(file) });
  // A power cut may leave the second of two renames without the first: the old log beside the next database.
  syncFolder(dirname(file));
  renameSync(nextOf(file), file);
  syncFolder(dirname(file));
  rmSync(planOf(file), { force: true });
  return true;
}

function readPlan(file: string): OldGoesTo {
  try {
    return JSON.parse(readFileSync(planOf(file), 'utf8')) as OldGoesTo;
  } catch {
    return { to: 'quarantine', folder: newQuarantineFolder(file) };
  }
}

function hasLog(file: string): boolean {
  const log = `${file}-wal`;
  return existsSync(log) && statSync(log).size > 0;
}

function becomeBackup(file: string, note: BackupNote): void {
  const folder = backupFolderOf(file);
  makeFolderDurably(folder);
  for (const side of ['-wal', '-shm']) rmSync(`${file}${side}`, { force: true });
  if (existsSync(file)) renameSync(file, backupPath(folder, note.id));
  if (existsSync(backupPath(folder, note.id))) writeNote(folder, note);
}

function setAside(file: string, { folder, note }: Omit<ToQuarantine, 'to'>): void {
  makeFolderDurably(folder);
  if (note !== undefined) noteSetAside(folder, note);
  // The log first: what is left in place must never be a log beside another database.
  for (const side of SIDES) {
    if (existsSync(`${file}${side}`)) renameSync(`${file}${side}`, join(folder, `${basename(file)}${side}`));
  }
  syncFolder(folder);
}
