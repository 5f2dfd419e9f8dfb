import { now, type RxStorageInstance } from 'rxdb';
import type { Observable } from 'rxjs';
import { type AppliedWrites, applyWrites } from './apply-writes.ts';
import { type AttachmentBytes, readAttachment } from './attachments.ts';
import type { DatabaseFile } from './database-file.ts';
import { isRealCollection } from './names.ts';
import type { OpenFile } from './open-file.ts';
import { dropTable } from './open-table.ts';
import { countQuery, runQuery } from './run-query.ts';
import { analyseTable } from './statistics.ts';
import { StorageUseError } from './storage-error.ts';
import type { TableState } from './table-state.ts';
import type {
  ChangeBulk,
  DocumentFields,
  StorageCheckpoint,
  StorageLogger,
  StorageQuery,
  StoredDocument,
  StoredSchema,
  WriteError,
  WriteHook,
  WriteRow,
} from './types.ts';
import { writeBulk } from './write-bulk.ts';

const CLEANUP_BATCH = 1000;
const SLOW_MILLISECONDS = 100;

/** What an instance is made from. */
export interface InstanceParts {
  readonly databaseName: string;
  readonly collectionName: string;
  readonly schema: StoredSchema;
  readonly options: Readonly<Record<string, unknown>>;
  readonly open: OpenFile;
  /** Joined already: the instance leaves it when it closes. */
  readonly state: TableState;
  readonly writeHooks: readonly WriteHook[];
  readonly logger: StorageLogger | undefined;
  /** Called once, when the instance has closed. */
  readonly onClose: (instance: SqliteStorageInstance) => void;
}

