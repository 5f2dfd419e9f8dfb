import { dirname, join } from 'node:path';
import { writeFileDurably } from '../files/durable-files.ts';
import type { ContentRows } from './content-rows.ts';

/** Name of the file beside the database that says how many contents are unsent: a number and a time, nothing of anybody. */
const WAITING_CONTENTS_FILE = 'waiting-contents.json';

/** Keeps the number of unsent contents readable without the key: the login screen tells it when nobody is logged in. */
export class WaitingContentsFile {
  readonly #rows: ContentRows;
  readonly #file: string;
  #last: string | undefined;

  /** `contentFile` is the path of the contents. */
  constructor(rows: ContentRows, contentFile: string) {
    this.#rows = rows;
    this.#file = join(dirname(contentFile), WAITING_CONTENTS_FILE);
  }

  /**
   * Writes the number when it is another than the last one written; on disk when it returns. Call it before a content is acknowledged.
   *
   * @throws the file system's error
   */
  keep(): void {
    const waiting = this.#rows.inState('waiting');
    const [oldest] = waiting;
    const since = oldest === undefined ? null : new Date(oldest.used_at).toISOString();
    const text = JSON.stringify({ version: 1, items: waiting.length, since });
    if (text === this.#last) return;
    writeFileDurably(this.#file, `${text}\n`);
    this.#last = text;
  }
}
