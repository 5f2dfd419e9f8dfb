import { createRevision, now } from 'rxdb';
import type { AppliedWrites } from './apply-writes.ts';
import { type AttachmentBytes, readAttachmentBytes } from './attachments.ts';
import type { RxStorageBetterSqlite } from './storage.ts';
import type { SqliteStorageInstance } from './storage-instance.ts';
import type { DocumentFields, StoredDocument, WriteError, WriteRow } from './types.ts';

/** The rows of one collection in a write over several collections. */
export interface WriteBatch {
  readonly collectionName: string;
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
 * @throws StorageError; Error when a collection is not open; whatever a write hook throws (then nothing is written)
 */
export async function writeDocuments(
  storage: RxStorageBetterSqlite,
  batches: readonly WriteBatch[],
  context: string,
): Promise<WriteDocumentsResult> {
  const open: OpenBatch[] = [];
  for (const { collectionName, rows } of batches) {
    const instance = storage.openInstanceOf(collectionName);
    if (instance === undefined) throw new Error(`The collection ${collectionName} is not open on this storage`);
    if (rows.length === 0) continue;
    const attachments = instance.schema.attachments ? await readAttachmentBytes(rows) : undefined;
    open.push({ instance, rows, attachments });
  }
  await storage.parts.turns.next();
  let applied: readonly (readonly [SqliteStorageInstance, AppliedWrites])[];
  try {
    applied = storage.databaseFile.transaction(() => applyAll(open, context));
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
