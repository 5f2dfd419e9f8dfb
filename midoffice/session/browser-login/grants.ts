import { createHash } from 'node:crypto';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { LoginGrant, LoginProof } from '@onthaal/contract/session/login.ts';
import type { Orm } from '../../database/database.ts';
import { personOf } from '../demo-log-in.ts';
import { numberPrefixOf } from '../devices.ts';
import { activeMember } from '../members.ts';
import { isRevoked } from '../revocations.ts';
import type { TokenKeeper } from '../tokens.ts';
import { endSession, type RenewedSession, redeemCode, renewSession, sessionOfToken } from './sessions.ts';

/** What sessions are made with. */
export interface GrantMaker {
  readonly orm: Orm;
  readonly tokens: TokenKeeper;
  readonly tokenSeconds: number;
  readonly sessionHours: number;
}

/** The name of one member's database on one computer: each counts its own dossier numbers (UUID of version 8). */
export function deviceIdOf(installationId: string, memberId: string): string {
  const hash = createHash('sha256').update(`${installationId}\n${memberId}`, 'utf8').digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

async function grantOf(maker: GrantMaker, session: RenewedSession): Promise<Result<LoginGrant>> {
  const { orm, tokens, tokenSeconds } = maker;
  const { sessionId, memberId, deviceId, refreshToken } = session;
  if (await isRevoked(orm, memberId, deviceId)) {
    await endSession(orm, sessionId, 'access');
    return revoked(memberId);
  }
  const member = await activeMember(orm, memberId);
  if (member === undefined) {
    await endSession(orm, sessionId, 'access');
    return failure('LOGIN_NEEDED');
  }
  const numberPrefix = await numberPrefixOf(orm, deviceId);
  const { token, expiresAt } = await tokens.make(memberId, deviceId, { sessionId, lifetimeSeconds: tokenSeconds });
  const { role, teamIds } = member.data;
  return success({
    grant: { token, expiresAt, member: { memberId, name: member.name, role, teamIds, deviceId, numberPrefix } },
    lifetimeSeconds: tokenSeconds,
    refreshToken,
    person: await personOf(orm, member),
  });
}

/** Gives a desk its session for the code that the browser brought it. LOGIN_NOT_VALID, or ACCESS_REVOKED. */
export async function redeemLogin(maker: GrantMaker, proof: LoginProof): Promise<Result<LoginGrant>> {
  const nameDevice = (memberId: string): string => deviceIdOf(proof.installationId, memberId);
  const session = await redeemCode(maker.orm, proof, nameDevice, maker.sessionHours);
  return session.ok ? grantOf(maker, session.value) : session;
}

/** Gives a desk its next token. LOGIN_NEEDED when the session is over, or ACCESS_REVOKED. */
export async function renewLogin(maker: GrantMaker, token: string): Promise<Result<LoginGrant>> {
  const session = await renewSession(maker.orm, token);
  if (session.ok) return grantOf(maker, session.value);
  // A desk must hear that access was taken away also when its session was over before.
  const earlier = await sessionOfToken(maker.orm, token);
  const isTakenAway = earlier !== undefined && (await isRevoked(maker.orm, earlier.memberId, earlier.deviceId));
  return isTakenAway ? revoked(earlier.memberId) : session;
}

/** The desk of a new login does not know yet whose data it must destroy. */
function revoked(memberId: string) {
  return failure('ACCESS_REVOKED', { details: { memberId } });
}
