import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import type { DatabaseFile } from '../storage/index.ts';
import type { PulledDocument } from './pull.ts';

/**
 * Leaves out what this desk itself has overtaken: a page that the centre made before it accepted a later write of a document
 * would put the document back to what it was, until the next page. That next page comes for certain: the later write has a
 * place behind this one. Every write makes `updatedAt` later than any that the document had. Deletions are never left out.
 */
export function withoutOvertaken(
  file: DatabaseFile,
  collection: CollectionName,
  documents: readonly PulledDocument[],
): readonly PulledDocument[] {
  const written = file.prepare('SELECT 1 FROM outbox LIMIT 1').get();
  if (written === undefined || documents.length === 0) return documents;
  const rows = file.rows<{ id: string; latest: string }>(
    `SELECT document_id AS id, max(document_updated_at) AS latest FROM outbox
       WHERE collection = ? AND document_id IN (SELECT value FROM json_each(?))
         AND (pending = 1 OR state IN ('accepted', 'conflict')) GROUP BY document_id`,
    collection,
    JSON.stringify(documents.map((document) => document.id)),
  );
  const latest = new Map(rows.map((row) => [row.id, Date.parse(row.latest)]));
  return documents.filter((document) => {
    const own = document.deleted ? undefined : latest.get(document.id);
    return own === undefined || own <= Date.parse(String(document.updatedAt));
  });
}
