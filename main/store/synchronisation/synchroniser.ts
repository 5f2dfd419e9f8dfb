import { type CollectionName, collectionNames } from '@onthaal/contract/entities/index.ts';
import { failure, type OnthaalError } from '@onthaal/contract/result.ts';
import type { SyncStatus } from '@onthaal/contract/store/sync.ts';
import type { RxCollection } from 'rxdb';
import type { PendingOutcomes } from '../conflicts/pending-outcomes.ts';
import { nowInstant } from '../database/clock.ts';
import { readSetting, refreshStatistics, writeSetting } from '../database/own-tables.ts';
import { keepDatabaseId, markReplaced, readDatabaseId, readRecovery } from '../database/recovery.ts';
import { storageFailure } from '../database/storage-failure.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { ChangeBoard } from '../service/change-board.ts';
import { describeError, type StoreLog } from '../service/store-log.ts';
import type { DatabaseFile } from '../storage/index.ts';
import { ClockSkew } from './clock-skew.ts';
import { CollectionReplication } from './collection-replication.ts';
import { FirstSyncProgress, firstSyncOrder, isFromCentre } from './first-sync.ts';
import { Line, type LineState } from './line.ts';
import { MidofficeClient } from './midoffice-client.ts';
import { askOverview } from './overview.ts';
import { PokeStream } from './poke-stream.ts';
import { PushOrder } from './push-order.ts';
import { catchUpPause } from './retry-pause.ts';
import { countSetAside } from './set-aside.ts';

const FIRST_SYNC_DONE = 'firstSyncDone';
const LAST_COMPLETE = 'lastCompleteAt';
/** A pull shorter than this is not worth a word on the screen. */
const SHOWN_AFTER_MILLISECONDS = 400;
const RESTART_MILLISECONDS = 3_000;
const CHECK_MILLISECONDS = 5_000;

export interface SynchroniserParts {
  readonly file: DatabaseFile;
  readonly collections: Readonly<Record<CollectionName, RxCollection>>;
  readonly url: string;
  readonly token: string;
  readonly outbox: Outbox;
  readonly outcomes: PendingOutcomes;
  readonly searchIndex: SearchIndex;
  readonly board: ChangeBoard;
  readonly log: StoreLog;
  readonly onSessionExpired: () => void;
  /** `lastCompleteAt` moved on: too often, and too little, to announce it. */
  readonly onStatus: () => void;
  /** The mid-office has another database than this file was filled from. */
  readonly onReplaced: () => void;
  /** Runs whenever everything was pulled once since the start. */
  readonly onComplete: () => Promise<void>;
  /** Makes a new revision of a document without changing it, so that its push is tried again. */
  readonly nudge: (collection: CollectionName, documentId: string) => Promise<void>;
}

/** Keeps the local copy and the centre in step, from `start` to `stop`. */
export class Synchroniser {
  readonly #parts: SynchroniserParts;
  readonly #client: MidofficeClient;
  readonly #line: Line;
  readonly #pokes: PokeStream;
  readonly #skew = new ClockSkew();
  readonly #progress: FirstSyncProgress;
  readonly #active = new Map<CollectionName, number>();
  #replications: CollectionReplication[] = [];
  /** The mid-office's database that this file belongs to; undefined before the first contact. */
  #databaseId: string | undefined;
  #firstSyncDone: boolean;
  #lastCompleteAt: string | undefined;
  #phase: SyncStatus['phase'] = 'starting';
  #since = nowInstant();
  #stopped = false;
  #restart: NodeJS.Timeout | undefined;
  /** Why the database refuses the writes of the sync, until one succeeds again. */
  #trouble: OnthaalError | undefined;
  #check: NodeJS.Timeout | undefined;
  #catchUp: NodeJS.Timeout | undefined;
  readonly #stopListening: () => void;

