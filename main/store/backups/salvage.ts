import { constants, copyFileSync, existsSync, rmSync } from 'node:fs';
import type { StoredConflict } from '../conflicts/conflict-rows.ts';
import { STORE_VERSION } from '../database/own-tables.ts';
import type { OutboxRow } from '../outbox/outbox-rows.ts';
import { type DatabaseFile, openDatabaseFile } from '../storage/index.ts';
import { readUnsentCopy } from './unsent-copy.ts';
import { COUNTERS, NOTHING_READ, type RescuedWork, UNSENT, workIn } from './unsent-rows.ts';

/**
 * Collects the unsent work of a database that may be damaged: row by row out of the database, without writing to it, and out of
 * the second copy beside it. What either has is saved; a row that both have is taken from the database.
 */
export function salvageWork(file: string, key: Uint8Array, nativeBinding: string | undefined): RescuedWork {
  const inDatabase = existsSync(file) ? readDamaged(file, key, nativeBinding) : NOTHING_READ;
  const copy = readUnsentCopy(file, key, nativeBinding);
  if (copy === undefined) return isNothing(inDatabase) ? readWithoutLog(file, key, nativeBinding) : inDatabase;
  // A whole list in the database is the newer one; of a list with holes nobody knows what was sent since.
  const known = new Set(inDatabase.rows.map((row) => row.operation_id));
  const onlyInCopy = inDatabase.incomplete ? copy.rows.filter((row) => !known.has(row.operation_id)) : [];
  const conflicts = new Map(copy.conflicts.map((conflict) => [conflict.id, conflict]));
  for (const conflict of inDatabase.conflicts) conflicts.set(conflict.id, conflict);
  return {
    rows: [...inDatabase.rows, ...onlyInCopy].sort((one, other) => one.sequence - other.sequence),
    conflicts: inDatabase.incomplete ? [...conflicts.values()] : inDatabase.conflicts,
    counters: highest([...inDatabase.counters, ...copy.counters]),
    incomplete: false,
    onlyInCopy: workIn(onlyInCopy).length,
    databaseId: inDatabase.databaseId ?? copy.databaseId,
  };
}

function isNothing(work: RescuedWork): boolean {
  return work.incomplete && work.rows.length === 0;
}

/** A log that does not belong to the database hides a sound one: what is left is tried without it, on a copy. */
function readWithoutLog(file: string, key: Uint8Array, nativeBinding: string | undefined): RescuedWork {
  if (!existsSync(file) || !existsSync(`${file}-wal`)) return NOTHING_READ;
  const alone = `${file}.alone`;
  const remove = () => {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${alone}${suffix}`, { force: true });
  };
  try {
    remove();
    copyFileSync(file, alone, constants.COPYFILE_FICLONE);
    // What stood in the log is lost, and nobody knows what it was.
    return { ...readDamaged(alone, key, nativeBinding), incomplete: true };
  } finally {
    remove();
  }
}

/** Of two counters with one name the higher: a dossier number is never given twice. */
function highest(counters: RescuedWork['counters']): RescuedWork['counters'] {
  const values = new Map<string, string>();
  for (const { name, value } of counters) {
    if (Number(value) >= Number(values.get(name) ?? 0)) values.set(name, value);
  }
  return [...values].map(([name, value]) => ({ name, value }));
}

/** Opened so that nothing can be written: a damaged database stays as it was found. */
function readDamaged(file: string, key: Uint8Array, nativeBinding: string | undefined): RescuedWork {
  let opened: DatabaseFile;
  try {
    opened = openDatabaseFile({ file, key, nativeBinding, readOnly: true });
  } catch {
    return NOTHING_READ;
  }
  try {
    return readWork(opened);
  } catch {
    return NOTHING_READ;
  } finally {
    try {
      opened.close();
    } catch {
      // A damaged file may not even close well.
    }
  }
}

/** Reads what can be read of the unsent work in an open database. Throws when it has none of the tables. */
export function readWork(file: DatabaseFile): RescuedWork {
  const version = file.database.prepare<number>('SELECT version FROM store_version').pluck().get();
  if (version === undefined || version > STORE_VERSION) return NOTHING_READ;
  const bySequence = new Map<number, OutboxRow>();
  let incomplete = false;
  // From both ends: a damaged page in the middle costs only its own rows.
  for (const direction of ['ASC', 'DESC']) {
    try {
      const rows = file.database
        .prepare<OutboxRow>(`SELECT * FROM outbox NOT INDEXED WHERE ${UNSENT} ORDER BY sequence ${direction}`)
        .iterate();
      for (const row of rows) bySequence.set(row.sequence, row);
    } catch {
      incomplete = true;
    }
  }
  const readable = <Row>(sql: string): Row[] => {
    try {
      return file.database.prepare<Row>(sql).all();
    } catch {
      incomplete = true;
      return [];
    }
  };
  const counters = readable<{ name: string; value: string }>(`SELECT name, value FROM setting WHERE ${COUNTERS}`);
  const conflicts = readable<StoredConflict>('SELECT * FROM conflict WHERE resolved_at IS NULL');
  const [id] = readable<{ value: string }>("SELECT value FROM setting WHERE name = 'midofficeDatabaseId'");
  const rows = [...bySequence.values()].sort((one, other) => one.sequence - other.sequence);
  return { rows, conflicts, counters, incomplete, onlyInCopy: 0, databaseId: id?.value };
}
