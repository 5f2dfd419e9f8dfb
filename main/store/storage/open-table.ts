import type { DatabaseFile } from './database-file.ts';
import { assumeStatistics } from './default-statistics.ts';
import { DocumentTable } from './document-table.ts';
import { tableNameOf } from './names.ts';
import {
  columnSignatureOf,
  FIXED_COLUMNS,
  newEpoch,
  START_SEQUENCE,
  sequenceTriggerOf,
  type TableLayout,
  tableLayoutOf,
} from './table-layout.ts';
import { finishRebuild, type Rebuild, rowSpanOf, startRebuild } from './table-rebuild.ts';
import type { StoredSchema } from './types.ts';

interface RegisteredTable {
  readonly layout: string;
  readonly rebuild: string | null;
}

/** What a table belongs to. */
export interface TableOwner {
  readonly databaseName: string;
  readonly collectionName: string;
}

/**
 * Opens the table of a collection, making it, or giving it other columns and indexes in small steps. The first RxDatabase
 * in a file has the plain table names, another one a prefix of its own.
 *
 * @throws StorageError
 */
export async function openTable(
  file: DatabaseFile,
  owner: TableOwner,
  schema: StoredSchema,
  onMoved: (rows: number) => void = () => undefined,
): Promise<DocumentTable> {
  for (;;) {
    const opened = file.transaction(() => openOrStartRebuild(file, owner, schema));
    if (opened instanceof DocumentTable) return opened;
    await finishRebuild(file, opened, onMoved);
  }
}

/** About how many rows `adaptTable` moves; 0 when the table fits the schema or does not exist. Writes nothing. */
export function adaptationRows(file: DatabaseFile, owner: TableOwner, schema: StoredSchema): number {
  const registered = file
    .prepare<{ table_name: string; layout: string }>(
      'SELECT table_name, layout FROM storage_tables WHERE database_name = ? AND collection_name = ? AND version = ?',
    )
    .get(owner.databaseName, owner.collectionName, schema.version);
  if (registered === undefined) return 0;
  const layout = tableLayoutOf(owner.collectionName, schema, registered.table_name);
  return layout.signature === registered.layout ? 0 : rowSpanOf(file, registered.table_name);
}

/**
 * Gives a collection's table the columns and indexes of a schema before it is opened, so that whoever waits can be told how far
 * it is. In small steps that can be taken up again; makes the table when there is none. What `openTable` throws.
 */
export async function adaptTable(
  file: DatabaseFile,
  owner: TableOwner,
  schema: StoredSchema,
  onMoved: (rows: number) => void,
): Promise<void> {
  await openTable(file, owner, schema, onMoved);
}

/** The table, or the name of the table whose rebuild must be finished first. */
function openOrStartRebuild(file: DatabaseFile, owner: TableOwner, schema: StoredSchema): DocumentTable | string {
  const prefix = prefixOf(file, owner.databaseName);
  const tableName = tableNameFor(file, owner, schema.version, prefix);
  const layout = tableLayoutOf(owner.collectionName, schema, tableName);
  const registered = file
    .prepare<RegisteredTable>('SELECT layout, rebuild FROM storage_tables WHERE table_name = ?')
    .get(tableName);
  if (registered === undefined) createTable(file, owner, prefix, layout);
  else {
    if (registered.rebuild !== null) return tableName;
    if (registered.layout !== layout.signature) {
      startRebuild(file, tableName, rebuildOf(layout, registered.layout));
      return tableName;
    }
  }
  return new DocumentTable(file, layout);
}

/** The table that a collection has, or a free name: SQL names that differ in case only are one name. */
function tableNameFor(file: DatabaseFile, owner: TableOwner, version: number, prefix: string): string {
  const { databaseName, collectionName } = owner;
  const known = file
    .prepare<string>(
      'SELECT table_name FROM storage_tables WHERE database_name = ? AND collection_name = ? AND version = ?',
    )
    .pluck()
    .get(databaseName, collectionName, version);
  if (known !== undefined) return known;
  const isTaken = file.prepare('SELECT 1 FROM storage_tables WHERE table_name = ?');
  for (let number = 1; ; number += 1) {
    const name = tableNameOf(number === 1 ? collectionName : `${collectionName}_${number}`, version, prefix);
    if (isTaken.get(name) === undefined) return name;
  }
}

/** The prefix of an RxDatabase's tables: the one it has, or the first that is free. */
function prefixOf(file: DatabaseFile, databaseName: string): string {
  const known = file
    .prepare<string>('SELECT prefix FROM storage_tables WHERE database_name = ? LIMIT 1')
    .pluck()
    .get(databaseName);
  if (known !== undefined) return known;
  const taken = new Set(file.prepare<string>('SELECT DISTINCT prefix FROM storage_tables').pluck().all());
  for (let number = 1; ; number += 1) {
    const prefix = number === 1 ? '' : `db${number}_`;
    if (!taken.has(prefix)) return prefix;
  }
}

function createTable(file: DatabaseFile, owner: TableOwner, prefix: string, layout: TableLayout): void {
  const { tableName, columns } = layout;
  const fields = columns.map((column) => `, ${column.name} ${column.sqlType}`).join('');
  file.database.exec(`CREATE TABLE ${tableName} (${FIXED_COLUMNS}${fields}, data TEXT NOT NULL)`);
  for (const create of layout.indexes.values()) file.database.exec(create);
  assumeStatistics(file, layout);
  file.prepare(START_SEQUENCE).run(tableName, newEpoch(), 0, 0);
  file.database.exec(sequenceTriggerOf(tableName));
  file
    .prepare(
      `INSERT INTO storage_tables (table_name, database_name, collection_name, version, layout, prefix)
       VALUES (?, ?, ?, ?, ?, ?)`,
    )
    .run(tableName, owner.databaseName, owner.collectionName, layout.schema.version, layout.signature, prefix);
}

/** The same version with other indexes (an RxDB update changes its own schemas). */
function rebuildOf(layout: TableLayout, before: string): Rebuild {
  const [columnsBefore] = JSON.parse(before) as [unknown[]];
  const present = new Set(columnsBefore.map((column) => JSON.stringify(column)));
  return {
    columns: layout.columns.map(({ path, name, sqlType, type }) => ({ path, name, sqlType, type: type ?? null })),
    filled: layout.columns
      .filter((column) => !present.has(JSON.stringify(columnSignatureOf(column))))
      .map(({ name }) => name),
    indexes: [...layout.indexes.values()],
    signature: layout.signature,
    order: 'sequence',
  };
}

/** Drops a table with everything that belongs to it. Runs inside the caller's transaction. */
export function dropTable(file: DatabaseFile, tableName: string): void {
  file.database.exec(`DROP TABLE IF EXISTS ${tableName}`);
  for (const own of ['storage_sequences', 'storage_attachments', 'storage_tables']) {
    file.prepare(`DELETE FROM ${own} WHERE table_name = ?`).run(tableName);
  }
}
