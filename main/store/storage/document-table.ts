import type { SqlValue, Statement } from 'better-sqlite3';
import type { DatabaseFile } from './database-file.ts';
import { ASSUMED_ROWS } from './default-statistics.ts';
import { rowValuesOf, type TableLayout } from './table-layout.ts';
import { toColumnText } from './text-order.ts';
import type { StorageCheckpoint, StoredDocument } from './types.ts';

const FIRST_ANALYSIS_AT = 500;

interface ChangedRow {
  readonly data: string;
  readonly sequence: number;
}

/** The table's row in storage_sequences. */
interface Counter {
  readonly epoch: string;
  readonly upgraded: number;
}

/** A place in the order of a table's writes. */
interface Place {
  readonly sequence: number;
  readonly lwt: number;
  readonly id: string;
}

const FEWEST_AT_ONCE = 5;

/** The SQL of one collection's table: reading and writing whole documents. */
export class DocumentTable {
  readonly layout: TableLayout;
  readonly #file: DatabaseFile;
  readonly #insert: Statement;
  readonly #update: Statement;
  readonly #revisionById: Statement<string>;
  readonly #dataById: Statement<string>;
  readonly #lastSequence: Statement<number>;
  readonly #changedSince: Statement<ChangedRow>;
  readonly #counter: Counter;
  #sequence = 0;
  #lastWritten: StoredDocument | undefined;
  #writesSinceAnalysis = 0;
  #writesUntilAnalysis: number;

