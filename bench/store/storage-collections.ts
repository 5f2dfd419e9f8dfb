import { join } from 'node:path';
import { createRxDatabase, fillWithDefaultSettings, type RxCollection, type RxDatabase, type RxStorage } from 'rxdb';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { getRxStorageBetterSqlite, nextDocumentData, openDatabaseFile } from '../../main/store/storage/index.ts';
import type { StoredDossier } from '../baseline/raw-dossiers.ts';
import { type BenchDossier, DOSSIERS, dossierSchema } from '../data/storage-dossiers.ts';
import { BENCH_KEY } from './bench-key.ts';

/** A collection of dossiers on one of the storages. */
export interface OpenCollection {
  readonly dossiers: RxCollection<BenchDossier>;
  readonly database: RxDatabase;
  readonly close: () => Promise<void>;
}

/** Name of the database in its folder. */
export const STORAGE_FILE = 'storage.sqlite';

const DATABASE = 'bench';
let databases = 0;

/** The schema as RxDB hands it to a storage. */
export function filledDossierSchema(): object {
  return fillWithDefaultSettings(structuredClone(dossierSchema) as never);
}

/** Documents as RxDB hands them to a storage. */
export function storedDossiers(dossiers: readonly BenchDossier[]): StoredDossier[] {
  return dossiers.map((dossier) => nextDocumentData(undefined, { ...dossier }, DATABASE) as unknown as StoredDossier);
}

/** Dossiers on RxDB's memory storage. */
export async function openInMemory(): Promise<OpenCollection> {
  databases += 1;
  return open(getRxStorageMemory() as never, `${DATABASE}${databases}`, () => undefined);
}

/** Dossiers in an encrypted file in this folder. */
export async function openInFile(folder: string): Promise<OpenCollection> {
  const databaseFile = openDatabaseFile({ file: join(folder, STORAGE_FILE), key: BENCH_KEY });
  return open(getRxStorageBetterSqlite({ databaseFile }) as never, DATABASE, () => databaseFile.close());
}

async function open(storage: RxStorage<never, never>, name: string, afterwards: () => void): Promise<OpenCollection> {
  const database = await createRxDatabase({ name, storage, multiInstance: false });
  const schema = structuredClone(dossierSchema) as never;
  const { [DOSSIERS]: dossiers } = await database.addCollections({ [DOSSIERS]: { schema } });
  if (dossiers === undefined) throw new Error('No collection');
  return {
    dossiers: dossiers as unknown as RxCollection<BenchDossier>,
    database,
    close: async () => {
      await database.close();
      afterwards();
    },
  };
}

/** Writes dossiers as a pull does: straight to the storage, 500 at a time. */
export async function fill({ dossiers }: OpenCollection, documents: readonly StoredDossier[]): Promise<void> {
  const batch = 500;
  for (let start = 0; start < documents.length; start += batch) {
    const rows = documents.slice(start, start + batch).map((document) => ({ document }));
    const { error } = await dossiers.storageInstance.originalStorageInstance.bulkWrite(rows as never, 'bench');
    if (error.length > 0) throw new Error('A dossier was refused');
  }
}
