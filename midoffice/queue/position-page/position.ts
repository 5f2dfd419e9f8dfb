import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import type { ReferenceData } from '@onthaal/contract/entities/reference.ts';
import {
  type ExpectedWait,
  isBackOffice,
  measuredServices,
  queuePlace,
  type ServiceTimes,
  usualTimes,
  type WorkingDesk,
} from '@onthaal/contract/rules/visits/index.ts';
import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../../database/database.ts';
import { openDesksIn, readVisit, teamsOfProducts, visitsIn } from '../queue-rows.ts';

type Visit = DocumentOf<'visits'>;

/** What a citizen sees of their own visit. */
export type Position =
  | {
      readonly state: 'waiting';
      readonly ticket: string;
      readonly ahead: number;
      readonly wait?: ExpectedWait | undefined;
    }
  | { readonly state: 'called' | 'serving'; readonly ticket: string; readonly desk: string };

const atDesk: readonly Visit['state'][] = ['called', 'serving'];

interface Building {
  readonly building: string;
  readonly serviceTimes: readonly ServiceTimes[];
}

async function buildingOf(orm: Orm, locationId: string): Promise<Building | undefined> {
  const [row] = await rowsOf<{ data: ReferenceData['location'] }>(
    orm,
    sql`SELECT data -> 'data' AS data FROM document
        WHERE collection = 'references' AND id = ${locationId} AND NOT deleted AND data ->> 'kind' = 'location'`,
  );
  return row && { building: row.data.building, serviceTimes: row.data.serviceTimes ?? [] };
}

async function deskName(orm: Orm, id: string | undefined): Promise<string> {
  const [row] = await rowsOf<{ name: string }>(
    orm,
    sql`SELECT data ->> 'name' AS name FROM document WHERE collection = 'references' AND id = ${id ?? ''} AND NOT deleted`,
  );
  return row?.name ?? '';
}

/** The desks that called in the last hour or have somebody, each with whom it has. */
async function workingDesks(
  orm: Orm,
  building: string,
  visits: readonly Visit[],
  now: Date,
): Promise<readonly WorkingDesk[]> {
  const desks = new Map((await openDesksIn(orm, building, now)).map(({ id, teamIds }) => [id, { id, teamIds }]));
  return [...desks.values()].map((desk) => {
    const serving = visits.find(({ deskId, state }) => deskId === desk.id && atDesk.includes(state));
    return serving === undefined ? desk : { ...desk, serving: serving.services };
  });
}

/**
 * Where a visit stands now; undefined for one that is over, that waits for another day, or that never was. It reads what desks read, so
 * that the page and the desk say the same.
 */
export async function readPosition(orm: Orm, visitId: string, now: Date): Promise<Position | undefined> {
  const read = await readVisit(orm, visitId);
  if (read === undefined || read.raw.deleted || isBackOffice(read.visit)) return undefined;
  const { state, ticket, deskId, locationId } = read.visit;
  if (state === 'called' || state === 'serving') return { state, ticket, desk: await deskName(orm, deskId) };
  // Who is parked comes back to the same desk.
  if (state === 'parked') return { state: 'serving', ticket, desk: await deskName(orm, deskId) };
  if (state !== 'waiting') return undefined;
  const place = await buildingOf(orm, locationId);
  if (place === undefined) return undefined;
  const visits = await visitsIn(orm, place.building, ['waiting', ...atDesk, 'finished'], now);
  const waiting = visits.filter((visit) => visit.state === 'waiting');
  if (!waiting.some(({ id }) => id === visitId)) return undefined;
  const [teams, desks] = await Promise.all([
    teamsOfProducts(orm, waiting),
    workingDesks(orm, place.building, visits, now),
  ]);
  const usual = usualTimes([...place.serviceTimes, ...visits.flatMap(measuredServices)]);
  const { ahead, wait } = queuePlace(read.visit, waiting, desks, (code) => teams.get(code), usual);
  return { state, ticket, ahead, wait };
}
