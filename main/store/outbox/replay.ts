import { type CollectionName, collectionNames } from '@onthaal/contract/entities/index.ts';
import { success } from '@onthaal/contract/result.ts';
import { v7 } from 'uuid';
import type { DocumentChange, StoreWriter } from '../commands/store-writer.ts';
import { rebase } from '../conflicts/rebase.ts';
import { instantAfter } from '../database/clock.ts';
import { writeSetting } from '../database/own-tables.ts';
import type { RescuedWork } from '../database/quarantine.ts';
import type { DatabaseFile } from '../storage/index.ts';
import { keptDocument, type OutboxRow } from './outbox-rows.ts';

const RESCUED = 'rescued';

/**
 * Puts rescued work into the outbox of a new database. It waits there, visible, until the first sync has brought the
 * documents that it changes; then `replayRescued` writes it again.
 */
export function keepRescued(file: DatabaseFile, work: RescuedWork): void {
  file.transaction(() => {
    const insert = file.prepare(
      `INSERT OR IGNORE INTO outbox (operation_id, collection, document_id, command, title, state, pending, queued_at,
         document_updated_at, accepted_at, attempts, error, changes, base, mine)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    const link = file.prepare('INSERT OR IGNORE INTO outbox_link (record_id, operation_id) VALUES (?, ?)');
    for (const row of work.rows) {
      // Not pending yet: the document that it changes is not here, so there is nothing to push.
      insert.run(
        row.operation_id,
        row.collection,
        row.document_id,
        row.command,
        row.title,
        row.state === 'rejected' ? 'rejected' : 'local',
        0,
        row.queued_at,
        row.document_updated_at,
        row.accepted_at,
        row.attempts,
        row.error,
        row.changes,
        row.base,
        row.mine,
      );
      link.run(row.document_id, row.operation_id);
    }
    for (const { name, value } of work.counters) writeSetting(file, name, value);
    writeSetting(file, RESCUED, '1');
  });
}

function rescuedRows(file: DatabaseFile): OutboxRow[] {
  const rows = file.rows<OutboxRow>(
    "SELECT * FROM outbox WHERE pending = 0 AND state = 'local' AND mine IS NOT NULL ORDER BY sequence",
  );
  const rank = (collection: CollectionName) => collectionNames.indexOf(collection);
  return rows.sort((one, other) => rank(one.collection) - rank(other.collection) || one.sequence - other.sequence);
}

/** Writes rescued work again, after the first sync: onto the present documents, as new local writes. */
export async function replayRescued(file: DatabaseFile, writer: StoreWriter): Promise<number> {
  const rows = rescuedRows(file);
  for (const row of rows) {
    const mine = keptDocument(row.mine);
    if (mine === undefined) continue;
    const write = { operationId: v7(), command: row.command, replaces: [row.operation_id] };
    await writer.write(write, () => success(replayed(writer, row, mine)));
  }
  return rows.length;
}

function replayed(
  writer: StoreWriter,
  row: OutboxRow,
  mine: Readonly<Record<string, unknown>>,
): readonly DocumentChange[] {
  const current = writer.current(row.collection, row.document_id);
  const fields =
    current === undefined ? mine : rebase(row.collection, keptDocument(row.base), mine, { ...current.fields });
  const updatedAt = instantAfter(
    String(mine.updatedAt),
    current === undefined ? undefined : String(current.fields.updatedAt),
  );
  return [{ collection: row.collection, fields: { ...fields, updatedAt, updatedBy: mine.updatedBy } }];
}
