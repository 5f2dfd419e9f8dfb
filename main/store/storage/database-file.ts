import { accessSync, closeSync, constants, existsSync, openSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Database as SqliteDatabase, SqlValue, Statement } from 'better-sqlite3';
import Database from 'better-sqlite3';
import { checkLayoutVersion, createLayout } from './file-layout.ts';
import { StorageError, toStorageError } from './storage-error.ts';

/** How to open a database file. */
export interface DatabaseFileOptions {
  /** Path of the file; its directory must exist. The file is made unless `readOnly`. */
  readonly file: string;
  /** Raw 256-bit key. Without it the file is plain. */
  readonly key?: Uint8Array;
  /** Path of the .node file; left out, the package's own prebuilt one. */
  readonly nativeBinding?: string | undefined;
  /** For the reader worker: no write is possible and the file must exist. */
  readonly readOnly?: boolean;
  /** Default true: an acknowledged write survives power loss (synchronous FULL). False: NORMAL. */
  readonly fullSync?: boolean;
}

const PAGE_SIZE = 8192;
const STATEMENT_CACHE_SIZE = 300;
const BUSY_TIMEOUT_MILLISECONDS = 5000;
const KEY_BYTES = 32;
const RAW_KEY_PREFIX = 'raw:';
const HEXADECIMAL_DIGITS = '0123456789abcdef';
const SMALLEST_PAGE = 512;
const PLAIN_HEADER = 'SQLite format 3\0';

/** One open connection to one file, with a statement cache. */
export class DatabaseFile {
  readonly file: string;
  readonly readOnly: boolean;
  /** The connection itself, for hand-written SQL. */
  readonly database: SqliteDatabase;
  readonly #statements = new Map<string, Statement>();
  readonly #fullSync: boolean;
  #isRepeatable: ((context: string) => boolean) | undefined;
  #closed = false;

  constructor(file: string, readOnly: boolean, database: SqliteDatabase, fullSync = true) {
    this.file = file;
    this.readOnly = readOnly;
    this.database = database;
    this.#fullSync = fullSync;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Prepares a statement once per SQL text; the least recently used one is dropped. */
  prepare<Row = unknown>(sql: string): Statement<Row> {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.database.prepare(sql);
      if (this.#statements.size >= STATEMENT_CACHE_SIZE) {
        const oldest = this.#statements.keys().next().value;
        if (oldest !== undefined) this.#statements.delete(oldest);
      }
    } else {
      this.#statements.delete(sql);
    }
    this.#statements.set(sql, statement);
    return statement as Statement<Row>;
  }

  /** Runs `work` in one write transaction (BEGIN IMMEDIATE); a throw rolls back. SQLite errors become StorageError. */
  transaction<Result>(work: () => Result): Result {
    return this.guard(() => this.database.transaction(work).immediate());
  }

  /**
   * Names the write contexts whose work can be done again from elsewhere; undefined: none. A power cut may take back the
   * last of their transactions, never one before a transaction that stays: SQLite's log is cut off at one point.
   */
  setRepeatable(isRepeatable: ((context: string) => boolean) | undefined): void {
    this.#isRepeatable = isRepeatable;
  }

  /** Whether the work of a write context can be done again from elsewhere. */
  isRepeatable(context: string): boolean {
    return this.#isRepeatable?.(context) === true;
  }

  /** `transaction` for a write of some context: without waiting for the disk when that context is repeatable. */
  contextTransaction<Result>(context: string, work: () => Result): Result {
    return this.isRepeatable(context) ? this.relaxedTransaction(work) : this.transaction(work);
  }

