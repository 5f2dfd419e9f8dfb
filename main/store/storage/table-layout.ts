import { randomBytes } from 'node:crypto';
import type { SqlValue } from 'better-sqlite3';
import { columnNamesOf, tableNameOf } from './names.ts';
import { pathReader, pathTypeOf, primaryFieldOf, type ScalarType } from './schema-path.ts';
import { toColumnText } from './text-order.ts';
import type { StoredDocument, StoredSchema } from './types.ts';

/** A column that mirrors an indexed field of the document. */
export interface FieldColumn {
  readonly path: string;
  readonly name: string;
  /** SQL type; empty for a path of which the schema does not give the type. */
  readonly sqlType: 'TEXT' | 'REAL' | 'INTEGER' | '';
  readonly type: ScalarType | undefined;
  readonly valueOf: (document: object) => SqlValue;
}

/** Everything that follows from a schema: names, columns, indexes. */
export interface TableLayout {
  readonly tableName: string;
  readonly primaryField: string;
  readonly schema: StoredSchema;
  readonly columns: readonly FieldColumn[];
  /** CREATE INDEX statements by index name. */
  readonly indexes: ReadonlyMap<string, string>;
  /** Dotted path to SQL column, the fixed ones (id, rev, deleted, lwt) included. */
  readonly columnOfPath: ReadonlyMap<string, string>;
  /** Changes whenever columns or indexes change; kept in storage_tables. */
  readonly signature: string;
}

const SQL_TYPES = { string: 'TEXT', number: 'REAL', integer: 'INTEGER', boolean: 'INTEGER' } as const;

/**
 * Columns that every table has before its field columns. `sequence` counts the writes of the table; it may be NULL only
 * in rows that were not written through the storage.
 */
export const FIXED_COLUMNS =
  'id TEXT PRIMARY KEY NOT NULL, rev TEXT NOT NULL, deleted INTEGER NOT NULL, lwt REAL NOT NULL, sequence INTEGER';

/** Works out the table of a collection. */
export function tableLayoutOf(
  collectionName: string,
  schema: StoredSchema,
  tableName = tableNameOf(collectionName, schema.version),
): TableLayout {
  const primaryField = primaryFieldOf(schema);
  const columnOfPath = new Map([
    [primaryField, 'id'],
    ['_rev', 'rev'],
    ['_deleted', 'deleted'],
    ['_meta.lwt', 'lwt'],
  ]);
  const indexedPaths = ((schema.indexes ?? []) as readonly (string | readonly string[])[]).map((index) =>
    typeof index === 'string' ? [index] : index,
  );
  const fieldPaths = [...new Set(indexedPaths.flat())].filter((path) => !columnOfPath.has(path));
  const columns = [...columnNamesOf(fieldPaths)].map(([path, name]) =>
    fieldColumn(path, pathTypeOf(schema, path)?.type, name),
  );
  for (const { path, name } of columns) columnOfPath.set(path, name);
  const sequenceIndex = sequenceIndexOf(tableName);
  const indexes = new Map<string, string>([[sequenceIndex.name, sequenceIndex.sql]]);
  for (const paths of indexedPaths) {
    // RxDB adds this one to every schema, to find what changed since a checkpoint: the sequence does that here.
    if (paths.length === 2 && paths[0] === '_meta.lwt' && paths[1] === primaryField) continue;
    const columnNames = paths.map((path) => columnOfPath.get(path) ?? path);
    const indexName = `${tableName}_by_${columnNames.join('_')}`;
    indexes.set(indexName, `CREATE INDEX ${indexName} ON ${tableName} (${columnNames.join(', ')})`);
  }
  const signature = signatureOf(columns, [...indexes.values()]);
  return { tableName, primaryField, schema, columns, indexes, columnOfPath, signature };
}

/** The index that finds what changed since a checkpoint. */
export function sequenceIndexOf(tableName: string): { readonly name: string; readonly sql: string } {
  const name = `${tableName}_by_sequence`;
  return { name, sql: `CREATE INDEX ${name} ON ${tableName} (sequence)` };
}

/**
 * Remembers the number of a row that goes, whoever removes it: a number given again would lie before a stored checkpoint,
 * and the write that got it would never be found.
 */
export function sequenceTriggerOf(tableName: string): string {
  return `CREATE TRIGGER ${tableName}_keeps_sequence AFTER DELETE ON ${tableName} WHEN old.sequence IS NOT NULL BEGIN
    UPDATE storage_sequences SET last = old.sequence WHERE table_name = '${tableName}' AND last < old.sequence;
  END`;
}

/** Starts the counter of a new table. Parameters: table name, epoch, last number, last number of the upgrade. */
export const START_SEQUENCE =
  'INSERT OR REPLACE INTO storage_sequences (table_name, epoch, last, upgraded) VALUES (?, ?, ?, ?)';

/** A new table's epoch. */
export function newEpoch(): string {
  return randomBytes(9).toString('base64url');
}

/** Paths of which the name of the column tells which they are: each underscore stands for a point. */
const TOLD_BY_NAME = /^[a-zA-Z0-9.]*$/;

/** A column as storage_tables keeps it: two with the same hold the same values. */
export function columnSignatureOf({ path, name, sqlType }: Pick<FieldColumn, 'path' | 'name'> & { sqlType: string }) {
  return TOLD_BY_NAME.test(path) ? [name, sqlType] : [name, sqlType, path];
}

/** What storage_tables keeps of the columns and indexes of a table. */
export function signatureOf(
  columns: readonly (Pick<FieldColumn, 'path' | 'name'> & { readonly sqlType: string })[],
  indexes: readonly string[],
): string {
  return JSON.stringify([columns.map(columnSignatureOf), indexes]);
}

/** The column of an indexed path. */
export function fieldColumn(path: string, type: ScalarType | undefined, name: string): FieldColumn {
  const read = pathReader(path);
  return {
    path,
    name,
    sqlType: type === undefined ? '' : SQL_TYPES[type],
    type,
    valueOf: (document) => toSqlValue(read(document), type),
  };
}

/** A value that does not have the schema's type becomes NULL, as a missing one does. */
function toSqlValue(value: unknown, type: ScalarType | undefined): SqlValue {
  switch (typeof value) {
    case 'string':
      return type === undefined || type === 'string' ? toColumnText(value) : null;
    case 'number':
      return type === undefined || type === 'number' || type === 'integer' ? value : null;
    case 'boolean':
      return type === undefined || type === 'boolean' ? Number(value) : null;
    default:
      return null;
  }
}

/** The values of a row in the order rev, deleted, lwt, field columns, data. */
export function rowValuesOf(layout: TableLayout, document: StoredDocument): SqlValue[] {
  const values: SqlValue[] = [document._rev, document._deleted ? 1 : 0, document._meta.lwt];
  for (const column of layout.columns) values.push(column.valueOf(document));
  values.push(JSON.stringify(document));
  return values;
}
