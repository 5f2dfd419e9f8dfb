import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { sql } from 'drizzle-orm';
import { type Audience, memberKey, teamKey } from '../changes/audience.ts';
import { type Orm, rowsOf } from '../database/database.ts';
import { dossierIdsOf } from '../documents/scope.ts';
import { keysOfPlaces } from './buildings.ts';
import { type Fields, makerOf, personIdsOf } from './work-rules.ts';

type Executor = Pick<Orm, 'execute'>;

function keysOf(row: Fields): string[] {
  const memberIds = Array.isArray(row.memberIds) ? row.memberIds : [];
  const members = [row.handlerId, row.memberId, row.senderId, makerOf(row), ...memberIds];
  const isText = (value: unknown): value is string => typeof value === 'string';
  return [...[row.teamId].filter(isText).map(teamKey), ...members.filter(isText).map(memberKey)];
}

interface Concerned {
  readonly teamId: string | null;
  readonly memberId: string | null;
}

function keysOfFound(rows: readonly Concerned[]): string[] {
  return rows.flatMap(({ teamId, memberId }) => [
    ...(teamId === null ? [] : [teamKey(teamId)]),
    ...(memberId === null ? [] : [memberKey(memberId)]),
  ]);
}

/** Who works on these dossiers, made them or fetched them. */
async function keysOfDossiers(executor: Executor, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const wanted = sql`(SELECT jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`;
  const rows = await rowsOf<Concerned>(
    executor,
    sql`SELECT data ->> 'teamId' AS "teamId", data ->> 'handlerId' AS "memberId"
          FROM document WHERE collection = 'dossiers' AND id IN ${wanted}
        UNION SELECT NULL, data -> 'history' -> 0 -> 'by' ->> 'memberId'
          FROM document WHERE collection = 'dossiers' AND id IN ${wanted}
        UNION SELECT NULL, member_id FROM desk_pin WHERE collection = 'dossiers' AND id IN ${wanted}`,
  );
  return keysOfFound(rows);
}

/** Where an appointment or a visit is. */
function placeOf(row: Fields): string | undefined {
  const place = row.roomId ?? row.deskId;
  return typeof place === 'string' ? place : undefined;
}

/** Who has a person in their work, with the buildings in whose diary the person is; undefined when it is in that of every building. */
async function keysOfPerson(executor: Executor, id: string): Promise<readonly string[] | undefined> {
  const rows = await rowsOf<Concerned & { readonly collection: CollectionName; readonly place: string | null }>(
    executor,
    sql`SELECT DISTINCT collection, data ->> 'teamId' AS "teamId", data ->> 'memberId' AS "memberId",
          coalesce(data ->> 'roomId', data ->> 'deskId') AS place
          FROM document WHERE data ->> 'personId' = ${id} AND collection <> 'consultations'
        UNION SELECT collection, data ->> 'teamId', data ->> 'handlerId', NULL
          FROM document WHERE collection = 'dossiers' AND data ->> 'applicantId' = ${id}
        UNION SELECT collection, data ->> 'teamId', data ->> 'handlerId', NULL
          FROM document WHERE collection = 'dossiers' AND jsonb_path_query_array(data -> 'parties', '$[*].personId') ? ${id}
        UNION SELECT collection, NULL, data -> 'history' -> 0 -> 'by' ->> 'memberId', NULL
          FROM document WHERE collection = 'dossiers' AND data ->> 'applicantId' = ${id}
        UNION SELECT collection, NULL, member_id, NULL FROM desk_pin WHERE collection = 'persons' AND id = ${id}`,
  );
  if (rows.some(({ collection, teamId }) => collection === 'interactions' && teamId === null)) return undefined;
  const diary = rows.filter(({ collection }) => diaries.includes(collection));
  const places = await keysOfPlaces(
    executor,
    diary.map(({ place }) => place ?? undefined),
  );
  return places === undefined ? undefined : [...keysOfFound(rows), ...places];
}

const papers: readonly CollectionName[] = ['documents', 'messages'];
const forEveryone: readonly CollectionName[] = ['references'];
/** What the desks of a building have around today, whosever it is. */
const diaries: readonly CollectionName[] = ['appointments', 'visits'];
/** What the desks of the building where it is have besides who works for it: a payment goes to the desks beside its till. */
const placed: readonly CollectionName[] = [...diaries, 'payments'];

/**
 * Whose desks a write concerns, where desks have only their work: those that have the document, that receive it or that must let it go.
 * Too many is only waste; who is left out hears of it at the next look of its desk.
 */
export async function concernedBy(
  executor: Executor,
  collection: CollectionName,
  before: Fields | undefined,
  after: Fields & { readonly id: string },
): Promise<Audience> {
  const isUnassigned = collection === 'interactions' && (after.teamId ?? before?.teamId) === undefined;
  if (forEveryone.includes(collection) || isUnassigned) return 'everyone';
  const keys = [...keysOf(after), ...(before === undefined ? [] : keysOf(before))];
  if (placed.includes(collection)) {
    const places = await keysOfPlaces(executor, [after, ...(before === undefined ? [] : [before])].map(placeOf));
    if (places === undefined) return 'everyone';
    keys.push(...places);
  }
  if (collection === 'persons') {
    const ofPerson = await keysOfPerson(executor, after.id);
    return ofPerson === undefined ? 'everyone' : new Set([...keys, ...ofPerson]);
  }
  if (papers.includes(collection) && dossierIdsOf(after).length === 0) {
    // Whose desk has the person has what is only about the person.
    for (const id of personIdsOf(after)) {
      const ofPerson = await keysOfPerson(executor, id);
      if (ofPerson === undefined) return 'everyone';
      keys.push(...ofPerson);
    }
  }
  const dossierIds = [...dossierIdsOf(after), ...dossierIdsOf(before ?? {})];
  if (collection === 'dossiers') dossierIds.push(after.id);
  return new Set([...keys, ...(await keysOfDossiers(executor, [...new Set(dossierIds)]))]);
}
