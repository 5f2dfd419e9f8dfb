import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';

/**
 * Makes a folder the same as another: copies what changed (by size and time of change), deletes what is gone. Files
 * are renamed into place, so that a program that runs from the target never reads half a file.
 * @returns how many files were written
 */
export function mirrorFolder(source: string, target: string): number {
  if (statSync(target, { throwIfNoEntry: false })?.isFile()) rmSync(target);
  mkdirSync(target, { recursive: true, mode: 0o755 });
  const entries = readdirSync(source, { withFileTypes: true });
  const names = new Set(entries.map((entry) => entry.name));
  for (const stale of readdirSync(target)) {
    if (!names.has(stale)) rmSync(join(target, stale), { recursive: true, force: true });
  }
  let written = 0;
  for (const entry of entries) {
    const from = join(source, entry.name);
    const to = join(target, entry.name);
    if (entry.isDirectory()) written += mirrorFolder(from, to);
    else if (mirrorFile(from, to)) written += 1;
  }
  return written;
}

/**
 * Copies one file when the copy is absent or older.
 * @returns whether it was written
 */
export function mirrorFile(from: string, to: string): boolean {
  const original = statSync(from);
  const copy = existsSync(to) ? statSync(to) : null;
  if (copy?.isFile() && copy.size === original.size && Math.abs(copy.mtimeMs - original.mtimeMs) < 2) return false;
  if (copy?.isDirectory()) rmSync(to, { recursive: true });
  const draft = `${to}.${process.pid}.draft`;
  copyFileSync(from, draft);
  chmodSync(draft, original.mode & 0o100 ? 0o755 : 0o644);
  utimesSync(draft, original.atime, original.mtime);
  renameSync(draft, to);
  return true;
}
