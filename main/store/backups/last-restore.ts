import type { LastRestore } from '@onthaal/contract/store/backups.ts';
import { readSetting, writeSetting } from '../database/own-tables.ts';
import type { DatabaseFile } from '../storage/index.ts';

const NAME = 'lastRestore';
const UNDO_DAYS = 7;

/** Remembers a restore in the restored database. */
export function keepLastRestore(file: DatabaseFile, restore: LastRestore): void {
  writeSetting(file, NAME, JSON.stringify(restore));
}

/** The last restore, as long as it can be undone. */
export function readLastRestore(file: DatabaseFile): LastRestore | undefined {
  const text = readSetting(file, NAME);
  if (text === undefined) return undefined;
  const restore = JSON.parse(text) as LastRestore;
  return Date.now() - Date.parse(restore.at) < UNDO_DAYS * 86_400_000 ? restore : undefined;
}

/** There is nothing to undo in this database. */
export function forgetLastRestore(file: DatabaseFile): void {
  file.prepare('DELETE FROM setting WHERE name = ?').run(NAME);
}
