import { type CollectionName, collectionNames } from '@onthaal/contract/entities/index.ts';
import type { RxCollection } from 'rxdb';
import { type DatabaseFile, tableNameOf } from '../storage/index.ts';

/** Name of the replication of every collection: RxDB derives from it where it keeps what it believes the centre has. */
export const REPLICATION = 'midoffice';

const DOWN_CHECKPOINT = 'down|1';

/**
 * What RxDB remembers about the centre: a checkpoint per collection, and the last known version of each document. It has no way to
 * forget one of these, so that is done here. Nothing may be forgotten while the replication of its collection runs.
 */
export class ReplicationMeta {
  readonly #file: DatabaseFile;
  readonly #collections: Readonly<Record<CollectionName, RxCollection>>;
  readonly #names = new Map<CollectionName, string>();
  /** Tables that exist: a collection that was never replicated has none yet. */
  readonly #tables = new Map<CollectionName, string>();

  constructor(file: DatabaseFile, collections: Readonly<Record<CollectionName, RxCollection>>) {
    this.#file = file;
    this.#collections = collections;
  }

  /** Finds out the names of the tables, before anything else. */
  async find(): Promise<void> {
    for (const name of collectionNames) {
      if (this.#names.has(name)) continue;
      const hash = await this.#collections[name].database.hashFunction([name, REPLICATION].join('-'));
      this.#names.set(name, tableNameOf(`rx-replication-meta-${hash}`, 0));
    }
  }

  #tableOf(collection: CollectionName): string | undefined {
    const known = this.#tables.get(collection);
    if (known !== undefined) return known;
    const name = this.#names.get(collection);
    if (name === undefined) throw new Error('The tables of the replications were not looked for');
    if (this.#file.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(name) === undefined) return undefined;
    this.#tables.set(collection, name);
    return name;
  }

  /** The positions in the centre's change order up to which everything was pulled. */
  positions(): readonly string[] {
    return collectionNames.flatMap((collection) => {
      const table = this.#tableOf(collection);
      if (table === undefined) return [];
      const data = this.#file.prepare<string>(`SELECT data FROM ${table} WHERE id = ?`).pluck().get(DOWN_CHECKPOINT);
      const stored = data === undefined ? undefined : (JSON.parse(data) as { checkpointData?: { position?: unknown } });
      const position = stored?.checkpointData?.position;
      return typeof position === 'string' ? [position] : [];
    });
  }

  /** Makes every pull start from the beginning. */
  forgetPositions(): void {
    this.#file.transaction(() => {
      for (const collection of collectionNames) {
        const table = this.#tableOf(collection);
        if (table !== undefined) this.#file.prepare(`DELETE FROM ${table} WHERE id = ?`).run(DOWN_CHECKPOINT);
      }
    });
  }

  /** Makes RxDB believe that the centre never had these documents. Runs in the caller's transaction. */
  forgetDocuments(collection: CollectionName, ids: readonly string[]): void {
    const table = this.#tableOf(collection);
    if (table === undefined) return;
    const forget = this.#file.prepare(`DELETE FROM ${table} WHERE id = ?`);
    for (const id of ids) forget.run(`${id}|0`);
  }
}
