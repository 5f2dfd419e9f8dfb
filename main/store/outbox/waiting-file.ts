import { renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nowInstant } from '../database/clock.ts';
import type { StoreLog } from '../service/store-log.ts';
import type { DatabaseFile } from '../storage/index.ts';

/** Name of the file beside the database that says how much of it is unsent: a number and a time, nothing of anybody. */
export const WAITING_FILE = 'waiting.json';

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

  /** `database` stands beside the file that is kept. */
  constructor(database: DatabaseFile, databaseFile: string, log: StoreLog) {
    this.#database = database;
    this.#file = join(dirname(databaseFile), WAITING_FILE);
    this.#log = log;
  }

  /**
   * Writes the number when it is another than the last one written. Call it after a commit and before its acknowledgement: what
   * a clerk was told is kept is then counted too, whenever the process ends.
   */
  keep(): void {
    const temporary = `${this.#file}.tmp`;
    try {
      const { items, since } = this.#count();
      const text = JSON.stringify({ version: 1, items, since });
      if (text === this.#last) return;
      // Without a flush: the next opening writes it again, and a kill of the process loses nothing.
      writeFileSync(temporary, `${text.slice(0, -1)},"at":"${nowInstant()}"}\n`, { mode: 0o600 });
      renameSync(temporary, this.#file);
      this.#last = text;
    } catch (error) {
      // Whoever reads or writes next meets the same trouble and says it; a command that was kept stays kept.
      this.#log('warn', 'outbox', 'the number of unsent items could not be kept', {
        code: String((error as NodeJS.ErrnoException).code ?? ''),
      });
    }
  }

  #count(): Waiting {
    const row = this.#database.rows<{ asked: number; all_rows: number; since: string | null }>(COUNT)[0];
    const { asked = 0, all_rows: all = 0, since = null } = row ?? {};
    // What only follows from other work is no item of its own, but as long as it waits not all is sent.
    return { items: asked > 0 ? asked : Math.min(1, all), since };
  }
}
