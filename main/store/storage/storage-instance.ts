import { now, type RxStorageDefaultCheckpoint, type RxStorageInstance } from 'rxdb';
import { type Observable, Subject } from 'rxjs';
import { type AppliedWrites, applyWrites } from './apply-writes.ts';
import { type AttachmentBytes, readAttachment, readAttachmentBytes } from './attachments.ts';
import type { DatabaseFile } from './database-file.ts';
import { type DocumentTable, dropTable } from './document-table.ts';
import type { EventLoopTurns } from './event-loop-turns.ts';
import { isRealCollection } from './names.ts';
import { countQuery, runQuery } from './run-query.ts';
import type {
  ChangeBulk,
  DocumentFields,
  StorageLogger,
  StorageQuery,
  StoredDocument,
  StoredSchema,
  WriteError,
  WriteHook,
  WriteRow,
} from './types.ts';

const CLEANUP_BATCH = 1000;
const SLOW_MILLISECONDS = 100;

/** What the instances on one table share. */
export interface TableState {
  readonly databaseName: string;
  readonly table: DocumentTable;
  readonly changes: Subject<ChangeBulk>;
  openInstances: number;
  removed: boolean;
}

/** Makes the shared state of a freshly opened table. */
export function newTableState(databaseName: string, table: DocumentTable): TableState {
  return { databaseName, table, changes: new Subject(), openInstances: 0, removed: false };
}

/** What the instances of one storage share. */
export interface StorageParts {
  readonly file: DatabaseFile;
  readonly turns: EventLoopTurns;
  readonly writeHooks: readonly WriteHook[];
  readonly logger: StorageLogger | undefined;
}

/** What an instance is made from. */
export interface InstanceParts extends StorageParts {
  readonly databaseName: string;
  readonly collectionName: string;
  readonly schema: StoredSchema;
  readonly options: Readonly<Record<string, unknown>>;
  readonly state: TableState;
  /** Called once, when the instance closes. */
  readonly onClose: (instance: SqliteStorageInstance) => void;
}

