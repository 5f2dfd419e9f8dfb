import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { everyCollection, type Orm, rowsOf } from './database.ts';
import { replaceSetting, settingOrKeep } from './settings.ts';
import { takeTurn } from './start-lock.ts';

const settingName = 'change-feed';

function newFeedName(): string {
  return randomBytes(6).toString('hex');
}

/**
 * Opens the change order at start. A database that was restored into another PostgreSQL carries transaction ids from the
 * future: its rows would not be served for a long time, and new ones would sort before them. They are then all renewed, and
 * the feed gets another name, so that every desk pulls from the beginning.
 *
 * @returns the name of the feed, which every checkpoint carries
 */
export async function openChangeFeed(orm: Orm): Promise<string> {
  await settingOrKeep(orm, settingName, newFeedName);
  await orm.transaction(async (transaction) => {
    await takeTurn(transaction);
    const [row] = await rowsOf<{ ahead: boolean }>(
      transaction,
      sql`SELECT coalesce(max(transaction_id) >= pg_snapshot_xmax(pg_current_snapshot()), false) AS ahead
          FROM (SELECT (SELECT transaction_id FROM document d WHERE d.collection = c.collection
                        ORDER BY transaction_id DESC, sequence DESC LIMIT 1) AS transaction_id
                FROM ${everyCollection()} c) newest`,
    );
    if (row?.ahead !== true) return;
    await transaction.execute(
      sql`UPDATE document SET transaction_id = pg_current_xact_id(), sequence = nextval('change_sequence')`,
    );
    await replaceSetting(transaction, settingName, newFeedName());
  });
  return settingOrKeep(orm, settingName, newFeedName);
}
