import { randomBytes } from 'node:crypto';
import { type CollectionName, collectionNames } from '@onthaal/contract/entities/index.ts';
import { rxdbSchemas } from '@onthaal/contract/generated/rxdb-schemas.ts';
import { createRxDatabase, type RxCollection, type RxConflictHandler, type RxDatabase } from 'rxdb';
import { type DatabaseFile, isRealCollection, type RxStorageBetterSqlite } from '../storage/index.ts';
import { readSetting, writeSetting } from './own-tables.ts';

/** An open RxDB database with its eleven collections. */
export interface OpenRxDatabase {
  readonly database: RxDatabase;
  readonly collections: Readonly<Record<CollectionName, RxCollection>>;
}

/** The JSON schema of every collection, as RxDB takes it. */
export type DocumentSchemas = Readonly<Record<CollectionName, object>>;

/** RxDB allows a name once per process; the file remembers its own, so that it may be moved. */
function databaseNameOf(file: DatabaseFile): string {
  const known = readSetting(file, 'databaseName');
  if (known !== undefined) return known;
  const name = `onthaal${randomBytes(6).toString('hex')}`;
  writeSetting(file, 'databaseName', name);
  return name;
}

/** Opens RxDB on a storage. Throws RxDB's own error when a schema changed without a new file (code DB6). */
export async function openRxDatabase(
  storage: RxStorageBetterSqlite,
  conflictHandlerOf: (collection: CollectionName) => RxConflictHandler<Record<string, unknown>>,
  schemas: DocumentSchemas = rxdbSchemas,
): Promise<OpenRxDatabase> {
  const database = await createRxDatabase({
    name: databaseNameOf(storage.databaseFile),
    storage,
    multiInstance: false,
    eventReduce: false,
  });
  try {
    const creators = collectionNames.map((name) => {
      if (!isRealCollection(name)) throw new Error(`The collection ${name} would get no write hooks`);
      return [name, { schema: schemas[name] as never, conflictHandler: conflictHandlerOf(name) }] as const;
    });
    const collections = await database.addCollections(Object.fromEntries(creators) as never);
    return { database, collections: collections as OpenRxDatabase['collections'] };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Whether RxDB refused a collection because its schema is not the one in the file. */
export function isSchemaChange(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'DB6';
}
