import type { Database as SqliteDatabase } from 'better-sqlite3';
import { StorageError } from './storage-error.ts';

/**
 * Version of the table layout of this folder, kept in PRAGMA user_version. 2: the column `sequence`, the table
 * storage_sequences, several RxDatabases in one file.
 */
export const LAYOUT_VERSION = 2;

/**
 * How far each table has counted its writes, also when the rows with the highest numbers are gone. `epoch` is new for every
 * table that is made: a checkpoint of another table (an older schema version, one that was removed, another file) says
 * nothing about this one. `upgraded`: up to this number the rows came from layout 1, in the order of (lwt, id).
 */
export const CREATE_STORAGE_SEQUENCES = `CREATE TABLE IF NOT EXISTS storage_sequences (
  table_name TEXT PRIMARY KEY COLLATE NOCASE, epoch TEXT NOT NULL, last INTEGER NOT NULL, upgraded INTEGER NOT NULL)`;

const CREATE_STORAGE_TABLES = `CREATE TABLE IF NOT EXISTS storage_tables (
  table_name TEXT PRIMARY KEY COLLATE NOCASE, database_name TEXT NOT NULL, collection_name TEXT NOT NULL,
  version INTEGER NOT NULL, layout TEXT NOT NULL, prefix TEXT NOT NULL DEFAULT '', rebuild TEXT)`;

const CREATE_STORAGE_ATTACHMENTS = `CREATE TABLE IF NOT EXISTS storage_attachments (
  table_name TEXT NOT NULL, document_id TEXT NOT NULL, attachment_id TEXT NOT NULL, digest TEXT NOT NULL,
  type TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY (table_name, document_id, attachment_id))`;

/** The layout that a file says it has; 0 for a file that is not the storage's yet. */
export function layoutVersionOf(database: SqliteDatabase): number {
  return Number(database.pragma('user_version', { simple: true }));
}

/** @throws StorageError NEWER_VERSION */
export function checkLayoutVersion(database: SqliteDatabase): void {
  const version = layoutVersionOf(database);
  if (version <= LAYOUT_VERSION) return;
  throw new StorageError('NEWER_VERSION', `The file has layout ${version}, this program knows up to ${LAYOUT_VERSION}`);
}

/** Makes the storage's own tables in a new file. A file of an older layout is left as it is: see `upgradeLayout`. */
export function createLayout(database: SqliteDatabase): void {
  if (layoutVersionOf(database) !== 0) return;
  database
    .transaction(() => {
      // Another process may have made the file in the meantime.
      if (layoutVersionOf(database) !== 0) return;
      for (const create of [CREATE_STORAGE_TABLES, CREATE_STORAGE_ATTACHMENTS, CREATE_STORAGE_SEQUENCES]) {
        database.exec(create);
      }
      database.pragma(`user_version = ${LAYOUT_VERSION}`);
    })
    .immediate();
}
