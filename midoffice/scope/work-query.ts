import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { type Relation, teamPolicy } from '@onthaal/contract/rules/policy/index.ts';
import { type SQL, sql } from 'drizzle-orm';
import type { Session } from '../session/session.ts';
import type { WorkDays } from './work-days.ts';

/** Whose work, on which day. */
export interface WorkQuery {
  readonly session: Session;
  /** The day itself, and the days that count on it. */
  readonly day: string;
  readonly days: WorkDays;
}

/**
 * The rules of `work-rules.ts` as conditions, each of which an index answers: together they choose the rows that a member needs and
 * may have. The rules decide; what a condition lets through too much, they take out, and a test compares the two.
 */
type Conditions = (query: WorkQuery) => readonly SQL[];

const papers: readonly CollectionName[] = ['documents', 'messages'];

function either(conditions: readonly SQL[]): SQL {
  return sql`(${sql.join([...conditions], sql` OR `)})`;
}

function teamsOf({ session }: WorkQuery): SQL {
  // As an array, not as a subquery: joined with another table, the planner would rather read all of it.
  return sql`ANY (ARRAY(SELECT jsonb_array_elements_text(${JSON.stringify(session.teamIds)}::jsonb)))`;
}

function isJustMade({ session, days }: WorkQuery): SQL {
  return sql`(data ->> 'createdAt') COLLATE "C" >= ${days.madeSince}
    AND coalesce(data #> '{history,0,by}', data -> 'by', data -> 'updatedBy') ->> 'memberId' = ${session.memberId}`;
}

function isPinned({ session, day }: WorkQuery, collection: 'persons' | 'dossiers'): SQL {
  return sql`id = ANY (ARRAY(SELECT id FROM desk_pin
    WHERE member_id = ${session.memberId} AND collection = ${collection} AND last_day >= ${day}))`;
}

/** Rooms and desks that stand in another building than the device; none when nobody knows where it stands. */
export function placesElsewhere({ deviceId }: Session): SQL {
  return sql`SELECT place.id FROM document device
    JOIN document desk ON desk.collection = 'references' AND desk.id = device.data -> 'data' ->> 'deskId'
    JOIN document place ON place.collection = 'references' AND place.data ->> 'kind' IN ('room', 'desk')
      AND place.data -> 'data' ->> 'building' <> desk.data -> 'data' ->> 'building'
    WHERE device.collection = 'references' AND device.id = ${deviceId} AND device.data ->> 'kind' = 'device'`;
}

const moments = {
  startsAt: sql`(data ->> 'startsAt')`,
  arrivedAt: sql`(data ->> 'arrivedAt')`,
  createdAt: sql`(data ->> 'createdAt')`,
};

function isNear({ session, days }: WorkQuery, moment: keyof typeof moments, place: 'roomId' | 'deskId'): SQL {
  const at = moments[moment];
  const where = place === 'roomId' ? sql`data ->> 'roomId'` : sql`data ->> 'deskId'`;
  return sql`${at} COLLATE "C" >= ${days.from} AND ${at} COLLATE "C" < ${days.until}
    AND NOT coalesce(${where}, '') = ANY (ARRAY(${placesElsewhere(session)}))`;
}

/** Dossiers of the member and their teams. */
function ownDossiers(query: WorkQuery): readonly SQL[] {
  const { session, days } = query;
  const isOpen = sql`data ->> 'closedOn' IS NULL`;
  const isJustClosed = sql`(data ->> 'closedOn') COLLATE "C" >= ${days.closedSince} AND data ->> 'closedOn' IS NOT NULL`;
  const isOfTeam = sql`data ->> 'teamId' = ${teamsOf(query)}`;
  const isHandled = sql`data ->> 'handlerId' = ${session.memberId}`;
  return [isOfTeam, isHandled].flatMap((isOwn) => [sql`${isOwn} AND ${isOpen}`, sql`${isOwn} AND ${isJustClosed}`]);
}

const otherDossiers: Conditions = (query) => [isPinned(query, 'dossiers'), isJustMade(query)];

// A condition costs the unpacking of every dossier that is chosen: what is true anyhow is not asked.
const dossierConditions: Conditions = (query) => {
  const granted = grantedTo(query, 'dossiers');
  const isAllowed = mayHave(query, 'dossiers');
  const hasOwn = granted.includes('own') && granted.includes('team');
  const own = ownDossiers(query).map((condition) => (hasOwn ? condition : sql`${condition} AND ${isAllowed}`));
  return [...own, ...otherDossiers(query).map((condition) => sql`${condition} AND ${isAllowed}`)];
};

