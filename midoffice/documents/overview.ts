import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { sql } from 'drizzle-orm';
import type { Configuration } from '../configuration/configuration.ts';
import { type Orm, rowsOf } from '../database/database.ts';
import { inOneView, workQueryOf } from '../scope/first-pull.ts';
import { workRows } from '../scope/work-query.ts';
import type { Session } from '../session/session.ts';
import { visibleCollections } from './authorisation.ts';
import { worksWith } from './scope.ts';

type Counts = ReadonlyMap<CollectionName, number>;

async function countAll(orm: Orm, session: Session): Promise<Counts> {
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
  return new Map(rows.map((row) => [row.collection, row.documents]));
}

/** The same rows as a first pull of a member's work finds. */
function countWork(orm: Orm, session: Session, collections: readonly CollectionName[]): Promise<Counts> {
  return inOneView(orm, async (executor) => {
    const query = await workQueryOf(executor, session);
    const counts = new Map<CollectionName, number>();
    for (const collection of collections) {
      const places = workRows(query, collection) ?? sql`SELECT id FROM document WHERE collection = ${collection}`;
      const [row] = await rowsOf<{ documents: number }>(
        executor,
        sql`SELECT count(*)::int AS documents FROM (${places}) chosen`,
      );
      counts.set(collection, row?.documents ?? 0);
    }
    return counts;
  });
}

/** How many rows a first pull of each visible collection brings, marks of deletion included. */
export async function countPerCollection(
  orm: Orm,
  session: Session,
  scope: Configuration['scope'],
  workOnly = false,
): Promise<readonly { readonly collection: CollectionName; readonly documents: number }[]> {
  const visible = visibleCollections(session, scope);
  const counts = workOnly ? await countWork(orm, session, visible) : await countAll(orm, session);
  return visible.map((collection) => ({
    collection,
    documents: counts.get(collection) ?? 0,
  }));
}
