import { createRevision, now } from 'rxdb';
import type { AppliedWrites } from './apply-writes.ts';
import { type AttachmentBytes, readAttachmentBytes } from './attachments.ts';
import type { RxStorageOnSqlite } from './storage.ts';
import { StorageUseError } from './storage-error.ts';
import type { SqliteStorageInstance } from './storage-instance.ts';
import type { DocumentFields, StoredDocument, WriteError, WriteRow } from './types.ts';

/** The rows of one collection in a write over several collections. */
export interface WriteBatch {
  readonly collectionName: string;
  /** Needed when RxDatabases of one storage have collections of one name. */
  readonly databaseName?: string;
  readonly rows: readonly WriteRow[];
}

/** `written` false: nothing was written, and `conflicts` says which rows stood in the way. */
export interface WriteDocumentsResult {
  readonly written: boolean;
  readonly conflicts: readonly { readonly collectionName: string; readonly error: WriteError }[];
}

/** Thrown inside the transaction to roll it back. */
class ConflictRollback extends Error {
  readonly conflicts: WriteDocumentsResult['conflicts'];

  constructor(conflicts: WriteDocumentsResult['conflicts']) {
    super('conflict');
    this.conflicts = conflicts;
  }
}

interface OpenBatch {
  readonly instance: SqliteStorageInstance;
  readonly rows: readonly WriteRow[];
  readonly attachments: AttachmentBytes | undefined;
}

/**
 * Writes rows of several collections in one transaction, all or nothing, write hooks included. The collections must be
 * open on this storage. Sets nothing itself: rows hold complete documents (see `nextDocumentData`). RxDB's collections
 * hear of it through their change streams, one event bulk per batch, after the commit.
 *
 * It waits for one transaction of a bulkWrite at most.
 *
 * @throws StorageError; StorageUseError CLOSED, SEVERAL_FILES; whatever a write hook throws (then nothing is written)
 */
export async function writeDocuments(
  storage: RxStorageOnSqlite,
  batches: readonly WriteBatch[],
  context: string,
): Promise<WriteDocumentsResult> {
  const open: OpenBatch[] = [];
  for (const { collectionName, databaseName, rows } of batches) {
    const instance = storage.openInstanceOf(collectionName, databaseName);
    if (instance === undefined) {
      throw new StorageUseError('CLOSED', `The collection ${collectionName} is not open on this storage`);
    }
    if (rows.length === 0) continue;
    const attachments = instance.schema.attachments ? await readAttachmentBytes(rows) : undefined;
    open.push({ instance, rows, attachments });
  }
  const first = open[0];
  if (first === undefined) return { written: true, conflicts: [] };
  if (open.some(({ instance }) => instance.open !== first.instance.open)) {
    throw new StorageUseError('SEVERAL_FILES', 'Only collections in one file can be written in one transaction');
  }
  await first.instance.open.turns.next();
  let applied: readonly (readonly [SqliteStorageInstance, AppliedWrites])[];
  try {
    applied = first.instance.file.transaction(() => applyAll(open, context));
  } catch (error) {
    if (error instanceof ConflictRollback) return { written: false, conflicts: error.conflicts };
    throw error;
  }
  for (const [instance, writes] of applied) instance.announce(writes);
  return { written: true, conflicts: [] };
}

function applyAll(open: readonly OpenBatch[], context: string): (readonly [SqliteStorageInstance, AppliedWrites])[] {
  const applied = open.map(
    ({ instance, rows, attachments }) => [instance, instance.applyInTransaction(rows, context, attachments)] as const,
  );
  const conflicts = applied.flatMap(([{ collectionName }, { errors }]) =>
    errors.map((error) => ({ collectionName, error })),
  );
  if (conflicts.length > 0) throw new ConflictRollback(conflicts);
  return applied;
}

/**
 * The complete next state of a document, as RxDB's own wrapper computes it: a revision one higher than the previous
 * one's, and the last-write time (ms, two decimals, never twice the same).
 *
 * @param previous the stored document (also when it is deleted), or undefined for a new one
 * @param fields all fields of the document; `_deleted` and `_attachments` may be among them
 * @param databaseInstanceToken `RxDatabase.token`
 */
export function nextDocumentData(
  previous: StoredDocument | undefined,
  fields: DocumentFields & { readonly _deleted?: boolean; readonly _attachments?: StoredDocument['_attachments'] },
  databaseInstanceToken: string,
): StoredDocument {
  return {
    ...fields,
    _deleted: fields._deleted ?? false,
    _attachments: fields._attachments ?? previous?._attachments ?? {},
    _meta: { ...previous?._meta, lwt: now() },
    _rev: createRevision(databaseInstanceToken, previous),
  };
}
