import { firstUnstorableText } from '@onthaal/contract/validation/unstorable-text.ts';
import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../database/database.ts';

/** A state of a document that the centre had, as a desk remembers it. */
export interface KnownState {
  readonly collection: string;
  readonly documentId: string;
  readonly updatedAt: string;
}

/** Most states that are looked up at once. */
export const mostStates = 500;

const neverKept: KnownState = { collection: '', documentId: '', updatedAt: '' };

/**
 * Tells which states this database never had: it was put back to a moment before them. Every accepted state stands in the audit
 * trail; what was loaded in bulk and never changed stands in the document itself.
 *
 * @returns their places in the list, from 0
 */
export async function unknownStates(orm: Orm, states: readonly KnownState[]): Promise<readonly number[]> {
  // What PostgreSQL cannot even read was never kept here.
  const asked = states.map((state) => (firstUnstorableText(state) === undefined ? state : neverKept));
  const rows = await rowsOf<{ place: number }>(
    orm,
    sql`SELECT (s.place - 1)::int AS place
        FROM ROWS FROM (jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
               AS (collection text, "documentId" text, "updatedAt" text))
             WITH ORDINALITY AS s(collection, "documentId", "updatedAt", place)
        WHERE NOT EXISTS (SELECT FROM document d WHERE d.collection = s.collection AND d.id = s."documentId"
                          AND d.data ->> 'updatedAt' = s."updatedAt")
          AND NOT EXISTS (SELECT FROM audit_entry a WHERE a.collection = s.collection AND a.document_id = s."documentId"
                          AND (a.after ->> 'updatedAt' = s."updatedAt" OR a.before ->> 'updatedAt' = s."updatedAt"))
        ORDER BY place`,
  );
  return rows.map((row) => row.place);
}
