import { setTimeout as wait } from 'node:timers/promises';
import { type CollectionName, collectionNames } from '@onthaal/contract/entities/index.ts';
import { describeError } from '@onthaal/contract/logging/describe-error.ts';
import { failure, type OnthaalError } from '@onthaal/contract/result.ts';
import type { SyncStatus } from '@onthaal/contract/store/sync.ts';
import { clockOffset, nowInstant } from '../database/clock.ts';
import { keepClock } from '../database/known-clock.ts';
import { readSetting, refreshStatistics, writeSetting } from '../database/own-tables.ts';
import { keepDatabaseId, markReplaced, readDatabaseId, readRecovery } from '../database/recovery.ts';
import { storageErrorIn, storageFailure } from '../database/storage-failure.ts';
import { BusyCollections, SHOWN_AFTER_MILLISECONDS } from './busy-collections.ts';
import { ClockSkew } from './clock-skew.ts';
import { CollectionReplication } from './collection-replication.ts';
import { CopyKeeper } from './copy-keeper.ts';
import { FeedFollower } from './feed-follower.ts';
import { keepFeedNotice, readFeedNotice } from './feed-notice.ts';
import { beginFirstSync, FirstSyncProgress, firstSyncOrder } from './first-sync.ts';
import { makeLateIndexes } from './late-indexes.ts';
import { Line, type LineState } from './line.ts';
import { MidofficeClient } from './midoffice-client.ts';
import { askOverview } from './overview.ts';
import { PendingWork } from './pending-work.ts';
import { PokeStream } from './poke-stream.ts';
import { PushOrder } from './push-order.ts';
import { ReplicationMeta } from './replication-meta.ts';
import { catchUpPause } from './retry-pause.ts';
import { countSetAside } from './set-aside.ts';
import type { SynchroniserParts } from './synchroniser-parts.ts';

const FIRST_SYNC_DONE = 'firstSyncDone';
const LAST_COMPLETE = 'lastCompleteAt';
const RESTART_MILLISECONDS = 3_000;
const CHECK_MILLISECONDS = 5_000;
const LONGEST_CANCEL_MILLISECONDS = 3_000;
/** A poke may be lost on its way: now and then the centre is asked without one. */
const CHECKS_PER_LOOK = 120;
/** The clock is remembered every so many checks, so that a kill costs minutes of it at most. */
const CHECKS_PER_CLOCK = 60;

