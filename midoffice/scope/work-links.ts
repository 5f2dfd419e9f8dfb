import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { type SQL, sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../database/database.ts';
import { dossierIdsOf, receivable } from '../documents/scope.ts';
import type { Session } from '../session/session.ts';
import { scopeDay } from './scope-day.ts';
import { type WorkDays, workDaysOf } from './work-days.ts';
import { placesElsewhere } from './work-query.ts';
import { type DepartureReason, departureOf, type Fields, personIdsOf, type Work } from './work-rules.ts';

type Executor = Pick<Orm, 'execute'>;

interface Candidate {
  readonly collection: CollectionName;
  readonly data: Fields;
}

function listed(ids: readonly string[]): SQL {
  return sql`(SELECT jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`;
}

const none: ReadonlySet<string> = new Set();

/** Which of these dossiers the member needs. */
async function neededDossiers(
  executor: Executor,
  session: Session,
  days: WorkDays,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return none;
  const rows = await rowsOf<{ data: Fields }>(
    executor,
    sql`SELECT jsonb_build_object('id', id, 'teamId', data -> 'teamId', 'handlerId', data -> 'handlerId',
          'createdAt', data -> 'createdAt', 'updatedBy', data -> 'updatedBy',
          'history', coalesce(jsonb_path_query_array(data -> 'history', '$[0]'), '[]'))
          || jsonb_strip_nulls(jsonb_build_object('closedOn', data -> 'closedOn')) AS data
        FROM document WHERE collection = 'dossiers' AND NOT deleted AND id IN ${listed(ids)}`,
  );
  const work: Work = {
    session,
    days,
    links: { dossierIds: none, personIds: none, elsewhere: none, pinned: await pinnedOf(executor, session, ids) },
  };
  const needed = rows.filter(({ data }) => departureOf(work, 'dossiers', data) === undefined);
  return new Set(needed.map(({ data }) => String(data.id)));
}

async function elsewhereOf(executor: Executor, session: Session): Promise<ReadonlySet<string>> {
  const rows = await rowsOf<{ id: string }>(executor, placesElsewhere(session));
  return new Set(rows.map(({ id }) => id));
}

/** Which of these persons or dossiers the member fetched. */
async function pinnedOf(
  executor: Executor,
  { memberId }: Session,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await rowsOf<{ id: string }>(
    executor,
    sql`SELECT id FROM desk_pin WHERE member_id = ${memberId}
          AND last_day >= (SELECT value FROM setting WHERE name = 'scope-day')
          AND id IN (SELECT jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`,
  );
  return new Set(rows.map(({ id }) => id));
}

/** Rows that may bring persons into a member's work: each is found by an index, and few of each person are of these days. */
function rowsWith(executor: Executor, { memberId }: Session, days: WorkDays, persons: readonly string[]) {
  const { closedSince, madeSince, from, until } = days;
  const ids = listed(persons);
  const isWork = sql`NOT deleted AND ((data ->> 'closedOn') IS NULL
    OR (data ->> 'closedOn') COLLATE "C" >= ${closedSince} OR (data ->> 'createdAt') COLLATE "C" >= ${madeSince}
    OR id IN (SELECT id FROM desk_pin WHERE member_id = ${memberId}))`;
  // As arrays, not as subqueries: joined with hundreds of ids, the planner would rather read the whole table.
  return rowsOf<Candidate>(
    executor,
    sql`SELECT collection, data - 'notes' - 'draft' - 'text' AS data FROM document
        WHERE data ->> 'personId' = ANY (ARRAY${ids}) AND data ->> 'personId' IS NOT NULL AND NOT deleted AND collection NOT IN ('consultations', 'payments') AND (
          (data ->> 'createdAt') COLLATE "C" >= ${madeSince}
          OR collection = 'appointments' AND (data ->> 'startsAt') COLLATE "C" >= ${from}
            AND (data ->> 'startsAt') COLLATE "C" < ${until}
          OR collection = 'visits' AND (data ->> 'arrivedAt') COLLATE "C" >= ${from}
          OR collection = 'tasks' AND data ->> 'state' NOT IN ('done', 'cancelled')
          OR collection = 'interactions'
            AND (data ->> 'state' <> 'answered' OR (data ->> 'createdAt') COLLATE "C" >= ${closedSince}))
        UNION ALL
        SELECT collection, data - 'notes' - 'answers' AS data FROM document
        WHERE collection = 'dossiers' AND data ->> 'applicantId' = ANY (ARRAY${ids}) AND ${isWork}
        UNION ALL
        SELECT collection, data - 'notes' - 'answers' AS data FROM document
        WHERE collection = 'dossiers'
          AND jsonb_path_query_array(data -> 'parties', '$[*].personId') ?| ARRAY${ids} AND ${isWork}`,
  );
}

async function neededPersons(
  executor: Executor,
  session: Session,
  day: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return none;
  const candidates = await rowsWith(executor, session, workDaysOf(day), ids);
  const found = new Set<string>();
  for (const name of new Set(candidates.map(({ collection }) => collection))) {
    const rows = candidates.filter(({ collection }) => collection === name).map(({ data }) => data);
    const allowed = [...(await receivable(executor, session, 'teams', name, rows))];
    const departures = await departuresOn(day, executor, session, name, allowed, none);
    for (const row of allowed) if (!departures.has(row)) for (const id of personIdsOf(row)) found.add(id);
  }
  return found;
}

const pinnable: readonly CollectionName[] = ['persons', 'dossiers'];
const placed: readonly CollectionName[] = ['appointments', 'visits', 'payments'];

async function departuresOn<Row extends Fields>(
  day: string,
  executor: Executor,
  session: Session,
  collection: CollectionName,
  rows: readonly Row[],
  personIds: ReadonlySet<string>,
): Promise<ReadonlyMap<Row, DepartureReason>> {
  const days = workDaysOf(day);
  const dossierIds = [...new Set(rows.flatMap(dossierIdsOf))];
  const links = {
    dossierIds: await neededDossiers(executor, session, days, dossierIds),
    personIds,
    pinned: pinnable.includes(collection)
      ? await pinnedOf(
          executor,
          session,
          rows.map((row) => String(row.id)),
        )
      : none,
    elsewhere: placed.includes(collection) && rows.length > 0 ? await elsewhereOf(executor, session) : none,
  };
  const reasons = new Map<Row, DepartureReason>();
  for (const row of rows) {
    const reason = departureOf({ session, days, links }, collection, row);
    if (reason !== undefined) reasons.set(row, reason);
  }
  return reasons;
}

const papers: readonly CollectionName[] = ['documents', 'messages'];

/** Which of these persons the member made in the last days. */
async function justMadePersons(
  executor: Executor,
  session: Session,
  day: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  const rows = await rowsOf<{ data: Fields }>(
    executor,
    sql`SELECT jsonb_build_object('id', id, 'createdAt', data -> 'createdAt', 'updatedBy', data -> 'updatedBy',
          'history', coalesce(jsonb_path_query_array(data -> 'history', '$[0]'), '[]')) AS data
        FROM document WHERE collection = 'persons' AND NOT deleted AND id IN ${listed(ids)}`,
  );
  const work: Work = {
    session,
    days: workDaysOf(day),
    links: { dossierIds: none, personIds: none, elsewhere: none, pinned: none },
  };
  return rows.filter(({ data }) => departureOf(work, 'persons', data) === undefined).map(({ data }) => String(data.id));
}

/**
 * The persons on the member's desk of whom some documents or messages are that hang on no dossier: these come with the person and
 * leave with the person.
 */
export async function personsOfPapers(
  executor: Executor,
  session: Session,
  collection: CollectionName,
  rows: readonly Fields[],
): Promise<ReadonlySet<string>> {
  if (!papers.includes(collection)) return none;
  const ids = [...new Set(rows.filter((row) => dossierIdsOf(row).length === 0).flatMap(personIdsOf))];
  if (ids.length === 0) return none;
  const day = await scopeDay(executor);
  return new Set([
    ...(await neededPersons(executor, session, day, ids)),
    ...(await pinnedOf(executor, session, ids)),
    ...(await justMadePersons(executor, session, day, ids)),
  ]);
}

/**
 * Which of these rows, that the session may have, its desk does not need, and why. Asked after the rows were read: the day is then
 * never older than they are, and what a new day moves is served after it.
 */
export async function departuresOf<Row extends Fields>(
  executor: Executor,
  session: Session,
  collection: CollectionName,
  rows: readonly Row[],
): Promise<ReadonlyMap<Row, DepartureReason>> {
  const day = await scopeDay(executor);
  const ids = rows.map((row) => String(row.id));
  const personIds =
    collection === 'persons'
      ? await neededPersons(executor, session, day, ids)
      : await personsOfPapers(executor, session, collection, rows);
  return departuresOn(day, executor, session, collection, rows, personIds);
}
