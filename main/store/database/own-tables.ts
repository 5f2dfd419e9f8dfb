import type { SearchKind } from '@onthaal/contract/store/rows.ts';
import type { DatabaseFile } from '../storage/index.ts';
import { StorageError } from '../storage/index.ts';

/** Version of the tables below. A file with a newer one is refused, never changed or deleted. */
export const STORE_VERSION = 1;

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
  mine TEXT
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

/** Kinds of records that the search box finds; each has a full-text index of its own, so that counting one is cheap. */
export const searchIndexOf: Readonly<Record<SearchKind, string>> = {
  person: 'search_person',
  dossier: 'search_dossier',
  appointment: 'search_appointment',
  interaction: 'search_interaction',
  task: 'search_task',
  document: 'search_document',
};

const FULL_TEXT = Object.values(searchIndexOf)
  .map(
    (table) => `CREATE VIRTUAL TABLE ${table} USING fts5 (
  name, number, address, words,
  content = '', contentless_delete = 1, prefix = '1 2 3', detail = 'column', tokenize = 'unicode61 remove_diacritics 0'
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

/**
 * Makes the store's own tables, or checks their version.
 *
 * @throws StorageError NEWER_VERSION
 */
export function prepareOwnTables(file: DatabaseFile): void {
  const { database } = file;
  file.transaction(() => {
    database.exec('CREATE TABLE IF NOT EXISTS store_version (version INTEGER NOT NULL)');
    const version = database.prepare<number>('SELECT version FROM store_version').pluck().get();
    if (version !== undefined && version > STORE_VERSION) {
      throw new StorageError('NEWER_VERSION', `The store has version ${version}, this program knows ${STORE_VERSION}`);
    }
    if (version !== undefined) return;
    for (const statements of [OUTBOX, PROJECTIONS, SEARCH, FULL_TEXT]) database.exec(statements);
    database.prepare('INSERT INTO store_version (version) VALUES (?)').run(STORE_VERSION);
  });
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
