import type { KioskPurpose } from '@onthaal/contract/session/kiosk-hall.ts';
import { isIdentifier } from '@onthaal/contract/validation/index.ts';
import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../../database/database.ts';

/** What a kiosk is for, and where it stands: at a room, or at a location. */
export interface KioskPlace {
  readonly purpose: KioskPurpose;
  readonly roomId?: string | undefined;
  readonly locationId?: string | undefined;
}

/** As the database has it. */
export interface PlaceRow {
  readonly purpose: KioskPurpose;
  readonly roomId: string | null;
  readonly locationId: string | null;
}

/** What an administrator names; without a purpose a room's kiosk shows its room, and one at a location gives tickets. */
export interface AskedPlace {
  readonly purpose?: KioskPurpose | null | undefined;
  readonly roomId?: string | null | undefined;
  readonly locationId?: string | null | undefined;
}

/** A row as the session has it. */
export function placeOf({ purpose, roomId, locationId }: PlaceRow): KioskPlace {
  return {
    purpose,
    ...(roomId === null ? {} : { roomId }),
    ...(locationId === null ? {} : { locationId }),
  };
}

/** The place that an administrator means, as the row that keeps it; undefined for a place that does not suit the purpose, or is none. */
export async function readPlace(orm: Pick<Orm, 'execute'>, asked: AskedPlace): Promise<PlaceRow | undefined> {
  const { roomId = null, locationId = null } = asked;
  const purpose = asked.purpose ?? (roomId === null ? 'tickets' : 'room');
  const [id, other] = purpose === 'room' ? [roomId, locationId] : [locationId, roomId];
  if (id === null || other !== null || !isIdentifier(id)) return undefined;
  const rows = await rowsOf(
    orm,
    sql`SELECT 1 FROM document WHERE collection = 'references' AND id = ${id} AND NOT deleted
          AND data ->> 'kind' = ${purpose === 'room' ? 'room' : 'location'} AND (data ->> 'active')::boolean`,
  );
  return rows.length > 0 ? { purpose, roomId, locationId } : undefined;
}
