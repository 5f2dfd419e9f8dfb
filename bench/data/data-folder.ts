import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { OUT, REPOSITORY } from '../../build/run/environment.ts';

/** Where the benchmarks keep what is expensive to make; may be deleted at any time. */
export const DATA: string = join(OUT, 'bench');

/**
 * A folder below `DATA` for data that were made by the given sources: other sources give another folder.
 * @param sources glob patterns on the checkout
 * @returns its absolute path; the folder above it exists
 */
export function dataFolder(name: string, size: number, sources: readonly string[]): string {
  const hash = createHash('sha256');
  const files = globSync([...sources], { cwd: REPOSITORY }).filter((file) => !file.endsWith('.test.ts'));
  for (const file of files.sort()) hash.update(file).update(readFileSync(join(REPOSITORY, file)));
  mkdirSync(DATA, { recursive: true });
  return join(DATA, `${name}-${size}-${hash.digest('hex').slice(0, 8)}`);
}

/** Where this process makes what will become `folder`; nothing is there yet. */
export function draftOf(folder: string): string {
  const draft = `${folder}.${process.pid}.draft`;
  rmSync(draft, { recursive: true, force: true });
  return draft;
}

/** Gives a finished draft its place, unless another process was first. */
export function finishDraft(draft: string, folder: string): void {
  if (existsSync(folder)) rmSync(draft, { recursive: true });
  else renameSync(draft, folder);
}

/** Makes an empty folder's path for one run, not yet made. */
export function runFolder(name: string): string {
  return join(DATA, 'runs', `${name}-${process.pid}-${Date.now()}`);
}
