import type { SqlValue } from 'better-sqlite3';
import { columnNameOf, tableNameOf } from './names.ts';
import { type PathType, pathReader, pathTypeOf, primaryFieldOf } from './schema-path.ts';
import type { StoredDocument, StoredSchema } from './types.ts';

/** A column that mirrors an indexed field of the document. */
export interface FieldColumn {
  readonly path: string;
  readonly name: string;
  /** SQL type; empty for a path of which the schema does not give the type. */
  readonly sqlType: 'TEXT' | 'REAL' | 'INTEGER' | '';
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

/** Columns that every table has before its field columns. */
export const FIXED_COLUMNS =
  'id TEXT PRIMARY KEY NOT NULL, rev TEXT NOT NULL, deleted INTEGER NOT NULL, lwt REAL NOT NULL';

/** Works out the table of a collection. @throws Error when two indexed paths would share a column (a_b and a.b) */
export function tableLayoutOf(collectionName: string, schema: StoredSchema): TableLayout {
  const tableName = tableNameOf(collectionName, schema.version);
  const primaryField = primaryFieldOf(schema);
  const columnOfPath = new Map([
    [primaryField, 'id'],
    ['_rev', 'rev'],
    ['_deleted', 'deleted'],
    ['_meta.lwt', 'lwt'],
  ]);
  const columns: FieldColumn[] = [];
  const indexes = new Map<string, string>();
  for (const index of (schema.indexes ?? []) as readonly (string | readonly string[])[]) {
    const paths = typeof index === 'string' ? [index] : index;
    for (const path of paths) {
      if (columnOfPath.has(path)) continue;
      const column = fieldColumn(schema, path);
      if (columns.some((other) => other.name.toLowerCase() === column.name.toLowerCase())) {
        throw new Error(`Two indexed fields of ${collectionName} need the column ${column.name}`);
      }
      columns.push(column);
      columnOfPath.set(path, column.name);
    }
    const columnNames = paths.map((path) => columnOfPath.get(path) ?? path);
    const indexName = `${tableName}_by_${columnNames.join('_')}`;
    indexes.set(indexName, `CREATE INDEX ${indexName} ON ${tableName} (${columnNames.join(', ')})`);
  }
  const signature = JSON.stringify([columns.map((column) => [column.name, column.sqlType]), [...indexes.values()]]);
  return { tableName, primaryField, schema, columns, indexes, columnOfPath, signature };
}

function fieldColumn(schema: StoredSchema, path: string): FieldColumn {
  const type = pathTypeOf(schema, path);
  const read = pathReader(path);
  return {
    path,
    name: columnNameOf(path),
    sqlType: type === undefined ? '' : SQL_TYPES[type.type],
    valueOf: (document) => toSqlValue(read(document), type),
  };
}

/** A value that does not have the schema's type becomes NULL, as a missing one does. */
function toSqlValue(value: unknown, type: PathType | undefined): SqlValue {
  switch (typeof value) {
    case 'string':
      return type === undefined || type.type === 'string' ? value : null;
    case 'number':
      return type === undefined || type.type === 'number' || type.type === 'integer' ? value : null;
    case 'boolean':
      return type === undefined || type.type === 'boolean' ? Number(value) : null;
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
