import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import {
  type KioskRegistration,
  type KioskToken,
  kioskProofText,
  readKioskCode,
} from '@onthaal/contract/session/kiosk.ts';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { type Orm, rowsOf } from '../../database/database.ts';
import { hashOf, newSecret } from '../browser-login/secrets.ts';
import { isRevoked } from '../revocations.ts';
import type { Session } from '../session.ts';
import type { TokenClaims, TokenKeeper } from '../tokens.ts';
import { type PlaceRow, placeOf } from './kiosk-places.ts';

/** Short: a kiosk stands in public, and proves itself again without anybody. */
const tokenSeconds = 600;
const challengeSeconds = 60;

type Executor = Pick<Orm, 'execute'>;

/** A kiosk's place and key. */
interface StoredKiosk extends PlaceRow {
  readonly name: string;
  readonly publicKey: string;
}

async function storedKiosk(orm: Executor, deviceId: string): Promise<StoredKiosk | undefined> {
  const [row] = await rowsOf<StoredKiosk & Record<string, unknown>>(
    orm,
    sql`SELECT name, purpose, room_id AS "roomId", location_id AS "locationId", public_key AS "publicKey"
        FROM kiosk WHERE device_id = ${deviceId}`,
  );
  return row;
}

/** The public key; undefined for what is none, or of another kind than kiosks make. */
function readPublicKey(text: string): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: Buffer.from(text, 'base64url'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' ? key : undefined;
  } catch {
    return undefined;
  }
}

interface CodeRow extends PlaceRow {
  readonly name: string;
  readonly by: string;
  readonly isLate: boolean;
  readonly deviceId: string | null;
}

/** A code whose answer was lost may come again with the same key: then it is answered again, and makes nothing. */
async function answeredBefore(orm: Executor, deviceId: string, publicKey: string): Promise<Result<KioskRegistration>> {
  const known = await storedKiosk(orm, deviceId);
  return known?.publicKey === publicKey ? success({ deviceId, name: known.name }) : failure('KIOSK_CODE_INVALID');
}

/**
 * Registers a kiosk with a one-time code and the public half of its key.
 *
 * @param certificateName of the client certificate, where kiosks show one: it stands for the device
 * @returns KIOSK_CODE_INVALID for a code that is unknown, late or used for another key; ACCESS_REVOKED for a device whose access was taken
 * away; ARGUMENT_INVALID for a key that is none
 */
export function registerKiosk(
  orm: Orm,
  { code: typed, publicKey }: { readonly code: string; readonly publicKey: string },
  certificateName?: string,
): Promise<Result<KioskRegistration>> {
  const code = readKioskCode(typed);
  if (code === undefined) return Promise.resolve(failure('KIOSK_CODE_INVALID'));
  if (readPublicKey(publicKey) === undefined)
    return Promise.resolve(failure('ARGUMENT_INVALID', { field: 'publicKey' }));
  return orm.transaction(async (transaction): Promise<Result<KioskRegistration>> => {
    const [row] = await rowsOf<CodeRow & Record<string, unknown>>(
      transaction,
      sql`SELECT name, purpose, room_id AS "roomId", location_id AS "locationId", by, expires_at <= now() AS "isLate", device_id AS "deviceId"
          FROM kiosk_code WHERE hash = ${hashOf(code)} FOR UPDATE`,
    );
    if (row === undefined || row.isLate) return failure('KIOSK_CODE_INVALID');
    if (row.deviceId !== null) return answeredBefore(transaction, row.deviceId, publicKey);
    const deviceId = certificateName ?? v7();
    if (await isRevoked(transaction as Orm, deviceId, deviceId)) return failure('ACCESS_REVOKED');
    const { name, purpose, roomId, locationId, by } = row;
    await transaction.execute(
      sql`INSERT INTO kiosk (device_id, name, purpose, room_id, location_id, public_key, by)
          VALUES (${deviceId}, ${name}, ${purpose}, ${roomId}, ${locationId}, ${publicKey}, ${by})
          ON CONFLICT (device_id) DO UPDATE SET name = excluded.name, purpose = excluded.purpose,
            room_id = excluded.room_id, location_id = excluded.location_id, public_key = excluded.public_key, by = excluded.by, registered_at = now()`,
    );
    await transaction.execute(
      sql`UPDATE kiosk_code SET used_at = now(), device_id = ${deviceId} WHERE hash = ${hashOf(code)}`,
    );
    return success({ deviceId, name });
  });
}

/** Something for a kiosk to sign, for once. ACCESS_REVOKED, or KIOSK_UNKNOWN for a device that was never registered here. */
export async function makeKioskChallenge(orm: Orm, deviceId: string): Promise<Result<{ readonly challenge: string }>> {
  if (await isRevoked(orm, deviceId, deviceId)) return failure('ACCESS_REVOKED');
  if ((await storedKiosk(orm, deviceId)) === undefined) return failure('KIOSK_UNKNOWN');
  const challenge = newSecret();
  await orm.execute(
    sql`INSERT INTO kiosk_challenge (hash, device_id, expires_at)
        VALUES (${hashOf(challenge)}, ${deviceId}, now() + make_interval(secs => ${challengeSeconds}))`,
  );
  return success({ challenge });
}

/** Takes the challenge, whatever comes of it: a signature counts once. */
async function takeChallenge(orm: Orm, deviceId: string, challenge: string): Promise<boolean> {
  const rows = await rowsOf<{ isInTime: boolean }>(
    orm,
    sql`DELETE FROM kiosk_challenge WHERE hash = ${hashOf(challenge)} AND device_id = ${deviceId}
        RETURNING expires_at > now() AS "isInTime"`,
  );
  return rows[0]?.isInTime === true;
}

/** Exchanges a signed challenge for a short token. ACCESS_REVOKED, KIOSK_UNKNOWN, or LOGIN_NOT_VALID for a signature that proves nothing. */
export async function startKioskSession(
  orm: Orm,
  tokens: TokenKeeper,
  proof: { readonly deviceId: string; readonly challenge: string; readonly signature: string },
): Promise<Result<KioskToken>> {
  const { deviceId, challenge, signature } = proof;
  if (await isRevoked(orm, deviceId, deviceId)) return failure('ACCESS_REVOKED');
  const known = await storedKiosk(orm, deviceId);
  const key = known === undefined ? undefined : readPublicKey(known.publicKey);
  if (key === undefined) return failure('KIOSK_UNKNOWN');
  const isFresh = await takeChallenge(orm, deviceId, challenge);
  const signed = Buffer.from(kioskProofText(deviceId, challenge));
  if (!isFresh || !verify(null, signed, key, Buffer.from(signature, 'base64url'))) return failure('LOGIN_NOT_VALID');
  const { token } = await tokens.make(deviceId, deviceId, { isKiosk: true, lifetimeSeconds: tokenSeconds });
  return success({ token, lifetimeSeconds: tokenSeconds });
}

/** The session of a kiosk's token: of a device at its place, of nobody in person. SESSION_UNKNOWN when it is registered no more. */
export async function kioskSession(orm: Orm, { deviceId, expiresAt }: TokenClaims): Promise<Result<Session>> {
  const known = await storedKiosk(orm, deviceId);
  if (known === undefined) return failure('SESSION_UNKNOWN');
  const kiosk = { ...placeOf(known), name: known.name };
  return success({ memberId: deviceId, deviceId, role: 'kiosk', teamIds: [], expiresAt, kiosk });
}
