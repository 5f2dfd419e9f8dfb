import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { deleteVariants, shortestForgivingToken } from '@onthaal/contract/rules/search/index.ts';
import { searchIndexOf } from '../database/own-tables.ts';
import type { SqliteDatabase, SqliteStatement, StoredDocument, WriteChange, WriteHook } from '../storage/index.ts';
import { type SearchEntry, type SearchedCollection, searchEntryOf, searchedCollections } from './search-entry.ts';

/** Terms whose variants are known to be stored; bounded, so that years of free text cannot fill the memory. */
const REMEMBERED_TERMS = 200_000;

interface IndexStatements {
  readonly entryId: SqliteStatement<number>;
  readonly insertEntry: SqliteStatement;
  readonly updateEntry: SqliteStatement;
  readonly deleteEntry: SqliteStatement;
  readonly insertNumber: SqliteStatement;
  readonly deleteNumbers: SqliteStatement;
  readonly insertTerm: SqliteStatement;
  readonly insertVariant: SqliteStatement;
  readonly insertText: Readonly<Record<string, SqliteStatement>>;
  readonly deleteText: Readonly<Record<string, SqliteStatement>>;
}

function prepareStatements(database: SqliteDatabase): IndexStatements {
  const perKind = (sql: (table: string) => string) =>
    Object.fromEntries(Object.entries(searchIndexOf).map(([kind, table]) => [kind, database.prepare(sql(table))]));
  return {
    entryId: database.prepare<number>('SELECT id FROM search_entry WHERE document_id = ?').pluck(),
    insertEntry: database.prepare(
      'INSERT INTO search_entry (kind, document_id, name, team_id, recent) VALUES (?, ?, ?, ?, ?)',
    ),
    updateEntry: database.prepare('UPDATE search_entry SET name = ?, team_id = ?, recent = ? WHERE id = ?'),
    deleteEntry: database.prepare('DELETE FROM search_entry WHERE id = ?'),
    insertNumber: database.prepare('INSERT OR IGNORE INTO search_number (number, entry_id) VALUES (?, ?)'),
    deleteNumbers: database.prepare('DELETE FROM search_number WHERE entry_id = ?'),
    insertTerm: database.prepare('INSERT OR IGNORE INTO search_term (term) VALUES (?)'),
    insertVariant: database.prepare('INSERT OR IGNORE INTO search_variant (variant, term) VALUES (?, ?)'),
    insertText: perKind((table) => `INSERT INTO ${table} (rowid, name, number, address, words) VALUES (?, ?, ?, ?, ?)`),
    deleteText: perKind((table) => `DELETE FROM ${table} WHERE rowid = ?`),
  };
}

/** Keeps the search index in step with the collections, inside the transaction of every write: it is never stale. */
export class SearchIndex {
  readonly hook: WriteHook = (change) => this.#apply(change);
  #statements: IndexStatements | undefined;
  #knownTerms = new Set<string>();
  /** Terms of the open transaction; they count as known only after its commit. */
  #database: SqliteDatabase | undefined;

  /** Forgets which terms are stored; called when a transaction was rolled back. */
  forgetTerms(): void {
    this.#knownTerms.clear();
  }

  #apply({ collectionName, database, writes }: WriteChange): void {
    if (!(collectionName in searchedCollections)) return;
    if (this.#database !== database) {
      this.#database = database;
      this.#statements = prepareStatements(database);
    }
    try {
      for (const write of writes) this.#applyOne(collectionName as SearchedCollection, write.previous, write.document);
    } catch (error) {
      this.forgetTerms();
      throw error;
    }
  }

  #applyOne(collection: SearchedCollection, previous: StoredDocument | undefined, document: StoredDocument): void {
    const statements = this.#statements;
    if (statements === undefined) return;
    const fields = document as unknown as DocumentOf<typeof collection>;
    // A first write has no entry: not asking saves a look-up for each row of the first sync.
    const id = previous === undefined ? undefined : statements.entryId.get(fields.id);
    if (document._deleted) {
      if (id !== undefined) this.#remove(statements, searchedCollections[collection], id);
      return;
    }
    const entry = searchEntryOf(collection, fields);
    if (id === undefined) {
      this.#insert(statements, fields.id, entry);
      return;
    }
    statements.updateEntry.run(entry.name, entry.teamId, entry.recent, id);
    const before =
      previous === undefined || previous._deleted
        ? undefined
        : searchEntryOf(collection, previous as unknown as DocumentOf<typeof collection>);
    if (before === undefined || !sameTexts(before, entry)) this.#replaceTexts(statements, id, entry);
  }

  #insert(statements: IndexStatements, documentId: string, entry: SearchEntry): void {
    const { lastInsertRowid } = statements.insertEntry.run(
      entry.kind,
      documentId,
      entry.name,
      entry.teamId,
      entry.recent,
    );
    this.#writeTexts(statements, Number(lastInsertRowid), entry);
  }

  #replaceTexts(statements: IndexStatements, id: number, entry: SearchEntry): void {
    statements.deleteText[entry.kind]?.run(id);
    statements.deleteNumbers.run(id);
    this.#writeTexts(statements, id, entry);
  }

  #writeTexts(statements: IndexStatements, id: number, entry: SearchEntry): void {
    statements.insertText[entry.kind]?.run(id, entry.name, entry.number, entry.address, entry.words);
    for (const number of entry.numbers) statements.insertNumber.run(number, id);
    for (const text of [entry.name, entry.address]) this.#learnTerms(statements, text);
  }

  #learnTerms(statements: IndexStatements, text: string): void {
    for (const term of text.split(' ')) {
      if (term.length < shortestForgivingToken || this.#knownTerms.has(term) || !/\p{L}/u.test(term)) continue;
      if (this.#knownTerms.size >= REMEMBERED_TERMS) this.#knownTerms.clear();
      this.#knownTerms.add(term);
      if (statements.insertTerm.run(term).changes === 0) continue;
      for (const variant of deleteVariants(term)) statements.insertVariant.run(variant, term);
    }
  }

  #remove(statements: IndexStatements, kind: string, id: number): void {
    statements.deleteText[kind]?.run(id);
    statements.deleteNumbers.run(id);
    statements.deleteEntry.run(id);
  }
}

function sameTexts(one: SearchEntry, other: SearchEntry): boolean {
  return (
    one.name === other.name &&
    one.number === other.number &&
    one.address === other.address &&
    one.words === other.words &&
    one.numbers.join(' ') === other.numbers.join(' ')
  );
}
