import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { type Orm, rowsOf } from '../../database/database.ts';
import { hashOf, newSecret } from './secrets.ts';

/** A desk whose answer got lost may ask with the token before the newest so long; later it is reuse. */
const LOST_ANSWER_SECONDS = 60;

/** A session of one member on one desk. */
export interface LoginSession {
  readonly sessionId: string;
  readonly memberId: string;
  readonly deviceId: string;
}

type EndReason = 'logOut' | 'reuse' | 'provider' | 'access';
type Transaction = Pick<Orm, 'execute'>;

/** Ends a session, with everything that was given out for it. */
export async function endSession(orm: Transaction, sessionId: string, reason: EndReason): Promise<void> {
  await orm.execute(
    sql`UPDATE login_session SET ended_at = now(), ended_by = ${reason} WHERE id = ${sessionId} AND ended_at IS NULL`,
  );
}

/** Whether a session counts: not ended, not past its time. Asked at every request, so that an end counts on every node. */
export async function isSessionLive(orm: Transaction, sessionId: string): Promise<boolean> {
  const rows = await rowsOf(
    orm as Orm,
    sql`SELECT 1 FROM login_session WHERE id = ${sessionId} AND ended_at IS NULL AND ends_at > now()`,
  );
  return rows.length > 0;
}

async function addToken(orm: Transaction, sessionId: string): Promise<string> {
  const token = newSecret();
  await orm.execute(sql`INSERT INTO refresh_token (hash, session_id) VALUES (${hashOf(token)}, ${sessionId})`);
  return token;
}

interface CodeRow {
  readonly memberId: string;
  readonly subject: string;
  readonly providerSession: string | null;
  readonly challenge: string;
  readonly isLate: boolean;
  readonly isUsed: boolean;
  readonly sessionId: string | null;
}

/** Takes the code, whatever comes of it: a code that was tried with a wrong verifier is of no use to anybody any more. */
async function takeCode(orm: Transaction, code: string): Promise<CodeRow | undefined> {
  const [row] = await rowsOf<CodeRow>(
    orm as Orm,
    sql`SELECT member_id AS "memberId", subject, provider_session AS "providerSession", challenge,
          expires_at <= now() AS "isLate", used_at IS NOT NULL AS "isUsed", session_id AS "sessionId"
        FROM login_code WHERE hash = ${hashOf(code)} FOR UPDATE`,
  );
  if (row !== undefined && !row.isUsed) {
    await orm.execute(sql`UPDATE login_code SET used_at = now() WHERE hash = ${hashOf(code)}`);
  }
  return row;
}

/** A session that has just begun or gone on, with the token for the next time. */
export interface RenewedSession extends LoginSession {
  readonly refreshToken: string;
}

/**
 * Exchanges a one-time code for a session.
 *
 * @param deviceIdOf the name of a member's database on the asking computer
 * @returns LOGIN_NOT_VALID for an unknown, used or late code, or a wrong verifier. A code that comes again with the right verifier has
 * been stolen from the desk itself: then what it was redeemed for ends too.
 */
export function redeemCode(
  orm: Orm,
  { code, verifier }: { readonly code: string; readonly verifier: string },
  deviceIdOf: (memberId: string) => string,
  sessionHours: number,
): Promise<Result<RenewedSession>> {
  return orm.transaction(async (transaction) => {
    const row = await takeCode(transaction, code);
    if (row === undefined || row.challenge !== hashOf(verifier)) return failure('LOGIN_NOT_VALID');
    if (row.isUsed) {
      if (row.sessionId !== null) await endSession(transaction, row.sessionId, 'reuse');
      return failure('LOGIN_NOT_VALID');
    }
    if (row.isLate) return failure('LOGIN_NOT_VALID');
    const sessionId = v7();
    const { memberId, subject, providerSession } = row;
    const deviceId = deviceIdOf(memberId);
    await transaction.execute(
      sql`INSERT INTO login_session (id, member_id, device_id, subject, provider_session, ends_at)
          VALUES (${sessionId}, ${memberId}, ${deviceId}, ${subject}, ${providerSession},
            now() + make_interval(hours => ${sessionHours}))`,
    );
    await transaction.execute(sql`UPDATE login_code SET session_id = ${sessionId} WHERE hash = ${hashOf(code)}`);
    return success({ sessionId, memberId, deviceId, refreshToken: await addToken(transaction, sessionId) });
  });
}

