import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { sql } from 'drizzle-orm';
import type { Configuration } from '../configuration/configuration.ts';
import { type Orm, rowsOf } from '../database/database.ts';
import type { Session } from '../session/session.ts';
import { visibleCollections } from './authorisation.ts';
import { worksWith } from './scope.ts';

/** How many rows a first pull of each visible collection brings, marks of deletion included. */
export async function countPerCollection(orm: Orm, session: Session, scope: Configuration['scope']) {
  const rows = await rowsOf<{ collection: CollectionName; documents: number }>(
    orm,
    // Of the log of consultations everybody receives only their own, and those with a reason into their teams' dossiers or at persons whom
    // they have to do with, in every scope.
    sql`SELECT collection, count(*)::int AS documents FROM document
        WHERE collection <> 'consultations' OR data ->> 'memberId' = ${session.memberId}
           OR (data ? 'reason' AND EXISTS (
                SELECT 1 FROM document d
                WHERE d.collection = 'dossiers' AND d.id = document.data ->> 'dossierId' AND NOT d.deleted
                  AND (d.data ->> 'handlerId' = ${session.memberId}
                       OR d.data ->> 'teamId' IN (SELECT jsonb_array_elements_text(${JSON.stringify(session.teamIds)}::jsonb)))))
           OR (data ? 'reason' AND NOT data ? 'dossierId' AND ${worksWith(session, sql`document.data ->> 'personId'`)})
        GROUP BY collection`,
  );
  const counts = new Map(rows.map((row) => [row.collection, row.documents]));
  return visibleCollections(session, scope).map((collection) => ({
    collection,
    documents: counts.get(collection) ?? 0,
  }));
}
