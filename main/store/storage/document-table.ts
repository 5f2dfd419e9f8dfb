import type { Statement } from 'better-sqlite3';
import type { DatabaseFile } from './database-file.ts';
import { FIELD_PREFIX } from './names.ts';
import { FIXED_COLUMNS, type FieldColumn, rowValuesOf, type TableLayout, tableLayoutOf } from './table-layout.ts';
import type { StoredDocument, StoredSchema } from './types.ts';

const FIRST_ANALYSIS_AT = 500;

/** The SQL of one collection's table: making it, and reading and writing whole documents. */
export class DocumentTable {
  readonly layout: TableLayout;
  readonly #file: DatabaseFile;
  readonly #insert: Statement;
  readonly #update: Statement;
  readonly #revisionById: Statement<string>;
  readonly #dataById: Statement<string>;
  #writesSinceAnalysis = 0;
  #writesUntilAnalysis: number;

  constructor(file: DatabaseFile, layout: TableLayout) {
    this.layout = layout;
    this.#file = file;
    const { tableName } = layout;
    const names = ['rev', 'deleted', 'lwt', ...layout.columns.map((column) => column.name), 'data'];
    this.#insert = file.database.prepare(
      `INSERT INTO ${tableName} (id, ${names.join(', ')}) VALUES (?${', ?'.repeat(names.length)})`,
    );
    this.#update = file.database.prepare(
      `UPDATE ${tableName} SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`,
    );
    this.#revisionById = file.database.prepare<string>(`SELECT rev FROM ${tableName} WHERE id = ?`).pluck();
    this.#dataById = file.database.prepare<string>(`SELECT data FROM ${tableName} WHERE id = ?`).pluck();
    this.#writesUntilAnalysis = Math.max(FIRST_ANALYSIS_AT, analysedRows(file, tableName));
  }

  /** The stored revision of a document, deleted ones included. */
  revisionOf(id: string): string | undefined {
    return this.#revisionById.get(id);
  }

  /** A whole document, deleted ones included. */
  documentOf(id: string): StoredDocument | undefined {
    const data = this.#dataById.get(id);
    return data === undefined ? undefined : (JSON.parse(data) as StoredDocument);
  }

  insert(document: StoredDocument): void {
    this.#insert.run(this.#idOf(document), ...rowValuesOf(this.layout, document));
    this.#writesSinceAnalysis += 1;
  }

  update(document: StoredDocument): void {
    this.#update.run(...rowValuesOf(this.layout, document), this.#idOf(document));
    this.#writesSinceAnalysis += 1;
  }

  /**
   * Refreshes the planner's statistics after the table has about doubled (a few milliseconds, sampled). Without them
   * SQLite walks an index in sort order over the whole table where a narrow index exists.
   */
  analyseWhenGrown(): void {
    if (this.#writesSinceAnalysis < this.#writesUntilAnalysis) return;
    this.#file.database.pragma('analysis_limit = 400');
    this.#file.database.exec(`ANALYZE ${this.layout.tableName}`);
    this.#writesUntilAnalysis = Math.max(FIRST_ANALYSIS_AT, analysedRows(this.#file, this.layout.tableName));
    this.#writesSinceAnalysis = 0;
  }

  /** Removes tombstones up to a last-write time, at most `limit`. Returns how many. */
  purgeDeleted(newestWriteTime: number, limit: number): number {
    const { tableName } = this.layout;
    return this.#file
      .prepare(
        `DELETE FROM ${tableName} WHERE id IN
           (SELECT id FROM ${tableName} WHERE deleted = 1 AND lwt <= ? ORDER BY lwt LIMIT ?)`,
      )
      .run(newestWriteTime, limit).changes;
  }

  #idOf(document: StoredDocument): string {
    return (document as Record<string, unknown>)[this.layout.primaryField] as string;
  }
}

/** How many rows the table had at its last analysis; 0 when there was none. */
function analysedRows(file: DatabaseFile, tableName: string): number {
  const { database } = file;
  const known = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'").get();
  if (known === undefined) return 0;
  const stat = database.prepare<string>('SELECT stat FROM sqlite_stat1 WHERE tbl = ? LIMIT 1').pluck().get(tableName);
  return Number.parseInt(stat ?? '0', 10);
}

interface RegisteredTable {
  readonly database_name: string;
  readonly collection_name: string;
  readonly layout: string;
}

