import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { Orm } from '../database/database.ts';
import { isSessionLive } from './browser-login/sessions.ts';
import { kioskSession } from './kiosks/kiosk-sessions.ts';
import { activeMember } from './members.ts';
import { isRevoked } from './revocations.ts';
import type { Session } from './session.ts';
import type { TokenKeeper } from './tokens.ts';

/**
 * Finds out who sent a request from its Authorization header.
 *
 * @param isProofNeeded tokens of a demo login do not count
 * @returns the session, SESSION_EXPIRED, ACCESS_REVOKED, or SESSION_UNKNOWN (no token, a bad one, or a member who left)
 */
export async function authenticate(
  orm: Orm,
  tokens: TokenKeeper,
  authorization: string | undefined,
  isProofNeeded = false,
): Promise<Result<Session>> {
  const token = /^Bearer ([\w.-]+)$/.exec(authorization ?? '')?.[1];
  if (token === undefined) return failure('SESSION_UNKNOWN');
  const claims = await tokens.read(token);
  if (!claims.ok) return claims;
  const { memberId, deviceId, sessionId } = claims.value;
  if (await isRevoked(orm, memberId, deviceId)) return failure('ACCESS_REVOKED');
  if (claims.value.isKiosk === true) return kioskSession(orm, claims.value);
  if (sessionId === undefined ? isProofNeeded : !(await isSessionLive(orm, sessionId)))
    return failure('SESSION_EXPIRED');
  const member = await activeMember(orm, memberId);
  if (member === undefined) return failure('SESSION_UNKNOWN');
  const { expiresAt } = claims.value;
  return success({ memberId, deviceId, expiresAt, role: member.data.role, teamIds: member.data.teamIds });
}
