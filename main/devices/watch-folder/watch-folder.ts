import { createHash } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { lstat, open, readdir, unlink } from 'node:fs/promises';
import path from 'node:path';
import {
  MOST_WATCHED_BYTES,
  type SetAsideReason,
  type WatchedContent,
  type WatchedFile,
  type WatchedFiles,
} from '@onthaal/contract/devices/watch-folder.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { isComplete, typeOfContent } from './complete-file.ts';

/** A file that was not written in for so long is taken for complete, when its end is there. */
const SETTLED_MILLISECONDS = 2_000;
/** A folder with more is not one of a copier; the oldest go first. */
const MOST_FILES = 200;
const MOST_NAME = 120;
/** A link is not followed, and a pipe is not waited for. */
const SAFELY = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** What is known of a file as it stood at the last look; read again only when it changed. */
interface KnownFile {
  readonly mark: string;
  readonly seen: WatchedFile | SetAsideReason;
}

function markOf({ ino, size, mtimeMs, ctimeMs }: Stats): string {
  return [ino, size, mtimeMs, ctimeMs].join(' ');
}

/** A name as people may read it: a copier, or who sent it a fax, may put anything in it. */
function shownName(name: string): string {
  const plain = name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffd]/gu, '').trim();
  return [...(plain === '' ? '-' : plain)].slice(0, MOST_NAME).join('');
}

/** The bytes of a file, when it is a file and no larger than it may be. */
async function bytesOf(file: string): Promise<{ readonly bytes: Uint8Array; readonly mark: string } | SetAsideReason> {
  const handle = await open(file, SAFELY);
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) return 'unreadable';
    if (stats.size > MOST_WATCHED_BYTES) return 'tooLarge';
    const bytes = await handle.readFile();
    // It may have grown since its size was asked.
    if (bytes.length > MOST_WATCHED_BYTES) return 'tooLarge';
    return bytes.length === stats.size ? { bytes: new Uint8Array(bytes), mark: markOf(stats) } : 'writing';
  } finally {
    await handle.close();
  }
}

/**
 * The folder where a copier drops what it scans. Only files that lie in it are looked at, never what a link points to. Nothing is
 * changed in it, except that a file is removed when it is asked for by its content.
 */
export class WatchedFolder {
  readonly #known = new Map<string, KnownFile>();
  readonly #folder: string;
  readonly #now: () => number;

  constructor(folder: string, now: () => number = Date.now) {
    this.#folder = folder;
    this.#now = now;
  }

  /** What lies in the folder, oldest first; the same file twice is once. */
  async list(): Promise<Result<WatchedFiles>> {
    const names = await this.#names();
    if (names === undefined) return failure('WATCH_FOLDER_ABSENT', { retryable: true });
    for (const name of this.#known.keys()) if (!names.includes(name)) this.#known.delete(name);
    const files = new Map<string, WatchedFile>();
    const setAside: { name: string; reason: SetAsideReason }[] = [];
    for (const name of names) {
      const seen = await this.#look(name);
      if (seen === undefined) continue;
      if (typeof seen === 'string') setAside.push({ name: shownName(name), reason: seen });
      else if (!files.has(seen.id)) files.set(seen.id, seen);
    }
    const oldestFirst = [...files.values()].sort((one, other) => one.modifiedAt.localeCompare(other.modifiedAt));
    return success({ files: oldestFirst, setAside });
  }

  /** The bytes of a file by its content: what is given is what was listed, or nothing. */
  async read(id: string): Promise<Result<WatchedContent>> {
    for (const name of await this.#namesOf(id)) {
      const read = await bytesOf(path.join(this.#folder, name)).catch(() => undefined);
      if (read === undefined || typeof read === 'string') continue;
      const mediaType = typeOfContent(read.bytes);
      if (mediaType !== undefined && digestOf(read.bytes) === id) return success({ mediaType, bytes: read.bytes });
    }
    return failure('WATCHED_FILE_GONE');
  }

  /** Removes every file with exactly this content. One that changed meanwhile is another, and stays. */
  async remove(id: string): Promise<Result<null>> {
    for (const name of await this.#namesOf(id)) {
      const file = path.join(this.#folder, name);
      try {
        const read = await bytesOf(file);
        if (typeof read === 'string' || digestOf(read.bytes) !== id) continue;
        if (markOf(await lstat(file)) === read.mark) await unlink(file);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return failure('WATCHED_FILE_STAYS');
      }
    }
    return success(null);
  }

  async #names(): Promise<readonly string[] | undefined> {
    try {
      const entries = await readdir(this.#folder, { withFileTypes: true });
      return entries
        .filter((entry) => (entry.isFile() || entry.isSymbolicLink()) && !entry.name.startsWith('.'))
        .map(({ name }) => name)
        .sort()
        .slice(0, MOST_FILES);
    } catch {
      return undefined;
    }
  }

  async #namesOf(id: string): Promise<readonly string[]> {
    await this.list();
    return [...this.#known].filter(([, { seen }]) => typeof seen !== 'string' && seen.id === id).map(([name]) => name);
  }

  async #look(name: string): Promise<KnownFile['seen'] | undefined> {
    const file = path.join(this.#folder, name);
    try {
      const stats = await lstat(file);
      if (stats.isSymbolicLink()) return 'link';
      const known = this.#known.get(name);
      if (known?.mark === markOf(stats)) return known.seen;
      this.#known.delete(name);
      if (stats.size > MOST_WATCHED_BYTES) return 'tooLarge';
      if (this.#now() - stats.mtimeMs < SETTLED_MILLISECONDS || stats.size === 0) return 'writing';
      const read = await bytesOf(file);
      if (typeof read === 'string') return read;
      const seen = seenIn(read.bytes, name, stats);
      // What is half-way is looked at again: its end may come without its clock moving.
      if (read.mark === markOf(stats) && seen !== 'writing') this.#known.set(name, { mark: read.mark, seen });
      return seen;
    } catch (error) {
      // It was taken away between two looks.
      return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : 'unreadable';
    }
  }
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function seenIn(bytes: Uint8Array, name: string, stats: Stats): WatchedFile | SetAsideReason {
  const mediaType = typeOfContent(bytes);
  if (mediaType === undefined) return 'otherType';
  if (!isComplete(bytes, mediaType)) return 'writing';
  return {
    id: digestOf(bytes),
    name: shownName(name),
    mediaType,
    bytes: bytes.length,
    modifiedAt: new Date(stats.mtimeMs).toISOString(),
  };
}
