import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { errors, jwtVerify, SignJWT } from 'jose';

/** What a token proves. */
export interface TokenClaims {
  readonly memberId: string;
  readonly deviceId: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** The session that it was given out for; absent for a demo login, which has none. */
  readonly sessionId?: string | undefined;
}

/** Makes and reads the tokens of one signing secret. */
export interface TokenKeeper {
  readonly make: (
    memberId: string,
    deviceId: string,
    options?: { readonly sessionId: string; readonly lifetimeSeconds: number },
  ) => Promise<{ readonly token: string; readonly expiresAt: string }>;
  /** SESSION_EXPIRED for a token that was good; SESSION_UNKNOWN for anything else that is not a good token. */
  readonly read: (token: string) => Promise<Result<TokenClaims>>;
}

const issuer = 'onthaal-midoffice';
const audience = 'onthaal-desk';
const algorithm = 'HS256';

/**
 * Opens the token keeper.
 *
 * @param lifetimeSeconds how long a token counts; a working day by default
 */
export function openTokenKeeper(secret: string, lifetimeSeconds = 12 * 3600): TokenKeeper {
  const key = new TextEncoder().encode(secret);
  return {
    make: async (memberId, deviceId, options) => {
      const expires = Math.floor(Date.now() / 1000) + (options?.lifetimeSeconds ?? lifetimeSeconds);
      const token = await new SignJWT({ deviceId, ...(options === undefined ? {} : { sid: options.sessionId }) })
        .setProtectedHeader({ alg: algorithm })
        .setSubject(memberId)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(expires)
        .sign(key);
      return { token, expiresAt: new Date(expires * 1000).toISOString() };
    },
    read: (token) => readToken(token, key),
  };
}

async function readToken(token: string, key: Uint8Array): Promise<Result<TokenClaims>> {
  try {
    const { payload } = await jwtVerify(token, key, { issuer, audience, algorithms: [algorithm] });
    const { sub, deviceId, exp, sid } = payload;
    if (sub === undefined || typeof deviceId !== 'string' || exp === undefined) return failure('SESSION_UNKNOWN');
    return success({
      memberId: sub,
      deviceId,
      expiresAt: exp * 1000,
      ...(typeof sid === 'string' ? { sessionId: sid } : {}),
    });
  } catch (error) {
    return failure(error instanceof errors.JWTExpired ? 'SESSION_EXPIRED' : 'SESSION_UNKNOWN');
  }
}