  /**
   * `transaction` without waiting for the disk, for work that is not acknowledged before another transaction, or that can
   * be done again: a power cut may take it back, but never one before a transaction that stays.
   */
  relaxedTransaction<Result>(work: () => Result): Result {
    if (!this.#fullSync) return this.transaction(work);
    this.database.pragma('synchronous = NORMAL');
    try {
      return this.transaction(work);
    } finally {
      // Whatever is written next must be on disk when it is acknowledged.
      this.database.pragma('synchronous = FULL');
    }
  }

  /** Runs `work` with SQLite's errors turned into StorageError. */
  guard<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw toStorageError(error);
    }
  }

  /** All rows of a hand-written statement, with typed errors. */
  rows<Row>(sql: string, ...parameters: readonly SqlValue[]): Row[] {
    return this.guard(() => this.prepare<Row>(sql).all(...parameters));
  }

  /** Refreshes the planner's statistics where they are stale. Without them SQLite prefers a scan in sort order. */
  optimize(): void {
    if (this.readOnly || this.#closed) return;
    this.guard(() => {
      this.database.pragma('analysis_limit = 1000');
      this.database.pragma('optimize');
    });
  }

  /** Closes the connection; a second call does nothing. Storage instances on this file cannot be used afterwards. */
  close(): void {
    if (this.#closed) return;
    try {
      this.optimize();
    } catch {
      // Stale statistics cost time, not data: a full disk or a damaged page must not keep the file open.
    }
    this.#closed = true;
    this.#statements.clear();
    this.guard(() => this.database.close());
  }
}

/**
 * Opens (or makes) a database file: cipher AEGIS with the raw key, 8 KB pages, WAL.
 *
 * @throws StorageError KEY_WRONG (the key does not fit, or the file is encrypted and no key was given), CORRUPT,
 * NEWER_VERSION (written by a newer Onthaal), READ_ONLY, DISK_FULL, UNKNOWN
 */
export function openDatabaseFile(options: DatabaseFileOptions): DatabaseFile {
  const readOnly = options.readOnly ?? false;
  if (options.key !== undefined && options.key.length !== KEY_BYTES) {
    throw new TypeError(`The key of a database file is ${KEY_BYTES} bytes long`);
  }
  if (!readOnly) refuseNewerFile(options);
  const database = connect(options, readOnly);
  try {
    applyKey(database, options.key);
    checkReadable(database, options);
    checkLayoutVersion(database);
    const fullSync = options.fullSync ?? true;
    applySettings(database, readOnly, fullSync);
    return new DatabaseFile(options.file, readOnly, database, fullSync);
  } catch (error) {
    database.close();
    throw readOnlyPlace(options.file, error) ?? toStorageError(error);
  }
}

/** Where nothing can be written SQLite cannot make the log of a file that was closed well, and only says "cannot open". */
function readOnlyPlace(file: string, error: unknown): StorageError | undefined {
  if (!(error instanceof Database.SqliteError) || !error.code.startsWith('SQLITE_CANTOPEN')) return undefined;
  try {
    accessSync(dirname(file), constants.W_OK);
    return undefined;
  } catch {
    return new StorageError('READ_ONLY', `${error.code}: the folder cannot be written`, {
      cause: error,
      sqliteCode: error.code,
    });
  }
}

/**
 * Looks at the version on a connection that cannot write: one that can empties the log of a newer program when it closes.
 *
 * @throws StorageError NEWER_VERSION
 */
function refuseNewerFile(options: DatabaseFileOptions): void {
  if (!existsSync(options.file)) return;
  let database: SqliteDatabase | undefined;
  try {
    database = connect(options, true);
    applyKey(database, options.key);
    checkLayoutVersion(database);
  } catch (error) {
    if (error instanceof StorageError && error.code === 'NEWER_VERSION') throw error;
    // Whatever else is wrong, the connection that can write finds out, and says it better.
  } finally {
    database?.close();
  }
}

function connect(options: DatabaseFileOptions, readOnly: boolean): SqliteDatabase {
  try {
    return new Database(options.file, {
      readonly: readOnly,
      fileMustExist: readOnly,
      timeout: BUSY_TIMEOUT_MILLISECONDS,
      ...(options.nativeBinding === undefined ? {} : { nativeBinding: options.nativeBinding }),
    });
  } catch (error) {
    throw toStorageError(error);
  }
}

function applyKey(database: SqliteDatabase, key: Uint8Array | undefined): void {
  if (key === undefined) return;
  database.pragma("cipher = 'aegis'");
  // "raw:" + hex skips the key derivation (20-40 ms per open), which adds nothing to 256 random bits. Written digit by
  // digit, because a string with the key could not be wiped afterwards.
  const rawKey = Buffer.alloc(RAW_KEY_PREFIX.length + 2 * KEY_BYTES, RAW_KEY_PREFIX, 'latin1');
  for (const [index, byte] of key.entries()) {
    rawKey[RAW_KEY_PREFIX.length + 2 * index] = HEXADECIMAL_DIGITS.charCodeAt(byte >> 4);
    rawKey[RAW_KEY_PREFIX.length + 2 * index + 1] = HEXADECIMAL_DIGITS.charCodeAt(byte & 15);
  }
  database.key(rawKey);
  rawKey.fill(0);
}

/** The first read is where SQLite finds out whether the key fits. */
function checkReadable(database: SqliteDatabase, options: DatabaseFileOptions): void {
  try {
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
  } catch (error) {
    if (!(error instanceof Database.SqliteError) || error.code !== 'SQLITE_NOTADB') throw error;
    const code = isWholeEncryptedFile(options) ? 'KEY_WRONG' : 'CORRUPT';
    throw new StorageError(code, `${error.code}: the file cannot be read with this key`, {
      cause: error,
      sqliteCode: error.code,
    });
  }
}

/** A wrong key and a damaged first page look alike to SQLite; a cut file and a damaged plain file do not. */
function isWholeEncryptedFile(options: DatabaseFileOptions): boolean {
  if (!existsSync(options.file) || statSync(options.file).size % SMALLEST_PAGE !== 0) return false;
  const header = Buffer.alloc(PLAIN_HEADER.length);
  const descriptor = openSync(options.file, 'r');
  try {
    readSync(descriptor, header, 0, header.length, 0);
  } finally {
    closeSync(descriptor);
  }
  return options.key !== undefined || header.toString('latin1') !== PLAIN_HEADER;
}

function applySettings(database: SqliteDatabase, readOnly: boolean, fullSync: boolean): void {
  database.pragma(`busy_timeout = ${BUSY_TIMEOUT_MILLISECONDS}`);
  // Temporary files of SQLite are not encrypted: keep sorting and statement journals in memory.
  database.pragma('temp_store = MEMORY');
  database.pragma('cache_size = -24000');
  if (readOnly) {
    database.pragma('query_only = ON');
    return;
  }
  database.pragma(`page_size = ${PAGE_SIZE}`);
  database.pragma('journal_mode = WAL');
  database.pragma(`synchronous = ${fullSync ? 'FULL' : 'NORMAL'}`);
  // On macOS a plain flush stops at the cache of the disk; elsewhere these change nothing.
  database.pragma('fullfsync = ON');
  database.pragma('checkpoint_fullfsync = ON');
  database.pragma('secure_delete = ON');
  database.pragma('wal_autocheckpoint = 5000');
  database.pragma('journal_size_limit = 67108864');
  createLayout(database);
}
