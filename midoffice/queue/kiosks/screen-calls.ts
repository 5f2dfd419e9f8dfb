import { calledVisit, callsInHall } from '@onthaal/contract/rules/visits/index.ts';
import type { KioskCalls } from '@onthaal/contract/session/kiosk-hall.ts';
import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../../database/database.ts';
import { visitsIn } from '../queue-rows.ts';
import type { Hall } from './kiosk-hall.ts';

/** Which numbers are called to which desks of a building: no name, no reason. */
export async function callsAt(orm: Orm, { building }: Hall, now: Date): Promise<KioskCalls> {
  const visits = await visitsIn(orm, building, ['waiting', 'called', 'serving', 'parked', 'finished'], now);
  const desks = await rowsOf<{ id: string; name: string }>(
    orm,
    sql`SELECT id, data ->> 'name' AS name FROM document WHERE collection = 'references' AND NOT deleted
          AND data ->> 'kind' = 'desk' AND data -> 'data' ->> 'building' = ${building}`,
  );
  const names = new Map(desks.map(({ id, name }) => [id, name]));
  const called = visits.map((visit) =>
    calledVisit(visit, visit.deskId === undefined ? undefined : names.get(visit.deskId)),
  );
  return {
    calls: [...callsInHall(called, now.getTime())],
    waiting: visits.filter(({ state }) => state === 'waiting').length,
  };
}