/** The dossiers that the member needs. */
function dossiersOfWork(query: WorkQuery): SQL {
  const parts = [...ownDossiers(query), ...otherDossiers(query)].map(
    (condition) => sql`SELECT id FROM document WHERE collection = 'dossiers' AND NOT deleted AND ${condition}`,
  );
  return sql.join(parts, sql` UNION `);
}

// Worked out once per question, and given as arrays: joined with another table, the planner would rather read all of that.
const workDossiers = sql`ARRAY(SELECT id FROM work_dossier)`;
const workPersons = sql`ARRAY(SELECT id FROM work_person)`;
const deskPersons = sql`ARRAY(SELECT id FROM desk_person)`;

const hangs = sql`data ->> 'dossierId' = ANY (${workDossiers}) AND data ->> 'dossierId' IS NOT NULL`;
const isAboutPerson = sql`data ->> 'dossierId' IS NULL AND data ->> 'personId' IS NOT NULL
  AND data ->> 'personId' = ANY (${deskPersons})`;

const paperConditions: Conditions = (query) => [hangs, isJustMade(query), isAboutPerson];

const conditions: Readonly<Partial<Record<CollectionName, Conditions>>> = {
  dossiers: dossierConditions,
  persons: (query) => [sql`id = ANY (${workPersons})`, isPinned(query, 'persons'), isJustMade(query)],
  appointments: (query) => [isNear(query, 'startsAt', 'roomId'), hangs, isJustMade(query)],
  visits: (query) => [
    isNear(query, 'arrivedAt', 'deskId'),
    sql`data ->> 'memberId' = ${query.session.memberId} AND data ->> 'finishedAt' IS NULL`,
    isJustMade(query),
  ],
  interactions: (query) => {
    const isFree = sql`data -> 'dossierIds' = '[]'::jsonb AND (data ->> 'teamId' IS NULL OR data ->> 'teamId' = ${teamsOf(query)})`;
    return [
      sql`data -> 'dossierIds' ?| ${workDossiers}`,
      sql`data ->> 'state' <> 'answered' AND ${isFree}`,
      sql`(data ->> 'createdAt') COLLATE "C" >= ${query.days.closedSince} AND ${isFree}`,
      isJustMade(query),
    ];
  },
  tasks: (query) => {
    const isOpen = sql`data ->> 'state' NOT IN ('done', 'cancelled')`;
    return [
      hangs,
      sql`data ->> 'teamId' = ${teamsOf(query)} AND ${isOpen}`,
      sql`data ->> 'memberId' = ${query.session.memberId} AND ${isOpen}`,
      sql`data ->> 'senderId' = ${query.session.memberId} AND data ->> 'seenAt' IS NULL AND data ->> 'state' <> 'cancelled'`,
      isJustMade(query),
    ];
  },
  documents: paperConditions,
  messages: paperConditions,
  payments: (query) => [hangs, isNear(query, 'createdAt', 'deskId'), isJustMade(query)],
  consultations: ({ session }) => [
    sql`data ->> 'memberId' = ${session.memberId}`,
    sql`data ? 'reason' AND data ->> 'dossierId' IS NOT NULL`,
  ],
};

const isOwnOrTeamDossier = (query: WorkQuery) => sql`d.collection = 'dossiers' AND NOT d.deleted
  AND (d.data ->> 'handlerId' = ${query.session.memberId} OR d.data ->> 'teamId' = ${teamsOf(query)})`;

interface Asked {
  readonly collection: CollectionName;
  /** Whose person is on the desk is not worked out yet: a paper without a dossier brings nobody. */
  readonly asSource: boolean;
}

const related: Readonly<Partial<Record<Relation, (query: WorkQuery, asked: Asked) => SQL>>> = {
  team: (query) => sql`data ->> 'teamId' = ${teamsOf(query)}`,
  unassigned: () => sql`data ->> 'teamId' IS NULL`,
  own: ({ session }) => sql`(data ->> 'memberId' = ${session.memberId} OR data ->> 'handlerId' = ${session.memberId}
    OR data ->> 'senderId' = ${session.memberId} OR data -> 'memberIds' ? ${session.memberId})`,
  linked: (query, { collection, asSource }) => {
    const listed = sql`d.id = ANY (ARRAY(SELECT jsonb_array_elements_text(document.data -> 'dossierIds')))`;
    const one = collection === 'interactions' ? listed : sql`d.id = document.data ->> 'dossierId'`;
    const byDossier = sql`EXISTS (SELECT FROM document d WHERE ${isOwnOrTeamDossier(query)} AND ${one})`;
    return papers.includes(collection) && !asSource ? sql`(${isAboutPerson} OR ${byDossier})` : byDossier;
  },
  watched: (query) => sql`(data ? 'reason' AND EXISTS (SELECT FROM document d
    WHERE ${isOwnOrTeamDossier(query)} AND d.id = document.data ->> 'dossierId'))`,
};

