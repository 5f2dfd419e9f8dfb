import Database from 'better-sqlite3';

/** What can be wrong with the file; each needs another sentence and another action in the user interface. */
export type StorageErrorCode = 'KEY_WRONG' | 'CORRUPT' | 'DISK_FULL' | 'READ_ONLY' | 'NEWER_VERSION' | 'UNKNOWN';

/**
 * A failure of the database file. `sqliteCode` is SQLite's own (extended) code, for example SQLITE_IOERR_WRITE. The
 * message never holds a value from a document.
 */
export class StorageError extends Error {
  readonly code: StorageErrorCode;
  readonly sqliteCode: string | undefined;

  constructor(
    code: StorageErrorCode,
    message: string,
    options: { readonly cause?: unknown; sqliteCode?: string } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'StorageError';
    this.code = code;
    this.sqliteCode = options.sqliteCode;
  }
}

/** How a program can use the storage wrongly; the file itself is sound. */
export type StorageUseErrorCode =
  /** The file is open in this process with another key, or with one where none is given. */
  | 'OTHER_KEY'
  /** The collection is open with another schema of the same version. */
  | 'OTHER_SCHEMA'
  /** The instance, the collection or the file was closed. */
  | 'CLOSED'
  /** The table of the instance was removed. */
  | 'REMOVED'
  /** There is no attachment with this id and digest. */
  | 'NO_ATTACHMENT'
  /** A write over several collections that are not in one file. */
  | 'SEVERAL_FILES';

/** A wrong use of the storage. The message never holds a value from a document. */
export class StorageUseError extends Error {
  // RxDB's own tests for storages ask for an Error, and look at the name of its class.
  static override readonly name = 'Error';
  readonly code: StorageUseErrorCode;

  constructor(code: StorageUseErrorCode, message: string) {
    super(message);
    this.name = 'StorageUseError';
    this.code = code;
  }
}

/** Extended codes that mean something else than their primary code. Source: https://www.sqlite.org/rescode.html */
const EXTENDED_CODES: ReadonlyMap<string, StorageErrorCode> = new Map([
  // The shared-memory file of the WAL cannot grow: with a healthy disk that is lack of space.
  ['SQLITE_IOERR_SHMSIZE', 'DISK_FULL'],
  ['SQLITE_IOERR_CORRUPTFS', 'CORRUPT'],
  ['SQLITE_IOERR_DATA', 'CORRUPT'],
  ['SQLITE_CANTOPEN_DIRTYWAL', 'CORRUPT'],
]);

const PRIMARY_CODES: readonly (readonly [prefix: string, code: StorageErrorCode])[] = [
  // Reached only after the key was accepted, so the file changed under our hands.
  ['SQLITE_NOTADB', 'CORRUPT'],
  ['SQLITE_CORRUPT', 'CORRUPT'],
  ['SQLITE_FULL', 'DISK_FULL'],
  ['SQLITE_READONLY', 'READ_ONLY'],
];

/** Maps a SQLite result code to a StorageErrorCode. SQLITE_NOTADB while opening is the opener's to interpret. */
export function storageErrorCodeOf(sqliteCode: string): StorageErrorCode {
  const extended = EXTENDED_CODES.get(sqliteCode);
  if (extended !== undefined) return extended;
  return PRIMARY_CODES.find(([prefix]) => sqliteCode.startsWith(prefix))?.[1] ?? 'UNKNOWN';
}

/** Turns an error of SQLite into a StorageError; any other error (a bug, a write hook's own error) is returned as it is. */
export function toStorageError(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  return new StorageError(storageErrorCodeOf(error.code), `${error.code}: ${error.message}`, {
    cause: error,
    sqliteCode: error.code,
  });
}
