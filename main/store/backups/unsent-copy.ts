import { existsSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { StoredConflict } from '../conflicts/conflict-rows.ts';
import { makeFolderDurably, syncFolder } from '../files/durable-files.ts';
import type { OutboxRow } from '../outbox/outbox-rows.ts';
import { type DatabaseFile, openDatabaseFile, type SqliteDatabase, StorageError } from '../storage/index.ts';
import { backupId } from './backup-folder.ts';
import { noteSetAside, quarantineOf } from './set-aside.ts';
import { COUNTERS, type RescuedWork, UNSENT, workIn } from './unsent-rows.ts';

const DATABASE_ID = 'midofficeDatabaseId';

/** What is kept of a table. `row` is the alias of its rows; the whole row is kept as JSON, whatever columns it has. */
interface KeptTable {
  readonly kind: 'outbox' | 'conflict' | 'setting';
  readonly key: string;
  readonly sequence: string;
  readonly wanted: string;
  /** Changes that are not worth a write: a row that is on its way is as unsent as one that waits. */
  readonly unimportant: string;
}

const TABLES: readonly KeptTable[] = [
  {
    kind: 'outbox',
    key: 'operation_id',
    sequence: 'sequence',
    wanted: UNSENT,
    unimportant:
      "OLD.pending = NEW.pending AND OLD.mine IS NEW.mine AND OLD.base IS NEW.base AND OLD.error IS NEW.error AND OLD.state IN ('local', 'sending') AND NEW.state IN ('local', 'sending')",
  },
  { kind: 'conflict', key: 'id', sequence: 'NULL', wanted: 'resolved_at IS NULL', unimportant: '0' },
  {
    kind: 'setting',
    key: 'name',
    sequence: 'NULL',
    wanted: `${COUNTERS} OR name = '${DATABASE_ID}'`,
    unimportant: '0',
  },
];

/** The file of the second copy of the unsent work, beside the database and encrypted with the same key. */
export function unsentCopyOf(file: string): string {
  return `${file}.unsent`;
}

function columnsOf(database: SqliteDatabase, table: string): string[] {
  return database.prepare<string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
}

function jsonOf(columns: readonly string[], row: string): string {
  return `json_object(${columns.map((column) => `'${column}', ${row}"${column}"`).join(', ')})`;
}

/** `wanted` with its columns taken from NEW or OLD. */
function conditionOn(table: KeptTable, columns: readonly string[], row: 'NEW' | 'OLD'): string {
  const names = new RegExp(`(?<!['\\w.])(${columns.join('|')})(?!['\\w:])`, 'g');
  return table.wanted.replaceAll(names, `${row}.$1`);
}

function triggersOf(table: KeptTable, columns: readonly string[]): string {
  const { kind, key, sequence, unimportant } = table;
  const newSequence = sequence === 'NULL' ? 'NULL' : `NEW.${sequence}`;
  const keep = `INSERT OR REPLACE INTO unsent_work SELECT '${kind}', NEW.${key}, ${newSequence}, ${jsonOf(columns, 'NEW.')}
    WHERE ${conditionOn(table, columns, 'NEW')};`;
  const forget = `DELETE FROM unsent_work WHERE kind = '${kind}' AND key = OLD.${key};`;
  return `
CREATE TEMP TRIGGER keep_${kind}_added AFTER INSERT ON main.${kind} BEGIN ${keep} END;
CREATE TEMP TRIGGER keep_${kind}_changed AFTER UPDATE ON main.${kind} WHEN NOT (${unimportant}) BEGIN ${forget} ${keep} END;
CREATE TEMP TRIGGER keep_${kind}_removed AFTER DELETE ON main.${kind} BEGIN ${forget} END;`;
}

/**
 * Keeps a second copy of all unsent work in a file of its own, from now on in the same transaction as every change of it: a page
 * of the database that goes bad, whichever it is, costs no acknowledged command. SQLite attaches the file to the connection with
 * the key of the database, and commits both; after a kill between the two the next opening makes them equal again.
 *
 * @returns work that only the copy has: the database is older than it
 */
export function keepUnsentCopy(file: DatabaseFile, onAside: (path: string) => void): RescuedWork | undefined {
  try {
    return attachCopy(file);
  } catch (error) {
    if (!(error instanceof StorageError) || !['CORRUPT', 'KEY_WRONG'].includes(error.code)) throw error;
    // The database is sound: a new copy is as good.
    detach(file);
    onAside(setCopyAside(file.file));
    return attachCopy(file);
  }
}

function detach(file: DatabaseFile): void {
  const attached =
    file.database.prepare("SELECT 1 FROM pragma_database_list WHERE name = 'unsent'").get() !== undefined;
  if (attached) file.database.exec('DETACH unsent');
}

/** Moves a damaged copy of the unsent work to the quarantine. */
function setCopyAside(file: string): string {
  const at = new Date().toISOString();
  const folder = join(quarantineOf(file), backupId(at, 'schedule').replace('-schedule', '-unsent'));
  makeFolderDurably(folder);
  noteSetAside(folder, { at, why: 'unsentCopy', rescuedItems: 0, incomplete: false });
  // The log first: what is left in place must never be a log beside another database.
  for (const suffix of ['-wal', '-shm', '']) {
    const path = `${unsentCopyOf(file)}${suffix}`;
    if (existsSync(path)) renameSync(path, join(folder, `unsent${suffix}`));
  }
  for (const changed of [folder, dirname(file)]) syncFolder(changed);
  return folder;
}

function attachCopy(file: DatabaseFile): RescuedWork | undefined {
  const { database } = file;
  return file.guard(() => {
    // Without KEY the attached file takes cipher and key of the main one.
    database.prepare('ATTACH ? AS unsent').run(unsentCopyOf(file.file));
    database.pragma('unsent.journal_mode = WAL');
    database.pragma('unsent.synchronous = FULL');
    database.pragma('unsent.secure_delete = ON');
    if (database.pragma('unsent.quick_check(1)', { simple: true }) !== 'ok') {
      throw new StorageError('CORRUPT', 'the copy of the unsent work is damaged');
    }
    const missing = database.transaction(() => {
      database.exec(`CREATE TABLE IF NOT EXISTS unsent.unsent_work (
        kind TEXT NOT NULL, key TEXT NOT NULL, sequence INTEGER, data TEXT NOT NULL, PRIMARY KEY (kind, key))`);
      const newer = newerRows(file);
      for (const table of TABLES) makeEqual(database, table);
      return newer;
    });
    const work = missing.immediate();
    for (const table of TABLES) database.exec(triggersOf(table, columnsOf(database, table.kind)));
    return work;
  });
}

/** What is in the copy and was never in this database: its numbers go on after those of the database. */
function newerRows({ database }: DatabaseFile): RescuedWork | undefined {
  const last =
    database.prepare<number>("SELECT seq FROM main.sqlite_sequence WHERE name = 'outbox'").pluck().get() ?? 0;
  const rows = database
    .prepare<string>(
      `SELECT data FROM unsent.unsent_work WHERE kind = 'outbox' AND sequence > ?
         AND key NOT IN (SELECT operation_id FROM main.outbox) ORDER BY sequence`,
    )
    .pluck()
    .all(last);
  if (rows.length === 0) return undefined;
  return { ...readWorkOfCopy(database, 'unsent.'), rows: rows.map((row) => JSON.parse(row) as OutboxRow) };
}

function makeEqual(database: SqliteDatabase, { kind, key, sequence, wanted }: KeptTable): void {
  const json = jsonOf(columnsOf(database, kind), '');
  database.exec(`
    DELETE FROM unsent.unsent_work WHERE kind = '${kind}' AND key NOT IN (SELECT ${key} FROM main.${kind} WHERE ${wanted});
    INSERT OR REPLACE INTO unsent.unsent_work
      SELECT '${kind}', ${key}, ${sequence}, ${json} FROM main.${kind} AS kept WHERE (${wanted})
        AND ${json} IS NOT (SELECT data FROM unsent.unsent_work WHERE kind = '${kind}' AND key = kept.${key});`);
}

function readWorkOfCopy(database: SqliteDatabase, schema = ''): RescuedWork {
  const read = <Row>(kind: KeptTable['kind']): Row[] =>
    database
      .prepare<string>(`SELECT data FROM ${schema}unsent_work WHERE kind = ? ORDER BY sequence`)
      .pluck()
      .all(kind)
      .map((data) => JSON.parse(data) as Row);
  const settings = read<{ name: string; value: string }>('setting');
  const rows = read<OutboxRow>('outbox');
  return {
    rows,
    conflicts: read<StoredConflict>('conflict'),
    counters: settings.filter(({ name }) => name !== DATABASE_ID),
    incomplete: false,
    onlyInCopy: workIn(rows).length,
    databaseId: settings.find(({ name }) => name === DATABASE_ID)?.value,
  };
}

/** Reads the second copy of the unsent work by itself; undefined when there is none or it cannot be read. */
export function readUnsentCopy(
  file: string,
  key: Uint8Array,
  nativeBinding: string | undefined,
): RescuedWork | undefined {
  const path = unsentCopyOf(file);
  if (!existsSync(path)) return undefined;
  let copy: DatabaseFile | undefined;
  try {
    const opened = openDatabaseFile({ file: path, key, nativeBinding, readOnly: true });
    copy = opened;
    return opened.guard(() => readWorkOfCopy(opened.database));
  } catch {
    return undefined;
  } finally {
    copy?.close();
  }
}
