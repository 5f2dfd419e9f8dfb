import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import type { OnthaalError } from '@onthaal/contract/result.ts';
import { v7 } from 'uuid';
import { currentTime, nowInstant } from '../database/clock.ts';
import type { ChangeBoard } from '../service/change-board.ts';
import type { DatabaseFile, SqliteDatabase, StoredDocument, WriteChange, WriteHook } from '../storage/index.ts';
import { changedFields, plainFields } from './changed-fields.ts';
import { recordsAbout, titleOf } from './document-title.ts';
import type { OutboxRow } from './outbox-rows.ts';

/** Start of the context of every write that a clerk made; the operation id follows. */
const LOCAL_CONTEXT = 'command|';

/** Whether a write, by its context, is what a clerk of this desk did. */
export function isLocalContext(context: string): boolean {
  return context.startsWith(LOCAL_CONTEXT);
}

/** Accepted and discarded items stay in the list for so long, in days. */
const KEPT_DAYS = 30;

/** What a local write is, for the rows that the write hook makes of it. */
export interface LocalWrite {
  readonly operationId: string;
  readonly command: string;
  /** Set when the whole write only follows from another one; else the first document is what it is about. */
  readonly follows?: string | undefined;
  /** Rows that this write takes the place of (a corrected retry). */
  readonly replaces?: readonly string[];
  /** Runs once inside the transaction of the write. */
  readonly inTransaction?: ((database: SqliteDatabase) => void) | undefined;
}

interface OpenLocalWrite {
  readonly write: LocalWrite;
  rows: number;
}

/**
 * The outbox: a row for every document write of a clerk, made in the transaction of the write itself, kept until long after
 * the centre has answered.
 */
export class Outbox {
  /** Makes the rows; give it to the storage. */
  readonly hook: WriteHook = (change) => this.#record(change);
  readonly #board: ChangeBoard;
  readonly #open = new Map<string, OpenLocalWrite>();
  #file: DatabaseFile | undefined;

  constructor(board: ChangeBoard) {
    this.#board = board;
  }

  /** Ties the outbox to its file; before this only the hook exists. */
  attach(file: DatabaseFile): void {
    this.#file = file;
  }

  /** Announces a local write; `done` forgets it. The context makes the hook recognise its transaction. */
  begin(write: LocalWrite): { readonly context: string; readonly done: () => void } {
    this.#open.set(write.operationId, { write, rows: 0 });
    return {
      context: `${LOCAL_CONTEXT}${write.operationId}`,
      done: () => {
        this.#open.delete(write.operationId);
      },
    };
  }

  #record({ collectionName, context, database, writes }: WriteChange): void {
    if (!isLocalContext(context)) return;
    const open = this.#open.get(context.slice(LOCAL_CONTEXT.length));
    if (open === undefined) throw new Error('A local write was not announced to the outbox');
    if (open.rows === 0) {
      for (const replaced of open.write.replaces ?? []) removeRow(database, replaced);
      open.write.inTransaction?.(database);
    }
    for (const { previous, document } of writes) {
      const isFirst = open.rows === 0;
      const operationId = isFirst ? open.write.operationId : v7();
      const follows = open.write.follows ?? (isFirst ? null : open.write.operationId);
      open.rows += 1;
      insertRow(
        database,
        { operationId, command: open.write.command, follows },
        collectionName as CollectionName,
        previous,
        document,
      );
    }
  }

  /** Rows of a document that the centre has not answered for good, oldest first. */
  pendingRows(collection: CollectionName, documentId: string): OutboxRow[] {
    return this.#rows('collection = ? AND document_id = ? AND pending = 1 ORDER BY sequence', collection, documentId);
  }

  /** Whether a write made the state of a document that has this `updatedAt`, sent or not. */
  wrote(collection: CollectionName, documentId: string, updatedAt: string): boolean {
    const condition = 'collection = ? AND document_id = ? AND document_updated_at = ?';
    return this.#rows(condition, collection, documentId, updatedAt).length > 0;
  }

  /** One row. */
  row(operationId: string): OutboxRow | undefined {
    return this.#rows('operation_id = ?', operationId)[0];
  }

  /** All pending rows, oldest first. */
  allPending(): OutboxRow[] {
    return this.#rows('pending = 1 ORDER BY sequence');
  }

  /** The lowest sequence number among the pending rows of some collections; undefined when nothing is pending. */
  oldestPending(collections: readonly CollectionName[]): number | undefined {
    if (collections.length === 0) return undefined;
    const marks = collections.map(() => '?').join(', ');
    const oldest = this.#require()
      .prepare<number | null>(`SELECT min(sequence) FROM outbox WHERE pending = 1 AND collection IN (${marks})`)
      .pluck()
      .get(...collections);
    return oldest ?? undefined;
  }

  /** How many rows wait, clash and are refused. */
  counts(): { readonly waiting: number; readonly conflicts: number; readonly rejected: number } {
    const file = this.#require();
    const count = (sql: string) => file.prepare<number>(sql).pluck().get() ?? 0;
    // That somebody looked is no work that they wait for.
    const waiting = "(pending = 1 OR state IN ('local', 'sending')) AND collection <> 'consultations'";
    const asked = count(`SELECT count(*) FROM outbox WHERE ${waiting} AND follows IS NULL`);
    return {
      // What only follows from it is no work of its own, but as long as it waits not all is sent.
      waiting: asked > 0 ? asked : Math.min(1, count(`SELECT count(*) FROM outbox WHERE ${waiting}`)),
      conflicts: count('SELECT count(*) FROM conflict WHERE resolved_at IS NULL'),
      rejected: count("SELECT count(*) FROM outbox WHERE state = 'rejected'"),
    };
  }

  /** Notes that rows are on their way. */
  markSending(rows: readonly OutboxRow[]): void {
    this.#change((database) => {
      const mark = database.prepare(
        "UPDATE outbox SET state = CASE state WHEN 'local' THEN 'sending' ELSE state END, attempts = attempts + 1 WHERE sequence = ?",
      );
      for (const row of rows) mark.run(row.sequence);
    });
  }

  /** The centre has the document as it was at `updatedAt`: every write up to then is accepted. */
  accept(collection: CollectionName, documentId: string, updatedAt: string, acceptedAt: string): void {
    this.#change((database) => {
      const included = this.pendingRows(collection, documentId).filter((row) => isIncluded(row, updatedAt));
      markAccepted(database, included, { updatedAt, acceptedAt });
      database
        .prepare('DELETE FROM unknown_to_centre WHERE collection = ? AND document_id = ?')
        .run(collection, documentId);
    });
  }

  /** Whether the centre never had this document although it was pushed. */
  isUnknownToCentre(collection: CollectionName, documentId: string): boolean {
    return (
      this.#require()
        .prepare('SELECT 1 FROM unknown_to_centre WHERE collection = ? AND document_id = ?')
        .get(collection, documentId) !== undefined
    );
  }

  /** Forgets accepted and given-up rows after 30 days. */
  removeOld(): void {
    const limit = new Date(currentTime() - KEPT_DAYS * 86_400_000).toISOString();
    this.#change((database) => {
      database.prepare("DELETE FROM outbox WHERE pending = 0 AND state = 'accepted' AND queued_at < ?").run(limit);
      database
        .prepare("DELETE FROM outbox WHERE state = 'discarded' AND coalesce(discarded_at, queued_at) < ?")
        .run(limit);
      database.prepare('DELETE FROM outbox_link WHERE operation_id NOT IN (SELECT operation_id FROM outbox)').run();
    });
  }

  #change(work: (database: SqliteDatabase) => void): void {
    const file = this.#require();
    file.transaction(() => work(file.database));
    this.#board.announce('sync');
  }

  #rows(condition: string, ...parameters: readonly string[]): OutboxRow[] {
    return this.#require().rows<OutboxRow>(`SELECT * FROM outbox WHERE ${condition}`, ...parameters);
  }

  #require(): DatabaseFile {
    if (this.#file === undefined) throw new Error('The outbox has no file yet');
    return this.#file;
  }
}