  constructor(file: DatabaseFile, layout: TableLayout) {
    this.layout = layout;
    this.#file = file;
    const { tableName, columns } = layout;
    const { database } = file;
    const names = ['rev', 'deleted', 'lwt', ...columns.map((column) => column.name), 'data', 'sequence'];
    this.#insert = database.prepare(
      `INSERT INTO ${tableName} (${names.join(', ')}, id) VALUES (?${', ?'.repeat(names.length)}) ON CONFLICT DO NOTHING`,
    );
    this.#update = database.prepare(
      `UPDATE ${tableName} SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`,
    );
    this.#revisionById = database.prepare<string>(`SELECT rev FROM ${tableName} WHERE id = ?`).pluck();
    this.#dataById = database.prepare<string>(`SELECT data FROM ${tableName} WHERE id = ?`).pluck();
    this.#lastSequence = database
      .prepare<number>(
        `SELECT max(coalesce((SELECT max(sequence) FROM ${tableName}), 0),
                    coalesce((SELECT last FROM storage_sequences WHERE table_name = '${tableName}'), 0))`,
      )
      .pluck();
    this.#changedSince = database.prepare<ChangedRow>(
      `SELECT data, sequence FROM ${tableName} WHERE sequence > ? ORDER BY sequence LIMIT ?`,
    );
    this.#counter = counterOf(file, tableName);
    this.#writesUntilAnalysis = Math.max(FIRST_ANALYSIS_AT, analysedRows(file, tableName));
  }

  /** The stored revision of a document, deleted ones included. */
  revisionOf(id: string): string | undefined {
    return this.#revisionById.get(toColumnText(id));
  }

  /** A whole document, deleted ones included. */
  documentOf(id: string): StoredDocument | undefined {
    const data = this.#dataById.get(toColumnText(id));
    return data === undefined ? undefined : (JSON.parse(data) as StoredDocument);
  }

  /** Whole documents in the order of the ids, deleted ones included; one statement for many costs half of many. */
  documentsOf(ids: readonly string[]): StoredDocument[] {
    if (ids.length < FEWEST_AT_ONCE) {
      return ids.map((id) => this.documentOf(id)).filter((document) => document !== undefined);
    }
    return this.#file
      .prepare<string>(
        `SELECT data FROM json_each(?) AS wanted CROSS JOIN ${this.layout.tableName} AS stored ON stored.id = wanted.value`,
      )
      .pluck()
      .all(JSON.stringify(ids.map(toColumnText)))
      .map((data) => JSON.parse(data) as StoredDocument);
  }

  /** Must come first in every transaction that writes: another process may have written since. */
  beginWrites(): void {
    this.#sequence = this.#lastSequence.get() ?? 0;
    this.#lastWritten = undefined;
  }

  /** Where the last write since `beginWrites` stands: whatever is written later comes after it. */
  checkpoint(): StorageCheckpoint | undefined {
    const last = this.#lastWritten;
    if (last === undefined) return undefined;
    return { id: this.#idOf(last), lwt: last._meta.lwt, sequence: this.#sequence, epoch: this.#counter.epoch };
  }

  /** Inserts a document; false, and nothing written, when there is one with this id. */
  insert(document: StoredDocument): boolean {
    if (this.#insert.run(...this.#valuesOf(document)).changes === 0) return false;
    this.#written(document);
    return true;
  }

  update(document: StoredDocument): void {
    this.#update.run(...this.#valuesOf(document));
    this.#written(document);
  }

  #written(document: StoredDocument): void {
    this.#sequence += 1;
    this.#writesSinceAnalysis += 1;
    this.#lastWritten = document;
  }

  /** Documents written after a checkpoint, oldest write first, tombstones included. */
  changedSince(
    limit: number,
    checkpoint: StorageCheckpoint | undefined,
  ): { documents: StoredDocument[]; checkpoint: StorageCheckpoint } {
    const rows = this.#changedSince.all(this.#sequenceOf(checkpoint), limit);
    const documents = rows.map(({ data }) => JSON.parse(data) as StoredDocument);
    const last = documents.at(-1);
    const sequence = rows.at(-1)?.sequence;
    if (last === undefined || sequence === undefined)
      return { documents, checkpoint: checkpoint ?? { id: '', lwt: 0 } };
    const { epoch } = this.#counter;
    return { documents, checkpoint: { id: this.#idOf(last), lwt: last._meta.lwt, sequence, epoch } };
  }

  /**
   * Where a checkpoint stands. One of another table (RxDB's migration takes them along) stands before everything. One of an older layout, or made by hand, has no sequence: then it stands before the first
   * document that is newer, and never after the upgrade, since which the clock may have been set back.
   */
  #sequenceOf(checkpoint: StorageCheckpoint | undefined): number {
    if (checkpoint === undefined) return 0;
    if (checkpoint.sequence !== undefined) return checkpoint.epoch === this.#counter.epoch ? checkpoint.sequence : 0;
    const { lwt } = checkpoint;
    if (lwt === 0 && checkpoint.id === '') return 0;
    const id = toColumnText(checkpoint.id);
    if (this.#counter.upgraded === 0) {
      const newer = this.#file
        .prepare<number>(
          `SELECT sequence FROM ${this.layout.tableName} WHERE (lwt, id) > (?, ?) ORDER BY sequence LIMIT 1`,
        )
        .pluck()
        .get(lwt, id);
      return newer === undefined ? (this.#lastSequence.get() ?? 0) : newer - 1;
    }
    return this.#upgradedSequenceOf(lwt, id);
  }

  /** The rows of the upgrade stand in the order of (lwt, id), with gaps: halving finds the place. */
  #upgradedSequenceOf(lwt: number, id: string): number {
    const from = this.#file.prepare<Place>(
      `SELECT sequence, lwt, id FROM ${this.layout.tableName} WHERE sequence >= ? ORDER BY sequence LIMIT 1`,
    );
    let low = 0;
    let high = this.#counter.upgraded;
    while (low < high) {
      const middle = Math.floor((low + high) / 2) + 1;
      const place = from.get(middle);
      const isNewer =
        place === undefined ||
        place.sequence > this.#counter.upgraded ||
        place.lwt > lwt ||
        (place.lwt === lwt && place.id > id);
      if (isNewer) high = middle - 1;
      else low = Math.min(place.sequence, this.#counter.upgraded);
    }
    return low;
  }

  /**
   * Whether the table has about doubled since the planner's statistics were made. Without fresh ones SQLite walks an index in
   * sort order over the whole table where a narrow index exists. After a yes there is no other before `endAnalysis`.
   */
  beginAnalysis(): boolean {
    if (this.#writesSinceAnalysis < this.#writesUntilAnalysis) return false;
    this.#writesUntilAnalysis = Number.POSITIVE_INFINITY;
    this.#writesSinceAnalysis = 0;
    return true;
  }

  endAnalysis(): void {
    const rows = this.#file.closed ? 0 : analysedRows(this.#file, this.layout.tableName);
    this.#writesUntilAnalysis = Math.max(FIRST_ANALYSIS_AT, rows);
  }

  /** Removes tombstones up to a last-write time, at most `limit`. Returns how many. */
  purgeDeleted(newestWriteTime: number, limit: number): number {
    const { tableName } = this.layout;
    return this.#file
      .prepare(
        `DELETE FROM ${tableName} WHERE id IN
           (SELECT id FROM ${tableName} WHERE unlikely(deleted = 1) AND lwt <= ? ORDER BY lwt LIMIT ?)`,
      )
      .run(newestWriteTime, limit).changes;
  }

  /** The values of a write in the order of both statements. */
  #valuesOf(document: StoredDocument): SqlValue[] {
    const values = rowValuesOf(this.layout, document);
    values.push(this.#sequence + 1, toColumnText(this.#idOf(document)));
    return values;
  }

  #idOf(document: StoredDocument): string {
    return (document as Record<string, unknown>)[this.layout.primaryField] as string;
  }
}

function counterOf(file: DatabaseFile, tableName: string): Counter {
  const counter = file
    .prepare<Counter>('SELECT epoch, upgraded FROM storage_sequences WHERE table_name = ?')
    .get(tableName);
  if (counter === undefined) throw new Error(`The table ${tableName} has no counter`);
  return counter;
}

/** How many rows the table had at its last analysis; 0 when there was none. */
function analysedRows(file: DatabaseFile, tableName: string): number {
  const { database } = file;
  const known = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'").get();
  if (known === undefined) return 0;
  const stat = database.prepare<string>('SELECT stat FROM sqlite_stat1 WHERE tbl = ? LIMIT 1').pluck().get(tableName);
  const rows = Number.parseInt(stat ?? '0', 10);
  return rows === ASSUMED_ROWS ? 0 : rows;
}
