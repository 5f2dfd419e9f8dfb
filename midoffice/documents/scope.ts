import { createHash } from 'node:crypto';
import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import type { PolicyLinks } from '@onthaal/contract/rules/policy/index.ts';
import { type SQL, sql } from 'drizzle-orm';
import type { Configuration } from '../configuration/configuration.ts';
import { type Orm, rowsOf } from '../database/database.ts';
import type { Session } from '../session/session.ts';
import { keepsNothing, mayReceive } from './authorisation.ts';

/** Goes up when contract/rules/policy lets other rows through: every desk then pulls anew and purges what is not for it. */
const rulesVersion = 4;

/** The same for the rules of scope/. */
const workVersion = 3;

/** Names what a session may receive: two sessions with the same name receive the same rows of the same database. */
export function scopeIdOf(session: Session, scope: Configuration['scope'], workOnly = false): string {
  const { role, teamIds, memberId } = session;
  // Where everybody of a role sees everything, another team changes nothing.
  const parts = scope === 'teams' || keepsNothing(session) ? [role, memberId, [...teamIds].sort()] : ['everything'];
  const kind = workOnly ? [scope, workVersion] : scope;
  return createHash('sha256')
    .update(JSON.stringify([rulesVersion, kind, parts]))
    .digest('hex')
    .slice(0, 16);
}

type Fields = Readonly<Record<string, unknown>>;

/** The dossiers that a document hangs on. */
export function dossierIdsOf(row: Fields): readonly string[] {
  const listed = Array.isArray(row.dossierIds) ? row.dossierIds : [];
  return [row.dossierId, ...listed].filter((id): id is string => typeof id === 'string');
}

/** Whether the session or its teams have to do with a person: an open dossier, or an appointment of today or to come. */
export function worksWith({ memberId, teamIds }: Session, person: SQL): SQL {
  const teams = sql`(SELECT jsonb_array_elements_text(${JSON.stringify(teamIds)}::jsonb))`;
  const yesterday = new Date(Date.now() - 86_400_000).toISOString();
  return sql`(
    EXISTS (SELECT 1 FROM document work WHERE work.collection = 'dossiers' AND NOT work.deleted
      AND work.data ->> 'applicantId' = ${person} AND work.data ->> 'closedOn' IS NULL
      AND (work.data ->> 'handlerId' = ${memberId} OR work.data ->> 'teamId' IN ${teams}))
    OR EXISTS (SELECT 1 FROM document work WHERE work.collection = 'appointments' AND NOT work.deleted
      AND work.data ->> 'personId' = ${person} AND work.data ->> 'personId' IS NOT NULL
      AND (work.data ->> 'startsAt') COLLATE "C" >= ${yesterday}
      AND work.data ->> 'state' NOT IN ('cancelled', 'refused', 'rescheduled')
      AND (work.data -> 'memberIds' ? ${memberId} OR work.data ->> 'teamId' IN ${teams})))`;
}

/** Which of the protected persons that others looked at, in no dossier, the session or its teams have to do with. */
async function watchedPersons(orm: Pick<Orm, 'execute'>, session: Session, rows: readonly Fields[]) {
  const looked = rows.filter(({ reason, dossierId }) => reason !== undefined && dossierId === undefined);
  const ids = [...new Set(looked.map(({ personId }) => personId))];
  if (ids.length === 0) return new Set<string>();
  const found = await rowsOf<{ id: string }>(
    orm,
    sql`SELECT id FROM jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) AS person (id)
        WHERE ${worksWith(session, sql`person.id`)}`,
  );
  return new Set(found.map(({ id }) => id));
}

/** Which of the dossiers that some rows are about are the session's own or its teams'. */
async function linksOf(
  orm: Pick<Orm, 'execute'>,
  session: Session,
  rows: readonly Fields[],
  personIds: ReadonlySet<string> | undefined,
): Promise<PolicyLinks> {
  const wanted = [...new Set(rows.flatMap(dossierIdsOf))];
  if (wanted.length === 0) return { personIds };
  const found = await rowsOf<{ id: string }>(
    orm,
    sql`SELECT id FROM document
        WHERE collection = 'dossiers' AND NOT deleted
          AND id IN (SELECT jsonb_array_elements_text(${JSON.stringify(wanted)}::jsonb))
          AND (data ->> 'handlerId' = ${session.memberId}
               OR data ->> 'teamId' IN (SELECT jsonb_array_elements_text(${JSON.stringify(session.teamIds)}::jsonb)))`,
  );
  return { personIds, dossierIds: new Set(found.map((row) => row.id)) };
}

/**
 * Which of these rows may go to the session; one question to the database for all of them.
 *
 * @param personIds persons in the member's work, where that is known: what is only about one of them follows the person
 */
export async function receivable<Row extends Fields>(
  orm: Pick<Orm, 'execute'>,
  session: Session,
  scope: Configuration['scope'],
  collection: CollectionName,
  rows: readonly Row[],
  personIds?: ReadonlySet<string>,
): Promise<ReadonlySet<Row>> {
  // Who looked at whom is for nobody else's desk but the owning team's, also where every desk has all rows.
  const isOpen = (scope === 'all' && collection !== 'consultations') || keepsNothing(session);
  if (isOpen) return new Set(rows.filter((row) => mayReceive(session, scope, collection, row, {})));
  const known = collection === 'consultations' ? await watchedPersons(orm, session, rows) : personIds;
  const links = await linksOf(orm, session, rows, known);
  return new Set(rows.filter((row) => mayReceive(session, scope, collection, row, links)));
}

/** The fields of a dossier that decide who receives it. */
const scopeFields = ['teamId', 'handlerId'] as const;

/**
 * Whether a write moves a dossier into or out of somebody's scope, and with it everything that hangs on it. A new one does: who looked at
 * it may have come before it.
 */
export function movesScope(collection: CollectionName, before: unknown, after: unknown): boolean {
  if (collection !== 'dossiers') return false;
  if (before === undefined) return true;
  return scopeFields.some((field) => (before as Fields)[field] !== (after as Fields)[field]);
}

/**
 * Puts everything that hangs on a dossier at the end of the change order, unchanged: desks that may have it now receive it, the
 * others hear that it left. Runs in the transaction that moves the dossier.
 *
 * @returns the collections that were touched
 */
export async function moveDependants(orm: Pick<Orm, 'execute'>, dossierId: string): Promise<readonly CollectionName[]> {
  const rows = await rowsOf<{ collection: CollectionName }>(
    orm,
    sql`WITH hanging AS (
          SELECT collection, id FROM document
          WHERE data ->> 'dossierId' = ${dossierId}
             OR (collection = 'interactions' AND data -> 'dossierIds' ? ${dossierId})
          ORDER BY collection, id FOR UPDATE
        ), moved AS (
          UPDATE document d SET transaction_id = pg_current_xact_id(), sequence = nextval('change_sequence')
          FROM hanging WHERE d.collection = hanging.collection AND d.id = hanging.id
          RETURNING d.collection)
        SELECT DISTINCT collection FROM moved`,
  );
  return rows.map((row) => row.collection);
}
