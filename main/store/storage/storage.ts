import { join } from 'node:path';
import { ensureRxStorageInstanceParamsAreCorrect, RXDB_VERSION, type RxStorage } from 'rxdb';
import type { DatabaseFile } from './database-file.ts';
import { fileNameOf } from './names.ts';
import { acquireFile, type OpenFile, openFileOf } from './open-file.ts';
import { StorageError } from './storage-error.ts';
import { SqliteStorageInstance } from './storage-instance.ts';
import type { TableState } from './table-state.ts';
import type { StorageLogger, StoredSchema, WriteHook } from './types.ts';

/** What every kind of storage may be given. */
interface CommonOptions {
  /** Run in order, inside the transaction of every write to a real collection. */
  readonly writeHooks?: readonly WriteHook[] | undefined;
  /** Hears of slow operations; never given a value of a document. */
  readonly logger?: StorageLogger | undefined;
}

/** How the storage opens its files. */
interface OwnFileOptions extends CommonOptions {
  /** Raw 256-bit key of every file: cipher AEGIS. Without it the files are plain. */
  readonly key?: Uint8Array | undefined;
  /** Path of better-sqlite3's .node file; left out, the package's own prebuilt one. */
  readonly nativeBinding?: string | undefined;
  /** Default true: an acknowledged write survives power loss (synchronous FULL). False: it survives a crash only. */
  readonly fullSync?: boolean | undefined;
  readonly databaseFile?: never;
}

/** Everything in one file, several RxDatabases too; the first has the plain table names, others a prefix. */
export interface FileStorageOptions extends OwnFileOptions {
  /** Path of the file; it and its directory are made when they are not there. */
  readonly file: string;
  readonly directory?: never;
}

/** One file per RxDatabase, named after it. */
export interface DirectoryStorageOptions extends OwnFileOptions {
  /** Path of the directory; it is made when it is not there. */
  readonly directory: string;
  readonly file?: never;
}

/** A file that the program opened itself and closes itself, after the RxDatabase. */
export interface DatabaseFileStorageOptions extends CommonOptions {
  readonly databaseFile: DatabaseFile;
  readonly file?: never;
  readonly directory?: never;
}

/** How to make a storage: exactly one of `file`, `directory` and `databaseFile`. */
export type StorageOptions = FileStorageOptions | DirectoryStorageOptions | DatabaseFileStorageOptions;

/** An RxStorage on SQLite files. */
export interface RxStorageOnSqlite extends RxStorage<TableState, Readonly<Record<string, unknown>>> {
  /** For a program that removes rows by hand, in a transaction of its own, and must tell the hooks itself. */
  readonly parts: { readonly writeHooks: readonly WriteHook[] };
  /** The open instance of a collection with the highest schema version; of any RxDatabase unless one is named. */
  openInstanceOf(collectionName: string, databaseName?: string): SqliteStorageInstance | undefined;
}

/** An RxStorage on a file that the program opened. */
export interface RxStorageBetterSqlite extends RxStorageOnSqlite {
  readonly databaseFile: DatabaseFile;
}

/** A file in use; `release` when the user closes. */
interface FileUse {
  readonly open: OpenFile;
  readonly release: () => void;
}

/**
 * The storage for `createRxDatabase({ storage })`.
 *
 * With `file` or `directory` the storage opens files when they are first needed, shares them in this process with every
 * other storage on them, whatever path or link they were named by, and closes them when their last instance closes. With
 * `databaseFile` closing the RxDatabase leaves the file open: whoever opened it calls `databaseFile.close()` afterwards.
 *
 * All instances on one table see each other's changes at once, in this process; `multiInstance` makes no difference to it.
 *
 * @throws StorageError READ_ONLY for a `databaseFile` that cannot be written. Opening a collection rejects with StorageError
 * (KEY_WRONG, CORRUPT, DISK_FULL, READ_ONLY, NEWER_VERSION, UNKNOWN) or StorageUseError (OTHER_KEY, OTHER_SCHEMA)
 */
export function getRxStorageBetterSqlite(options: DatabaseFileStorageOptions): RxStorageBetterSqlite;
export function getRxStorageBetterSqlite(options: StorageOptions): RxStorageOnSqlite;
export function getRxStorageBetterSqlite(options: StorageOptions): RxStorageOnSqlite | RxStorageBetterSqlite {
  const { writeHooks = [], logger } = options;
  const useFile = fileUserOf(options);
  const instances = new Set<SqliteStorageInstance>();

  const create = async (
    databaseName: string,
    collectionName: string,
    schema: StoredSchema,
    instanceOptions: object,
  ) => {
    const { open, release } = useFile(databaseName);
    try {
      const instance = new SqliteStorageInstance({
        databaseName,
        collectionName,
        schema,
        options: instanceOptions as Readonly<Record<string, unknown>>,
        open,
        state: await open.table({ databaseName, collectionName }, schema),
        writeHooks,
        logger,
        onClose: (closed) => {
          instances.delete(closed);
          release();
        },
      });
      instances.add(instance);
      return instance;
    } catch (error) {
      release();
      throw error;
    }
  };

  return {
    name: 'better-sqlite3',
    rxdbVersion: RXDB_VERSION,
    parts: { writeHooks },
    ...(options.databaseFile === undefined ? {} : { databaseFile: options.databaseFile }),
    openInstanceOf: (collectionName, databaseName) =>
      [...instances]
        .filter((instance) => instance.collectionName === collectionName)
        .filter((instance) => databaseName === undefined || instance.databaseName === databaseName)
        .sort((one, other) => other.schema.version - one.schema.version)[0],
    createStorageInstance: async (params) => {
      ensureRxStorageInstanceParamsAreCorrect(params);
      const schema = params.schema as unknown as StoredSchema;
      return (await create(params.databaseName, params.collectionName, schema, params.options)) as never;
    },
  };
}

/** How the file of an RxDatabase is come by. */
function fileUserOf(options: StorageOptions): (databaseName: string) => FileUse {
  if (options.databaseFile !== undefined) {
    const { databaseFile } = options;
    if (databaseFile.readOnly) throw new StorageError('READ_ONLY', 'RxDB needs a database file that can be written');
    const open = openFileOf(databaseFile);
    return () => ({ open, release: () => undefined });
  }
  const { key, nativeBinding, fullSync } = options;
  // A copy: the caller may wipe its own.
  const ownKey = key === undefined ? undefined : new Uint8Array(key);
  return (databaseName) =>
    acquireFile({
      file: options.file ?? join(options.directory, fileNameOf(databaseName)),
      key: ownKey,
      nativeBinding,
      fullSync,
    });
}
