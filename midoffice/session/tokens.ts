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
  /** It is of a kiosk, which is nobody. */
  readonly isKiosk?: true;
}

/** What a token is given out for: a session that can be ended, or a kiosk. */
export type TokenUse =
  | { readonly sessionId: string; readonly lifetimeSeconds: number }
  | { readonly isKiosk: true; readonly lifetimeSeconds: number };

/** Makes and reads the tokens of one signing secret. */
export interface TokenKeeper {
  readonly make: (
    memberId: string,
    deviceId: string,
    use?: TokenUse,
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
    make: async (memberId, deviceId, use) => {
      const expires = Math.floor(Date.now() / 1000) + (use?.lifetimeSeconds ?? lifetimeSeconds);
      const token = await new SignJWT({ deviceId, ...ownClaims(use) })
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

function ownClaims(use: TokenUse | undefined): Readonly<Record<string, string | true>> {
  if (use === undefined) return {};
  return 'isKiosk' in use ? { kiosk: true } : { sid: use.sessionId };
}

async function readToken(token: string, key: Uint8Array): Promise<Result<TokenClaims>> {
  try {
    const { payload } = await jwtVerify(token, key, { issuer, audience, algorithms: [algorithm] });
    const { sub, deviceId, exp, sid, kiosk } = payload;
    if (sub === undefined || typeof deviceId !== 'string' || exp === undefined) return failure('SESSION_UNKNOWN');
    return success({
      memberId: sub,
      deviceId,
      expiresAt: exp * 1000,
      ...(typeof sid === 'string' ? { sessionId: sid } : {}),
      ...(kiosk === true ? { isKiosk: kiosk } : {}),
    });
  } catch (error) {
    return failure(error instanceof errors.JWTExpired ? 'SESSION_EXPIRED' : 'SESSION_UNKNOWN');
  }
}
