import type { DatabaseFile } from './database-file.ts';
import type { TableLayout } from './table-layout.ts';

/** What SQLite itself takes a table for that it knows nothing about. */
export const ASSUMED_ROWS = 1_048_576;
/** How many times fewer rows one more equal field is taken to leave. */
const PER_FIELD = 1000;
const EVERY_ROW = new Set(['deleted']);
const ONE_ROW = new Set(['id', 'lwt', 'sequence']);
const INDEX_COLUMNS = /\(([^)]*)\)$/;

/**
 * Tells the planner what to think of the indexes of a table that has just been made. Without any statistics SQLite takes
 * every index for as narrow after its first column, here `deleted`, as after its second, and then walks in sort order over
 * all rows. The first real analysis (`analyseTable`) replaces these. Inside the caller's transaction.
 */
export function assumeStatistics({ database }: DatabaseFile, { tableName, indexes }: TableLayout): void {
  // Makes sqlite_stat1 where there is none, and finds nothing in the empty table.
  database.exec(`ANALYZE ${tableName}`);
  const insert = database.prepare('INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)');
  insert.run(tableName, `sqlite_autoindex_${tableName}_1`, `${ASSUMED_ROWS} 1`);
  for (const [name, create] of indexes) insert.run(tableName, name, statisticsOf(create));
  database.exec('ANALYZE sqlite_schema');
}

function statisticsOf(create: string): string {
  const columns = INDEX_COLUMNS.exec(create)?.[1]?.split(', ') ?? [];
  const numbers = [ASSUMED_ROWS];
  let left = ASSUMED_ROWS;
  for (const column of columns) {
    if (ONE_ROW.has(column)) left = 1;
    else if (!EVERY_ROW.has(column)) left = Math.max(1, Math.ceil(left / PER_FIELD));
    numbers.push(left);
  }
  return numbers.join(' ');
}
