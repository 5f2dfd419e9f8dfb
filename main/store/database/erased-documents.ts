import { type CollectionName, collectionNames, type DocumentOf } from '@onthaal/contract/entities/index.ts';
import { type SearchedCollection, searchEntryOf, searchedCollections } from '../search/search-entry.ts';
import { type DatabaseFile, type StoredDocument, tableNameOf } from '../storage/index.ts';
import { searchIndexOf } from './own-tables.ts';

/** Documents per transaction: each is a few rows in a handful of tables. */
const BATCH = 200;
/** Pages that one step of merging a full-text index may write: a few milliseconds. */
const MERGED_PAGES = 64;
/** An index that is still not merged after so many steps waits for the next erasure. */
const MOST_STEPS = 2_000;

type Turn = () => Promise<void>;

/**
 * Removes every trace of the documents that the centre deleted: RxDB's tombstones still hold the whole text, and so do its notes
 * of what the centre has, the history of the sync list, the words of the search and the full-text index. Work about them that
 * the centre has not accepted, and what a clerk gave up less than 30 days ago, keeps its document.
 *
 * @param turn gives others a turn between two transactions
 * @param forgetTerms tells the search index that stored words may be gone
 * @returns how many documents were removed
 */
export async function removeErased(file: DatabaseFile, turn: Turn, forgetTerms: () => void): Promise<number> {
  let removed = 0;
  const touched = new Set<string>();
  for (const collection of collectionNames) {
    for (;;) {
      const documents = erasedDocuments(file, collection);
      if (documents.length === 0) break;
      file.transaction(() => {
        for (const document of documents) removeOne(file, collection, document);
      });
      forgetTerms();
      removed += documents.length;
      if (collection in searchedCollections) touched.add(searchedCollections[collection as SearchedCollection]);
      await turn();
    }
  }
  for (const kind of touched) await mergeIndex(file, searchIndexOf[kind as keyof typeof searchIndexOf], turn);
  return removed;
}

function hasTable(file: DatabaseFile, table: string): boolean {
  return file.rows("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", table).length > 0;
}

function erasedDocuments(file: DatabaseFile, collection: CollectionName): StoredDocument[] {
  const table = tableNameOf(collection, 0);
  if (!hasTable(file, table)) return [];
  return file
    .rows<{ data: string }>(
      `SELECT data FROM ${table} AS document WHERE deleted = 1 AND NOT EXISTS (
         SELECT 1 FROM outbox WHERE outbox.collection = ? AND document_id = document.id
           AND (pending = 1 OR state <> 'accepted')) LIMIT ?`,
      collection,
      BATCH,
    )
    .map(({ data }) => JSON.parse(data) as StoredDocument);
}

function removeOne(file: DatabaseFile, collection: CollectionName, document: StoredDocument): void {
  const id = String((document as Record<string, unknown>).id);
  const table = tableNameOf(collection, 0);
  file.prepare(`DELETE FROM ${table} WHERE id = ?`).run(id);
  file.prepare('DELETE FROM storage_attachments WHERE table_name = ? AND document_id = ?').run(table, id);
  for (const notes of replicationTables(file)) file.prepare(`DELETE FROM ${notes} WHERE id = ?`).run(`${id}|0`);
  file
    .prepare('DELETE FROM outbox_link WHERE operation_id IN (SELECT operation_id FROM outbox WHERE document_id = ?)')
    .run(id);
  for (const own of ['outbox', 'conflict', 'set_aside_row']) {
    file.prepare(`DELETE FROM ${own} WHERE collection = ? AND document_id = ?`).run(collection, id);
  }
  if (collection in searchedCollections) forgetWords(file, collection as SearchedCollection, document);
}

/** RxDB's notes of what the centre has: one table per collection, a row `<id>|0` per document. */
function replicationTables(file: DatabaseFile): string[] {
  return file
    .rows<{ name: string }>(
      "SELECT table_name AS name FROM storage_tables WHERE collection_name LIKE 'rx-replication-meta%'",
    )
    .map(({ name }) => name);
}

/** Removes the words of its name and address that no other record has. */
export function forgetWords(file: DatabaseFile, collection: SearchedCollection, document: StoredDocument): void {
  const entry = searchEntryOf(collection, document as unknown as DocumentOf<typeof collection>);
  const words = new Set(
    [entry.name, entry.address]
      .join(' ')
      .split(' ')
      .filter((word) => word !== ''),
  );
  for (const word of words) {
    const isUsed = Object.values(searchIndexOf).some((index) => {
      const quoted = `"${word.replaceAll('"', '""')}"`;
      return file.rows(`SELECT 1 FROM ${index} WHERE ${index} MATCH ? LIMIT 1`, quoted).length > 0;
    });
    if (isUsed) continue;
    file.prepare('DELETE FROM search_variant WHERE term = ?').run(word);
    file.prepare('DELETE FROM search_term WHERE term = ?').run(word);
  }
}

/** A deleted entry's words stay in the index until its parts are merged; done in small steps, with turns between them. */
export async function mergeIndex(file: DatabaseFile, index: string, turn: Turn): Promise<void> {
  const changes = () => file.prepare<number>('SELECT total_changes()').pluck().get() ?? 0;
  // Negative: takes all parts of the index together, then merges as many pages as it says.
  let pages = -MERGED_PAGES;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const before = changes();
    file.transaction(() => file.prepare(`INSERT INTO ${index} (${index}, rank) VALUES ('merge', ?)`).run(pages));
    // Source: https://www.sqlite.org/fts5.html#the_merge_command (fewer than two changes: nothing was left to do).
    if (changes() - before < 2) return;
    pages = MERGED_PAGES;
    await turn();
  }
}
