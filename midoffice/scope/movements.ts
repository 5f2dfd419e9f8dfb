import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { deepEqual } from '@onthaal/contract/rules/merge/index.ts';
import { type SQL, sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../database/database.ts';
import { type Fields, personIdsOf } from './work-rules.ts';

type Executor = Pick<Orm, 'execute'>;

/** What is put at the end of the change order, unchanged, so that every desk judges it anew. */
export interface Movement {
  /** Everything that hangs on this dossier. */
  readonly dossierId?: string | undefined;
  /** These persons, and what is only about them. */
  readonly personIds?: readonly string[] | undefined;
  readonly self?: { readonly collection: CollectionName; readonly id: string } | undefined;
}

/** The fields that decide whose work a document is. */
const deciding: Readonly<Partial<Record<CollectionName, readonly string[]>>> = {
  dossiers: ['teamId', 'handlerId', 'closedOn'],
  appointments: ['teamId', 'memberIds', 'startsAt', 'roomId', 'dossierId'],
  visits: ['memberId', 'arrivedAt', 'deskId'],
  tasks: ['teamId', 'memberId', 'state', 'dossierId', 'seenAt'],
  interactions: ['teamId', 'state', 'dossierIds'],
};

/** What a write brings into or out of somebody's work besides the document itself. */
export function movementOf(
  collection: CollectionName,
  before: Fields | undefined,
  after: Fields & { readonly id: string },
): Movement | undefined {
  const fields = deciding[collection];
  if (fields === undefined) return undefined;
  const isMoved = before === undefined || fields.some((field) => !deepEqual(before[field], after[field]));
  const persons = [...new Set([...personIdsOf(before ?? {}), ...personIdsOf(after)])];
  const isAboutOthers = !deepEqual(personIdsOf(before ?? {}), personIdsOf(after));
  if (!isMoved && !isAboutOthers) return undefined;
  const hasDependants = collection === 'dossiers' && isMoved;
  return { personIds: persons, ...(hasDependants ? { dossierId: after.id } : {}) };
}

function chosen({ dossierId, personIds = [], self }: Movement): SQL {
  const parts = [
    sql`collection = 'persons' AND id IN (SELECT jsonb_array_elements_text(${JSON.stringify(personIds)}::jsonb))`,
  ];
  const withPapers = self?.collection === 'persons' ? [...personIds, self.id] : personIds;
  if (withPapers.length > 0) {
    parts.push(sql`collection IN ('documents', 'messages') AND data ->> 'dossierId' IS NULL AND data ->> 'personId' IS NOT NULL
      AND data ->> 'personId' = ANY (ARRAY(SELECT jsonb_array_elements_text(${JSON.stringify(withPapers)}::jsonb)))`);
  }
  if (self !== undefined) parts.push(sql`collection = ${self.collection} AND id = ${self.id}`);
  if (dossierId !== undefined) {
    parts.push(sql`data ->> 'dossierId' = ${dossierId}`);
    parts.push(sql`collection = 'interactions' AND data -> 'dossierIds' ? ${dossierId}`);
  }
  return sql.join(parts, sql` OR `);
}

/**
 * Runs in the transaction that makes the movement. One statement that locks in one order, so that two of them never wait for each other.
 *
 * @returns the collections that were touched
 */
export async function applyMovement(executor: Executor, movement: Movement): Promise<readonly CollectionName[]> {
  const rows = await rowsOf<{ collection: CollectionName }>(
    executor,
    sql`WITH chosen AS (
          SELECT collection, id FROM document WHERE ${chosen(movement)} ORDER BY collection, id FOR UPDATE
        ), moved AS (
          UPDATE document d SET transaction_id = pg_current_xact_id(), sequence = nextval('change_sequence')
          FROM chosen WHERE d.collection = chosen.collection AND d.id = chosen.id
          RETURNING d.collection)
        SELECT DISTINCT collection FROM moved`,
  );
  return rows.map((row) => row.collection);
}
