import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { ReadArguments } from '@onthaal/contract/store/reads.ts';
import type {
  ConflictDetail,
  ConflictRow,
  DocumentAcceptance,
  OperationState,
  SyncItem,
  SyncState,
} from '@onthaal/contract/store/sync.ts';
import { conflictDetailOf, conflictRowOf, type StoredConflict } from '../conflicts/conflict-rows.ts';
import { type OutboxRow, syncItemOf } from '../outbox/outbox-rows.ts';
import type { ReadContext } from './read-context.ts';

/** The sync list: what needs a person first, then what waits, what was given up and what was sent, each newest first. */
export function readSyncItems(context: ReadContext, args: ReadArguments['syncItems']): Result<readonly SyncItem[]> {
  const rows = context.file.rows<OutboxRow>(
    `SELECT * FROM outbox WHERE follows IS NULL
       ORDER BY CASE state WHEN 'rejected' THEN 0 WHEN 'conflict' THEN 1 WHEN 'discarded' THEN 3 WHEN 'accepted' THEN 4
         ELSE 2 END, sequence DESC
       LIMIT ?`,
    args.limit,
  );
  return success(rows.map(syncItemOf));
}

/** Unaccepted work about a person or dossier, oldest first. */
export function syncItemsAbout(context: ReadContext, recordId: string): SyncItem[] {
  return context.file
    .rows<OutboxRow>(
      `SELECT o.* FROM outbox_link l JOIN outbox o ON o.operation_id = l.operation_id
         WHERE l.record_id = ? AND o.follows IS NULL AND o.state NOT IN ('accepted', 'discarded') ORDER BY o.sequence`,
      recordId,
    )
    .map(syncItemOf);
}

/** A contact moment about 50 dossiers also writes each of them, and the person. */
const MOST_FOLLOWERS = 60;

/** States that still want something, the most urgent first. */
const unsettled: readonly SyncState[] = ['rejected', 'conflict', 'sending', 'local'];

/** Where an operation stands, with all that follows from it. DOCUMENT_UNKNOWN when the outbox no longer has it. */
export function readOperationState(
  context: ReadContext,
  args: ReadArguments['operationState'],
): Result<OperationState> {
  const { operationId } = args;
  const [first] = context.file.rows<OutboxRow>('SELECT * FROM outbox WHERE operation_id = ?', operationId);
  if (first === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'operationId' });
  // What follows from an operation was written in its transaction, right behind it.
  const [waiting] = context.file.rows<OutboxRow>(
    'SELECT * FROM outbox WHERE sequence > ? AND sequence <= ? AND follows = ? AND pending = 1 LIMIT 1',
    first.sequence,
    first.sequence + MOST_FOLLOWERS,
    operationId,
  );
  const state = first.state === 'accepted' ? (waiting?.state ?? first.state) : first.state;
  const { acceptedAt, error } = syncItemOf(first);
  return success({ operationId, state, acceptedAt, error });
}

/** Whether the centre has what this desk wrote in a document. */
export function readDocumentAcceptance(
  context: ReadContext,
  args: ReadArguments['documentAcceptance'],
): Result<DocumentAcceptance> {
  const rows = context.file.rows<Pick<OutboxRow, 'state' | 'accepted_at' | 'pending'>>(
    `SELECT o.state, o.accepted_at, o.pending FROM outbox_link l JOIN outbox o ON o.operation_id = l.operation_id
       WHERE l.record_id = ? AND o.document_id = l.record_id AND o.state <> 'discarded'`,
    args.documentId,
  );
  const acceptedAt =
    rows
      .map((row) => row.accepted_at ?? '')
      .sort()
      .at(-1) || undefined;
  if (rows.length === 0) return success({ state: 'unknown' });
  const worst = unsettled.find((state) => rows.some((row) => row.state === state));
  if (worst === 'rejected' || worst === 'conflict') return success({ state: 'asking', acceptedAt });
  const isWaiting = worst !== undefined || rows.some((row) => row.pending === 1);
  return success({ state: isWaiting ? 'waiting' : 'accepted', acceptedAt });
}

/** Open conflicts, oldest first. */
export function readConflictList(context: ReadContext): Result<readonly ConflictRow[]> {
  const rows = context.file.rows<StoredConflict>(
    'SELECT * FROM conflict WHERE resolved_at IS NULL ORDER BY detected_at, id',
  );
  return success(rows.map(conflictRowOf));
}

/** Open conflicts of one document. */
export function conflictsOf(context: ReadContext, documentId: string): ConflictRow[] {
  return context.file
    .rows<StoredConflict>('SELECT * FROM conflict WHERE document_id = ? AND resolved_at IS NULL', documentId)
    .map(conflictRowOf);
}

/** One conflict with all sides; also after it was resolved. */
export function readConflictDetail(
  context: ReadContext,
  args: ReadArguments['conflictDetail'],
): Result<ConflictDetail> {
  const [row] = context.file.rows<StoredConflict>('SELECT * FROM conflict WHERE id = ?', args.conflictId);
  return row === undefined ? failure('DOCUMENT_UNKNOWN', { field: 'conflictId' }) : success(conflictDetailOf(row));
}
