import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import type { OpenDesk, TeamOfProduct } from '@onthaal/contract/rules/visits/index.ts';
import { checkDocument } from '@onthaal/contract/validation/index.ts';
import { type SQL, sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../database/database.ts';
import { type RawDocument, readMaster } from '../documents/write-document.ts';
import type { Session } from '../session/session.ts';

type Executor = Pick<Orm, 'execute'>;
type Visit = DocumentOf<'visits'>;

/** Who waited longer than this is a forgotten row, not a person in the hall. */
const longestWaitHours = 20;

/** A desk as it calls. */
export interface Counter {
  readonly id: string;
  readonly teamIds: readonly string[];
  readonly building: string;
  /** Of who calls. */
  readonly memberName: string;
}

/** A desk with its building and teams, and the name of who calls there; undefined for a desk that is none. */
export async function counterOf(
  executor: Executor,
  deskId: string,
  { memberId }: Session,
): Promise<Counter | undefined> {
  const [row] = await rowsOf<Omit<Counter, 'id'>>(
    executor,
    sql`SELECT desk.data -> 'data' ->> 'building' AS building, desk.data -> 'data' -> 'teamIds' AS "teamIds",
          coalesce(member.data ->> 'name', '') AS "memberName"
        FROM document desk LEFT JOIN document member ON member.collection = 'references' AND member.id = ${memberId}
        WHERE desk.collection = 'references' AND desk.id = ${deskId} AND NOT desk.deleted
          AND desk.data ->> 'kind' = 'desk' AND (desk.data ->> 'active')::boolean`,
  );
  return row === undefined ? undefined : { id: deskId, ...row };
}

/** Visitors of a building that are not forgotten rows; nobody came for work in the back office. */
function ofToday(building: string, now: Date): SQL {
  const since = new Date(now.getTime() - longestWaitHours * 3_600_000).toISOString();
  return sql`visit.collection = 'visits' AND NOT visit.deleted AND visit.data -> 'backOffice' IS NULL
    AND (visit.data ->> 'arrivedAt') COLLATE "C" >= ${since}
    AND EXISTS (SELECT 1 FROM document place WHERE place.collection = 'references'
      AND place.id = visit.data ->> 'locationId' AND place.data ->> 'kind' = 'location'
      AND place.data -> 'data' ->> 'building' = ${building})`;
}

/** Visits of a building that are in one of these states, in any order. */
export async function visitsIn(
  executor: Executor,
  building: string,
  states: readonly Visit['state'][],
  now: Date,
): Promise<readonly Visit[]> {
  const rows = await rowsOf<{ data: unknown }>(
    executor,
    sql`SELECT visit.data FROM document visit WHERE ${ofToday(building, now)}
          AND visit.data ->> 'state' IN (SELECT jsonb_array_elements_text(${JSON.stringify(states)}::jsonb))`,
  );
  return rows.flatMap(({ data }) => {
    const checked = checkDocument('visits', data);
    return checked.ok ? [checked.value] : [];
  });
}

/** The team of each product that somebody waits for. */
export async function teamsOfProducts(
  executor: Executor,
  visits: readonly Visit[],
): Promise<ReadonlyMap<string, string>> {
  const codes = [...new Set(visits.flatMap(({ services }) => services.map(({ productCode }) => productCode)))];
  if (codes.length === 0) return new Map();
  const rows = await rowsOf<{ code: string; teamId: string }>(
    executor,
    sql`SELECT data ->> 'code' AS code, data -> 'data' ->> 'teamId' AS "teamId" FROM document
        WHERE collection = 'references' AND NOT deleted AND data ->> 'kind' = 'product'
          AND data ->> 'code' IN (SELECT jsonb_array_elements_text(${JSON.stringify(codes)}::jsonb))`,
  );
  return new Map(rows.map(({ code, teamId }) => [code, teamId]));
}

/** The desks of a building at which somebody called in the last hour, with the computer that stood there last. */
export async function openDesksIn(executor: Executor, building: string, now: Date): Promise<readonly OpenDesk[]> {
  const since = new Date(now.getTime() - 3_600_000).toISOString();
  return rowsOf<OpenDesk & Record<string, unknown>>(
    executor,
    sql`SELECT DISTINCT ON (step ->> 'deviceId') step ->> 'deviceId' AS "deviceId", desk.id AS id,
          desk.data -> 'data' -> 'teamIds' AS "teamIds"
        FROM document visit, jsonb_array_elements(visit.data -> 'steps') step
        JOIN document desk ON desk.collection = 'references' AND desk.id = step ->> 'deskId' AND NOT desk.deleted
        WHERE ${ofToday(building, now)} AND step ->> 'event' = 'called' AND step ->> 'deviceId' IS NOT NULL
          AND step ->> 'at' >= ${since} AND desk.data ->> 'kind' = 'desk'
        ORDER BY step ->> 'deviceId', step ->> 'at' DESC`,
  );
}

/** A visit as it is now, with its raw row; undefined for one that never was or breaks the schema. */
export async function readVisit(
  executor: Executor,
  id: string,
): Promise<{ readonly raw: RawDocument; readonly visit: Visit } | undefined> {
  const raw = await readMaster(executor, 'visits', id);
  const checked = checkDocument('visits', raw?.data);
  return raw !== undefined && checked.ok ? { raw, visit: checked.value } : undefined;
}

/** The queue of the building of a desk, read once for a call. */
export interface Queue {
  readonly counter: Counter;
  readonly waiting: readonly Visit[];
  readonly teamOf: TeamOfProduct;
}

/** Reads the queue. Its lock is held: it does not change by calls. */
export async function readQueue(executor: Executor, counter: Counter, now: Date): Promise<Queue> {
  const waiting = await visitsIn(executor, counter.building, ['waiting'], now);
  const teams = await teamsOfProducts(executor, waiting);
  return { counter, waiting, teamOf: (code) => teams.get(code) };
}
