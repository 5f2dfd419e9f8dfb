import type { DatabaseFile } from './database-file.ts';

/**
 * How many entries of an index are counted. SQLite's sampling (`analysis_limit` of some hundreds) takes the first entries for
 * all: they have one `deleted` and one team, so it believes that every index is as narrow after its first column as after its
 * last, and walks in sort order over a whole table. Without any limit it also keeps samples of values (sqlite_stat4), which
 * would outlive what is erased.
 */
const MOST_ENTRIES = 1_000_000;
/** FTS5 finds its own way through its tables. */
const ORDINARY_TABLES = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'";

/** Gives others a turn. */
export type Turn = () => Promise<void> | undefined;

/** A turn of the event loop for whoever waits. */
export const nextTurn: Turn = () => new Promise((resolve) => setImmediate(resolve));

/**
 * Refreshes the planner's statistics of a table, one index per turn: about 40 ms for 100 000 rows.
 *
 * @param isWanted asked before each step; false ends the work, for the file may have been closed meanwhile
 */
export async function analyseTable(
  file: DatabaseFile,
  tableName: string,
  turn: Turn = nextTurn,
  isWanted: () => boolean = () => true,
): Promise<void> {
  const indexes = file.rows<{ name: string }>('SELECT name FROM pragma_index_list(?)', tableName);
  const names = indexes.length === 0 ? [tableName] : indexes.map(({ name }) => name);
  for (const name of names) {
    await turn();
    if (file.closed || !isWanted()) return;
    file.guard(() => {
      file.database.pragma(`analysis_limit = ${MOST_ENTRIES}`);
      file.database.exec(`ANALYZE "${name}"`);
    });
  }
}

/** Rough statistics at once, in a few milliseconds: better than none until `analyseTable` has come. */
export function sampleTable({ database }: DatabaseFile, tableName: string): void {
  database.pragma('analysis_limit = 400');
  database.exec(`ANALYZE "${tableName}"`);
}

/** `analyseTable` of every table of the file, those of the application included. */
export async function analyseTables(file: DatabaseFile, turn: Turn = nextTurn): Promise<void> {
  const names = file.rows<{ name: string }>(ORDINARY_TABLES).map(({ name }) => name);
  for (const name of names.filter((one) => !one.startsWith('sqlite_'))) await analyseTable(file, name, turn);
}
