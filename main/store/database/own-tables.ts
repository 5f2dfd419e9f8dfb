import type { SearchKind } from '@onthaal/contract/store/rows.ts';
import type { DatabaseFile, SqliteDatabase } from '../storage/index.ts';
import { analyseTables, StorageError } from '../storage/index.ts';

/**
 * Versions of what a file holds. One that is higher in a file than here makes the file one of a newer program: it is refused,
 * never changed or deleted. Whoever raises one makes a golden file (migrations/golden/make-golden.ts).
 */

/** Of the own tables below; each step up is a file in migrations/. */
export const STORE_VERSION = 5;
/** Of the search tables and of the words that are put into them; a file with another gets its index made anew. */
export const SEARCH_VERSION = 2;
/** Of the narrow tables that lists read (projections.ts); a file with another gets them filled anew. */
export const PROJECTIONS_VERSION = 1;
/** Of the document schemas all together: raised whenever one of them changes. */
export const DOCUMENTS_VERSION = 3;

const OUTBOX = `
CREATE TABLE outbox (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  operation_id TEXT NOT NULL UNIQUE,
  collection TEXT NOT NULL,
  document_id TEXT NOT NULL,
  command TEXT NOT NULL,
  title TEXT NOT NULL,
  state TEXT NOT NULL,
  pending INTEGER NOT NULL,
  queued_at TEXT NOT NULL,
  document_updated_at TEXT NOT NULL,
  accepted_at TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  error TEXT,
  changes TEXT NOT NULL,
  base TEXT,
  mine TEXT,
  discarded_at TEXT,
  follows TEXT
);
CREATE INDEX outbox_by_pending ON outbox (collection, document_id) WHERE pending = 1;
CREATE INDEX outbox_by_state ON outbox (state, sequence);
CREATE INDEX outbox_by_document ON outbox (collection, document_id);
CREATE TABLE outbox_link (
  record_id TEXT NOT NULL,
  operation_id TEXT NOT NULL,
  PRIMARY KEY (record_id, operation_id)
) WITHOUT ROWID;
CREATE TABLE unknown_to_centre (
  collection TEXT NOT NULL,
  document_id TEXT NOT NULL,
  PRIMARY KEY (collection, document_id)
) WITHOUT ROWID;
CREATE TABLE conflict (
  id TEXT PRIMARY KEY,
  collection TEXT NOT NULL,
  document_id TEXT NOT NULL,
  title TEXT NOT NULL,
  subject TEXT NOT NULL,
  clashes TEXT NOT NULL,
  merged_fields TEXT NOT NULL,
  base TEXT,
  mine TEXT NOT NULL,
  theirs TEXT NOT NULL,
  mine_name TEXT NOT NULL,
  mine_at TEXT NOT NULL,
  their_name TEXT NOT NULL,
  their_at TEXT NOT NULL,
  detected_at TEXT NOT NULL,
  resolved_at TEXT
);
CREATE INDEX conflict_by_document ON conflict (document_id) WHERE resolved_at IS NULL;
CREATE TABLE set_aside_row (
  collection TEXT NOT NULL,
  document_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  at TEXT NOT NULL,
  data TEXT NOT NULL,
  PRIMARY KEY (collection, document_id)
) WITHOUT ROWID;`;

const PROJECTIONS = `
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE record_link (
  target_id TEXT NOT NULL,
  source_collection TEXT NOT NULL,
  source_id TEXT NOT NULL,
  PRIMARY KEY (target_id, source_collection, source_id)
) WITHOUT ROWID;
CREATE INDEX record_link_by_source ON record_link (source_id);
CREATE TABLE dossier_row (
  dossier_id TEXT PRIMARY KEY,
  number TEXT NOT NULL,
  type_code TEXT NOT NULL,
  subject TEXT NOT NULL,
  status TEXT NOT NULL,
  team_id TEXT NOT NULL,
  handler_id TEXT,
  applicant_id TEXT NOT NULL,
  opened_on TEXT NOT NULL,
  due_on TEXT,
  updated_at TEXT NOT NULL,
  closed INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX dossier_row_by_due ON dossier_row (closed, due_on, dossier_id);
CREATE INDEX dossier_row_by_team_due ON dossier_row (team_id, closed, due_on, dossier_id);
CREATE INDEX dossier_row_by_handler_due ON dossier_row (handler_id, closed, due_on, dossier_id);
CREATE INDEX dossier_row_by_updated ON dossier_row (closed, updated_at DESC, dossier_id);
CREATE INDEX dossier_row_by_team_updated ON dossier_row (team_id, closed, updated_at DESC, dossier_id);
CREATE INDEX dossier_row_by_handler_updated ON dossier_row (handler_id, closed, updated_at DESC, dossier_id);
CREATE INDEX dossier_row_by_number ON dossier_row (closed, number DESC, dossier_id);
CREATE INDEX dossier_row_by_applicant ON dossier_row (applicant_id);`;

