import { type CollectionName, collectionNames } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { RecoveryReason } from '@onthaal/contract/store/sync.ts';
import { v7 } from 'uuid';
import type { DocumentChange, StoreWriter } from '../commands/store-writer.ts';
import { insertStoredConflict } from '../conflicts/conflict-rows.ts';
import { rebase } from '../conflicts/rebase.ts';
import { instantAfter, nowInstant } from '../database/clock.ts';
import { writeSetting } from '../database/own-tables.ts';
import type { RescuedWork } from '../database/quarantine.ts';
import { keepRecovery } from '../database/recovery.ts';
import type { DatabaseFile } from '../storage/index.ts';
import { markRejected } from './outbox.ts';
import { keptDocument, type OutboxRow } from './outbox-rows.ts';

/** A conflict that was accepted as it was merged waits only for the clerk's choice; what was never accepted is sent again. */
function stateAfterRescue(row: OutboxRow): OutboxRow['state'] {
  if (row.state === 'rejected') return 'rejected';
  return row.mine === null ? row.state : 'local';
}

/**
 * Puts rescued work into the outbox of a new database. It waits there, visible, until the first sync has brought the
 * documents that it changes; then `replayRescued` writes it again. In the same transaction the clerk is told.
 */
export function keepRescued(file: DatabaseFile, work: RescuedWork, reason: RecoveryReason): void {
  file.transaction(() => {
    const insert = file.prepare(
      `INSERT OR IGNORE INTO outbox (operation_id, collection, document_id, command, title, state, pending, queued_at,
         document_updated_at, accepted_at, attempts, error, changes, base, mine, follows)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
        stateAfterRescue(row),
        0,
        row.queued_at,
        row.document_updated_at,
        row.accepted_at,
        row.attempts,
        row.error,
        row.changes,
        row.base,
        row.mine,
        row.follows ?? null,
      );
      link.run(row.document_id, row.operation_id);
    }
    for (const { name, value } of work.counters) writeSetting(file, name, value);
    for (const conflict of work.conflicts) insertStoredConflict(file.database, conflict);
    keepRecovery(file, {
      at: nowInstant(),
      reason,
      rescuedItems: work.rows.filter((row) => !row.follows && stateAfterRescue(row) === 'local').length,
      incomplete: work.incomplete,
    });
  });
}

function rescuedRows(file: DatabaseFile): OutboxRow[] {
  const rows = file.rows<OutboxRow>(
    "SELECT * FROM outbox WHERE pending = 0 AND state = 'local' AND mine IS NOT NULL ORDER BY sequence",
  );
  const rank = (collection: CollectionName) => collectionNames.indexOf(collection);
  return rows.sort((one, other) => rank(one.collection) - rank(other.collection) || one.sequence - other.sequence);
}

/**
 * Writes rescued work again, once the documents that it changes are here: onto the present documents, as new local writes.
 * What changes a document that the centre does not have becomes a refused item: the clerk's text stays in hand, and nothing
 * of another database is made again in this one. Does nothing when there is none.
 *
 * @returns how many items were written again
 * @throws Error when the database refuses the write for now; the work is still there then
 */
export async function replayRescued(file: DatabaseFile, writer: StoreWriter): Promise<number> {
  let written = 0;
  for (const row of rescuedRows(file)) {
    const mine = keptDocument(row.mine);
    if (mine === undefined) continue;
    const follows = row.follows ?? undefined;
    const write = { operationId: v7(), command: row.command, follows, replaces: [row.operation_id] };
    const outcome = await writer.write(write, () => replayed(writer, row, mine));
    if (outcome.ok) written += 1;
    else if (outcome.error.retryable) throw new Error(outcome.error.code);
    else file.transaction(() => markRejected(file.database, [row], outcome.error));
  }
  return written;
}

function replayed(
  writer: StoreWriter,
  row: OutboxRow,
  mine: Readonly<Record<string, unknown>>,
): Result<readonly DocumentChange[]> {
  const current = writer.current(row.collection, row.document_id);
  if (current === undefined && row.base !== null) return failure('DOCUMENT_UNKNOWN');
  const fields =
    current === undefined ? mine : rebase(row.collection, keptDocument(row.base), mine, { ...current.fields });
  const updatedAt = instantAfter(
    String(mine.updatedAt),
    current === undefined ? undefined : String(current.fields.updatedAt),
  );
  return success([{ collection: row.collection, fields: { ...fields, updatedAt, updatedBy: mine.updatedBy } }]);
}
