import { categorizeBulkWriteRows } from 'rxdb';
import { type AttachmentBytes, writeAttachments } from './attachments.ts';
import type { DatabaseFile } from './database-file.ts';
import type { DocumentTable } from './document-table.ts';
import type { ChangeBulk, DocumentFields, StoredDocument, WriteChange, WriteError, WriteRow } from './types.ts';

type CategorizeInstance = Parameters<typeof categorizeBulkWriteRows>[0];
type Outcome = Pick<ReturnType<typeof categorizeBulkWriteRows<DocumentFields>>, 'bulkInsertDocs' | 'bulkUpdateDocs'>;

/** What one bulk, or a part of one, did; `bulk` has no events when nothing was written. */
export interface AppliedWrites {
  readonly errors: WriteError[];
  readonly bulk: ChangeBulk;
  readonly writes: WriteChange['writes'];
}

/**
 * Writes the rows that do not conflict, inside the caller's transaction.
 *
 * A document that occurs twice in one bulk is written once: the later row is compared with the earlier one.
 */
export function applyWrites(
  file: DatabaseFile,
  instance: CategorizeInstance,
  table: DocumentTable,
  rows: readonly WriteRow[],
  context: string,
  attachments: AttachmentBytes | undefined,
): AppliedWrites {
  table.beginWrites();
  const rounds = roundsOf(rows, table.layout.primaryField);
  const parts = rounds.map((round) => applyRound(file, instance, table, round, context, attachments));
  const [first, ...others] = parts;
  if (first === undefined) throw new Error('A bulk of rows has at least one round');
  first.bulk.checkpoint = table.checkpoint() ?? first.bulk.checkpoint;
  if (others.length === 0) return first;
  for (const other of others) first.bulk.events.push(...other.bulk.events);
  return {
    errors: parts.flatMap((part) => part.errors),
    bulk: first.bulk,
    writes: parts.flatMap((part) => part.writes),
  };
}

function applyRound(
  file: DatabaseFile,
  instance: CategorizeInstance,
  table: DocumentTable,
  rows: WriteRow[],
  context: string,
  attachments: AttachmentBytes | undefined,
): AppliedWrites {
  const { primaryField, tableName } = table.layout;
  const hasAttachments = instance.schema.attachments !== undefined;
  // A row with attachments may still be refused for missing data.
  const areInserts = !hasAttachments && rows.every((row) => !row.previous);
  const revisions = areInserts ? insertAll(table, rows) : revisionsOf(table, rows);
  const outcome = categorizeBulkWriteRows(instance, primaryField as never, revisions, rows, context);
  const writes = areInserts ? outcome.bulkInsertDocs : writeInOrder(table, rows, outcome);
  if (hasAttachments) writeAttachments(file, tableName, outcome, attachments);
  const bulk = outcome.eventBulk as ChangeBulk;
  if (outcome.errors.length === 0) return { errors: [], bulk, writes };
  const errors = outcome.errors.map((error) => {
    const documentInDb = revisions.has(error.documentId) ? table.documentOf(error.documentId) : undefined;
    return documentInDb === undefined ? error : ({ ...error, documentInDb } as WriteError);
  });
  // A row refused for a missing attachment (510) was not written, so it is no event either.
  const refused = new Set(errors.map((error) => error.documentId));
  bulk.events = bulk.events.filter((event) => !refused.has(event.documentId));
  return { errors, bulk, writes };
}

/**
 * Inserts what can be inserted, SQLite finding out about conflicts while it does, and returns the revisions that stood in
 * the way.
 */
function insertAll(table: DocumentTable, rows: readonly WriteRow[]): Map<string, StoredDocument> {
  const conflicts = rows.filter(({ document }) => !table.insert(document as StoredDocument));
  return revisionsOf(table, conflicts);
}

/** Only the revision decides about conflicts: whole documents are read for the rows in conflict alone. */
function revisionsOf(table: DocumentTable, rows: readonly WriteRow[]): Map<string, StoredDocument> {
  const revisions = new Map<string, StoredDocument>();
  for (const { document } of rows) {
    const id = document[table.layout.primaryField] as string;
    const revision = table.revisionOf(id);
    if (revision !== undefined) revisions.set(id, { _rev: revision } as StoredDocument);
  }
  return revisions;
}

/** Writes the accepted rows in the order in which they were given, so that the sequence follows it. */
function writeInOrder(
  table: DocumentTable,
  rows: readonly WriteRow[],
  { bulkInsertDocs, bulkUpdateDocs }: Outcome,
): WriteChange['writes'] {
  const { primaryField } = table.layout;
  const writes: WriteChange['writes'][number][] = [];
  let inserts = 0;
  let updates = 0;
  for (const { document } of rows) {
    const id = document[primaryField];
    const insert = bulkInsertDocs[inserts];
    const update = bulkUpdateDocs[updates];
    if (insert !== undefined && (insert.document as DocumentFields)[primaryField] === id) {
      table.insert(insert.document);
      writes.push(insert);
      inserts += 1;
    } else if (update !== undefined && (update.document as DocumentFields)[primaryField] === id) {
      table.update(update.document);
      writes.push(update);
      updates += 1;
    }
  }
  return writes;
}

/** Splits the rows so that no round holds a document twice; almost always there is one round. */
function roundsOf(rows: readonly WriteRow[], primaryField: string): WriteRow[][] {
  const rounds: WriteRow[][] = [];
  const occurrences = new Map<string, number>();
  for (const row of rows) {
    const id = row.document[primaryField] as string;
    const round = occurrences.get(id) ?? 0;
    occurrences.set(id, round + 1);
    const members = rounds[round];
    if (members === undefined) rounds.push([row]);
    else members.push(row);
  }
  return rounds;
}
