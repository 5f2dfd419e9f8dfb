import type { FeedNotice } from '@onthaal/contract/store/sync.ts';
import { readSetting, writeSetting } from '../database/own-tables.ts';
import type { DatabaseFile, SqliteDatabase } from '../storage/index.ts';

const NOTICE = 'feedNotice';

/** Remembers, until somebody has read it, that everything is pulled once more. */
export function keepFeedNotice(file: DatabaseFile, notice: FeedNotice): void {
  writeSetting(file, NOTICE, JSON.stringify(notice));
}

/** What the clerk has not confirmed yet; undefined when there is nothing to tell. */
export function readFeedNotice(file: DatabaseFile): FeedNotice | undefined {
  const text = readSetting(file, NOTICE);
  return text === undefined ? undefined : (JSON.parse(text) as FeedNotice);
}

/** The clerk has read it. */
export function forgetFeedNotice(database: SqliteDatabase): void {
  database.prepare('DELETE FROM setting WHERE name = ?').run(NOTICE);
}
