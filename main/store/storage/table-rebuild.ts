import type { Database as SqliteDatabase, SqlValue, Statement } from 'better-sqlite3';
import type { DatabaseFile } from './database-file.ts';
import type { ScalarType } from './schema-path.ts';
import { analyseTable, sampleTable } from './statistics.ts';
import {
  FIXED_COLUMNS,
  type FieldColumn,
  fieldColumn,
  newEpoch,
  START_SEQUENCE,
  sequenceTriggerOf,
} from './table-layout.ts';
import { toColumnText } from './text-order.ts';

/** How long one transaction of a rebuild works, in ms; its commit comes on top. */
const SLICE_MILLISECONDS = 6;
const ROWS_AHEAD = 128;
/** Small checkpoints: one of SQLite's default size would hold up the event loop for long. */
const CHECKPOINT_PAGES = 200;
const INDEX_SQL = /^CREATE INDEX (\S+) ON (\S+) (\(.+\))$/;

/**
 * A table on its way to other columns or indexes, as storage_tables keeps it until it is done. SQLite makes an index in one
 * long step, so the rows move to a second table that has everything already, a few at a time.
 */
export interface Rebuild {
  readonly columns: readonly {
    readonly path: string;
    readonly name: string;
    readonly sqlType: string;
    readonly type: ScalarType | null;
  }[];
  /** Names of the columns that are worked out from the documents; the others are copied. */
  readonly filled: readonly string[];
  /** CREATE INDEX statements as the finished table has them. */
  readonly indexes: readonly string[];
  /** The finished table's `TableLayout.signature`. */
  readonly signature: string;
  /** `lwt`: rows have no sequence yet and get one in the order of (lwt, id). */
  readonly order: 'lwt' | 'sequence';
}

/** How many rows a rebuild has moved and has to move; estimates that cost nothing. */
export interface RebuildSize {
  readonly done: number;
  readonly left: number;
}

function nextTableOf(tableName: string): string {
  return `${tableName}_next`;
}

/** Registers a rebuild and makes its empty second table, inside the caller's transaction. */
export function startRebuild(file: DatabaseFile, tableName: string, rebuild: Rebuild): void {
  const { database } = file;
  const next = nextTableOf(tableName);
  const fields = rebuild.columns.map((column) => `, ${column.name} ${column.sqlType}`).join('');
  database.exec(`CREATE TABLE ${next} (${FIXED_COLUMNS}${fields}, data TEXT NOT NULL)`);
  for (const sql of rebuild.indexes) {
    const [, name, , columns] = INDEX_SQL.exec(sql) ?? [];
    if (name === undefined) throw new Error(`Not an index of this storage: ${sql}`);
    database.exec(`CREATE INDEX ${freeIndexName(database, name)} ON ${next} ${columns}`);
  }
  file.prepare('UPDATE storage_tables SET rebuild = ? WHERE table_name = ?').run(JSON.stringify(rebuild), tableName);
}