/** Open work, and the orders of the work list that came with it. */
export const OPEN_TASKS = `
CREATE INDEX dossier_row_by_team_number ON dossier_row (team_id, closed, number DESC, dossier_id);
CREATE INDEX dossier_row_by_handler_number ON dossier_row (handler_id, closed, number DESC, dossier_id);
CREATE TABLE open_task (
  task_id TEXT PRIMARY KEY,
  team_id TEXT NOT NULL,
  member_id TEXT,
  due_on TEXT
) WITHOUT ROWID;
CREATE INDEX open_task_by_team_due ON open_task (team_id, due_on, task_id);
CREATE INDEX open_task_by_member_due ON open_task (member_id, due_on, task_id);`;

/** Kinds of records that the search box finds; each has a full-text index of its own, so that counting one is cheap. */
export const searchIndexOf: Readonly<Record<SearchKind, string>> = {
  person: 'search_person',
  dossier: 'search_dossier',
  appointment: 'search_appointment',
  interaction: 'search_interaction',
  task: 'search_task',
  document: 'search_document',
};

// The texts are folded words with spaces between them. The ascii tokeniser cuts at the spaces and nowhere else; SQLite's own
// idea of letters is that of an older Unicode, so it would cut inside some words, which then cannot be looked up.
const FULL_TEXT = Object.values(searchIndexOf)
  .map(
    (table) => `CREATE VIRTUAL TABLE ${table} USING fts5 (
  name, number, address, words,
  content = '', contentless_delete = 1, prefix = '1 2 3', detail = 'column', tokenize = 'ascii'
);`,
  )
  .join('\n');

const SEARCH = `
CREATE TABLE search_entry (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  document_id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  team_id TEXT NOT NULL,
  recent TEXT NOT NULL
);
CREATE TABLE search_number (
  number TEXT NOT NULL,
  entry_id INTEGER NOT NULL,
  PRIMARY KEY (number, entry_id)
) WITHOUT ROWID;
CREATE INDEX search_number_by_entry ON search_number (entry_id);
CREATE TABLE search_term (term TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE search_variant (variant TEXT NOT NULL, term TEXT NOT NULL, PRIMARY KEY (variant, term)) WITHOUT ROWID;`;

export const SEARCH_BY_NAME = 'CREATE INDEX search_entry_by_name ON search_entry (kind, name);';

/** The search tables, empty. Runs inside the caller's transaction. */
export function createSearchTables(database: SqliteDatabase): void {
  for (const statements of [SEARCH, FULL_TEXT, SEARCH_BY_NAME]) database.exec(statements);
}

/** Tables of the search that are no full-text index. */
export const searchTables: readonly string[] = ['search_entry', 'search_number', 'search_term', 'search_variant'];

/**
 * Makes the store's own tables in a new file. An older file is brought up to date by `migrate`, before this.
 *
 * @throws StorageError NEWER_VERSION
 */
export function prepareOwnTables(file: DatabaseFile): void {
  const { database } = file;
  const version = storeVersionOf(file);
  if (version !== undefined) {
    if (version > STORE_VERSION) throw newerVersion('store', version, STORE_VERSION);
    return;
  }
  file.transaction(() => {
    database.exec('CREATE TABLE IF NOT EXISTS store_version (version INTEGER NOT NULL)');
    for (const statements of [OUTBOX, PROJECTIONS, OPEN_TASKS]) database.exec(statements);
    createSearchTables(database);
    writeSetting(file, 'searchVersion', String(SEARCH_VERSION));
    writeSetting(file, 'projectionsVersion', String(PROJECTIONS_VERSION));
    writeSetting(file, 'documentsVersion', String(DOCUMENTS_VERSION));
    writeStoreVersion(database, STORE_VERSION);
  });
}

/** The version of the own tables in a file; undefined when there are none yet. */
export function storeVersionOf({ database }: DatabaseFile): number | undefined {
  const known = database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'store_version'").get();
  if (known === undefined) return undefined;
  return database.prepare<number>('SELECT version FROM store_version').pluck().get();
}

/** Notes the version of the own tables. Runs inside the caller's transaction. */
export function writeStoreVersion(database: SqliteDatabase, version: number): void {
  database.exec('DELETE FROM store_version');
  database.prepare('INSERT INTO store_version (version) VALUES (?)').run(version);
}

/** What is said of a file that a newer program made. */
export function newerVersion(what: string, found: number, known: number): StorageError {
  return new StorageError('NEWER_VERSION', `The ${what} has version ${found}, this program knows ${known}`);
}

/**
 * Refreshes the planner's statistics of all tables, and makes the readers load them: without statistics they would go by
 * those of the nearly empty tables that they saw when they opened.
 */
export async function refreshStatistics(file: DatabaseFile): Promise<void> {
  await analyseTables(file);
  if (file.closed) return;
  // Other connections read the statistics again when the schema has changed.
  file.transaction(() => file.database.exec('CREATE TABLE statistics_changed (id); DROP TABLE statistics_changed'));
}

/** Reads a small remembered value of the store. */
export function readSetting(file: DatabaseFile, name: string): string | undefined {
  return file.prepare<string>('SELECT value FROM setting WHERE name = ?').pluck().get(name);
}

/** Remembers a small value. */
export function writeSetting(file: DatabaseFile, name: string, value: string): void {
  file
    .prepare('INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value')
    .run(name, value);
}
