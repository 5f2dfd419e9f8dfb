/// <reference path="./better-sqlite3.d.ts" />
export type { Database as SqliteDatabase, SqlValue, Statement as SqliteStatement } from 'better-sqlite3';
export { DatabaseFile, type DatabaseFileOptions, openDatabaseFile } from './database-file.ts';
export { columnNameOf, isRealCollection, tableNameOf } from './names.ts';
export { getRxStorageBetterSqlite, type RxStorageBetterSqlite, type StorageOptions } from './storage.ts';
export { StorageError, type StorageErrorCode } from './storage-error.ts';
export type {
  DocumentFields,
  StorageLogger,
  StoredDocument,
  WriteChange,
  WriteError,
  WriteHook,
  WriteRow,
} from './types.ts';
export { nextDocumentData, type WriteBatch, type WriteDocumentsResult, writeDocuments } from './write-documents.ts';
