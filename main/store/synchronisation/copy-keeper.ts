import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { describeError } from '@onthaal/contract/logging/describe-error.ts';
import { nowInstant } from '../database/clock.ts';
import { mergeIndex } from '../database/erased-documents.ts';
import { searchIndexOf } from '../database/own-tables.ts';
import { type SearchedCollection, searchedCollections } from '../search/search-entry.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { ChangeBoard } from '../service/change-board.ts';
import type { StoreLog } from '../service/store-log.ts';
import type { RxStorageBetterSqlite } from '../storage/index.ts';
import { keepFeedNotice } from './feed-notice.ts';
import { FullPull, plannedFullPull } from './full-pull.ts';
import { oldLogRows } from './old-log-rows.ts';
import { lostDocuments, type PurgeOutcome, purgeDocuments } from './purge.ts';
import type { ReplicationMeta } from './replication-meta.ts';

/** So many documents go in one transaction; then a clerk's command gets its turn. */
const PURGED_AT_ONCE = 200;
const OLD_LOG_PAUSE_MILLISECONDS = 30 * 60_000;

export interface CopyKeeperParts {
  readonly storage: RxStorageBetterSqlite;
  readonly meta: ReplicationMeta;
  readonly searchIndex: SearchIndex;
  readonly board: ChangeBoard;
  readonly log: StoreLog;
}

/** Keeps the local copy to what this member may have: removes what left, and after a change of scope or history what did not come. */
export class CopyKeeper {
  readonly #parts: CopyKeeperParts;
  #fullPull: FullPull | undefined;
  /** What went since the full pull began, as left or as not served. */
  #purged: PurgeOutcome = { documents: 0, keptItems: 0 };
  /** Collections of which something was purged whose words still stand in the full-text index. */
  readonly #erased = new Set<CollectionName>();
  #merging: Promise<void> = Promise.resolve();
  #nextOldLog = 0;

  constructor(parts: CopyKeeperParts) {
    this.#parts = parts;
  }

  /** Before the replications start: makes them pull everything when that is planned. */
  begin(): void {
    const { storage, meta } = this.#parts;
    this.#fullPull = undefined;
    if (plannedFullPull(storage.databaseFile) === undefined) return;
    this.#fullPull = new FullPull(storage.databaseFile);
    this.#purged = { documents: 0, keptItems: 0 };
    meta.forgetPositions();
  }

  /** Whether everything is being pulled once more. */
  get isPullingAll(): boolean {
    return this.#fullPull !== undefined;
  }

  /** A page came: notes what was served, removes what left before the position behind it is remembered. */
  page(collection: CollectionName, served: readonly string[], left: ReadonlyMap<string, readonly string[]>): void {
    this.#fullPull?.see(served);
    for (const [reason, ids] of left) {
      let documents = 0;
      for (let start = 0; start < ids.length; start += PURGED_AT_ONCE) {
        documents += this.#purge(collection, ids.slice(start, start + PURGED_AT_ONCE));
      }
      if (documents > 0) this.#parts.log('info', 'sync', 'documents left this desk', { collection, reason, documents });
    }
  }

  /** After everything was pulled: removes what did not come, and tells the clerk. `isCurrent` says whether to go on. */
  async finish(isCurrent: () => boolean): Promise<void> {
    const { storage, log } = this.#parts;
    const file = storage.databaseFile;
    const planned = plannedFullPull(file);
    if (this.#fullPull === undefined || planned === undefined) return;
    for (const { collection, ids } of this.#fullPull.missing()) {
      for (let start = 0; start < ids.length; start += PURGED_AT_ONCE) {
        if (!isCurrent()) return;
        this.#purge(collection, ids.slice(start, start + PURGED_AT_ONCE));
        await nextTurn();
      }
    }
    if (!isCurrent()) return;
    const { documents, keptItems } = this.#purged;
    if (planned.reason === 'scopeChanged' && documents + keptItems > 0) {
      keepFeedNotice(file, { at: nowInstant(), reason: 'scopeChanged', items: keptItems });
    }
    this.#fullPull.finish();
    this.#fullPull = undefined;
    log('info', 'sync', 'everything was pulled once more', { reason: planned.reason, purged: documents, keptItems });
  }

  #purge(collection: CollectionName, ids: readonly string[]): number {
    const { board } = this.#parts;
    const outcome = purgeDocuments(this.#parts, collection, ids);
    this.#purged = {
      documents: this.#purged.documents + outcome.documents,
      keptItems: this.#purged.keptItems + outcome.keptItems,
    };
    if (outcome.documents > 0) {
      board.announce(collection);
      board.announce('sync');
      this.#eraseWords(collection);
    }
    return outcome.documents;
  }

  /** Purges what a refused push left behind: RxDB writes its answer after the document may already have been purged. */
  purgeLeftovers(): void {
    for (const { collection, ids } of lostDocuments(this.#parts.storage.databaseFile)) this.#purge(collection, ids);
  }

  /** Now and then removes rows of the log of consultations that nobody needs here any more. */
  purgeOldLog(): void {
    if (this.isPullingAll || performance.now() < this.#nextOldLog) return;
    const ids = oldLogRows(this.#parts.storage.databaseFile, PURGED_AT_ONCE);
    if (ids.length > 0) this.#purge('consultations', ids);
    const pause = ids.length < PURGED_AT_ONCE ? OLD_LOG_PAUSE_MILLISECONDS : 0;
    this.#nextOldLog = performance.now() + pause;
  }

  /** Ends what is going on in the background. */
  async stop(): Promise<void> {
    this.#erased.clear();
    await this.#merging;
  }

  /** A removed entry's words stay in the full-text index until its parts are merged; done in small steps, behind everything. */
  #eraseWords(collection: CollectionName): void {
    if (!(collection in searchedCollections)) return;
    const isPlanned = this.#erased.size > 0;
    this.#erased.add(collection);
    if (isPlanned) return;
    this.#merging = this.#merging
      .then(() => this.#mergeErased())
      .catch((error: unknown) => {
        this.#parts.log('warn', 'sync', 'the words of purged documents could not be erased yet', describeError(error));
      });
  }

  async #mergeErased(): Promise<void> {
    const file = this.#parts.storage.databaseFile;
    await nextTurn();
    for (const collection of this.#erased) {
      this.#erased.delete(collection);
      await mergeIndex(file, searchIndexOf[searchedCollections[collection as SearchedCollection]], nextTurn);
    }
  }
}
