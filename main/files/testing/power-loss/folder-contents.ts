import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Shared memory lives in processes: its file is worth nothing after a power cut, and nobody counts on it. */
export const isMemory = (path: string): boolean => path.endsWith('-shm');

/** All folders and files below a folder, itself included, by their paths. */
export function contentsOf(root: string): {
  readonly folders: readonly string[];
  readonly files: ReadonlyMap<string, Buffer>;
} {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  const pathOf = (entry: (typeof entries)[number]) => join(entry.parentPath, entry.name);
  const files = entries.filter((entry) => entry.isFile()).map(pathOf);
  return {
    folders: [root, ...entries.filter((entry) => entry.isDirectory()).map(pathOf)],
    files: new Map(files.filter((path) => !isMemory(path)).map((path) => [path, readFileSync(path)])),
  };
}
