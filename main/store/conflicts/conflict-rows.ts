import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import type { MergeClash } from '@onthaal/contract/rules/merge/index.ts';
import type { ConflictDetail, ConflictRow } from '@onthaal/contract/store/sync.ts';
import { v7 } from 'uuid';
import { nowInstant } from '../database/clock.ts';
import { titleOf } from '../outbox/document-title.ts';
import type { SqliteDatabase } from '../storage/index.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A row of the conflict table. */
export interface StoredConflict {
  readonly id: string;
  readonly collection: CollectionName;
  readonly document_id: string;
  readonly title: string;
  readonly subject: string;
  readonly clashes: string;
  readonly merged_fields: string;
  readonly base: string | null;
  readonly mine: string;
  readonly theirs: string;
  readonly mine_name: string;
  readonly mine_at: string;
  readonly their_name: string;
  readonly their_at: string;
  readonly detected_at: string;
  readonly resolved_at: string | null;
}

/** Two desks' versions of a document that a person must decide about. */
export interface NewConflict {
  readonly collection: CollectionName;
  readonly base: Fields | undefined;
  readonly mine: Fields;
  readonly theirs: Fields;
  readonly clashes: readonly MergeClash[];
  readonly mergedFields: readonly string[];
}

function authorName(document: Fields): string {
  const author = document.updatedBy as { readonly name?: string } | undefined;
  return author?.name ?? '';
}

/** Keeps a conflict; runs in the transaction that writes the merged document. */
export function insertConflict(database: SqliteDatabase, conflict: NewConflict): void {
  const { collection, base, mine, theirs } = conflict;
  const { title, subject } = titleOf(collection, theirs);
  database
    .prepare('INSERT INTO conflict VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)')
    .run(
      v7(),
      collection,
      String(theirs.id),
      title,
      subject,
      JSON.stringify(conflict.clashes),
      JSON.stringify(conflict.mergedFields),
      base === undefined ? null : JSON.stringify(base),
      JSON.stringify(mine),
      JSON.stringify(theirs),
      authorName(mine),
      String(mine.updatedAt),
      authorName(theirs),
      String(theirs.updatedAt),
      nowInstant(),
    );
}

/** Takes over a conflict from another file. */
export function insertStoredConflict(database: SqliteDatabase, conflict: StoredConflict): void {
  database
    .prepare('INSERT OR IGNORE INTO conflict VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)')
    .run(
      conflict.id,
      conflict.collection,
      conflict.document_id,
      conflict.title,
      conflict.subject,
      conflict.clashes,
      conflict.merged_fields,
      conflict.base,
      conflict.mine,
      conflict.theirs,
      conflict.mine_name,
      conflict.mine_at,
      conflict.their_name,
      conflict.their_at,
      conflict.detected_at,
    );
}

/** The clashes of a stored conflict. */
export function clashesOf(conflict: StoredConflict): MergeClash[] {
  return JSON.parse(conflict.clashes) as MergeClash[];
}

/** The conflict as the list shows it. */
export function conflictRowOf(conflict: StoredConflict): ConflictRow {
  return {
    id: conflict.id,
    collection: conflict.collection,
    documentId: conflict.document_id,
    title: conflict.title,
    subject: conflict.subject,
    fields: clashesOf(conflict).map((clash) => clash.path),
    detectedAt: conflict.detected_at,
    theirName: conflict.their_name,
    theirAt: conflict.their_at,
  };
}

/** The conflict with base, mine and theirs of each field. */
export function conflictDetailOf(conflict: StoredConflict): ConflictDetail {
  return {
    ...conflictRowOf(conflict),
    mineName: conflict.mine_name,
    mineAt: conflict.mine_at,
    clashes: clashesOf(conflict).map(({ path, base, mine, theirs }) => ({
      path,
      base: base ?? null,
      mine: mine ?? null,
      theirs: theirs ?? null,
    })),
    mergedFields: JSON.parse(conflict.merged_fields) as string[],
  };
}