interface TokenRow {
  readonly sessionId: string;
  readonly memberId: string;
  readonly deviceId: string;
  readonly isOver: boolean;
  readonly isUsed: boolean;
  readonly isWithdrawn: boolean;
  /** It was exchanged a moment ago, and what it was exchanged for was never used. */
  readonly mayBeLost: boolean;
  readonly successor: string | null;
}

/** The token with its session, which stays locked: two nodes never renew one session at once. */
async function lockToken(orm: Transaction, token: string): Promise<TokenRow | undefined> {
  const [named] = await rowsOf<{ sessionId: string }>(
    orm as Orm,
    sql`SELECT session_id AS "sessionId" FROM refresh_token WHERE hash = ${hashOf(token)}`,
  );
  if (named === undefined) return undefined;
  await orm.execute(sql`SELECT 1 FROM login_session WHERE id = ${named.sessionId} FOR UPDATE`);
  const [row] = await rowsOf<TokenRow>(
    orm as Orm,
    sql`SELECT session.id AS "sessionId", session.member_id AS "memberId", session.device_id AS "deviceId",
          session.ended_at IS NOT NULL OR session.ends_at <= now() AS "isOver",
          token.used_at IS NOT NULL AS "isUsed", token.withdrawn_at IS NOT NULL AS "isWithdrawn", token.successor,
          coalesce(token.used_at > now() - make_interval(secs => ${LOST_ANSWER_SECONDS})
            AND next.used_at IS NULL AND next.withdrawn_at IS NULL, false) AS "mayBeLost"
        FROM refresh_token token
        JOIN login_session session ON session.id = token.session_id
        LEFT JOIN refresh_token next ON next.hash = token.successor
        WHERE token.hash = ${hashOf(token)}`,
  );
  return row;
}

/**
 * Exchanges a refresh token for the next. A token that was exchanged before ends the session for everybody who has a part of it,
 * except when its answer may have been lost: then the unused successor is withdrawn and another given in its place.
 *
 * @returns LOGIN_NEEDED when the token is unknown, the session is over, or it is over now because of reuse
 */
export function renewSession(orm: Orm, token: string): Promise<Result<RenewedSession>> {
  return orm.transaction(async (transaction) => {
    const row = await lockToken(transaction, token);
    if (row === undefined || row.isOver) return failure('LOGIN_NEEDED');
    const { sessionId, memberId, deviceId } = row;
    if (row.isWithdrawn || (row.isUsed && !row.mayBeLost)) {
      await endSession(transaction, sessionId, 'reuse');
      return failure('LOGIN_NEEDED');
    }
    if (row.successor !== null) {
      await transaction.execute(sql`UPDATE refresh_token SET withdrawn_at = now() WHERE hash = ${row.successor}`);
    }
    const refreshToken = await addToken(transaction, sessionId);
    await transaction.execute(
      sql`UPDATE refresh_token SET used_at = coalesce(used_at, now()), successor = ${hashOf(refreshToken)}
          WHERE hash = ${hashOf(token)}`,
    );
    return success({ sessionId, memberId, deviceId, refreshToken });
  });
}

/** Whose session a refresh token belongs to, also when it is over; undefined for a token that never was. */
export async function sessionOfToken(orm: Orm, token: string): Promise<LoginSession | undefined> {
  const [row] = await rowsOf<LoginSession>(
    orm,
    sql`SELECT session.id AS "sessionId", member_id AS "memberId", device_id AS "deviceId"
        FROM refresh_token token JOIN login_session session ON session.id = token.session_id
        WHERE token.hash = ${hashOf(token)}`,
  );
  return row;
}

/** Ends the session that a refresh token belongs to, also when the token itself was exchanged already. */
export async function endSessionOf(orm: Orm, token: string): Promise<void> {
  await orm.execute(
    sql`UPDATE login_session SET ended_at = now(), ended_by = 'logOut'
        WHERE ended_at IS NULL AND id = (SELECT session_id FROM refresh_token WHERE hash = ${hashOf(token)})`,
  );
}

/** Ends the sessions that came of a session at the identity provider, or else all of a person. Answers how many. */
export async function endSessionsOfProvider(
  orm: Orm,
  told: { readonly providerSession?: string | undefined; readonly subject?: string | undefined },
): Promise<number> {
  const { providerSession, subject } = told;
  if (providerSession === undefined && subject === undefined) return 0;
  const which = providerSession === undefined ? sql`subject = ${subject}` : sql`provider_session = ${providerSession}`;
  const rows = await rowsOf(
    orm,
    sql`UPDATE login_session SET ended_at = now(), ended_by = 'provider'
        WHERE ended_at IS NULL AND ${which} RETURNING id`,
  );
  return rows.length;
}
