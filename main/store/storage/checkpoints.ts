import { statSync } from 'node:fs';
import type { DatabaseFile } from './database-file.ts';
import { StorageError, toStorageError } from './storage-error.ts';
import type { StorageLogger, WriteHook } from './types.ts';

/** When the write-ahead log is emptied, in milliseconds and pages. */
export interface CheckpointTimes {
  /** How often is looked whether there is something to do. */
  readonly look: number;
  /** After so long without a commit a log of more than `pages` is emptied. */
  readonly quiet: number;
  readonly pages: number;
  /** At the latest so long after the first commit that stands in the log, whatever its size. */
  readonly longest: number;
  /** At the latest so long after something was erased: its text still stands in the log until then. */
  readonly erased: number;
  /** Pause between two refreshes of the planner's statistics, which happen in quiet moments. */
  readonly statistics: number;
}

/** Source of 1000 pages, 30 s and 5 s: what Signal Desktop does for the same reasons. */
export const CHECKPOINT_TIMES: CheckpointTimes = {
  look: 1_000,
  quiet: 3_000,
  pages: 1_000,
  longest: 30_000,
  erased: 5_000,
  statistics: 600_000,
};

export interface CheckpointOptions {
  readonly file: DatabaseFile;
  /** Resolves when no command waits for its turn: a checkpoint never makes a clerk wait for more than itself. */
  readonly idle?: (() => Promise<void>) | undefined;
  /** Runs before the checkpoint that follows an erasure, to remove what is left of erased documents. */
  readonly purge?: (() => Promise<unknown>) | undefined;
  readonly logger?: StorageLogger | undefined;
  readonly times?: CheckpointTimes | undefined;
}

/** What one checkpoint did. `busy`: a reader stood in the way, so the log could not be emptied. */
export interface CheckpointOutcome {
  readonly busy: boolean;
  /** Pages in the log before. */
  readonly pages: number;
}

/**
 * Moves the whole write-ahead log into the database and empties its file. Waits for nobody: with a reader in the way it moves
 * what it can and says so.
 *
 * @throws StorageError DISK_FULL, READ_ONLY, CORRUPT, UNKNOWN
 */
export function emptyLog(file: DatabaseFile): CheckpointOutcome {
  const { database } = file;
  return file.guard(() => {
    const timeout = Number(database.pragma('busy_timeout', { simple: true }));
    // SQLite would hold up this thread, and every command in it, until the last reader is done.
    database.pragma('busy_timeout = 0');
    try {
      const [answer] = database.pragma('wal_checkpoint(TRUNCATE)') as readonly { busy: number; log: number }[];
      return { busy: answer?.busy !== 0, pages: Math.max(0, answer?.log ?? 0) };
    } finally {
      database.pragma(`busy_timeout = ${timeout}`);
    }
  });
}

/**
 * Empties the write-ahead log in quiet moments, and soon after something was erased, so that what a citizen had erased does not
 * stay behind in it. Runs on the connection that writes, in its thread, between commands.
 */
export class Checkpoints {
  /** Notes erased documents; give it to the storage. */
  readonly hook: WriteHook = ({ writes }) => {
    if (writes.some(({ document }) => document._deleted)) this.noteErased();
  };
  #options: CheckpointOptions | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** Changed rows of this connection when it was last looked. */
  #changes = 0;
  #firstCommitAt: number | undefined;
  #lastCommitAt = 0;
  #erasedAt: number | undefined;
  #optimizedAt = 0;
  #running = false;
  #failed = false;

  /** Starts looking; before this only the hook works. */
  start(options: CheckpointOptions): void {
    this.#options = options;
    const now = Date.now();
    this.#optimizedAt = now;
    // What a start before this one left in the log, or had no time to remove, is as old as can be.
    this.noteErased();
    this.#firstCommitAt = now;
    this.#lastCommitAt = now;
    this.#changes = totalChanges(options.file);
    this.#timer = setInterval(() => void this.#look(), (options.times ?? CHECKPOINT_TIMES).look);
    this.#timer.unref();
  }

  /** Something was erased whose text may still stand in the log. */
  noteErased(): void {
    this.#erasedAt ??= Date.now();
  }

  /** Ends; the close of the last connection empties the log once more. */
  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  async #look(): Promise<void> {
    const options = this.#options;
    if (options === undefined || this.#running) return;
    this.#running = true;
    try {
      this.#noteCommits(options.file);
      if (this.#isDue(options.times ?? CHECKPOINT_TIMES)) await this.#run(options);
      this.#failed = false;
    } catch (error) {
      if (!(toStorageError(error) instanceof StorageError)) throw error;
      // A full or read-only disk: the log keeps everything, and the next look tries again. Said once, not every second.
      if (!this.#failed) options.logger?.warn({ code: codeOf(error) }, 'the log could not be emptied');
      this.#failed = true;
    } finally {
      this.#running = false;
    }
  }

  #noteCommits(file: DatabaseFile): void {
    const changes = totalChanges(file);
    if (changes === this.#changes) return;
    this.#changes = changes;
    this.#lastCommitAt = Date.now();
    this.#firstCommitAt ??= this.#lastCommitAt;
  }

  #isDue(times: CheckpointTimes): boolean {
    const now = Date.now();
    if (this.#erasedAt !== undefined && now - this.#erasedAt >= times.erased) return true;
    if (this.#firstCommitAt === undefined) return false;
    if (now - this.#firstCommitAt >= times.longest) return true;
    return now - this.#lastCommitAt >= times.quiet && this.#pagesInLog() >= times.pages;
  }

  /** A passive checkpoint of nothing would write; asking the size of the log does not. */
  #pagesInLog(): number {
    const { file } = this.#options as CheckpointOptions;
    return logBytes(file) / Number(file.database.pragma('page_size', { simple: true }));
  }

  async #run(options: CheckpointOptions): Promise<void> {
    const erasedAt = this.#erasedAt;
    // What is erased from here on, while this waits for its turn, gets a checkpoint of its own.
    this.#erasedAt = undefined;
    let done = false;
    try {
      if (erasedAt !== undefined) await options.purge?.();
      await options.idle?.();
      done = this.#timer !== undefined && this.#emptyLog(options);
    } finally {
      if (!done) this.#erasedAt = erasedAt ?? this.#erasedAt;
    }
  }

  #emptyLog({ file, times = CHECKPOINT_TIMES }: CheckpointOptions): boolean {
    const now = Date.now();
    if (now - this.#optimizedAt >= times.statistics && now - this.#lastCommitAt >= times.quiet) {
      this.#optimizedAt = now;
      file.optimize();
    }
    if (emptyLog(file).busy) return false;
    this.#changes = totalChanges(file);
    this.#firstCommitAt = undefined;
    return true;
  }
}

/** Size of the log on disk; 0 without one. */
function logBytes(file: DatabaseFile): number {
  return statSync(`${file.file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
}

function totalChanges(file: DatabaseFile): number {
  return file.prepare<number>('SELECT total_changes()').pluck().get() ?? 0;
}

function codeOf(error: unknown): string {
  const known = toStorageError(error);
  return known instanceof StorageError ? known.code : 'UNKNOWN';
}
