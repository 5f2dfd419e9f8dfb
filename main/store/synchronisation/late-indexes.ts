import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { readSetting, writeSetting } from '../database/own-tables.ts';
import { type DatabaseFile, tableNameOf } from '../storage/index.ts';

/** An index that is made later. */
interface LateIndex {
  readonly name: string;
  readonly sql: string;
  readonly table: string;
}

const LATE_INDEXES = 'lateIndexes';
/** A file with more documents than this was filled before. */
const MOST_PRESENT = 1000;

/**
 * Indexes of the work list that the home screen and the cards can do without while dossiers come in: the other orders of the
 * list, which are sorted by SQLite until the dossiers are complete.
 */
const LIST_INDEXES: ReadonlySet<string> = new Set([
  'dossier_row_by_due',
  'dossier_row_by_updated',
  'dossier_row_by_team_updated',
  'dossier_row_by_handler_updated',
  'dossier_row_by_number',
  'dossier_row_by_team_number',
  'dossier_row_by_handler_number',
]);

function lateIndexesOf(file: DatabaseFile): LateIndex[] {
  return JSON.parse(readSetting(file, LATE_INDEXES) ?? '[]') as LateIndex[];
}

function tablesOf(collections: readonly CollectionName[]): readonly string[] {
  const own = collections.includes('dossiers') ? ['dossier_row'] : [];
  return [...collections.map((name) => tableNameOf(name, 0)), ...own];
}

/**
 * No read looks persons and dossiers up by another column than their id: the narrow tables serve the lists. Only the next number
 * of a new dossier is asked of the dossiers themselves.
 */
function isLate({ name, table }: LateIndex): boolean {
  if (table === 'dossier_row') return LIST_INDEXES.has(name);
  return name.includes('_field_') && !name.includes('_field_number_');
}

function isFilled(file: DatabaseFile): boolean {
  return ['persons', 'dossiers'].some((name) => {
    const count = `SELECT count(*) FROM (SELECT 1 FROM ${tableNameOf(name, 0)} LIMIT ${MOST_PRESENT + 1})`;
    return (file.prepare<number>(count).pluck().get() ?? 0) > MOST_PRESENT;
  });
}

/**
 * Takes away the indexes of persons and dossiers that nothing needs during the first sync: kept up row by row they cost more
 * than everything else together (100 000 dossiers: 62 s with, 20 s without, 4 s to make them afterwards). Which ones they are is
 * remembered in the file, so that a sync that was broken off makes them when it goes on. Does nothing on a filled file.
 */
export function dropLateIndexes(file: DatabaseFile): void {
  if (readSetting(file, LATE_INDEXES) !== undefined || isFilled(file)) return;
  const tables = tablesOf(['persons', 'dossiers']);
  const late = file
    .rows<LateIndex>(
      `SELECT name, sql, tbl_name AS "table" FROM sqlite_schema
         WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN (SELECT value FROM json_each(?))`,
      JSON.stringify(tables),
    )
    .filter(isLate);
  file.transaction(() => {
    for (const { name } of late) file.database.exec(`DROP INDEX ${name}`);
    writeSetting(file, LATE_INDEXES, JSON.stringify(late));
  });
}

/** Makes the indexes of collections that are complete now, one per turn of the event loop. */
export async function makeLateIndexes(file: DatabaseFile, collections: readonly CollectionName[]): Promise<void> {
  const tables = tablesOf(collections);
  for (const index of lateIndexesOf(file).filter(({ table }) => tables.includes(table))) {
    await nextTurn();
    if (file.closed) return;
    file.transaction(() => {
      const isHere = (name: string) =>
        file.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(name) !== undefined;
      // A migration in between may have made it already, or given its table another name.
      if (!isHere(index.name) && isHere(index.table)) file.database.exec(index.sql);
      const left = lateIndexesOf(file).filter(({ name }) => name !== index.name);
      writeSetting(file, LATE_INDEXES, JSON.stringify(left));
    });
  }
}
