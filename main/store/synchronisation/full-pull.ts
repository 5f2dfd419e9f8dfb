import { type CollectionName, collectionNames } from '@onthaal/contract/entities/index.ts';
import type { FeedNoticeReason } from '@onthaal/contract/store/sync.ts';
import { now } from 'rxdb';
import { nowInstant } from '../database/clock.ts';
import { readSetting } from '../database/own-tables.ts';
import { type DatabaseFile, tableNameOf } from '../storage/index.ts';

const SETTING = 'fullPull';

interface Planned {
  readonly reason: FeedNoticeReason;
  /** Items that were offered again when it began. */
  readonly offered: number;
}

/** Notes that everything must be pulled anew; runs in the caller's transaction. Stays until `finish`, across starts. */
export function planFullPull(file: DatabaseFile, planned: Planned): void {
  file
    .prepare('INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value')
    .run(SETTING, JSON.stringify(planned));
}

/** The full pull that is under way; undefined when there is none. */
export function plannedFullPull(file: DatabaseFile): Planned | undefined {
  const text = readSetting(file, SETTING);
  return text === undefined ? undefined : (JSON.parse(text) as Planned);
}

/**
 * Pulls everything once more and finds what did not come: mark and sweep. The local copy stays usable meanwhile, because every
 * document that comes again unchanged is left as it is.
 */
export class FullPull {
  readonly #file: DatabaseFile;
  readonly #startedAt = nowInstant();
  /** Last-write time of RxDB: what was written here after the start is newer than the pull. */
  readonly #startedWriting = now();

  constructor(file: DatabaseFile) {
    this.#file = file;
    file.database.exec('DROP TABLE IF EXISTS temp.seen_document');
    file.database.exec('CREATE TEMP TABLE seen_document (id TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID');
  }

  /** The centre served these. */
  see(ids: readonly string[]): void {
    const keep = this.#file.database.prepare('INSERT OR IGNORE INTO temp.seen_document VALUES (?)');
    for (const id of ids) keep.run(id);
  }

  /**
   * Documents that the centre did not serve, per collection. Left out is what this desk wrote or sent since the start, and what it
   * made itself and has not sent yet: the centre could not have served it.
   */
  *missing(): Iterable<{ readonly collection: CollectionName; readonly ids: readonly string[] }> {
    for (const collection of collectionNames) {
      const ids = this.#file.database
        .prepare<string>(
          `SELECT d.id FROM ${tableNameOf(collection, 0)} d
             WHERE d.lwt <= ? AND NOT EXISTS (SELECT 1 FROM temp.seen_document s WHERE s.id = d.id)
               AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.collection = ? AND o.document_id = d.id
                 AND ((o.pending = 1 AND (o.base IS NULL OR o.accepted_at IS NOT NULL)) OR o.accepted_at >= ?))`,
        )
        .pluck()
        .all(this.#startedWriting, collection, this.#startedAt);
      if (ids.length > 0) yield { collection, ids };
    }
  }

  /** Ends it; nothing is noted any more. */
  finish(): void {
    this.#file.transaction(() => {
      this.#file.prepare('DELETE FROM setting WHERE name = ?').run(SETTING);
      this.#file.database.exec('DROP TABLE IF EXISTS temp.seen_document');
    });
  }
}