/** Keeps the local copy and the centre in step, from `start` to `stop`. */
export class Synchroniser {
  readonly #parts: SynchroniserParts;
  readonly #client: MidofficeClient;
  readonly #line: Line;
  readonly #pokes: PokeStream;
  readonly #skew = new ClockSkew();
  readonly #progress: FirstSyncProgress;
  readonly #meta: ReplicationMeta;
  readonly #feed: FeedFollower;
  readonly #copy: CopyKeeper;
  readonly #pending: PendingWork;
  readonly #busy = new BusyCollections();
  #checks = 0;
  #replications: CollectionReplication[] = [];
  /** The mid-office's database that this file belongs to; undefined before the first contact. */
  #databaseId: string | undefined;
  #firstSyncDone: boolean;
  #token: string;
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
    this.#token = parts.token;
    const { file, url, storage, board, log, outbox, nudge } = parts;
    this.#client = new MidofficeClient({
      url,
      token: () => this.#token,
      databaseId: () => this.#databaseId,
      feed: () => this.#feed.name,
      onServerTime: (time) => this.#hearTime(time),
    });
    this.#databaseId = readDatabaseId(file);
    this.#line = new Line(
      (state) => this.#onLine(state),
      () => this.#onFeedChanged(),
    );
    const meta = new ReplicationMeta(file, parts.collections);
    this.#meta = meta;
    this.#feed = new FeedFollower({ file, client: this.#client, line: this.#line, meta });
    this.#copy = new CopyKeeper({ storage, meta, board, log, searchIndex: parts.searchIndex });
    const forget = (name: CollectionName, id: string) => file.transaction(() => meta.forgetDocuments(name, [id]));
    this.#pending = new PendingWork({ outbox, nudge, forget });
    this.#pokes = new PokeStream({
      address: this.#client.address,
      token: () => this.#token,
      isMissed: () => this.#line.state.kind === 'up' || parts.outbox.counts().waiting > 0,
      onOpen: (awayFor) => {
        this.#line.succeeded();
        clearTimeout(this.#catchUp);
        this.#catchUp = setTimeout(() => this.#reSync(collectionNames), catchUpPause(awayFor, Math.random()));
      },
      onBreak: () => this.#reSync(['references']),
      onPoke: (collections) => this.#reSync(collections),
      onNeighbours: () => board.announce('sync'),
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
    this.#check = setInterval(() => void this.#checkNow(), CHECK_MILLISECONDS);
  }

  /** Tries now instead of after the pause. */
  syncNow(): void {
    this.#line.tryNow();
    this.#pokes.tryNow();
    this.#reSync(collectionNames);
  }

  /** Goes on with another token: a session lives longer than its tokens. What waited for a login is tried. */
  changeToken(token: string): void {
    this.#token = token;
    this.#line.unblock();
    this.syncNow();
  }

  /** Stops; what is unsent stays in the outbox. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of [this.#check, this.#restart, this.#catchUp]) clearTimeout(timer);
    this.#stopListening();
    this.#pokes.close();
    this.#line.close();
    this.#client.close();
    await this.#cancelAll();
    await this.#copy.stop();
    if (this.#lastCompleteAt !== undefined) writeSetting(this.#parts.file, LAST_COMPLETE, this.#lastCompleteAt);
    keepClock(this.#parts.file);
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
      neighbourNews: this.#pokes.neighbourNews,
      recovery: readRecovery(this.#parts.file),
      feedNotice: readFeedNotice(this.#parts.file),
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
    await this.#agreeOnFeed();
    if (this.#stopped || this.#replications !== mine) return;
    this.#copy.begin();
    if (!this.#firstSyncDone) beginFirstSync(this.#parts.file);
    for (const group of groups) {
      const members = mine.filter((replication) => group.includes(replication.name));
      await Promise.all(members.map((replication) => replication.start()));
      if (!this.#stopped) await makeLateIndexes(this.#parts.file, group);
      if (this.#stopped || this.#replications !== mine) return;
    }
    this.#trouble = undefined;
    if (!this.#firstSyncDone) await this.#finishFirstSync();
    await this.#copy.finish(() => !this.#stopped && this.#replications === mine);
    await this.#parts.onComplete();
    this.#update();
  }

  /** Finds out whether the centre is still the one that this desk knows, and offers again what it lost. */
  async #agreeOnFeed(): Promise<void> {
    const { file, log, nudge, board } = this.#parts;
    await this.#meta.find();
    if (!this.#feed.isAgreed) {
      const { offered, items } = await this.#feed.agree();
      if (offered.length > 0) {
        log('warn', 'sync', 'the centre was put back to an earlier state', { offeredAgain: offered.length });
      }
      if (items > 0) {
        keepFeedNotice(file, { at: nowInstant(), reason: 'centreRestored', items });
        board.announce('sync');
      }
      for (const { collection, documentId } of offered) await nudge(collection, documentId);
    }
  }

  async #finishFirstSync(): Promise<void> {
    const { file, log } = this.#parts;
    file.setRepeatable(undefined);
    // Written and waited for, and with it everything before it.
    writeSetting(file, FIRST_SYNC_DONE, nowInstant());
    this.#firstSyncDone = true;
    await refreshStatistics(file);
    const { received } = this.#progress.report();
    log('info', 'sync', 'first sync complete', { documents: received });
  }

  #replicationOf(name: CollectionName): CollectionReplication {
    const { file, collections, outbox, outcomes, board } = this.#parts;
    const shared = { client: this.#client, line: this.#line };
    return new CollectionReplication({
      name,
      collection: collections[name],
      isFirstSync: !this.#firstSyncDone,
      pull: {
        ...shared,
        file,
        onSetAside: () => board.announce('sync'),
        onPage: (collection, served, left) => this.#copy.page(collection, served, left),
      },
      push: { ...shared, outbox, outcomes, order: new PushOrder(outbox, board, this.#line) },
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
    if (!this.#skew.hear(time)) return;
    this.#parts.onClock(clockOffset());
    // A phase that began by the clock before would seem to begin hours away.
    this.#since = nowInstant();
    this.#parts.board.announce('sync');
    keepClock(this.#parts.file);
  }

  #onLine(state: LineState): void {
    const { log, outbox, onSessionExpired, onRevoked } = this.#parts;
    if (state.kind !== 'up') log('warn', 'sync', `line ${state.kind}`, { code: state.error.code });
    if (state.kind === 'blocked') {
      if (state.error.code === 'MIDOFFICE_REPLACED') this.#replaced();
      else if (state.error.code === 'ACCESS_REVOKED') onRevoked(outbox.counts().waiting);
      else onSessionExpired();
    }
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
    if (active) this.#busy.begin(name);
    else this.#busy.end(name);
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
    if (this.#trouble.code === 'STORE_CORRUPT') this.#parts.onDamaged?.();
    // Before anybody hears of it: who counts what is unsent meets the same trouble, and must not begin this again.
    this.#startAnew(RESTART_MILLISECONDS);
    this.#show('blocked');
    this.#parts.board.announce('sync');
  }

  /** The centre was started anew, or this member may receive other rows: nothing goes on before the two have agreed. */
  #onFeedChanged(): void {
    if (this.#stopped || !this.#feed.isAgreed) return;
    this.#feed.doubt();
    if (this.#restart === undefined) this.#startAnew(0);
  }

  #startAnew(milliseconds: number): void {
    this.#restart = setTimeout(async () => {
      await this.#cancelAll();
      this.#restart = undefined;
      if (!this.#stopped) this.#begin();
    }, milliseconds);
  }

  async #cancelAll(): Promise<void> {
    const replications = this.#replications;
    this.#replications = [];
    this.#busy.endAll();
    const cancelled = Promise.all(replications.map((replication) => replication.cancel().catch(() => undefined)));
    // RxDB waits for a push, which may wait for the line; what it answers after this is not heard any more.
    await Promise.race([cancelled, wait(LONGEST_CANCEL_MILLISECONDS, undefined, { ref: false })]);
  }

  async #checkNow(): Promise<void> {
    this.#checks += 1;
    const isReady = this.#replications.length > 0 && this.#feed.isAgreed && this.#trouble === undefined;
    if (!isReady || this.#restart !== undefined || this.#line.state.kind !== 'up') return;
    try {
      if (this.#checks % CHECKS_PER_CLOCK === 0) keepClock(this.#parts.file);
      if (this.#checks % CHECKS_PER_LOOK === 0) this.#reSync(collectionNames);
      await this.#pending.offer((name) => this.#busy.isBusy(name));
      this.#copy.purgeLeftovers();
      if (this.#phaseNow(this.#parts.outbox.counts().waiting) === 'upToDate') this.#copy.purgeOldLog();
    } catch (error) {
      this.#onBroken(error);
    }
  }

  /** What is unsent; undefined when the database cannot say. */
  #waiting(): number | undefined {
    try {
      return this.#parts.outbox.counts().waiting;
    } catch (error) {
      if (storageErrorIn(error) === undefined) throw error;
      this.#onBroken(error);
      return undefined;
    }
  }

  /** Runs from timers and listeners, where nobody could catch what a damaged database throws. */
  #update(): void {
    if (this.#stopped) return;
    const waiting = this.#waiting();
    if (waiting === undefined) return;
    const phase = this.#phaseNow(waiting);
    if (phase === 'upToDate' && this.#busy.isNone) {
      this.#lastCompleteAt = nowInstant();
      this.#parts.onStatus();
    }
    if (phase !== this.#phase) this.#show(phase);
  }

  #show(phase: SyncStatus['phase']): void {
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
    return waiting > 0 || this.#busy.isShown ? 'working' : 'upToDate';
  }
}
