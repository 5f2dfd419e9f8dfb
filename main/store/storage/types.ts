import type { Database as SqliteDatabase } from 'better-sqlite3';
import type {
  BulkWriteRow,
  EventBulk,
  PreparedQuery,
  RxDocumentData,
  RxJsonSchema,
  RxStorageChangeEvent,
  RxStorageDefaultCheckpoint,
  RxStorageWriteError,
} from 'rxdb';

/** The fields of a document; the storage does not know their types. */
export type DocumentFields = Record<string, unknown>;
/** A complete document as RxDB stores it: fields plus _rev, _deleted, _meta, _attachments. */
export type StoredDocument = RxDocumentData<DocumentFields>;
/** A write: the new document, and the one it replaces. */
export type WriteRow = BulkWriteRow<DocumentFields>;
/** A row that was not written: 409 (conflict, with `documentInDb`) or 510 (attachment data missing). */
export type WriteError = RxStorageWriteError<DocumentFields>;
/** A schema as RxDB hands it to a storage: filled with the meta fields and the index prefixes. */
export type StoredSchema = RxJsonSchema<StoredDocument>;
/** A normalized query with RxDB's own plan. */
export type StorageQuery = PreparedQuery<DocumentFields>;
/**
 * A place in the order of a table's writes. `sequence` decides, if `epoch` is that of the table; both are absent in a
 * checkpoint that an older version of this storage made. `id` and `lwt` are those of the last document before the place.
 */
export type StorageCheckpoint = RxStorageDefaultCheckpoint & { readonly sequence?: number; readonly epoch?: string };
/** What a change stream emits: one per bulkWrite, unless another write to the table came in between. */
export type ChangeBulk = EventBulk<RxStorageChangeEvent<StoredDocument>, StorageCheckpoint>;

/** What a write hook is told: accepted writes of one collection, all or a part of a bulk. */
export interface WriteChange {
  readonly collectionName: string;
  /** The RxDatabase and the table, told for every write of RxDB. */
  readonly databaseName?: string;
  readonly tableName?: string;
  readonly context: string;
  /** The connection, inside the write's transaction: what is written here is committed or rolled back with it. */
  readonly database: SqliteDatabase;
  readonly writes: readonly { readonly previous?: StoredDocument; readonly document: StoredDocument }[];
}

/**
 * Runs inside the transaction of a write, synchronously; a throw rolls that transaction back and comes out of the write.
 * Must not call RxDB.
 */
export type WriteHook = (change: WriteChange) => void;

/** Where the storage tells about unusual things; never given a value of a document. Pino's loggers fit. */
export interface StorageLogger {
  warn(fields: Readonly<Record<string, string | number>>, message: string): void;
}
