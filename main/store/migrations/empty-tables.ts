import type { DatabaseFile, SqliteDatabase } from '../storage/index.ts';
import { inSlices } from './in-slices.ts';

const ROWS_PER_PIECE = 64;

interface KeyColumn {
  readonly name: string;
  readonly pk: number;
}

function deleteStatement(database: SqliteDatabase, table: string): string {
  const made = database.prepare<string>('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(table) ?? '';
  if (!/WITHOUT ROWID\s*$/i.test(made)) {
    return `DELETE FROM ${table} WHERE rowid IN (SELECT rowid FROM ${table} LIMIT ${ROWS_PER_PIECE})`;
  }
  const columns = (database.pragma(`table_info(${table})`) as KeyColumn[]).filter(({ pk }) => pk > 0);
  const key = columns.map(({ name }) => name).join(', ');
  return `DELETE FROM ${table} WHERE (${key}) IN (SELECT ${key} FROM ${table} LIMIT ${ROWS_PER_PIECE})`;
}

/** The tables in which SQLite keeps a full-text index. Its settings stay: without them it could not even be dropped. */
function partsOf(database: SqliteDatabase, table: string): string[] {
  const parts = ['data', 'idx', 'docsize'].map((part) => `${table}_${part}`);
  const known = database.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?');
  return parts.filter((part) => known.get(part) !== undefined);
}

/**
 * Removes all rows of tables, full-text ones included, in slices: dropping a table of 100 000 records in one go would hold the
 * event loop for hundreds of milliseconds. A full-text table can only be dropped afterwards.
 */
export async function emptyTables(file: DatabaseFile, tables: readonly string[], isFullText: boolean): Promise<void> {
  const { database } = file;
  // SQLite guards the parts of a full-text index against hand-written SQL.
  if (isFullText) database.unsafeMode(true);
  try {
    const plain = isFullText ? tables.flatMap((table) => partsOf(database, table)) : tables;
    for (const table of plain) {
      const remove = database.prepare(deleteStatement(database, table));
      await inSlices(
        file,
        () => ({ rows: 0, isLast: remove.run().changes < ROWS_PER_PIECE }),
        () => {},
      );
    }
  } finally {
    if (isFullText) database.unsafeMode(false);
  }
}
