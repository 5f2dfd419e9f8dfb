import { categorizeBulkWriteRows } from 'rxdb';
import { type AttachmentBytes, writeAttachments } from './attachments.ts';
import type { DatabaseFile } from './database-file.ts';
import type { DocumentTable } from './document-table.ts';
import type { ChangeBulk, StoredDocument, WriteChange, WriteError, WriteRow } from './types.ts';

type CategorizeInstance = Parameters<typeof categorizeBulkWriteRows>[0];

/** What one bulk did; `bulk` has no events when nothing was written. */
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
  const rounds = roundsOf(rows, table.layout.primaryField);
  const parts = rounds.map((round) => applyRound(file, instance, table, round, context, attachments));
  const [first, ...others] = parts;
  if (first === undefined) throw new Error('A bulk of rows has at least one round');
  for (const other of others) first.bulk.events.push(...other.bulk.events);
  const applied: AppliedWrites = {
    errors: parts.flatMap((part) => part.errors),
    bulk: first.bulk,
    writes: parts.flatMap((part) => part.writes),
  };
  applied.bulk.checkpoint = checkpointOf(table, applied.writes) ?? applied.bulk.checkpoint;
  return applied;
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
  // Only the revision decides about conflicts: whole documents are read for the rows in conflict alone.
  const revisions = new Map<string, StoredDocument>();
  for (const row of rows) {
    const id = row.document[primaryField] as string;
    const revision = table.revisionOf(id);
    if (revision !== undefined) revisions.set(id, { _rev: revision } as StoredDocument);
  }
  const outcome = categorizeBulkWriteRows(instance, primaryField as never, revisions, rows, context);
  for (const row of outcome.bulkInsertDocs) table.insert(row.document);
  for (const row of outcome.bulkUpdateDocs) table.update(row.document);
  if (instance.schema.attachments) writeAttachments(file, tableName, outcome, attachments);
  const errors = outcome.errors.map((error) => {
    const documentInDb = revisions.has(error.documentId) ? table.documentOf(error.documentId) : undefined;
    return documentInDb === undefined ? error : ({ ...error, documentInDb } as WriteError);
  });
  // A row refused for a missing attachment (510) was not written, so it is no event either.
  const refused = new Set(errors.map((error) => error.documentId));
  const bulk = outcome.eventBulk as ChangeBulk;
  if (refused.size > 0) bulk.events = bulk.events.filter((event) => !refused.has(event.documentId));
  return { errors, bulk, writes: [...outcome.bulkInsertDocs, ...outcome.bulkUpdateDocs] };
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

/** The newest written (lwt, id): whatever is written later comes after it in getChangedDocumentsSince. */
function checkpointOf(table: DocumentTable, writes: WriteChange['writes']): ChangeBulk['checkpoint'] | undefined {
  let newest: ChangeBulk['checkpoint'] | undefined;
  for (const { document } of writes) {
    const id = (document as Record<string, unknown>)[table.layout.primaryField] as string;
    const { lwt } = document._meta;
    if (newest === undefined || lwt > newest.lwt || (lwt === newest.lwt && id > newest.id)) newest = { id, lwt };
  }
  return newest;
}
