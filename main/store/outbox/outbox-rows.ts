import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import type { OnthaalError } from '@onthaal/contract/result.ts';
import type { SyncItem, SyncState } from '@onthaal/contract/store/sync.ts';

/** A row of the outbox table: one document write of one command. */
export interface OutboxRow {
  readonly sequence: number;
  readonly operation_id: string;
  readonly collection: CollectionName;
  readonly document_id: string;
  readonly command: string;
  readonly title: string;
  readonly state: SyncState;
  /** 1 while the centre has not answered this write for good. */
  readonly pending: number;
  readonly queued_at: string;
  /**
   * `updatedAt` of the document after the write: a pushed state includes every write up to its own `updatedAt`. Once accepted: of
   * the state that the centre accepted, by which it is asked after a restore.
   */
  readonly document_updated_at: string;
  /** Set and still pending: the centre had it, lost it to an older backup, and is offered it again. */
  readonly accepted_at: string | null;
  readonly attempts: number;
  readonly error: string | null;
  readonly changes: string;
  /** The document before the write: as long as the row is kept, because an older backup may make it needed again. */
  readonly base: string | null;
  /** The document after the write, until the centre accepted it. */
  readonly mine: string | null;
  readonly discarded_at: string | null;
  /**
   * Operation id of the row that this one only follows from: a contact moment also moves the person's last contact. It is
   * pushed like any other, but nobody is asked about it: lists and counts leave it out, and refused it is given up.
   */
  readonly follows: string | null;
}

/** The row as the sync list shows it. */
export function syncItemOf(row: OutboxRow): SyncItem {
  return {
    operationId: row.operation_id,
    collection: row.collection,
    documentId: row.document_id,
    command: row.command,
    title: row.title,
    state: row.state,
    queuedAt: row.queued_at,
    acceptedAt: row.accepted_at ?? undefined,
    discardedAt: row.discarded_at ?? undefined,
    attempts: row.attempts,
    error: row.error === null ? undefined : (JSON.parse(row.error) as OnthaalError),
    changes: JSON.parse(row.changes) as Record<string, unknown>,
  };
}

/** A document kept in the outbox. */
export function keptDocument(text: string | null): Record<string, unknown> | undefined {
  return text === null ? undefined : (JSON.parse(text) as Record<string, unknown>);
}
