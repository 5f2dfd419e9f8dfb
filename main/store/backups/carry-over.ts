import { type CollectionName, collectionNames } from '@onthaal/contract/entities/index.ts';
import type { RecoveryReport } from '@onthaal/contract/store/backups.ts';
import type { Recovery, RecoveryReason } from '@onthaal/contract/store/sync.ts';
import { insertStoredConflict } from '../conflicts/conflict-rows.ts';
import { nowInstant } from '../database/clock.ts';
import { readSetting, writeSetting } from '../database/own-tables.ts';
import { keepRecovery } from '../database/recovery.ts';
import type { OutboxRow } from '../outbox/outbox-rows.ts';
import type { DatabaseFile, SqlValue } from '../storage/index.ts';
import type { RescuedWork } from './unsent-rows.ts';

/** What the recovery is about, without what follows from the work itself. */
export interface RecoveryCause {
  readonly reason: RecoveryReason;
  readonly backup?: RecoveryReport['backup'];
  /** Documents that the backup holds. */
  readonly documents: number;
}

/** A conflict that was accepted as it was merged waits only for the clerk's choice; what was never accepted is sent again. */
function stateAfterRescue(row: OutboxRow): OutboxRow['state'] {
  if (row.state === 'rejected') return 'rejected';
  return row.mine === null ? row.state : 'local';
}

function isWork(row: OutboxRow): boolean {
  return !row.follows && stateAfterRescue(row) === 'local';
}

function countPerCollection(rows: readonly OutboxRow[]): RecoveryReport['perCollection'] {
  const counts = new Map<CollectionName, number>();
  for (const { collection } of rows) counts.set(collection, (counts.get(collection) ?? 0) + 1);
  return collectionNames.flatMap((collection) => {
    const items = counts.get(collection);
    return items === undefined ? [] : [{ collection, items }];
  });
}

function recoveryOf(work: RescuedWork, { reason, backup, documents }: RecoveryCause): Recovery {
  const items = work.rows.filter(isWork);
  return {
    at: nowInstant(),
    reason,
    rescuedItems: items.length,
    incomplete: work.incomplete,
    report: { backup, documents, perCollection: countPerCollection(items), onlyInCopy: work.onlyInCopy },
  };
}

/**
 * Puts saved work into the outbox of another database, all or nothing, and in the same transaction what the clerk is told. The
 * work is not pending yet: `replayRescued` writes it again onto the documents that are there, by three-way merge.
 */
export function carryOver(file: DatabaseFile, work: RescuedWork, cause: RecoveryCause): void {
  const columns = file.rows<{ name: string }>("SELECT name FROM pragma_table_info('outbox') WHERE name <> 'sequence'");
  const names = columns.map(({ name }) => name);
  file.transaction(() => {
    const insert = file.prepare(
      `INSERT OR IGNORE INTO outbox (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    );
    const link = file.prepare('INSERT OR IGNORE INTO outbox_link (record_id, operation_id) VALUES (?, ?)');
    for (const row of work.rows) {
      const values: Readonly<Record<string, unknown>> = { ...row, state: stateAfterRescue(row), pending: 0 };
      insert.run(...names.map((name) => (values[name] ?? null) as SqlValue));
      link.run(row.document_id, row.operation_id);
    }
    for (const { name, value } of work.counters) {
      if (Number(value) >= Number(readSetting(file, name) ?? 0)) writeSetting(file, name, value);
    }
    for (const conflict of work.conflicts) insertStoredConflict(file.database, conflict);
    keepRecovery(file, recoveryOf(work, cause));
  });
}
