import { join } from 'node:path';
import type { RxStorage } from 'rxdb';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { onTestFinished } from 'vitest';
import { getRxStorageBetterSqlite } from '../storage.ts';
import type { StoredSchema } from '../types.ts';
import {
  createInstance,
  DOSSIER_SCHEMA,
  openTestStorage,
  TEST_KEY,
  type TestInstance,
  temporaryDirectory,
} from './test-database.ts';

/** A way to have an RxStorage; every rule for storages is tested with all of them. */
export interface StorageKind {
  readonly name: string;
  /** A place of its own; what it answers makes a storage on that place, as often as wanted. */
  place(): () => RxStorage<never, never>;
}

/** RxDB's memory storage is the oracle: a rule that it breaks is no rule. */
export const STORAGE_KINDS: readonly StorageKind[] = [
  { name: 'memory', place: () => () => getRxStorageMemory() as never },
  {
    name: 'databaseFile with a key',
    place: () => {
      const { storage, databaseFile } = openTestStorage();
      onTestFinished(() => databaseFile.close());
      return () => storage as never;
    },
  },
  { name: 'file', place: () => ownFile(join(temporaryDirectory(), 'one.db')) },
  { name: 'file with a key', place: () => ownFile(join(temporaryDirectory(), 'one.db'), TEST_KEY) },
  {
    name: 'directory',
    place: () => {
      const directory = temporaryDirectory();
      return () => getRxStorageBetterSqlite({ directory }) as never;
    },
  },
  {
    name: 'directory with a key',
    place: () => {
      const directory = temporaryDirectory();
      return () => getRxStorageBetterSqlite({ directory, key: TEST_KEY }) as never;
    },
  },
];

/** The kinds of this folder, for rules that RxDB's memory storage does not keep. */
export const OWN_STORAGE_KINDS: readonly StorageKind[] = STORAGE_KINDS.filter(({ name }) => name !== 'memory');

function ownFile(file: string, key?: Uint8Array): () => RxStorage<never, never> {
  return () => getRxStorageBetterSqlite(key === undefined ? { file } : { file, key }) as never;
}

let places = 0;

/** A place of one kind where instances can be opened; they are closed after the test. */
export function newPlace(kind: StorageKind) {
  places += 1;
  const databaseName = `place${places}`;
  const storage = kind.place();
  return {
    storage,
    databaseName,
    /** Each call makes a storage and an instance of its own on this place. */
    open: async (schema: StoredSchema = DOSSIER_SCHEMA, collectionName = 'dossiers', database = databaseName) => {
      const instance = await createInstance(storage(), schema, collectionName, database);
      onTestFinished(() => instance.close().catch(() => undefined));
      return instance;
    },
  };
}

/** Inserts documents that must not conflict. */
export async function insert(instance: TestInstance, ...documents: object[]): Promise<void> {
  const { error } = await instance.bulkWrite(documents.map((document) => ({ document })) as never, 'test');
  if (error.length > 0) throw new Error(`Not inserted: ${error.length}`);
}
