import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, constants, mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { type ByteRange, type ContentKey, type ContentStore, isDigest } from './content-store.ts';
import { OtherContent, provingStream } from './proving-stream.ts';

const unfinishedFolder = 'unfinished';
// Longer than any write takes; another node of the same folder may still be at it.
const remainsMilliseconds = 24 * 3600 * 1000;

function failureOf(error: unknown) {
  if (error instanceof OtherContent) return failure('CONTENT_DAMAGED');
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return failure('CONTENT_UNKNOWN');
  if (code === 'ENOSPC' || code === 'EDQUOT') return failure('CONTENT_STORE_FULL', { retryable: true });
  if (code === undefined) throw error;
  return failure('CONTENT_STORE_UNREACHABLE', { retryable: true });
}

async function attempt<Value>(work: () => Promise<Value>): Promise<Result<Value>> {
  try {
    return success(await work());
  } catch (error) {
    return failureOf(error);
  }
}

async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Writes the bytes into a file of its own and flushes them; what fails leaves no file. */
async function writeFlushed(path: string, key: ContentKey, bytes: Readable): Promise<void> {
  try {
    await pipeline(bytes, provingStream(key), createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }));
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

/** Contents as files of a folder, `ab/ab34...`: written aside, flushed, then renamed, so that a file under its name is whole. */
export class FolderStore implements ContentStore {
  readonly kind = 'folder';
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** @throws when the folder can be neither found nor made */
  static async open(folder: string): Promise<FolderStore> {
    await mkdir(join(folder, unfinishedFolder), { recursive: true, mode: 0o700 });
    return new FolderStore(folder);
  }

  #pathOf(digest: string): string {
    if (!isDigest(digest)) throw new Error('Not a digest');
    return join(this.#folder, digest.slice(0, 2), digest);
  }

  readonly put = (key: ContentKey, bytes: Readable): Promise<Result<void>> =>
    attempt(async () => {
      const path = this.#pathOf(key.digest);
      const unfinished = join(this.#folder, unfinishedFolder, randomUUID());
      await writeFlushed(unfinished, key, bytes);
      const folder = join(path, '..');
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await rename(unfinished, path);
      await flushFolder(folder);
      await flushFolder(this.#folder);
    });

  readonly get = (digest: string, range?: ByteRange): Promise<Result<Readable>> =>
    attempt(async () => {
      const path = this.#pathOf(digest);
      await access(path, constants.R_OK);
      return createReadStream(path, range === undefined ? {} : { start: range.first, end: range.last });
    });

  /** All that is kept, as it is named: what lies under a name may still be damaged. */
  async *keys(): AsyncGenerator<ContentKey> {
    for (const part of await readdir(this.#folder)) {
      if (!/^[0-9a-f]{2}$/.test(part)) continue;
      for (const digest of await readdir(join(this.#folder, part))) {
        if (isDigest(digest)) yield { digest, bytes: (await stat(this.#pathOf(digest))).size };
      }
    }
  }

  /** Whether the bytes under a name are those of that name. */
  async isWhole(digest: string): Promise<boolean> {
    const hash = createHash('sha256');
    await pipeline(createReadStream(this.#pathOf(digest)), hash);
    return hash.digest('hex') === digest;
  }

  readonly has = async (digest: string): Promise<Result<boolean>> => {
    const found = await attempt(() => access(this.#pathOf(digest)));
    if (found.ok) return success(true);
    return found.error.code === 'CONTENT_UNKNOWN' ? success(false) : found;
  };

  readonly remove = (digest: string): Promise<Result<void>> => attempt(() => rm(this.#pathOf(digest), { force: true }));

  readonly problem = async (): Promise<'full' | 'unreachable' | undefined> => {
    try {
      await access(join(this.#folder, unfinishedFolder), constants.W_OK);
      const { bavail } = await statfs(this.#folder);
      return bavail === 0 ? 'full' : undefined;
    } catch {
      return 'unreachable';
    }
  };

  readonly removeRemains = async (): Promise<number> => {
    const folder = join(this.#folder, unfinishedFolder);
    const oldest = Date.now() - remainsMilliseconds;
    let removed = 0;
    for (const name of await readdir(folder)) {
      const path = join(folder, name);
      if ((await stat(path)).mtimeMs > oldest) continue;
      await rm(path, { force: true });
      removed += 1;
    }
    return removed;
  };

  readonly close = (): void => undefined;
}