/** One RxStorageInstance: a collection at one schema version. Documents are typed by RxDB, not here. */
export class SqliteStorageInstance
  implements
    RxStorageInstance<DocumentFields, TableState, Readonly<Record<string, unknown>>, RxStorageDefaultCheckpoint>
{
  readonly databaseName: string;
  readonly collectionName: string;
  readonly schema: StoredSchema;
  readonly internals: TableState;
  readonly options: Readonly<Record<string, unknown>>;
  readonly #parts: InstanceParts;
  #closed = false;

  constructor(parts: InstanceParts) {
    this.databaseName = parts.databaseName;
    this.collectionName = parts.collectionName;
    this.schema = parts.schema;
    this.internals = parts.state;
    this.options = parts.options;
    this.#parts = parts;
    parts.state.openInstances += 1;
  }

  /** Writes what does not conflict, in one transaction with the write hooks, and emits one event bulk after the commit. */
  async bulkWrite(rows: WriteRow[], context: string): Promise<{ error: WriteError[] }> {
    this.#ensureUsable();
    if (rows.length === 0) return { error: [] };
    const attachments = this.schema.attachments ? await readAttachmentBytes(rows) : undefined;
    const applied = await this.#work('bulkWrite', () =>
      this.#parts.file.contextTransaction(context, () => this.applyInTransaction(rows, context, attachments)),
    );
    this.announce(applied);
    return { error: applied.errors };
  }

  /** The part of a write that belongs inside a transaction; the caller commits and then calls `announce`. */
  applyInTransaction(rows: readonly WriteRow[], context: string, attachments?: AttachmentBytes): AppliedWrites {
    this.#ensureUsable();
    const { file, state, writeHooks } = this.#parts;
    const applied = applyWrites(file, this, state.table, rows, context, attachments);
    if (applied.writes.length > 0 && isRealCollection(this.collectionName)) {
      const { collectionName } = this;
      for (const hook of writeHooks) hook({ collectionName, context, database: file.database, writes: applied.writes });
    }
    return applied;
  }

  /** Tells everybody about a committed write. */
  announce(applied: AppliedWrites): void {
    if (applied.bulk.events.length > 0) this.internals.changes.next(applied.bulk);
    const { table } = this.internals;
    try {
      table.analyseWhenGrown();
    } catch {
      // The write is committed: failing to refresh statistics must not look like a failed write.
      this.#parts.logger?.warn({ table: table.layout.tableName }, 'statistics could not be refreshed');
    }
  }

  findDocumentsById(ids: string[], withDeleted: boolean): Promise<StoredDocument[]> {
    return this.#work('findDocumentsById', () => {
      const { table } = this.internals;
      const found = ids.map((id) => table.documentOf(id));
      return found.filter(
        (document) => document !== undefined && (withDeleted || !document._deleted),
      ) as StoredDocument[];
    });
  }

  query(prepared: StorageQuery): Promise<{ documents: StoredDocument[] }> {
    return this.#work('query', () => ({
      documents: runQuery(this.#parts.file, this.internals.table.layout, prepared),
    }));
  }

  count(prepared: StorageQuery): Promise<{ count: number; mode: 'fast' }> {
    return this.#work('count', () => ({
      count: countQuery(this.#parts.file, this.internals.table.layout, prepared),
      mode: 'fast',
    }));
  }

  getAttachmentData(documentId: string, attachmentId: string, digest: string): Promise<Blob> {
    const { tableName } = this.internals.table.layout;
    return this.#work('getAttachmentData', () =>
      readAttachment(this.#parts.file, tableName, documentId, attachmentId, digest),
    );
  }

  /** Documents written after a checkpoint, oldest write first, tombstones included. */
  getChangedDocumentsSince(
    limit: number,
    checkpoint?: RxStorageDefaultCheckpoint,
  ): Promise<{ documents: StoredDocument[]; checkpoint: RxStorageDefaultCheckpoint }> {
    const since = checkpoint ?? { id: '', lwt: 0 };
    const { primaryField, tableName } = this.internals.table.layout;
    return this.#work('getChangedDocumentsSince', () => {
      const documents = this.#parts.file
        .prepare<string>(`SELECT data FROM ${tableName} WHERE (lwt, id) > (?, ?) ORDER BY lwt, id LIMIT ?`)
        .pluck()
        .all(since.lwt, since.id, limit)
        .map((data) => JSON.parse(data) as StoredDocument);
      const last = documents.at(-1);
      if (last === undefined) return { documents, checkpoint: since };
      const id = (last as DocumentFields)[primaryField] as string;
      return { documents, checkpoint: { id, lwt: last._meta.lwt } };
    });
  }

  changeStream(): Observable<ChangeBulk> {
    this.#ensureUsable();
    return this.internals.changes.asObservable();
  }

  /** Removes tombstones older than `minimumDeletedTime` ms, at most 1000 per call; true when none is left. */
  cleanup(minimumDeletedTime: number): Promise<boolean> {
    return this.#work('cleanup', () => {
      // RxDB's clock may run ahead of Date.now(): a just deleted document would be "in the future".
      const newest = now() - minimumDeletedTime;
      const { table } = this.internals;
      return this.#parts.file.transaction(() => table.purgeDeleted(newest, CLEANUP_BATCH)) < CLEANUP_BATCH;
    });
  }

  /** Drops the table; every other instance on it becomes unusable. */
  async remove(): Promise<void> {
    const { tableName } = this.internals.table.layout;
    await this.#work('remove', () => this.#parts.file.transaction(() => dropTable(this.#parts.file, tableName)));
    this.internals.removed = true;
    await this.close();
  }

  /** Closes this instance, not the file. */
  close(): Promise<void> {
    if (!this.#closed) {
      this.#closed = true;
      this.internals.openInstances -= 1;
      this.#parts.onClose(this);
    }
    return Promise.resolve();
  }

  #ensureUsable(): void {
    if (this.#closed) throw new Error(`The storage of ${this.collectionName} is closed`);
    if (this.internals.removed) throw new Error(`The storage of ${this.collectionName} was removed`);
  }

  async #work<Result>(operation: string, work: () => Result): Promise<Result> {
    const { turns, file, logger } = this.#parts;
    await turns.next();
    this.#ensureUsable();
    const start = performance.now();
    const result = file.guard(work);
    const milliseconds = Math.round(performance.now() - start);
    if (milliseconds > SLOW_MILLISECONDS) {
      logger?.warn({ operation, table: this.internals.table.layout.tableName, milliseconds }, 'slow storage operation');
    }
    return result;
  }
}
