import { randomInt } from 'node:crypto';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { isAllowed, subjectOf, teamPolicy } from '@onthaal/contract/rules/policy/index.ts';
import { kioskCodeCharacters, kioskCodeLength, writtenKioskCode } from '@onthaal/contract/session/kiosk.ts';
import type { KioskPrinterState } from '@onthaal/contract/session/kiosk-hall.ts';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { type Orm, rowsOf } from '../../database/database.ts';
import { hashOf } from '../browser-login/secrets.ts';
import type { Session } from '../session.ts';
import { type AskedPlace, type PlaceRow, readPlace } from './kiosk-places.ts';

/** Long enough to walk to the kiosk with it. */
const codeMinutes = 15;
const longestName = 120;

/** A code as an administrator hands it on. It is shown once: only its hash is kept. */
export interface NewKioskCode {
  readonly code: string;
  readonly expiresAt: string;
}

/** A kiosk as an administrator sees it. */
export interface KnownKiosk extends PlaceRow {
  readonly deviceId: string;
  readonly name: string;
  readonly registeredAt: string;
  readonly registeredBy: string;
  readonly revoked: boolean;
  /** When it asked last, and how it said its printer was. */
  readonly seenAt: string | null;
  readonly printer: KioskPrinterState | null;
}

function mayAdminister(session: Session): boolean {
  return isAllowed(teamPolicy, subjectOf(session), 'administer', { collection: 'references' });
}

function randomCode(): string {
  const place = (): string => kioskCodeCharacters.charAt(randomInt(kioskCodeCharacters.length));
  return Array.from({ length: kioskCodeLength }, place).join('');
}

/** The name, without spaces around it; undefined for one that cannot be shown. */
function readName(typed: string): string | undefined {
  const name = typed.normalize('NFC').trim();
  return name !== '' && name.length <= longestName && !/[\p{Cc}\p{Cf}]/u.test(name) ? name : undefined;
}

/** Only the hash is kept of a code, so its making is written down by itself and not by a trigger, which would copy it. */
async function auditCode(orm: Pick<Orm, 'execute'>, session: Session, made: Readonly<Record<string, string | null>>) {
  await orm.execute(
    sql`INSERT INTO audit_entry (member_id, device_id, operation_id, collection, document_id, after)
        VALUES (${session.memberId}, ${session.deviceId}, ${v7()}, 'kiosk-codes', ${made.room_id ?? made.location_id ?? ''},
          ${JSON.stringify({ ...made, deleted: false })}::jsonb)`,
  );
}

/**
 * Makes a code with which one kiosk can be registered at a room or a location, once, within a quarter of an hour.
 *
 * @returns NOT_ALLOWED for who is no administrator, ARGUMENT_INVALID for a name that cannot be shown, REFERENCE_UNKNOWN for a place
 * that is none or does not suit the purpose
 */
export async function makeKioskCode(
  orm: Orm,
  session: Session,
  asked: AskedPlace & { readonly name: string },
): Promise<Result<NewKioskCode>> {
  if (!mayAdminister(session)) return failure('NOT_ALLOWED');
  const name = readName(asked.name);
  if (name === undefined) return failure('ARGUMENT_INVALID', { field: 'name' });
  const place = await readPlace(orm, asked);
  if (place === undefined) {
    return failure('REFERENCE_UNKNOWN', { field: asked.locationId == null ? 'roomId' : 'locationId' });
  }
  const { purpose, roomId, locationId } = place;
  const code = randomCode();
  const expiresAt = new Date(Date.now() + codeMinutes * 60_000).toISOString();
  await orm.transaction(async (transaction) => {
    await transaction.execute(
      sql`INSERT INTO kiosk_code (hash, name, purpose, room_id, location_id, by, expires_at)
          VALUES (${hashOf(code)}, ${name}, ${purpose}, ${roomId}, ${locationId}, ${session.memberId},
            ${expiresAt}::timestamptz)`,
    );
    const made = { name, purpose, room_id: roomId, location_id: locationId, expires_at: expiresAt };
    await auditCode(transaction, session, made);
  });
  return success({ code: writtenKioskCode(code), expiresAt });
}

/** All kiosks that were ever registered, by name. NOT_ALLOWED for who is no administrator. */
export async function knownKiosks(orm: Orm, session: Session): Promise<Result<readonly KnownKiosk[]>> {
  if (!mayAdminister(session)) return failure('NOT_ALLOWED');
  return success(
    await rowsOf<KnownKiosk>(
      orm,
      sql`SELECT device_id AS "deviceId", name, purpose, room_id AS "roomId", location_id AS "locationId",
            by AS "registeredBy",
            to_char(seen_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "seenAt", printer,
            to_char(registered_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "registeredAt",
            EXISTS (SELECT 1 FROM revocation r WHERE r.kind = 'device' AND r.id = device_id) AS revoked
          FROM kiosk LEFT JOIN kiosk_health USING (device_id) ORDER BY name, device_id`,
    ),
  );
}

/** Forgets codes and challenges that have been over for a day. Answers how many. */
export async function removeOldKioskCodes(orm: Orm): Promise<number> {
  const rows = await rowsOf(
    orm,
    sql`WITH codes AS (DELETE FROM kiosk_code WHERE expires_at < now() - interval '1 day' RETURNING 1 AS one),
          challenges AS (DELETE FROM kiosk_challenge WHERE expires_at < now() - interval '1 day' RETURNING 1 AS one)
        SELECT one FROM codes UNION ALL SELECT one FROM challenges`,
  );
  return rows.length;
}
