import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  fillWithDefaultSettings,
  normalizeMangoQuery,
  prepareQuery,
  type RxStorage,
  type RxStorageInstance,
} from 'rxdb';
import { onTestFinished } from 'vitest';
import { openDatabaseFile } from '../database-file.ts';
import { getRxStorageBetterSqlite, type RxStorageOnSqlite } from '../storage.ts';
import type { DocumentFields, StorageQuery, StoredDocument, StoredSchema, WriteHook } from '../types.ts';
import { nextDocumentData } from '../write-documents.ts';

/** An instance as the tests use it, of any storage. */
export type TestInstance = RxStorageInstance<DocumentFields, unknown, unknown, { id: string; lwt: number }>;

export const TEST_KEY = new Uint8Array(32).map((_, index) => index * 7 + 1);
export const TOKEN = 'testtoken';

/** A directory that is removed after the test. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'onthaal-storage-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** A storage on a new encrypted file. */
export function openTestStorage(writeHooks: readonly WriteHook[] = [], file = join(temporaryDirectory(), 'test.db')) {
  const databaseFile = openDatabaseFile({ file, key: TEST_KEY });
  const storage = getRxStorageBetterSqlite({ databaseFile, writeHooks });
  return { file, databaseFile, storage };
}

/** A dossier-like schema with indexes, an optional and a nullable field, a nested one and a list. */
export const DOSSIER_SCHEMA = filled({
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 60 },
    status: { type: 'string', maxLength: 40 },
    priority: { type: 'number', minimum: -1000, maximum: 1000, multipleOf: 0.01 },
    count: { type: 'integer' },
    weight: { type: 'number' },
    urgent: { type: 'boolean' },
    note: { type: 'string' },
    remark: { type: ['string', 'null'] },
    applicant: {
      type: 'object',
      properties: { name: { type: 'string', maxLength: 60 }, city: { type: 'string' } },
      required: ['name'],
    },
    labels: { type: 'array', items: { type: 'string' } },
  },
  required: ['id', 'status', 'priority', 'urgent', 'applicant'],
  indexes: ['status', ['priority', 'status'], ['urgent', 'priority'], 'applicant.name'],
});

/** Fills a schema as RxDB does before it hands it to a storage. */
export function filled(schema: object): StoredSchema {
  return fillWithDefaultSettings(schema as never) as unknown as StoredSchema;
}

/** Opens an instance on any storage. */
export function createInstance(
  storage: RxStorage<never, never> | RxStorageOnSqlite,
  schema: StoredSchema = DOSSIER_SCHEMA,
  collectionName = 'dossiers',
  databaseName = 'testdatabase',
): Promise<TestInstance> {
  return (storage as RxStorage<unknown, unknown>).createStorageInstance({
    databaseInstanceToken: TOKEN,
    databaseName,
    collectionName,
    schema: schema as never,
    options: {},
    multiInstance: false,
    devMode: false,
  }) as unknown as Promise<TestInstance>;
}

/** The next state of a dossier. */
export function dossier(id: string, fields: DocumentFields = {}, previous?: StoredDocument): StoredDocument {
  const defaults = { status: 'open', priority: 1, urgent: false, applicant: { name: 'Jan' } };
  return nextDocumentData(previous, { id, ...defaults, ...fields }, TOKEN);
}

/** A query as RxDB prepares it. */
export function prepared(query: object, schema: StoredSchema = DOSSIER_SCHEMA): StorageQuery {
  return prepareQuery(schema as never, normalizeMangoQuery(schema as never, query as never)) as unknown as StorageQuery;
}
