import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { RecoveryReason } from '@onthaal/contract/store/sync.ts';
import type { StoredConflict } from '../conflicts/conflict-rows.ts';
import type { OutboxRow } from '../outbox/outbox-rows.ts';
import { type DatabaseFile, openDatabaseFile } from '../storage/index.ts';
import { STORE_VERSION } from './own-tables.ts';

/** Unsent work that was saved from a damaged database. */
export interface RescuedWork {
  readonly rows: readonly OutboxRow[];
  /** Conflicts that nobody has decided yet. */
  readonly conflicts: readonly StoredConflict[];
  /** Remembered counters of dossier numbers, by setting name. */
  readonly counters: readonly { readonly name: string; readonly value: string }[];
  /** True when part of the outbox could not be read. */
  readonly incomplete: boolean;
}

const NOTHING: RescuedWork = { rows: [], conflicts: [], counters: [], incomplete: true };

/**
 * Moves a database with its side files to `quarantine/<time>/` beside it; nothing is deleted. Of the sound files that belong
 * to another database of the mid-office only the last one is kept: each is a whole copy, and its unsent work moved on.
 *
 * @returns the new path
 */
export function moveToQuarantine(file: string, reason: RecoveryReason): string {
  const time = new Date().toISOString().replaceAll(/[:.]/g, '-');
  const folder = join(dirname(file), 'quarantine', reason === 'otherDatabase' ? 'other-database' : time);
  if (reason === 'otherDatabase') rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(`${file}${suffix}`)) renameSync(`${file}${suffix}`, join(folder, `${basename(file)}${suffix}`));
  }
  return join(folder, basename(file));
}

/** Reads what can still be read of the unsent work, row by row. */
export function rescueWork(file: string, key: Uint8Array, nativeBinding: string | undefined): RescuedWork {
  let opened: DatabaseFile;
  try {
    opened = openDatabaseFile({ file, key, nativeBinding });
  } catch {
    return NOTHING;
  }
  try {
    return readWork(opened);
  } catch {
    return NOTHING;
  } finally {
    try {
      opened.close();
    } catch {
      // A damaged file may not even close well; it stays in quarantine as it is.
    }
  }
}

function readWork(file: DatabaseFile): RescuedWork {
  const version = file.database.prepare<number>('SELECT version FROM store_version').pluck().get();
  if (version === undefined || version > STORE_VERSION) return NOTHING;
  const wanted = "pending = 1 OR state IN ('rejected', 'conflict')";
  const bySequence = new Map<number, OutboxRow>();
  let incomplete = false;
  // From both ends: a damaged page in the middle costs only its own rows.
  for (const direction of ['ASC', 'DESC']) {
    try {
      const rows = file.database
        .prepare<OutboxRow>(`SELECT * FROM outbox NOT INDEXED WHERE ${wanted} ORDER BY sequence ${direction}`)
        .iterate();
      for (const row of rows) bySequence.set(row.sequence, row);
    } catch {
      incomplete = true;
    }
  }
  let counters: RescuedWork['counters'] = [];
  try {
    counters = file.database
      .prepare<{ name: string; value: string }>("SELECT name, value FROM setting WHERE name LIKE 'dossierNumber:%'")
      .all();
  } catch {
    incomplete = true;
  }
  let conflicts: RescuedWork['conflicts'] = [];
  try {
    conflicts = file.database.prepare<StoredConflict>('SELECT * FROM conflict WHERE resolved_at IS NULL').all();
  } catch {
    incomplete = true;
  }
  const rows = [...bySequence.values()].sort((one, other) => one.sequence - other.sequence);
  return { rows, conflicts, counters, incomplete };
}
