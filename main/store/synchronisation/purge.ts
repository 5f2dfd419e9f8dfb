import { type CollectionName, collectionNames } from '@onthaal/contract/entities/index.ts';
import { failure } from '@onthaal/contract/result.ts';
import { forgetWords } from '../database/erased-documents.ts';
import { type SearchedCollection, searchedCollections } from '../search/search-entry.ts';
import type { SearchIndex } from '../search/search-index.ts';
import { type DatabaseFile, type RxStorageBetterSqlite, type StoredDocument, tableNameOf } from '../storage/index.ts';
import type { ReplicationMeta } from './replication-meta.ts';

/** What the write hooks are told: nothing that a clerk did, nothing that came from the centre. */
const PURGE_CONTEXT = 'purge';

export interface PurgeParts {
  readonly storage: RxStorageBetterSqlite;
  readonly meta: ReplicationMeta;
  readonly searchIndex: SearchIndex;
}

/** What a purge did. */
export interface PurgeOutcome {
  /** Documents that are gone from this desk. */
  readonly documents: number;
  /** Unsent work on them that was kept for the clerk. */
  readonly keptItems: number;
}

/**
 * Removes documents that are no longer for this member, with everything that is kept of them: RxDB's copy, list tables, search
 * index, conflicts and accepted outbox rows. RxDB does not hear of it, so it is never pushed as a deletion. What a clerk wrote on
 * one and the centre never accepted stays in the outbox, refused with ACCESS_LOST; of the document itself it keeps only what the
 * clerk wrote. All in one transaction: a few hundred documents at most.
 */
export function purgeDocuments(parts: PurgeParts, collection: CollectionName, ids: readonly string[]): PurgeOutcome {
  const { storage, meta, searchIndex } = parts;
  const file = storage.databaseFile;
  const table = tableNameOf(collection, 0);
  const outcome = file.transaction(() => {
    let keptItems = 0;
    const previous: StoredDocument[] = [];
    const read = file.prepare<string>(`SELECT data FROM ${table} WHERE id = ?`).pluck();
    const remove = file.prepare(`DELETE FROM ${table} WHERE id = ?`);
    for (const id of ids) {
      const data = read.get(id);
      if (data === undefined) continue;
      previous.push(JSON.parse(data) as StoredDocument);
      keptItems += letGoOfWork(parts, collection, id);
    }
    const writes = previous
      .filter((document) => !document._deleted)
      .map((document) => ({ previous: document, document: { ...document, _deleted: true } }));
    if (writes.length > 0) {
      const change = { collectionName: collection, context: PURGE_CONTEXT, database: file.database, writes };
      for (const hook of storage.parts.writeHooks) hook(change);
    }
    if (collection in searchedCollections) {
      for (const document of previous) forgetWords(file, collection as SearchedCollection, document);
    }
    for (const id of ids) remove.run(id);
    meta.forgetDocuments(collection, ids);
    return { documents: previous.length, keptItems };
  });
  // Words that it takes for stored may be gone.
  if (outcome.documents > 0) searchIndex.forgetTerms();
  return outcome;
}

/** Unsent work becomes a refused item with its text; what needs nobody any more goes. Answers how many items were kept. */
function letGoOfWork({ storage }: PurgeParts, collection: CollectionName, id: string): number {
  const file = storage.databaseFile;
  const error = JSON.stringify(failure('ACCESS_LOST').error);
  const mine = 'collection = ? AND document_id = ?';
  const unsent = "(pending = 1 OR state IN ('local', 'sending', 'conflict'))";
  const kept = file
    .prepare<number>(`SELECT count(*) FROM outbox WHERE ${mine} AND ${unsent} AND follows IS NULL`)
    .pluck()
    .get(collection, id);
  file
    .prepare(
      `UPDATE outbox SET state = iif(follows IS NULL, 'rejected', 'discarded'), pending = 0, error = ?,
         mine = iif(base IS NULL AND follows IS NULL, mine, NULL), base = NULL
         WHERE ${mine} AND ${unsent}`,
    )
    .run(error, collection, id);
  // The document itself is not the clerk's: of what was refused or given up before, only the clerk's own words stay.
  file
    .prepare(
      `UPDATE outbox SET mine = NULL, base = NULL WHERE ${mine} AND state IN ('rejected', 'discarded') AND base IS NOT NULL`,
    )
    .run(collection, id);
  file
    .prepare(
      `DELETE FROM outbox_link WHERE operation_id IN (SELECT operation_id FROM outbox WHERE ${mine} AND state = 'accepted')`,
    )
    .run(collection, id);
  file.prepare(`DELETE FROM outbox WHERE ${mine} AND state = 'accepted'`).run(collection, id);
  for (const name of ['conflict', 'set_aside_row', 'unknown_to_centre']) {
    file.prepare(`DELETE FROM ${name} WHERE ${mine}`).run(collection, id);
  }
  return kept ?? 0;
}

/** Documents that the centre refused because they are not for this member any more, and that are still here as deleted. */
export function lostDocuments(
  file: DatabaseFile,
): readonly { readonly collection: CollectionName; readonly ids: readonly string[] }[] {
  const refused = file.rows<{ collection: CollectionName; id: string }>(
    `SELECT DISTINCT collection, document_id AS id FROM outbox
       WHERE state IN ('rejected', 'discarded') AND json_extract(error, '$.code') = 'ACCESS_LOST'`,
  );
  return collectionNames
    .map((collection) => {
      const isDeleted = file.prepare(`SELECT 1 FROM ${tableNameOf(collection, 0)} WHERE id = ? AND deleted = 1`);
      const ids = refused.filter((row) => row.collection === collection && isDeleted.get(row.id) !== undefined);
      return { collection, ids: ids.map((row) => row.id) };
    })
    .filter(({ ids }) => ids.length > 0);
}