function grantedTo({ session }: WorkQuery, collection: CollectionName): readonly Relation[] {
  return teamPolicy.grants[session.role][collection]?.view ?? [];
}

/** Whether the policy lets the member have a row at all. */
function mayHave(query: WorkQuery, collection: CollectionName, asSource = false): SQL {
  const granted = grantedTo(query, collection);
  if (granted.includes('other') && granted.includes('unassigned')) return sql`true`;
  const parts = granted
    .map((relation) => related[relation]?.(query, { collection, asSource }))
    .filter((part) => part !== undefined);
  return parts.length === 0 ? sql`false` : either(parts);
}

/** What makes a row that a member needs bring its person along. */
const bringsPerson: Readonly<Partial<Record<CollectionName, (query: WorkQuery) => SQL>>> = {
  appointments: ({ days }) => sql`(data ->> 'startsAt') COLLATE "C" >= ${days.from}
    AND (data ->> 'startsAt') COLLATE "C" < ${days.until}`,
  visits: ({ days }) => sql`(data ->> 'arrivedAt') COLLATE "C" >= ${days.from}`,
  tasks: () => sql`data ->> 'state' NOT IN ('done', 'cancelled')`,
  interactions: ({ days }) =>
    sql`(data ->> 'state' <> 'answered' OR (data ->> 'createdAt') COLLATE "C" >= ${days.closedSince})`,
  documents: () => sql`false`,
  messages: () => sql`false`,
};

/** The persons in a member's work. */
function personsOfWork(query: WorkQuery): SQL {
  const ofDossiers = dossierConditions(query).flatMap((condition) => [
    sql`SELECT data ->> 'applicantId' AS id FROM document
        WHERE collection = 'dossiers' AND NOT deleted AND ${condition}`,
    sql`SELECT jsonb_array_elements_text(jsonb_path_query_array(data -> 'parties', '$[*].personId')) FROM document
        WHERE collection = 'dossiers' AND NOT deleted AND ${condition}`,
  ]);
  const ofOthers = Object.entries(bringsPerson).flatMap(([name, brings]) => {
    const collection = name as CollectionName;
    // Of papers without a dossier the person is not brought by the paper, but the paper by the person.
    const found = papers.includes(collection) ? [hangs, isJustMade(query)] : (conditions[collection]?.(query) ?? []);
    const isSource = sql`((data ->> 'createdAt') COLLATE "C" >= ${query.days.madeSince} OR ${brings(query)})`;
    return found.map(
      (condition) => sql`SELECT data ->> 'personId' FROM document WHERE collection = ${collection}
        AND ${condition} AND NOT deleted AND data ->> 'personId' IS NOT NULL AND ${isSource} AND ${mayHave(query, collection, true)}`,
    );
  });
  return sql.join([...ofDossiers, ...ofOthers], sql` UNION `);
}

/** The persons of whom the desk has the record: what is only about them comes along. */
function personsOnDesk(query: WorkQuery): SQL {
  return sql`SELECT id FROM work_person
    UNION SELECT id FROM document WHERE collection = 'persons' AND ${isPinned(query, 'persons')}
    UNION SELECT id FROM document WHERE collection = 'persons' AND NOT deleted AND ${isJustMade(query)}`;
}

/** The lists that the conditions of a collection name. */
function listsFor(query: WorkQuery, collection: CollectionName): SQL {
  if (collection === 'dossiers' || collection === 'visits' || collection === 'consultations') return sql``;
  const lists = [sql`work_dossier AS MATERIALIZED (${dossiersOfWork(query)})`];
  if (collection === 'persons' || papers.includes(collection)) {
    lists.push(sql`work_person AS MATERIALIZED (${personsOfWork(query)})`);
  }
  if (papers.includes(collection)) lists.push(sql`desk_person AS MATERIALIZED (${personsOnDesk(query)})`);
  return sql`WITH ${sql.join(lists, sql`, `)}`;
}

/** Chooses by indexes what a member may need of a collection: places of rows. Undefined for a collection of which everything is needed. */
export function workRows(query: WorkQuery, collection: CollectionName, within: SQL = sql`true`): SQL | undefined {
  const found = conditions[collection]?.(query);
  if (found === undefined) return undefined;
  const also = collection === 'dossiers' ? sql`` : sql` AND ${mayHave(query, collection)}`;
  const parts = found.map(
    (condition) => sql`SELECT id, transaction_id, sequence FROM document
      WHERE collection = ${collection} AND ${condition} AND ${within}${also}`,
  );
  return sql`${listsFor(query, collection)} ${sql.join(parts, sql` UNION `)}`;
}
