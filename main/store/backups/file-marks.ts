import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncFolder, writeFileDurably } from '../files/durable-files.ts';

/** Asked of the next opening: put this backup in the place of the database. */
export interface RestoreRequest {
  readonly backupId: string;
  readonly reason: 'restored' | 'undone';
}

interface Mark {
  /** The file that the mark is about: another file in its place has another number, and the mark says nothing about it. */
  readonly inode: string;
}

interface RestMark extends Mark {
  readonly bytes: string;
  readonly changed: string;
}

const pathOf = {
  rest: (file: string) => `${file}.rest`,
  damaged: (file: string) => `${file}.damaged`,
  restore: (file: string) => `${file}.restore`,
} as const;

function inodeOf(file: string): string {
  return statSync(file, { bigint: true }).ino.toString();
}

function readMark<Content>(path: string): Content | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Content;
  } catch {
    return undefined;
  }
}

function restOf(file: string): RestMark {
  const { ino, size, mtimeNs } = statSync(file, { bigint: true });
  return { inode: ino.toString(), bytes: size.toString(), changed: mtimeNs.toString() };
}

/** Notes, after the last connection closed, how the database lies at rest. */
export function markAtRest(file: string): void {
  try {
    writeFileSync(pathOf.rest(file), JSON.stringify(restOf(file)), { mode: 0o600 });
  } catch {
    // Without the note the next opening looks at every page: slower, never less safe.
  }
}

/** The database is in use from now on: an end without `markAtRest` is an unclean one. Call it before anything is written. */
export function markInUse(file: string): void {
  if (!existsSync(pathOf.rest(file))) return;
  rmSync(pathOf.rest(file));
  // A power cut must not bring the note back: it might fit a file whose time of change was not on disk yet.
  syncFolder(dirname(file));
}

/** Whether the database was closed well and nothing has touched it since. */
export function isAtRest(file: string): boolean {
  const mark = readMark<RestMark>(pathOf.rest(file));
  if (mark === undefined || (existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0)) return false;
  const now = restOf(file);
  return mark.inode === now.inode && mark.bytes === now.bytes && mark.changed === now.changed;
}

/** Notes that this file was found damaged while it was in use. */
export function markDamaged(file: string): void {
  writeFileDurably(pathOf.damaged(file), JSON.stringify({ inode: inodeOf(file) } satisfies Mark));
}

/** Whether this very file was found damaged. */
export function isMarkedDamaged(file: string): boolean {
  const mark = readMark<Mark>(pathOf.damaged(file));
  if (mark !== undefined && existsSync(file) && mark.inode === inodeOf(file)) return true;
  rmSync(pathOf.damaged(file), { force: true });
  return false;
}

/** Asks the next opening for a restore of this file. */
export function requestRestore(file: string, request: RestoreRequest): void {
  writeFileDurably(
    pathOf.restore(file),
    JSON.stringify({ ...request, inode: inodeOf(file) } satisfies Mark & RestoreRequest),
  );
}

/** The restore that is asked for; undefined when there is none, or when another file is in its place already. */
export function requestedRestore(file: string): RestoreRequest | undefined {
  const mark = readMark<Mark & RestoreRequest>(pathOf.restore(file));
  if (mark !== undefined && existsSync(file) && mark.inode === inodeOf(file)) return mark;
  forgetRequest(file);
  return undefined;
}

/** The request was carried out, or cannot be. */
export function forgetRequest(file: string): void {
  rmSync(pathOf.restore(file), { force: true });
}