/** The old table still has the names of its indexes, and SQLite cannot rename one. */
function freeIndexName(database: SqliteDatabase, name: string): string {
  const isTaken = database.prepare('SELECT 1 FROM sqlite_schema WHERE name = ? COLLATE NOCASE');
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name}_${number}`;
    if (isTaken.get(candidate) === undefined) return candidate;
  }
}

/** Tables that are on their way. */
export function pendingRebuilds(file: DatabaseFile): string[] {
  return file
    .prepare<string>('SELECT table_name FROM storage_tables WHERE rebuild IS NOT NULL ORDER BY table_name')
    .pluck()
    .all();
}

/** How far a rebuild is. */
export function rebuildSizeOf(file: DatabaseFile, tableName: string): RebuildSize {
  return { done: rowSpanOf(file, nextTableOf(tableName)), left: rowSpanOf(file, tableName) };
}

/** About how many rows a table has, from the first and the last row number. */
export function rowSpanOf({ database }: DatabaseFile, tableName: string): number {
  const first = database.prepare<number>(`SELECT min(rowid) FROM ${tableName}`).pluck().get();
  const last = database.prepare<number>(`SELECT max(rowid) FROM ${tableName}`).pluck().get();
  return typeof first === 'number' && typeof last === 'number' ? last - first + 1 : 0;
}

/**
 * Moves the rows of one table, a few milliseconds' worth per transaction and turn of the event loop, and puts the new table
 * in the old one's place. Nothing may use the table meanwhile. Killed, it goes on from there at the next call.
 *
 * @throws StorageError
 */
export async function finishRebuild(
  file: DatabaseFile,
  tableName: string,
  onMoved: (rows: number) => void,
): Promise<void> {
  const { database } = file;
  const recorded = file
    .prepare<string>('SELECT rebuild FROM storage_tables WHERE table_name = ?')
    .pluck()
    .get(tableName);
  if (typeof recorded !== 'string') return;
  const rebuild = JSON.parse(recorded) as Rebuild;
  const pages = database.pragma('wal_autocheckpoint', { simple: true });
  database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  try {
    const mover = new RowMover(database, tableName, rebuild);
    for (;;) {
      // A power cut takes back whole steps from the end, which are then taken again.
      const moved = file.relaxedTransaction(() => mover.moveSome());
      if (moved === 0) break;
      onMoved(moved);
      await new Promise((resolve) => setImmediate(resolve));
    }
    file.transaction(() => swapTables(file, tableName, rebuild));
    await analyseTable(file, tableName);
  } finally {
    if (database.open) database.pragma(`wal_autocheckpoint = ${pages}`);
  }
}

/** Layout 1 had texts in columns as they are. */
function registerColumnForm(database: SqliteDatabase): void {
  database.function('column_form', { deterministic: true }, (value) =>
    typeof value === 'string' ? toColumnText(value) : value,
  );
}

/** Moves rows from a table to the one that takes its place. */
class RowMover {
  readonly #rowNumbers: Statement<number>;
  readonly #copy: Statement;
  readonly #remove: Statement;
  readonly #data: Statement<string>;
  readonly #lastSequence: Statement<number>;
  readonly #filled: readonly FieldColumn[];
  readonly #numbers: boolean;

  constructor(database: SqliteDatabase, tableName: string, rebuild: Rebuild) {
    const next = nextTableOf(tableName);
    this.#numbers = rebuild.order === 'lwt';
    this.#filled = rebuild.columns
      .filter(({ name }) => rebuild.filled.includes(name))
      .map(({ path, type, name }) => fieldColumn(path, type ?? undefined, name));
    const kept = rebuild.columns.map(({ name }) => name).filter((name) => !rebuild.filled.includes(name));
    const filled = this.#filled.map(({ name }) => name);
    const names = ['id', ...kept, 'rev', 'deleted', 'lwt', 'data', 'sequence', ...filled];
    const values = ['id', ...kept].map((name) => (this.#numbers ? `column_form(${name})` : name));
    values.push('rev', 'deleted', 'lwt', 'data', this.#numbers ? '?' : 'sequence', ...filled.map(() => '?'));
    if (this.#numbers) registerColumnForm(database);
    this.#copy = database.prepare(
      `INSERT INTO ${next} (${names.join(', ')}) SELECT ${values.join(', ')} FROM ${tableName} WHERE rowid = ?`,
    );
    const order = this.#numbers ? 'lwt, id' : 'sequence, rowid';
    this.#rowNumbers = database
      .prepare<number>(`SELECT rowid FROM ${tableName} ORDER BY ${order} LIMIT ${ROWS_AHEAD}`)
      .pluck();
    this.#remove = database.prepare(`DELETE FROM ${tableName} WHERE rowid = ?`);
    this.#data = database.prepare<string>(`SELECT data FROM ${tableName} WHERE rowid = ?`).pluck();
    this.#lastSequence = database.prepare<number>(`SELECT max(sequence) FROM ${next}`).pluck();
  }

  /** Moves rows until the slice is over; 0 when there are none left. */
  moveSome(): number {
    const until = performance.now() + SLICE_MILLISECONDS;
    let sequence = this.#lastSequence.get() ?? 0;
    let moved = 0;
    for (const rowNumber of this.#rowNumbers.all()) {
      if (moved > 0 && performance.now() > until) break;
      sequence += 1;
      const values: SqlValue[] = this.#numbers ? [sequence] : [];
      if (this.#filled.length > 0) {
        const document = JSON.parse(this.#data.get(rowNumber) ?? '{}') as object;
        for (const column of this.#filled) values.push(column.valueOf(document));
      }
      this.#copy.run(...values, rowNumber);
      this.#remove.run(rowNumber);
      moved += 1;
    }
    return moved;
  }
}

/** Puts the finished table in the old one's place; the old one is empty, so that nothing here takes long. */
function swapTables(file: DatabaseFile, tableName: string, rebuild: Rebuild): void {
  const { database } = file;
  database.exec(`DROP TABLE ${tableName}`);
  database.exec(`ALTER TABLE ${nextTableOf(tableName)} RENAME TO ${tableName}`);
  if (rebuild.order === 'lwt') {
    const last = database.prepare<number>(`SELECT max(sequence) FROM ${tableName}`).pluck().get() ?? 0;
    file.prepare(START_SEQUENCE).run(tableName, newEpoch(), last, last);
  }
  database.exec(sequenceTriggerOf(tableName));
  file
    .prepare('UPDATE storage_tables SET layout = ?, rebuild = NULL WHERE table_name = ?')
    .run(rebuild.signature, tableName);
  sampleTable(file, tableName);
}
