import type { Recovery } from '@onthaal/contract/store/sync.ts';
import type { DatabaseFile, SqliteDatabase } from '../storage/index.ts';
import { readSetting, writeSetting } from './own-tables.ts';

const RECOVERY = 'recovery';
const DATABASE_ID = 'midofficeDatabaseId';
const REPLACED = 'midofficeReplacedAt';

/** Remembers, until somebody has read it, that the database before this one was set aside. */
export function keepRecovery(file: DatabaseFile, recovery: Recovery): void {
  writeSetting(file, RECOVERY, JSON.stringify(recovery));
}

/** What the clerk has not confirmed yet; undefined when there is nothing to tell. */
export function readRecovery(file: DatabaseFile): Recovery | undefined {
  const text = readSetting(file, RECOVERY);
  return text === undefined ? undefined : (JSON.parse(text) as Recovery);
}

/** The clerk has read it. */
export function forgetRecovery(database: SqliteDatabase): void {
  database.prepare('DELETE FROM setting WHERE name = ?').run(RECOVERY);
}

/** The mid-office's database that this file was filled from; undefined before the first contact. */
export function readDatabaseId(file: DatabaseFile): string | undefined {
  return readSetting(file, DATABASE_ID);
}

/** Ties this file to a database of the mid-office, for good. */
export function keepDatabaseId(file: DatabaseFile, databaseId: string): void {
  writeSetting(file, DATABASE_ID, databaseId);
}

/** Notes that the mid-office works with another database now: the next opening sets this file aside. */
export function markReplaced(file: DatabaseFile, at: string): void {
  writeSetting(file, REPLACED, at);
}

/** Whether this file belongs to a database that the mid-office no longer has. */
export function isReplaced(file: DatabaseFile): boolean {
  return readSetting(file, REPLACED) !== undefined;
}
