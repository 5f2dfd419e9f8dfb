import { rmSync } from 'node:fs';
import { collectionNames } from '@onthaal/contract/entities/index.ts';
import { readDatabaseId } from '../database/recovery.ts';
import { type DatabaseFile, openDatabaseFile, StorageError, tableNameOf } from '../storage/index.ts';
import { UNSENT } from './unsent-rows.ts';

export interface CheckOptions {
  readonly file: string;
  readonly key: Uint8Array;
  readonly nativeBinding: string | undefined;
  /** It is the database in use itself, whose side files must stay. */
  readonly isLive?: boolean;
}

/** What a sound copy holds. */
export interface CopyContents {
  readonly documents: number;
  readonly unsentItems: number;
  readonly databaseId: string | null;
  readonly mark: string;
}

/**
 * Checks a database table by table, so that whoever waits can be told how far it is and stop in between. Reading every page also
 * proves every page against its authentication tag.
 *
 * @throws StorageError CORRUPT; the failures of opening
 */
export function* checkTables(file: DatabaseFile): Generator<{ readonly done: number; readonly total: number }> {
  const tables = file.guard(() =>
    file.database
      .prepare<string>(
        "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name",
      )
      .pluck()
      .all(),
  );
  for (const [index, table] of tables.entries()) {
    yield { done: index, total: tables.length };
    const answer = file.guard(() =>
      file.database.pragma(`quick_check("${table.replaceAll('"', '""')}")`, { simple: true }),
    );
    if (answer !== 'ok') throw new StorageError('CORRUPT', 'quick_check found damage');
  }
}

/** Opens a copy with the key, checks all of it and counts what it holds. Throws StorageError. */
export async function verifyCopy(
  options: CheckOptions,
  between: () => void | Promise<void> = () => {},
): Promise<CopyContents> {
  const file = openDatabaseFile({
    file: options.file,
    key: options.key,
    nativeBinding: options.nativeBinding,
    readOnly: true,
  });
  try {
    for (const _step of checkTables(file)) await between();
    return contentsOf(file);
  } finally {
    file.close();
    // A reader of a file in WAL mode leaves these behind; both are empty.
    const left = options.isLive ? [] : ['-wal', '-shm'];
    for (const suffix of left) rmSync(`${options.file}${suffix}`, { force: true });
  }
}

/** Counts what a database holds, also one of an older version. Throws StorageError. */
export function contentsOf(file: DatabaseFile): CopyContents {
  return file.guard(() => {
    const count = (sql: string) => file.database.prepare<number>(sql).pluck().get() ?? 0;
    let documents = 0;
    for (const table of presentTables(file)) documents += count(`SELECT count(*) FROM ${table} WHERE deleted = 0`);
    const columns = file.rows<{ name: string }>("SELECT name FROM pragma_table_info('outbox')");
    const own = columns.some(({ name }) => name === 'follows') ? 'AND follows IS NULL' : '';
    return {
      documents,
      unsentItems: columns.length === 0 ? 0 : count(`SELECT count(*) FROM outbox WHERE (${UNSENT}) ${own}`),
      databaseId: readDatabaseId(file) ?? null,
      mark: markOf(file),
    };
  });
}

function presentTables(file: DatabaseFile): string[] {
  const tables = new Set(file.database.prepare<string>('SELECT name FROM main.sqlite_schema').pluck().all());
  return collectionNames.map((name) => tableNameOf(name, 0)).filter((table) => tables.has(table));
}

/** A text that changes with every write that a backup is worth making for. Cheap: it asks the ends of indexes only. */
export function markOf(file: DatabaseFile): string {
  const one = (sql: string) => file.database.prepare<number | null>(sql).pluck().get() ?? 0;
  const parts = presentTables(file).map((table) => one(`SELECT max(lwt) FROM ${table}`));
  const outbox = one('SELECT max(sequence) FROM outbox');
  return [...parts, outbox, one('SELECT total(pending) FROM outbox WHERE pending = 1')].join(' ');
}
