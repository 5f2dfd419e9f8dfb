import { type CollectionName, collectionNames, collections } from '@onthaal/contract/entities/index.ts';
import { v7 } from 'uuid';
import { nowInstant } from '../database/clock.ts';
import { type DatabaseFile, tableNameOf } from '../storage/index.ts';
import { plainFields } from './changed-fields.ts';
import { titleOf } from './document-title.ts';
import type { OutboxRow } from './outbox-rows.ts';

/** A state of a document that the centre had. */
interface AcceptedState {
  readonly collection: CollectionName;
  readonly documentId: string;
  readonly updatedAt: string;
}

/** What the rows of other desks' work that only this desk still has say that they follow from: nobody here is asked about them. */
const OFFERED_FOR_OTHERS = 'centre-restored';
/** Of so many documents, newest first, is asked at every new mark whether the centre still has what it accepted. */
const ASKED_DOCUMENTS = 300;

const ACCEPTED = "accepted_at IS NOT NULL AND pending = 0 AND state IN ('accepted', 'conflict')";

/** The states in which the centre accepted the work of this desk last, newest first; of each document the newest. */
export function recentlyAccepted(file: DatabaseFile): AcceptedState[] {
  return file.rows<AcceptedState>(
    `SELECT collection, document_id AS documentId, max(document_updated_at) AS updatedAt FROM outbox WHERE ${ACCEPTED}
       GROUP BY collection, document_id ORDER BY max(sequence) DESC LIMIT ?`,
    ASKED_DOCUMENTS,
  );
}

/** Every state in which the centre accepted work of this desk, as far as the outbox remembers. */
export function everAccepted(file: DatabaseFile): AcceptedState[] {
  return file.rows<AcceptedState>(
    `SELECT DISTINCT collection, document_id AS documentId, document_updated_at AS updatedAt FROM outbox WHERE ${ACCEPTED}`,
  );
}

/**
 * The centre's states of all documents that came to, or changed on, this desk since a moment: for a document with unsent
 * work the one that this work started from.
 *
 * @param since by the clock of this computer, in milliseconds since 1970
 */
export function statesSince(file: DatabaseFile, since: number): AcceptedState[] {
  return collectionNames
    .filter((name) => collections[name].readOnlyOnDesk !== true)
    .flatMap((collection) =>
      file.rows<AcceptedState>(
        `SELECT ? AS collection, d.id AS documentId, coalesce(
             (SELECT json_extract(o.base, '$.updatedAt') FROM outbox o
                WHERE o.collection = ? AND o.document_id = d.id AND o.pending = 1 ORDER BY o.sequence LIMIT 1),
             json_extract(d.data, '$.updatedAt')) AS updatedAt
           FROM ${tableNameOf(collection, 0)} d
           WHERE d.lwt >= ? AND d.deleted = 0 AND NOT EXISTS (
             SELECT 1 FROM outbox n WHERE n.collection = ? AND n.document_id = d.id AND n.pending = 1 AND n.base IS NULL)`,
        collection,
        collection,
        since,
        collection,
      ),
    );
}

interface StoredData {
  readonly data: string;
}

/**
 * Makes work that the centre lost wait for it again: the clerk's own rows, and a row without a question for what other desks
 * wrote. The documents are as this desk has them now. Runs in the caller's transaction.
 *
 * @param lost states that the centre had and no longer knows
 * @returns the documents to offer
 */
export function offerAgain(
  file: DatabaseFile,
  lost: readonly AcceptedState[],
): readonly Pick<AcceptedState, 'collection' | 'documentId'>[] {
  const documents = new Map<string, AcceptedState[]>();
  for (const state of lost) {
    const key = `${state.collection}/${state.documentId}`;
    documents.set(key, [...(documents.get(key) ?? []), state]);
  }
  const offered: AcceptedState[] = [];
  for (const states of documents.values()) {
    const [first] = states;
    if (first !== undefined && offerDocument(file, first, states)) offered.push(first);
  }
  return offered;
}

function offerDocument(file: DatabaseFile, document: AcceptedState, states: readonly AcceptedState[]): boolean {
  const { collection, documentId } = document;
  const stored = file
    .prepare<StoredData>(`SELECT data FROM ${tableNameOf(collection, 0)} WHERE id = ? AND deleted = 0`)
    .get(documentId);
  // What this desk deleted or was told to forget is not brought back.
  if (stored === undefined) return false;
  const mine = plainFields(JSON.parse(stored.data) as Record<string, unknown>);
  // A moment that is only held, or kept for a desk, is nobody's work: the centre holds another, and the pull takes this one away.
  if (collection === 'appointments' && mine.state === 'held') return false;
  const stamps = JSON.stringify(states.map((state) => state.updatedAt));
  const { changes } = file
    .prepare(
      `UPDATE outbox SET pending = 1, mine = ?, attempts = 0,
         state = CASE state WHEN 'conflict' THEN 'conflict' ELSE 'local' END
         WHERE collection = ? AND document_id = ? AND ${ACCEPTED}
           AND document_updated_at IN (SELECT value FROM json_each(?))`,
    )
    .run(JSON.stringify(mine), collection, documentId, stamps);
  if (changes === 0) insertForOthers(file, document, mine, newest(states));
  return true;
}

function newest(states: readonly AcceptedState[]): string {
  return (
    states
      .map((state) => state.updatedAt)
      .sort()
      .at(-1) ?? ''
  );
}

function insertForOthers(
  file: DatabaseFile,
  { collection, documentId }: AcceptedState,
  mine: Readonly<Record<string, unknown>>,
  updatedAt: string,
): void {
  file
    .prepare(
      `INSERT INTO outbox (operation_id, collection, document_id, command, title, state, pending, queued_at,
         document_updated_at, accepted_at, changes, base, mine, follows)
         VALUES (?, ?, ?, 'offerAgain', ?, 'local', 1, ?, ?, ?, '{}', NULL, ?, ?)`,
    )
    .run(
      v7(),
      collection,
      documentId,
      titleOf(collection, mine).title,
      nowInstant(),
      updatedAt,
      updatedAt,
      JSON.stringify(mine),
      OFFERED_FOR_OTHERS,
    );
}

/** What a push must know about a document that the centre lost. */
export interface LostState {
  /** `updatedAt` of the newest state that was lost: a state of the centre that is older comes from its backup. */
  readonly lostAt: string;
  /**
   * The document before the first of the clerk's lost writes, or before what the clerk wrote since; undefined when the clerk made
   * it, or only others wrote.
   */
  readonly base: Readonly<Record<string, unknown>> | undefined;
}

/** The lost state among the pending rows of a document; undefined when the centre lost nothing of it. */
export function lostStateOf(pending: readonly OutboxRow[]): LostState | undefined {
  const lost = pending.filter((row) => row.accepted_at !== null);
  if (lost.length === 0) return undefined;
  const base = [...lost, ...pending].find((row) => row.base !== null)?.base;
  return {
    lostAt:
      lost
        .map((row) => row.document_updated_at)
        .sort()
        .at(-1) ?? '',
    base: base === undefined || base === null ? undefined : (JSON.parse(base) as Record<string, unknown>),
  };
}
