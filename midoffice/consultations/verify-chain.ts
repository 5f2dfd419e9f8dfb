import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../database/database.ts';

const PAGE = 1000;
const MOST_FAULTS = 100;
const genesis = '0'.repeat(64);

/** What is wrong with the log of consultations, and where. */
export interface ChainFault {
  readonly kind: 'changed' | 'removed' | 'inserted' | 'notLinked' | 'documentGone' | 'documentChanged' | 'endMissing';
  /** Number of the link; undefined when the fault is a document's. */
  readonly sequence: number | undefined;
  readonly documentId: string | undefined;
}

export interface ChainReport {
  readonly links: number;
  /** Hash of the last link: kept somewhere else, it proves later that nothing was cut off since. */
  readonly head: string;
  readonly faults: readonly ChainFault[];
}

/** An end of the chain that somebody kept. */
export interface KeptEnd {
  readonly links: number;
  readonly head: string;
}

interface Link {
  readonly sequence: string;
  readonly documentId: string;
  readonly memberId: string;
  readonly personId: string;
  readonly receivedAt: string;
  readonly entry: string;
  readonly previousHash: string;
  readonly hash: string;
  readonly isOfEntry: boolean;
}

function hashOf(link: Link): string {
  const parts = [link.previousHash, link.sequence, link.receivedAt, link.documentId, link.entry];
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}

function linksAfter(orm: Pick<Orm, 'execute'>, sequence: number): Promise<readonly Link[]> {
  return rowsOf<Link>(
    orm,
    sql`SELECT sequence::text AS sequence, document_id AS "documentId", member_id AS "memberId", person_id AS "personId",
          to_char(received_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "receivedAt", entry,
          previous_hash AS "previousHash", hash,
          (member_id = entry::jsonb ->> 'memberId' AND person_id = entry::jsonb ->> 'personId') AS "isOfEntry"
        FROM consultation_entry WHERE sequence > ${sequence} ORDER BY consultation_entry.sequence LIMIT ${PAGE}`,
  );
}

/** Documents without a link, links without a document, and documents that are no longer what was linked. */
async function documentFaults(orm: Pick<Orm, 'execute'>): Promise<readonly ChainFault[]> {
  const rows = await rowsOf<{ documentId: string; sequence: number | null; kind: ChainFault['kind'] }>(
    orm,
    sql`SELECT coalesce(e.document_id, d.id) AS "documentId", e.sequence::int AS sequence,
          CASE WHEN e.document_id IS NULL THEN 'notLinked' WHEN d.id IS NULL THEN 'documentGone'
               ELSE 'documentChanged' END AS kind
        FROM consultation_entry e
        FULL JOIN (SELECT id, data, deleted FROM document WHERE collection = 'consultations') d ON d.id = e.document_id
        WHERE e.document_id IS NULL OR d.id IS NULL OR d.deleted OR d.data IS DISTINCT FROM e.entry::jsonb
        ORDER BY 2, 1 LIMIT ${MOST_FAULTS}`,
  );
  return rows.map(({ documentId, sequence, kind }) => ({ kind, documentId, sequence: sequence ?? undefined }));
}

function faultsOf(link: Link, expected: { readonly sequence: number; readonly hash: string }): readonly ChainFault[] {
  const sequence = Number(link.sequence);
  const fault = (kind: ChainFault['kind']): ChainFault => ({ kind, sequence, documentId: link.documentId });
  return [
    ...(sequence > expected.sequence
      ? [{ ...fault('removed'), sequence: expected.sequence, documentId: undefined }]
      : []),
    ...(hashOf(link) !== link.hash || !link.isOfEntry ? [fault('changed')] : []),
    // The one before is another than the one that this link was made after.
    ...(sequence === expected.sequence && link.previousHash !== expected.hash ? [fault('inserted')] : []),
  ];
}

/**
 * Goes through the whole log of consultations, link by link, and compares it with the documents. Finds changed, removed and
 * inserted rows; whoever recomputes all hashes after a change is found by an end that was kept elsewhere.
 *
 * @returns the first hundred faults, and the end of the chain
 */
export async function verifyChain(orm: Pick<Orm, 'execute'>, kept?: KeptEnd): Promise<ChainReport> {
  const faults: ChainFault[] = [];
  let [links, position, head, isKeptFound] = [0, 0, genesis, kept === undefined || kept.links === 0];
  for (;;) {
    const page = await linksAfter(orm, position);
    for (const link of page) {
      faults.push(...faultsOf(link, { sequence: position + 1, hash: head }));
      [links, position, head] = [links + 1, Number(link.sequence), link.hash];
      if (kept !== undefined && position === kept.links) isKeptFound = head === kept.head;
    }
    if (page.length < PAGE) break;
  }
  if (!isKeptFound) faults.push({ kind: 'endMissing', sequence: kept?.links, documentId: undefined });
  faults.push(...(await documentFaults(orm)));
  return { links, head, faults: faults.slice(0, MOST_FAULTS) };
}
