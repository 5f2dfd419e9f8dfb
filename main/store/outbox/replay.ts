import { type CollectionName, collectionNames } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { mergeDocuments } from '@onthaal/contract/rules/merge/index.ts';
import { v7 } from 'uuid';
import type { DocumentChange, StoreWriter } from '../commands/store-writer.ts';
import { insertConflict, type NewConflict } from '../conflicts/conflict-rows.ts';
import { mergePolicies } from '../conflicts/merge-policies.ts';
import { rebase } from '../conflicts/rebase.ts';
import { instantAfter } from '../database/clock.ts';
import type { DatabaseFile } from '../storage/index.ts';
import { markConflict, markRejected } from './outbox.ts';
import { keptDocument, type OutboxRow } from './outbox-rows.ts';

type Fields = Readonly<Record<string, unknown>>;

/** `known`: only work on documents that are here already; what changes others waits for the centre. */
export type ReplayScope = 'known' | 'all';

/** What a piece of work becomes on the document as it is now. */
interface Replayed {
  readonly fields: Fields;
  readonly conflict: NewConflict | undefined;
}

function rescuedRows(file: DatabaseFile): OutboxRow[] {
  const rows = file.rows<OutboxRow>(
    "SELECT * FROM outbox WHERE pending = 0 AND state = 'local' AND mine IS NOT NULL ORDER BY sequence",
  );
  const rank = (collection: CollectionName) => collectionNames.indexOf(collection);
  return rows.sort((one, other) => rank(one.collection) - rank(other.collection) || one.sequence - other.sequence);
}

/**
 * Writes rescued work again, once the documents that it changes are here: onto the present documents, as new local writes, by
 * three-way merge. What clashes with a newer version of the centre leaves that version in place and becomes a conflict that a
 * person decides. What changes a document that the centre does not have becomes a refused item: the clerk's text stays in hand,
 * and nothing of another database is made again in this one. Does nothing when there is none.
 *
 * @returns how many items were written again
 * @throws Error when the database refuses the write for now; the work is still there then
 */
export async function replayRescued(file: DatabaseFile, writer: StoreWriter, scope: ReplayScope): Promise<number> {
  let written = 0;
  for (const row of rescuedRows(file)) {
    const mine = keptDocument(row.mine);
    if (mine === undefined) continue;
    if (scope === 'known' && row.base !== null && writer.current(row.collection, row.document_id) === undefined)
      continue;
    const outcome = await replay(file, writer, row, mine);
    if (outcome.ok) written += 1;
    else if (outcome.error.retryable) throw new Error(outcome.error.code);
    else file.transaction(() => markRejected(file.database, [row], outcome.error));
  }
  return written;
}

async function replay(file: DatabaseFile, writer: StoreWriter, row: OutboxRow, mine: Fields): Promise<Result<unknown>> {
  const operationId = v7();
  let conflict: NewConflict | undefined;
  const write = {
    operationId,
    command: row.command,
    follows: row.follows ?? undefined,
    replaces: [row.operation_id],
    inTransaction: (database: DatabaseFile['database']) => {
      if (conflict !== undefined) insertConflict(database, conflict);
    },
  };
  const outcome = await writer.write(write, () => {
    const planned = replayed(writer, row, mine);
    if (!planned.ok) return planned;
    conflict = planned.value.conflict;
    return success([{ collection: row.collection, fields: planned.value.fields } satisfies DocumentChange]);
  });
  if (outcome.ok && conflict !== undefined) {
    const rows = file.rows<OutboxRow>('SELECT * FROM outbox WHERE operation_id = ?', operationId);
    file.transaction(() => markConflict(file.database, rows));
  }
  return outcome;
}

function replayed(writer: StoreWriter, row: OutboxRow, mine: Fields): Result<Replayed> {
  const current = writer.current(row.collection, row.document_id)?.fields as Fields | undefined;
  const base = keptDocument(row.base);
  if (current === undefined) {
    if (base !== undefined) return failure('DOCUMENT_UNKNOWN');
    return success({ fields: stamped(mine, mine, undefined), conflict: undefined });
  }
  const { merged, clashes, changedByMine, changedByTheirs } = mergeDocuments<Fields>(
    base ?? {},
    mine,
    current,
    mergePolicies[row.collection],
  );
  // On a document of a backup, older than the one that the clerk changed, nobody else's work can be lost: the push merges it with
  // what the centre has.
  if (clashes.length === 0 || !isNewer(current, base)) {
    return success({
      fields: stamped(rebase(row.collection, base, mine, current), mine, current),
      conflict: undefined,
    });
  }
  const clashing = new Set(clashes.map(({ path }) => path));
  const mergedFields = [...new Set([...changedByMine, ...changedByTheirs])].filter(
    (path) => !clashing.has(path) && !['updatedAt', 'updatedBy'].includes(path),
  );
  return success({
    fields: stamped(merged, mine, current),
    conflict: { collection: row.collection, base, mine, theirs: current, clashes, mergedFields },
  });
}

function isNewer(current: Fields, base: Fields | undefined): boolean {
  return base === undefined || Date.parse(String(current.updatedAt)) > Date.parse(String(base.updatedAt));
}

function stamped(fields: Fields, mine: Fields, current: Fields | undefined): Fields {
  const updatedAt = instantAfter(String(mine.updatedAt), current === undefined ? undefined : String(current.updatedAt));
  return { ...fields, updatedAt, updatedBy: mine.updatedBy };
}