/** Whether a state of the document with this `updatedAt` includes the write. */
export function isIncluded(row: OutboxRow, updatedAt: string): boolean {
  return Date.parse(row.document_updated_at) <= Date.parse(updatedAt);
}

/** Marks the writes that the centre refused. Runs in the transaction in which the document goes back. */
export function markRejected(database: SqliteDatabase, rows: readonly OutboxRow[], error: OnthaalError): void {
  const reject = database.prepare(
    "UPDATE outbox SET state = iif(follows IS NULL, 'rejected', 'discarded'), pending = 0, error = ? WHERE sequence = ?",
  );
  for (const row of rows) reject.run(JSON.stringify(error), row.sequence);
}

/** The centre has, in a state of that moment, what these rows brought. */
export function markAccepted(
  database: SqliteDatabase,
  rows: readonly OutboxRow[],
  { updatedAt, acceptedAt }: { readonly updatedAt: string; readonly acceptedAt: string },
): void {
  const accept = database.prepare(
    `UPDATE outbox SET pending = 0, accepted_at = ?, document_updated_at = ?, error = NULL, mine = NULL,
       state = CASE state WHEN 'conflict' THEN 'conflict' ELSE 'accepted' END WHERE sequence = ?`,
  );
  for (const row of rows) accept.run(acceptedAt, updatedAt, row.sequence);
}

/** Marks writes as clashing with another desk's. */
export function markConflict(database: SqliteDatabase, rows: readonly OutboxRow[]): void {
  const mark = database.prepare("UPDATE outbox SET state = 'conflict' WHERE sequence = ?");
  for (const row of rows) mark.run(row.sequence);
}

function removeRow(database: SqliteDatabase, operationId: string): void {
  database.prepare('DELETE FROM outbox WHERE operation_id = ?').run(operationId);
  database.prepare('DELETE FROM outbox_link WHERE operation_id = ?').run(operationId);
}

function insertRow(
  database: SqliteDatabase,
  operation: { readonly operationId: string; readonly command: string; readonly follows: string | null },
  collection: CollectionName,
  previous: StoredDocument | undefined,
  document: StoredDocument,
): void {
  const fields = plainFields(document);
  const before = previous === undefined || previous._deleted ? undefined : plainFields(previous);
  database
    .prepare(
      `INSERT INTO outbox (operation_id, collection, document_id, command, title, state, pending, queued_at,
         document_updated_at, changes, base, mine, follows) VALUES (?, ?, ?, ?, ?, 'local', 1, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      operation.operationId,
      collection,
      String(fields.id),
      operation.command,
      titleOf(collection, fields).title,
      nowInstant(),
      String(fields.updatedAt),
      JSON.stringify(changedFields(before, fields)),
      before === undefined ? null : JSON.stringify(before),
      JSON.stringify(fields),
      operation.follows,
    );
  const link = database.prepare('INSERT OR IGNORE INTO outbox_link (record_id, operation_id) VALUES (?, ?)');
  for (const record of recordsAbout(fields)) link.run(record, operation.operationId);
}