  constructor(parts: SynchroniserParts) {
    this.#parts = parts;
    const { file, url, token } = parts;
    this.#client = new MidofficeClient({
      url,
      token,
      databaseId: () => this.#databaseId,
      onServerTime: (time) => this.#hearTime(time),
    });
    this.#databaseId = readDatabaseId(file);
    this.#line = new Line((state) => this.#onLine(state));
    this.#pokes = new PokeStream({
      address: this.#client.address,
      token,
      isMissed: () => this.#line.state.kind === 'up' || parts.outbox.counts().waiting > 0,
      onOpen: (awayFor) => {
        this.#line.succeeded();
        clearTimeout(this.#catchUp);
        this.#catchUp = setTimeout(() => this.#reSync(collectionNames), catchUpPause(awayFor, Math.random()));
      },
      onBreak: () => this.#reSync(['references']),
      onPoke: (collections) => this.#reSync(collections),
    });
    this.#progress = new FirstSyncProgress(file);
    this.#firstSyncDone = readSetting(file, FIRST_SYNC_DONE) !== undefined;
    this.#lastCompleteAt = readSetting(file, LAST_COMPLETE);
    this.#stopListening = parts.board.listen((topics) => {
      if (topics.has('sync')) this.#update();
    });
  }

  /** Starts in the background. */
  start(): void {
    void this.#pokes.run();
    this.#begin();
    this.#check = setInterval(() => void this.#pushWhatIsStuck(), CHECK_MILLISECONDS);
  }

  /** Tries now instead of after the pause. */
  syncNow(): void {
    this.#line.tryNow();
    this.#pokes.tryNow();
    this.#reSync(collectionNames);
  }

  /** Stops; what is unsent stays in the outbox. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#check);
    clearTimeout(this.#restart);
    clearTimeout(this.#catchUp);
    this.#stopListening();
    this.#pokes.close();
    this.#line.close();
    this.#client.close();
    await this.#cancelAll();
    if (this.#lastCompleteAt !== undefined) writeSetting(this.#parts.file, LAST_COMPLETE, this.#lastCompleteAt);
  }

  /** The database refused a write outside the reach of the replications' own error streams. */
  storageTrouble(error: unknown): void {
    this.#onBroken(error);
  }

  /** What the sync pill says. */
  status(): SyncStatus {
    const line = this.#line.state;
    return {
      phase: this.#phase,
      since: this.#since,
      lastCompleteAt: this.#lastCompleteAt,
      ...this.#parts.outbox.counts(),
      firstSync: this.#firstSyncDone ? undefined : this.#progress.report(),
      error: this.#trouble ?? (line.kind === 'up' ? undefined : line.error),
      nextTryAt: line.kind === 'down' ? line.nextTryAt : undefined,
      clockSkewSeconds: this.#skew.seconds,
      setAsideRows: countSetAside(this.#parts.file),
      recovery: readRecovery(this.#parts.file),
    };
  }

  #begin(): void {
    const groups = this.#firstSyncDone ? [collectionNames] : firstSyncOrder;
    void this.#run(groups).catch((error: unknown) => this.#onBroken(error));
  }

  async #run(groups: readonly (readonly CollectionName[])[]): Promise<void> {
    this.#replications = collectionNames.map((name) => this.#replicationOf(name));
    const mine = this.#replications;
    // Nothing is pulled or pushed before it is known from which database: the two must never mix.
    if (this.#databaseId === undefined) await this.#askOverview();
    else if (!this.#firstSyncDone) void this.#askOverview().catch(() => undefined);
    if (this.#stopped || this.#replications !== mine) return;
    if (!this.#firstSyncDone) this.#parts.file.setRepeatable(isFromCentre);
    for (const group of groups) {
      const members = mine.filter((replication) => group.includes(replication.name));
      await Promise.all(members.map((replication) => replication.start()));
      if (this.#stopped || this.#replications !== mine) return;
    }
    this.#trouble = undefined;
    if (!this.#firstSyncDone) this.#finishFirstSync();
    await this.#parts.onComplete();
    this.#update();
  }

  #finishFirstSync(): void {
    const { file, log } = this.#parts;
    file.setRepeatable(undefined);
    // Written and waited for, and with it everything before it.
    writeSetting(file, FIRST_SYNC_DONE, nowInstant());
    this.#firstSyncDone = true;
    refreshStatistics(file);
    const { received } = this.#progress.report();
    log('info', 'sync', 'first sync complete', { documents: received });
  }

  #replicationOf(name: CollectionName): CollectionReplication {
    const { file, collections, outbox, outcomes, board } = this.#parts;
    const shared = { client: this.#client, line: this.#line };
    return new CollectionReplication({
      name,
      collection: collections[name],
      pull: { ...shared, file, onSetAside: () => board.announce('sync') },
      push: { ...shared, outbox, outcomes, order: new PushOrder(outbox, board) },
      onReceived: (documents) => {
        this.#trouble = undefined;
        this.#progress.receive(name, documents);
        if (!this.#firstSyncDone) board.announce('sync');
      },
      onActive: (active) => this.#onActive(name, active),
      onBroken: (error) => this.#onBroken(error),
    });
  }

  /** Learns which database the mid-office has, and how much there is to come. Throws LineClosed, or StorageError. */
  async #askOverview(): Promise<void> {
    const overview = await this.#line.run(() => askOverview(this.#client));
    if (this.#stopped) return;
    if (this.#databaseId === undefined) {
      keepDatabaseId(this.#parts.file, overview.databaseId);
      this.#databaseId = overview.databaseId;
    }
    this.#progress.expect(overview.collections);
    this.#parts.board.announce('sync');
  }

  #reSync(names: readonly CollectionName[]): void {
    for (const replication of this.#replications) if (names.includes(replication.name)) replication.reSync();
  }

  #hearTime(time: number): void {
    const before = this.#skew.seconds;
    this.#skew.hear(time);
    if (this.#skew.seconds !== before) this.#parts.board.announce('sync');
  }

  #onLine(state: LineState): void {
    const { log, onSessionExpired } = this.#parts;
    if (state.kind !== 'up') log('warn', 'sync', `line ${state.kind}`, { code: state.error.code });
    if (state.kind === 'blocked' && state.error.code === 'MIDOFFICE_REPLACED') this.#replaced();
    else if (state.kind === 'blocked') onSessionExpired();
    this.#update();
    this.#parts.board.announce('sync');
  }

  #replaced(): void {
    try {
      markReplaced(this.#parts.file, nowInstant());
    } catch (error) {
      // Noticed again at the next opening.
      this.#onBroken(error);
      return;
    }
    this.#parts.onReplaced();
  }

  #onActive(name: CollectionName, active: boolean): void {
    if (active) this.#active.set(name, Date.now());
    else this.#active.delete(name);
    if (active) setTimeout(() => this.#update(), SHOWN_AFTER_MILLISECONDS + 20);
    else this.#update();
  }

  /** The database refused a write (a full disk, most likely): start anew after a while, from what is safely stored. */
  #onBroken(error: unknown): void {
    if (this.#stopped || this.#restart !== undefined) return;
    const { log, searchIndex } = this.#parts;
    searchIndex.forgetTerms();
    log('error', 'sync', 'the database refused a write of the sync', describeError(error));
    this.#trouble = (storageFailure(error) ?? failure('STORE_UNAVAILABLE', { retryable: true })).error;
    this.#update();
    this.#parts.board.announce('sync');
    this.#restart = setTimeout(async () => {
      await this.#cancelAll();
      this.#restart = undefined;
      if (!this.#stopped) this.#begin();
    }, RESTART_MILLISECONDS);
  }

  async #cancelAll(): Promise<void> {
    const replications = this.#replications;
    this.#replications = [];
    this.#active.clear();
    await Promise.all(replications.map((replication) => replication.cancel().catch(() => undefined)));
  }

  /** RxDB forgets a push that failed in its own bookkeeping; the outbox does not. */
  async #pushWhatIsStuck(): Promise<void> {
    if (this.#phase !== 'working' || this.#active.size > 0 || this.#line.state.kind !== 'up') return;
    const limit = Date.now() - CHECK_MILLISECONDS;
    const stuck = this.#parts.outbox.allPending().filter((row) => Date.parse(row.queued_at) < limit);
    const documents = new Map(stuck.map((row) => [`${row.collection}/${row.document_id}`, row]));
    for (const row of [...documents.values()].slice(0, 50)) {
      await this.#parts.nudge(row.collection, row.document_id).catch((error: unknown) => this.#onBroken(error));
    }
  }

  #update(): void {
    if (this.#stopped) return;
    const { waiting } = this.#parts.outbox.counts();
    const phase = this.#phaseNow(waiting);
    if (phase === 'upToDate' && this.#active.size === 0) {
      this.#lastCompleteAt = nowInstant();
      this.#parts.onStatus();
    }
    if (phase === this.#phase) return;
    this.#phase = phase;
    this.#since = nowInstant();
    this.#parts.board.announce('sync');
  }

  #phaseNow(waiting: number): SyncStatus['phase'] {
    const line = this.#line.state.kind;
    if (line === 'blocked' || this.#trouble !== undefined) return 'blocked';
    if (line === 'down') return 'offline';
    if (!this.#firstSyncDone) return 'firstSync';
    const shown = Date.now() - SHOWN_AFTER_MILLISECONDS;
    const busy = [...this.#active.values()].some((since) => since <= shown);
    return waiting > 0 || busy ? 'working' : 'upToDate';
  }
}
