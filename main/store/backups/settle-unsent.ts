import { type CollectionName, collectionNames } from '@onthaal/contract/entities/index.ts';
import type { RxConflictHandler } from 'rxdb';
import { projectionHook } from '../database/projections.ts';
import { type DocumentSchemas, openRxDatabase } from '../database/rx-database.ts';
import { keptDocument, type OutboxRow } from '../outbox/outbox-rows.ts';
import { SearchIndex } from '../search/search-index.ts';
import {
  type DatabaseFile,
  getRxStorageBetterSqlite,
  nextDocumentData,
  type RxStorageBetterSqlite,
  type StoredDocument,
  tableNameOf,
  writeDocuments,
} from '../storage/index.ts';
import { UNSENT } from './unsent-rows.ts';

const CONTEXT = 'restore-settle';

interface Unsent {
  readonly collection: CollectionName;
  readonly id: string;
  /** The centre's version that the oldest unsent write began from; undefined: the centre did not have it. */
  readonly base: Readonly<Record<string, unknown>> | undefined;
}

const neverAsked: RxConflictHandler<Record<string, unknown>> = {
  isEqual: () => false,
  resolve: ({ realMasterState }) => Promise.resolve(realMasterState),
};

/**
 * Takes the unsent work of then out of a restored database, so that it holds what the centre had: what is still unsent today is
 * carried over separately, and what was sent since comes back from the centre. Without this RxDB would take the documents of then
 * for changes of this desk, and pass over every newer version that it pulls.
 *
 * @throws StorageError; RxDB's error DB6 when the backup was made for other schemas
 */
export async function settleUnsent(file: DatabaseFile, schemas?: DocumentSchemas): Promise<void> {
  const unsent = unsentDocuments(file);
  if (unsent.length > 0) await writeBases(file, unsent, schemas);
  file.transaction(() => {
    for (const { collection, id, base } of unsent) {
      if (base === undefined) file.prepare(`DELETE FROM ${tableNameOf(collection, 0)} WHERE id = ?`).run(id);
      settleMeta(file, id, base);
    }
    file.database.exec(`DELETE FROM outbox WHERE ${UNSENT};
      DELETE FROM outbox_link WHERE operation_id NOT IN (SELECT operation_id FROM outbox);
      DELETE FROM conflict WHERE resolved_at IS NULL;
      DELETE FROM unknown_to_centre;`);
  });
}

function unsentDocuments(file: DatabaseFile): Unsent[] {
  const documents = new Map<string, Unsent>();
  for (const row of file.rows<OutboxRow>('SELECT * FROM outbox WHERE pending = 1 ORDER BY sequence')) {
    const key = `${row.collection}/${row.document_id}`;
    if (documents.has(key)) continue;
    documents.set(key, { collection: row.collection, id: row.document_id, base: keptDocument(row.base) });
  }
  return [...documents.values()];
}

/** Through RxDB's storage with its write hooks: lists and search index follow. */
async function writeBases(
  file: DatabaseFile,
  unsent: readonly Unsent[],
  schemas: DocumentSchemas | undefined,
): Promise<void> {
  const storage = getRxStorageBetterSqlite({
    databaseFile: file,
    writeHooks: [projectionHook(), new SearchIndex().hook],
  });
  const { database } = await openRxDatabase(storage, () => neverAsked, schemas);
  try {
    for (const name of collectionNames) {
      const rows = unsent
        .filter(({ collection }) => collection === name)
        .flatMap((document) => settledRow(storage, document, database.token));
      if (rows.length > 0) await writeDocuments(storage, [{ collectionName: name, rows }], CONTEXT);
    }
  } finally {
    await database.close();
  }
}

function settledRow({ databaseFile }: RxStorageBetterSqlite, { collection, id, base }: Unsent, token: string) {
  const data = databaseFile
    .prepare<string>(`SELECT data FROM ${tableNameOf(collection, 0)} WHERE id = ?`)
    .pluck()
    .get(id);
  if (data === undefined) return [];
  const previous = JSON.parse(data) as StoredDocument;
  const fields = base === undefined ? { ...previous, _deleted: true } : { ...base, _deleted: false };
  return [{ previous, document: nextDocumentData(previous, fields, token) }];
}

/** What RxDB believes the centre to have. */
function settleMeta(file: DatabaseFile, id: string, base: Unsent['base']): void {
  const tables = file.rows<{ table_name: string }>(
    "SELECT table_name FROM storage_tables WHERE collection_name LIKE 'rx-replication-meta-%'",
  );
  for (const { table_name: table } of tables) {
    if (base === undefined) file.prepare(`DELETE FROM ${table} WHERE id = ?`).run(`${id}|0`);
    else {
      file
        .prepare(`UPDATE ${table} SET data = json_set(data, '$.docData', json(?)) WHERE id = ?`)
        .run(JSON.stringify({ ...base, _deleted: false }), `${id}|0`);
    }
  }
}
