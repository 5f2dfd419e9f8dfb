import { dirname, join } from 'node:path';
import { nowInstant } from '../database/clock.ts';
import { overwriteSector, writeFileDurably } from '../files/durable-files.ts';
import type { StoreLog } from '../service/store-log.ts';
import type { DatabaseFile } from '../storage/index.ts';

/** Name of the file beside the database that says how much of it is unsent: a number and a time, nothing of anybody. */
export const WAITING_FILE = 'waiting.json';
/** Always the same, and no more than a sector: each new text takes the place of the whole one before. */
const LENGTH = 256;

interface Waiting {
  readonly items: number;
  readonly since: string | null;
}

const COUNT = `SELECT count(*) FILTER (WHERE follows IS NULL) AS asked, count(*) AS all_rows, min(queued_at) AS since
  FROM outbox WHERE pending = 1 OR state IN ('local', 'sending')`;

/** Keeps the number of unsent items readable without the key: the login screen tells it when nobody is logged in. */
export class WaitingFile {
  readonly #database: DatabaseFile;
  readonly #file: string;
  readonly #log: StoreLog;
  #last: string | undefined;
  /** No number on the disk is lower, whichever of the texts since the last flush is there. */
  #lowestOnDisk = 0;

  /** `database` stands beside the file that is kept. */
  constructor(database: DatabaseFile, databaseFile: string, log: StoreLog) {
    this.#database = database;
    this.#file = join(dirname(databaseFile), WAITING_FILE);
    this.#log = log;
  }

  /**
   * Writes the number when it is another than the last one written. Call it after a commit and before its acknowledgement: what
   * a clerk was told is kept is then counted too, whenever the process ends or the power goes.
   */
  keep(): void {
    try {
      const waiting = this.#count();
      const text = JSON.stringify({ version: 1, ...waiting });
      if (text === this.#last) return;
      this.#write(`${text.slice(0, -1)},"at":"${nowInstant()}"}`.padEnd(LENGTH - 1).concat('\n'), waiting.items);
      this.#last = text;
    } catch (error) {
      this.#last = undefined;
      // Whoever reads or writes next meets the same trouble and says it; a command that was kept stays kept.
      this.#log('warn', 'outbox', 'the number of unsent items could not be kept', {
        code: String((error as NodeJS.ErrnoException).code ?? ''),
      });
    }
  }

  /** Waits for the disk only where it may say less than is waiting: a number that is too high harms nobody. */
  #write(content: string, items: number): void {
    if (this.#last === undefined) {
      writeFileDurably(this.#file, content);
      this.#lowestOnDisk = items;
      return;
    }
    const waits = items > this.#lowestOnDisk;
    overwriteSector(this.#file, content, waits);
    this.#lowestOnDisk = waits ? items : Math.min(items, this.#lowestOnDisk);
  }

  #count(): Waiting {
    const row = this.#database.rows<{ asked: number; all_rows: number; since: string | null }>(COUNT)[0];
    const { asked = 0, all_rows: all = 0, since = null } = row ?? {};
    // What only follows from other work is no item of its own, but as long as it waits not all is sent.
    return { items: asked > 0 ? asked : Math.min(1, all), since };
  }
}