/** One RxStorageInstance: a collection at one schema version. Documents are typed by RxDB, not here. */
export class SqliteStorageInstance
  implements RxStorageInstance<DocumentFields, TableState, Readonly<Record<string, unknown>>, StorageCheckpoint>
{
  readonly databaseName: string;
  readonly collectionName: string;
  readonly schema: StoredSchema;
  readonly internals: TableState;
  readonly options: Readonly<Record<string, unknown>>;
  readonly #parts: InstanceParts;
  readonly #running = new Set<Promise<unknown>>();
  #closing: Promise<void> | undefined;

  constructor(parts: InstanceParts) {
    this.databaseName = parts.databaseName;
    this.collectionName = parts.collectionName;
    this.schema = parts.schema;
    this.internals = parts.state;
    this.options = parts.options;
    this.#parts = parts;
  }

  get state(): TableState {
    return this.#parts.state;
  }

  get open(): OpenFile {
    return this.#parts.open;
  }

  get file(): DatabaseFile {
    return this.#parts.open.databaseFile;
  }

  /**
   * Writes what does not conflict, with the write hooks, and emits one event bulk after the commit. Each document is
   * written wholly or not at all; a large bulk takes several transactions, so that after an error (it rejects) its first
   * rows may be there.
   */
  bulkWrite(rows: WriteRow[], context: string): Promise<{ error: WriteError[] }> {
    return this.#start(async () => ({ error: rows.length === 0 ? [] : await writeBulk(this, rows, context) }));
  }

  /** The part of a write that belongs inside a transaction; the caller commits, and then calls `announce` at once. */
  applyInTransaction(rows: readonly WriteRow[], context: string, attachments?: AttachmentBytes): AppliedWrites {
    this.#ensureNotRemoved();
    const { state, writeHooks } = this.#parts;
    const applied = applyWrites(this.file, this, state.table, rows, context, attachments);
    if (applied.writes.length > 0 && isRealCollection(this.collectionName)) {
      const { databaseName, collectionName } = this;
      const { tableName } = state.table.layout;
      const { database } = this.file;
      for (const hook of writeHooks) {
        hook({ databaseName, collectionName, tableName, context, database, writes: applied.writes });
      }
    }
    return applied;
  }

  /** Tells everybody about a committed write. */
  announce(applied: AppliedWrites): void {
    this.state.events.announce(applied.bulk);
    void this.refreshStatistics();
  }

  /** Refreshes the planner's statistics when the table has grown much, with turns for others in between. Never rejects. */
  async refreshStatistics(): Promise<void> {
    const { table, removed } = this.state;
    if (removed || this.#closing !== undefined || !table.beginAnalysis()) return;
    const isWanted = (): boolean => !this.state.removed && this.#closing === undefined;
    const work = analyseTable(this.file, table.layout.tableName, () => this.open.turns.next(), isWanted);
    this.#running.add(work);
    try {
      await work;
    } catch {
      // The write is committed: failing to refresh statistics must not look like a failed write.
      this.#parts.logger?.warn({ table: table.layout.tableName }, 'statistics could not be refreshed');
    } finally {
      this.#running.delete(work);
      table.endAnalysis();
    }
  }

  findDocumentsById(ids: string[], withDeleted: boolean): Promise<StoredDocument[]> {
    return this.#read('findDocumentsById', () => {
      const found = this.state.table.documentsOf(ids);
      return withDeleted ? found : found.filter((document) => !document._deleted);
    });
  }

  query(prepared: StorageQuery): Promise<{ documents: StoredDocument[] }> {
    return this.#read('query', () => ({ documents: runQuery(this.file, this.state.table.layout, prepared) }));
  }

  count(prepared: StorageQuery): Promise<{ count: number; mode: 'fast' }> {
    return this.#read('count', () => ({
      count: countQuery(this.file, this.state.table.layout, prepared),
      mode: 'fast',
    }));
  }

  getAttachmentData(documentId: string, attachmentId: string, digest: string): Promise<Blob> {
    const { tableName } = this.state.table.layout;
    return this.#read('getAttachmentData', () =>
      readAttachment(this.file, tableName, documentId, attachmentId, digest),
    ) as Promise<Blob>;
  }

  /**
   * Documents written after a checkpoint, oldest write first, tombstones included. The order is that of the writes
   * themselves, not of the clock. A checkpoint without `sequence`, from an older version, gives too much rather than too
   * little.
   */
  getChangedDocumentsSince(
    limit: number,
    checkpoint?: StorageCheckpoint,
  ): Promise<{ documents: StoredDocument[]; checkpoint: StorageCheckpoint }> {
    return this.#read('getChangedDocumentsSince', () => this.state.table.changedSince(limit, checkpoint));
  }

  changeStream(): Observable<ChangeBulk> {
    this.#ensureOpen();
    return this.state.events.stream;
  }

  /** Removes tombstones older than `minimumDeletedTime` ms, at most 1000 per call; true when none is left. */
  cleanup(minimumDeletedTime: number): Promise<boolean> {
    return this.#read('cleanup', () => {
      // RxDB's clock may run ahead of Date.now(): a just deleted document would be "in the future".
      const newest = now() - minimumDeletedTime;
      return this.file.transaction(() => this.state.table.purgeDeleted(newest, CLEANUP_BATCH)) < CLEANUP_BATCH;
    });
  }

  /** Drops the table; every other instance on it becomes unusable. */
  async remove(): Promise<void> {
    await this.#start(async () => {
      const leave = await this.state.bulks.enter();
      try {
        await this.inTurn('remove', () => {
          this.file.transaction(() => dropTable(this.file, this.state.table.layout.tableName));
          this.state.removed = true;
        });
      } finally {
        leave();
      }
    });
    await this.close();
  }

  /** Closes this instance, after what it was asked before; the last instance of a file that a storage opened closes it. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** Runs a piece of synchronous work when it is this caller's turn of the event loop. */
  async inTurn<Result>(operation: string, work: () => Result): Promise<Result> {
    await this.#parts.open.turns.next();
    this.#ensureNotRemoved();
    const start = performance.now();
    const result = this.file.guard(work);
    const milliseconds = Math.round(performance.now() - start);
    if (milliseconds > SLOW_MILLISECONDS) {
      const { tableName: table } = this.state.table.layout;
      this.#parts.logger?.warn({ operation, table, milliseconds }, 'slow storage operation');
    }
    return result;
  }

  #read<Result>(operation: string, work: () => Result): Promise<Result> {
    return this.#start(() => this.inTurn(operation, work));
  }

  /** Starts what was asked, if the instance still takes questions; `close` waits for it. */
  async #start<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#ensureOpen();
    const running = work();
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }

  async #close(): Promise<void> {
    await Promise.allSettled(this.#running);
    this.state.openInstances -= 1;
    this.#parts.onClose(this);
  }

  #ensureOpen(): void {
    if (this.#closing !== undefined) {
      throw new StorageUseError('CLOSED', `The storage of ${this.collectionName} is closed`);
    }
    this.#ensureNotRemoved();
  }

  #ensureNotRemoved(): void {
    if (this.state.removed) throw new StorageUseError('REMOVED', `The storage of ${this.collectionName} was removed`);
    if (this.file.closed) throw new StorageUseError('CLOSED', `The file of ${this.collectionName} is closed`);
  }
}
