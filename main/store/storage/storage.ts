import { deepEqual, ensureRxStorageInstanceParamsAreCorrect, RXDB_VERSION, type RxStorage } from 'rxdb';
import type { DatabaseFile } from './database-file.ts';
import { openTable } from './document-table.ts';
import { EventLoopTurns } from './event-loop-turns.ts';
import { tableNameOf } from './names.ts';
import { newTableState, SqliteStorageInstance, type StorageParts, type TableState } from './storage-instance.ts';
import type { StorageLogger, StoredSchema, WriteHook } from './types.ts';

/** How to make a storage. */
export interface StorageOptions {
  readonly databaseFile: DatabaseFile;
  /** Run in order, inside the transaction of every write to a real collection. */
  readonly writeHooks?: readonly WriteHook[];
  readonly logger?: StorageLogger;
}

/** An RxStorage on one database file. */
export interface RxStorageBetterSqlite extends RxStorage<TableState, Readonly<Record<string, unknown>>> {
  readonly databaseFile: DatabaseFile;
  readonly parts: StorageParts;
  /** The open instance of a collection with the highest schema version. */
  openInstanceOf(collectionName: string): SqliteStorageInstance | undefined;
}

/** Two storages on one file see each other's changes, as two instances of one storage do. */
const STATES_BY_FILE = new WeakMap<DatabaseFile, Map<string, TableState>>();

/**
 * The storage for `createRxDatabase({ storage, multiInstance: false })`. Closing the RxDatabase leaves the file open:
 * whoever opened it calls `databaseFile.close()` afterwards.
 */
export function getRxStorageBetterSqlite(options: StorageOptions): RxStorageBetterSqlite {
  const { databaseFile, writeHooks = [], logger } = options;
  if (databaseFile.readOnly) throw new Error('RxDB needs a database file that can be written');
  const parts: StorageParts = { file: databaseFile, turns: new EventLoopTurns(), writeHooks, logger };
  const instances = new Set<SqliteStorageInstance>();

  const create = (databaseName: string, collectionName: string, schema: StoredSchema, instanceOptions: object) => {
    const states = statesOf(databaseFile);
    const name = tableNameOf(collectionName, schema.version);
    let state = states.get(name);
    if (state === undefined || state.removed || state.openInstances === 0) {
      state = newTableState(databaseName, openTable(databaseFile, databaseName, collectionName, schema));
      states.set(name, state);
    } else if (state.databaseName !== databaseName) {
      throw new Error(`The file holds the RxDatabase ${state.databaseName}; ${databaseName} needs a file of its own`);
    } else if (!deepEqual(state.table.layout.schema, schema)) {
      throw new Error(`The collection ${collectionName} is already open with another schema`);
    }
    const instance = new SqliteStorageInstance({
      ...parts,
      databaseName,
      collectionName,
      schema,
      options: instanceOptions as Readonly<Record<string, unknown>>,
      state,
      onClose: (closed) => instances.delete(closed),
    });
    instances.add(instance);
    return instance;
  };

  return {
    name: 'better-sqlite3',
    rxdbVersion: RXDB_VERSION,
    databaseFile,
    parts,
    openInstanceOf: (collectionName) =>
      [...instances]
        .filter((instance) => instance.collectionName === collectionName)
        .sort((one, other) => other.schema.version - one.schema.version)[0],
    createStorageInstance: async (params) => {
      ensureRxStorageInstanceParamsAreCorrect(params);
      await parts.turns.next();
      const schema = params.schema as unknown as StoredSchema;
      return create(params.databaseName, params.collectionName, schema, params.options) as never;
    },
  };
}

function statesOf(file: DatabaseFile): Map<string, TableState> {
  let states = STATES_BY_FILE.get(file);
  if (states === undefined) {
    states = new Map();
    STATES_BY_FILE.set(file, states);
  }
  return states;
}
