/// <reference path="./better-sqlite3.d.ts" preserve="true" />
export type { Database as SqliteDatabase, SqlValue, Statement as SqliteStatement } from 'better-sqlite3';
export {
  CHECKPOINT_TIMES,
  type CheckpointOptions,
  Checkpoints,
  type CheckpointTimes,
  emptyLog,
} from './checkpoints.ts';
export { DatabaseFile, type DatabaseFileOptions, openDatabaseFile } from './database-file.ts';
export { LAYOUT_VERSION } from './file-layout.ts';
export { type LayoutProgress, type LayoutUpgrade, layoutUpgradeOf, upgradeLayout } from './layout-upgrade.ts';
export { columnNameOf, fileNameOf, isRealCollection, tableNameOf } from './names.ts';
export { adaptationRows, adaptTable, type TableOwner } from './open-table.ts';
export { analyseTables } from './statistics.ts';
export {
  type DatabaseFileStorageOptions,
  type DirectoryStorageOptions,
  type FileStorageOptions,
  getRxStorageBetterSqlite,
  type RxStorageBetterSqlite,
  type RxStorageOnSqlite,
  type StorageOptions,
} from './storage.ts';
export { StorageError, type StorageErrorCode, StorageUseError, type StorageUseErrorCode } from './storage-error.ts';
export { fromColumnText, toColumnText } from './text-order.ts';
export type {
  DocumentFields,
  StorageCheckpoint,
  StorageLogger,
  StoredDocument,
  StoredSchema,
  WriteChange,
  WriteError,
  WriteHook,
  WriteRow,
} from './types.ts';
export { nextDocumentData, type WriteBatch, type WriteDocumentsResult, writeDocuments } from './write-documents.ts';