/**
 * Opens the table of a collection, making or adapting it.
 *
 * @throws Error when the file belongs to another RxDatabase (one file holds one), or a collection's name differs from
 * another one's in case only
 */
export function openTable(
  file: DatabaseFile,
  databaseName: string,
  collectionName: string,
  schema: StoredSchema,
): DocumentTable {
  const layout = tableLayoutOf(collectionName, schema);
  return file.transaction(() => {
    const registered = file
      .prepare<RegisteredTable>(
        'SELECT database_name, collection_name, layout FROM storage_tables WHERE table_name = ?',
      )
      .get(layout.tableName);
    checkOwner(file, databaseName);
    if (registered === undefined) createTable(file, databaseName, collectionName, layout);
    else if (registered.collection_name !== collectionName) {
      throw new Error(`The collections ${registered.collection_name} and ${collectionName} need the same table`);
    } else if (registered.layout !== layout.signature) adaptTable(file, layout);
    return new DocumentTable(file, layout);
  });
}

function checkOwner(file: DatabaseFile, databaseName: string): void {
  const owner = file.prepare<string>('SELECT database_name FROM storage_tables LIMIT 1').pluck().get();
  if (owner === undefined || owner === databaseName) return;
  throw new Error(`The file holds the RxDatabase ${owner}; ${databaseName} needs a file of its own`);
}

function createTable(file: DatabaseFile, databaseName: string, collectionName: string, layout: TableLayout): void {
  const { tableName, columns } = layout;
  const fields = columns.map((column) => `, ${column.name} ${column.sqlType}`).join('');
  file.database.exec(`CREATE TABLE ${tableName} (${FIXED_COLUMNS}${fields}, data TEXT NOT NULL)`);
  for (const create of layout.indexes.values()) file.database.exec(create);
  file
    .prepare('INSERT INTO storage_tables VALUES (?, ?, ?, ?, ?)')
    .run(tableName, databaseName, collectionName, layout.schema.version, layout.signature);
}

/** The same version with other indexes (an RxDB update changes its own schemas): columns and indexes are made anew. */
function adaptTable(file: DatabaseFile, layout: TableLayout): void {
  const { tableName, columns } = layout;
  const { database } = file;
  const indexNames = database
    .prepare<string>("SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL")
    .pluck()
    .all(tableName);
  for (const name of indexNames) database.exec(`DROP INDEX ${name}`);
  const present = database.pragma(`table_info(${tableName})`) as { readonly name: string; readonly type: string }[];
  const isKept = (column: { readonly name: string; readonly type: string }) =>
    columns.some(({ name, sqlType }) => name === column.name && sqlType === column.type);
  for (const column of present) {
    if (column.name.startsWith(FIELD_PREFIX) && !isKept(column)) {
      database.exec(`ALTER TABLE ${tableName} DROP COLUMN ${column.name}`);
    }
  }
  const missing = columns.filter((column) => !present.some((other) => other.name === column.name && isKept(other)));
  for (const column of missing) database.exec(`ALTER TABLE ${tableName} ADD COLUMN ${column.name} ${column.sqlType}`);
  fillColumns(file, tableName, missing);
  for (const create of layout.indexes.values()) database.exec(create);
  file.prepare('UPDATE storage_tables SET layout = ? WHERE table_name = ?').run(layout.signature, tableName);
}

function fillColumns(file: DatabaseFile, tableName: string, columns: readonly FieldColumn[]): void {
  if (columns.length === 0) return;
  const { database } = file;
  const assignments = columns.map((column) => `${column.name} = ?`).join(', ');
  const fill = database.prepare(`UPDATE ${tableName} SET ${assignments} WHERE id = ?`);
  const read = database.prepare<string>(`SELECT data FROM ${tableName} WHERE id = ?`).pluck();
  for (const id of database.prepare<string>(`SELECT id FROM ${tableName}`).pluck().all()) {
    const document = JSON.parse(read.get(id) ?? '{}') as StoredDocument;
    fill.run(...columns.map((column) => column.valueOf(document)), id);
  }
}

/** Drops a table with everything that belongs to it. Runs inside the caller's transaction. */
export function dropTable(file: DatabaseFile, tableName: string): void {
  file.database.exec(`DROP TABLE IF EXISTS ${tableName}`);
  file.prepare('DELETE FROM storage_attachments WHERE table_name = ?').run(tableName);
  file.prepare('DELETE FROM storage_tables WHERE table_name = ?').run(tableName);
}
