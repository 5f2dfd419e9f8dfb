import type { Reference, ReferenceData } from '@onthaal/contract/entities/reference.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { isAllowed, subjectOf, teamPolicy } from '@onthaal/contract/rules/policy/index.ts';
import type { KioskBoard, KioskMoment } from '@onthaal/contract/session/kiosk.ts';
import type { KioskPrinterState } from '@onthaal/contract/session/kiosk-hall.ts';
import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../../database/database.ts';
import { hallAt, whatIsOffered } from '../../queue/kiosks/kiosk-hall.ts';
import { callsAt } from '../../queue/kiosks/screen-calls.ts';
import { brusselsDay, nextDay, workDaysOf } from '../../scope/work-days.ts';
import type { Session } from '../session.ts';

/** In these a room is not used. */
const freeStates = ['cancelled', 'rescheduled', 'refused', 'noShow'];
const mostMoments = 200;

/** Only the times leave the database: who comes and for what is not for whoever stands before a kiosk. */
async function takenTimes(orm: Orm, roomId: string, now: Date): Promise<readonly KioskMoment[]> {
  const today = brusselsDay(now);
  const { from } = workDaysOf(today);
  // Instants are texts in UTC, a day in Brussels begins earlier: the index finds a little too much, the day itself decides.
  return rowsOf<KioskMoment>(
    orm,
    sql`SELECT data ->> 'startsAt' AS "startsAt", data ->> 'endsAt' AS "endsAt" FROM document
        WHERE collection = 'appointments' AND NOT deleted AND data ->> 'roomId' = ${roomId}
          AND (data ->> 'startsAt') COLLATE "C" >= ${from} AND (data ->> 'startsAt') COLLATE "C" < ${nextDay(today)}
          AND ((data ->> 'startsAt')::timestamptz AT TIME ZONE 'Europe/Brussels')::date = ${today}::date
          AND data ->> 'state' NOT IN (SELECT jsonb_array_elements_text(${JSON.stringify(freeStates)}::jsonb))
          AND (data ->> 'state' <> 'held' OR ((data ->> 'heldUntil')::timestamptz > ${now.toISOString()}::timestamptz
               AND data -> 'reservation' ->> 'freedAt' IS NULL))
        ORDER BY 1, 2 LIMIT ${mostMoments}`,
  );
}

/** Writes down that it is there, and how its printer is. */
export async function noteHealth(
  orm: Orm,
  { deviceId, kiosk }: Session,
  printer: KioskPrinterState,
  now: Date,
): Promise<void> {
  if (kiosk === undefined) return;
  await orm.execute(
    sql`INSERT INTO kiosk_health (device_id, seen_at, printer) VALUES (${deviceId}, ${now.toISOString()}::timestamptz, ${printer})
        ON CONFLICT (device_id) DO UPDATE SET seen_at = excluded.seen_at, printer = excluded.printer
        WHERE kiosk_health.printer <> excluded.printer OR kiosk_health.seen_at < excluded.seen_at - interval '10 seconds'`,
  );
}

async function roomBoard(orm: Orm, session: Session, roomId: string, now: Date): Promise<Result<Partial<KioskBoard>>> {
  const subject = subjectOf(session);
  const [row] = await rowsOf<{ data: Reference }>(
    orm,
    sql`SELECT data FROM document WHERE collection = 'references' AND id = ${roomId} AND NOT deleted`,
  );
  if (row === undefined || row.data.kind !== 'room') return failure('REFERENCE_UNKNOWN', { field: 'roomId' });
  const room = { collection: 'references', document: row.data } as const;
  const times = { collection: 'appointments', document: { roomId } } as const;
  if (!isAllowed(teamPolicy, subject, 'view', room) || !isAllowed(teamPolicy, subject, 'seeTaken', times)) {
    return failure('NOT_ALLOWED');
  }
  const { building } = row.data.data as unknown as ReferenceData['room'];
  return success({ roomName: row.data.name, building, taken: [...(await takenTimes(orm, roomId, now))] });
}

async function hallBoard(
  orm: Orm,
  session: Session,
  locationId: string,
  now: Date,
): Promise<Result<Partial<KioskBoard>>> {
  const givesTickets = session.kiosk?.purpose === 'tickets';
  const there = { collection: 'visits', document: { locationId } } as const;
  if (!isAllowed(teamPolicy, subjectOf(session), givesTickets ? 'takeTicket' : 'seeCalls', there)) {
    return failure('NOT_ALLOWED');
  }
  const hall = await hallAt(orm, locationId);
  if (hall === undefined) return failure('REFERENCE_UNKNOWN', { field: 'locationId' });
  const { building } = hall;
  return success(
    givesTickets
      ? { building, hall: await whatIsOffered(orm, hall) }
      : { building, screen: await callsAt(orm, hall, now) },
  );
}

/**
 * What a kiosk shows now: when its room is taken, what one can take a ticket for, or which numbers are called.
 *
 * @returns NOT_ALLOWED for a session that is no kiosk's, REFERENCE_UNKNOWN when its place is no more
 */
export async function kioskBoard(orm: Orm, session: Session, now: Date): Promise<Result<KioskBoard>> {
  const { kiosk } = session;
  if (kiosk === undefined) return failure('NOT_ALLOWED');
  const { roomId, locationId, name, purpose } = kiosk;
  const part =
    roomId === undefined
      ? await hallBoard(orm, session, locationId ?? '', now)
      : await roomBoard(orm, session, roomId, now);
  if (!part.ok) return part;
  return success({ building: '', taken: [], ...part.value, name, purpose, now: now.toISOString() });
}
