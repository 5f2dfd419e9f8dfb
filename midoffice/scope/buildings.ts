import { sql } from 'drizzle-orm';
import { anyBuildingKey, buildingKey } from '../changes/audience.ts';
import { type Orm, rowsOf } from '../database/database.ts';

type Executor = Pick<Orm, 'execute'>;

/** The buildings in which these devices stand; without those of which nobody knows. */
export async function buildingsOfDevices(
  executor: Executor,
  deviceIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (deviceIds.length === 0) return new Map();
  const rows = await rowsOf<{ id: string; building: string }>(
    executor,
    sql`SELECT device.id, desk.data -> 'data' ->> 'building' AS building FROM document device
        JOIN document desk ON desk.collection = 'references' AND desk.id = device.data -> 'data' ->> 'deskId'
        WHERE device.collection = 'references' AND device.data ->> 'kind' = 'device'
          AND device.id IN (SELECT jsonb_array_elements_text(${JSON.stringify(deviceIds)}::jsonb))
          AND desk.data -> 'data' ->> 'building' IS NOT NULL`,
  );
  return new Map(rows.map(({ id, building }) => [id, building]));
}

/** The building of a desk; undefined for one that is not known, or of which nobody knows where it stands. */
export async function buildingOfDesk(executor: Executor, deskId: string): Promise<string | undefined> {
  const [row] = await rowsOf<{ building: string | null }>(
    executor,
    sql`SELECT data -> 'data' ->> 'building' AS building FROM document
        WHERE collection = 'references' AND data ->> 'kind' = 'desk' AND id = ${deskId}`,
  );
  return row?.building ?? undefined;
}

/**
 * The keys of the desks in whose building one of these rooms and desks is, and of those of which nobody knows where they stand.
 *
 * @param placeIds undefined for something that is at no place: the desks of every building have it
 * @returns undefined when it concerns every building
 */
export async function keysOfPlaces(
  executor: Executor,
  placeIds: readonly (string | undefined)[],
): Promise<readonly string[] | undefined> {
  const known = [...new Set(placeIds.filter((id) => id !== undefined))];
  if (placeIds.some((id) => id === undefined)) return undefined;
  if (known.length === 0) return [];
  const rows = await rowsOf<{ building: string | null }>(
    executor,
    sql`SELECT data -> 'data' ->> 'building' AS building FROM document
        WHERE collection = 'references' AND data ->> 'kind' IN ('room', 'desk')
          AND id IN (SELECT jsonb_array_elements_text(${JSON.stringify(known)}::jsonb))`,
  );
  const buildings = rows.map(({ building }) => building).filter((building) => building !== null);
  return buildings.length < known.length ? undefined : [anyBuildingKey, ...new Set(buildings.map(buildingKey))];
}
