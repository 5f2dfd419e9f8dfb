import type { webcrypto } from 'node:crypto';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';
import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type ClientAuth,
  ClientSecretBasic,
  type Configuration,
  calculatePKCECodeChallenge,
  clockTolerance,
  discovery,
  PrivateKeyJwt,
} from 'openid-client';
import type { Logger } from 'pino';
import type { AcmIdmConfiguration, ClientProof } from '../../configuration/acm-idm.ts';

/** What one login between mid-office and identity provider is tied to. */
export interface LoginBinding {
  readonly state: string;
  readonly nonce: string;
  /** Of PKCE. */
  readonly verifier: string;
}

/** The mid-office as a confidential client of the identity provider. */
export interface RelyingParty {
  /** Where the browser must go. LOGIN_PROVIDER_FAILED when the provider does not answer. */
  readonly startUrl: (binding: LoginBinding) => Promise<Result<string>>;
  /**
   * Exchanges the code in the address at which the browser came back.
   *
   * @returns the checked claims, LOGIN_CANCELLED, or LOGIN_PROVIDER_FAILED for everything that does not add up
   */
  readonly finish: (cameBack: string, binding: LoginBinding) => Promise<Result<JWTPayload>>;
  /** The claims of a logout token; undefined when it is not a good one of this provider for this client. */
  readonly readLogoutToken: (token: string) => Promise<JWTPayload | undefined>;
}

/** Clocks of servers differ by seconds; a minute is generous. */
const CLOCK_TOLERANCE_SECONDS = 60;
const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const PROVIDER_TIMEOUT_SECONDS = 15;

async function authenticationOf(proof: ClientProof): Promise<ClientAuth> {
  if (proof.kind === 'secret') return ClientSecretBasic(proof.secret);
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('jwk', proof.key as webcrypto.JsonWebKey, algorithm, false, ['sign']);
  return PrivateKeyJwt({ key, kid: proof.key.kid });
}

interface Provider {
  readonly client: Configuration;
  /** Fetched anew for every unknown key: tokens come from the provider itself, so nobody else can make it fetch. */
  readonly keys: ReturnType<typeof createRemoteJWKSet>;
  /** For messages that anybody can send: unknown keys do not make it fetch more than twice a minute. */
  readonly guardedKeys: ReturnType<typeof createRemoteJWKSet>;
}

async function discover(configuration: AcmIdmConfiguration): Promise<Provider> {
  const { issuer, clientId, proof } = configuration;
  const metadata = { id_token_signed_response_alg: 'RS256', [clockTolerance]: CLOCK_TOLERANCE_SECONDS };
  const isPlain = new URL(issuer).protocol === 'http:';
  const client = await discovery(new URL(issuer), clientId, metadata, await authenticationOf(proof), {
    timeout: PROVIDER_TIMEOUT_SECONDS,
    ...(isPlain ? { execute: [allowInsecureRequests] } : {}),
  });
  const keysAt = client.serverMetadata().jwks_uri;
  if (keysAt === undefined) throw new Error('The identity provider publishes no keys');
  const address = new URL(keysAt);
  return {
    client,
    keys: createRemoteJWKSet(address, { cooldownDuration: 0 }),
    guardedKeys: createRemoteJWKSet(address, { cooldownDuration: 30_000 }),
  };
}

/** Opens the relying party. The provider is asked at the first login, and again when it did not answer. */
export function openRelyingParty(configuration: AcmIdmConfiguration, logger: Logger): RelyingParty {
  const { issuer, clientId, application, publicUrl } = configuration;
  let found: Promise<Provider> | undefined;
  const provider = (): Promise<Provider> => {
    found ??= discover(configuration).catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    return found;
  };
  const checks = { issuer, audience: clientId, algorithms: ['RS256'], clockTolerance: CLOCK_TOLERANCE_SECONDS };
  const refused = (step: string, error: unknown) => {
    const { name, code } = error as { readonly name?: string; readonly code?: unknown };
    logger.warn({ step, kind: name, code }, 'login at the identity provider failed');
    return failure('LOGIN_PROVIDER_FAILED', { retryable: true });
  };
  return {
    startUrl: async ({ state, nonce, verifier }) => {
      try {
        const { client } = await provider();
        const url = buildAuthorizationUrl(client, {
          redirect_uri: `${publicUrl}/login/callback`,
          scope: `openid profile vo ${application}`,
          state,
          nonce,
          code_challenge: await calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
        });
        return success(url.href);
      } catch (error) {
        return refused('start', error);
      }
    },
    finish: async (cameBack, { state, nonce, verifier }) => {
      try {
        const { client, keys } = await provider();
        const tokens = await authorizationCodeGrant(client, new URL(cameBack), {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        const { payload } = await jwtVerify(tokens.id_token ?? '', keys, checks);
        return success(payload);
      } catch (error) {
        const cancelled = error instanceof AuthorizationResponseError && error.error === 'access_denied';
        return cancelled ? failure('LOGIN_CANCELLED', { retryable: true }) : refused('finish', error);
      }
    },
    readLogoutToken: async (token) => {
      try {
        const { guardedKeys } = await provider();
        const { payload } = await jwtVerify(token, guardedKeys, { ...checks, maxTokenAge: 300 });
        const { events, nonce, sub, sid } = payload;
        const isLogout = typeof events === 'object' && events !== null && LOGOUT_EVENT in events;
        return isLogout && nonce === undefined && (sub ?? sid) !== undefined ? payload : undefined;
      } catch (error) {
        refused('logout', error);
        return undefined;
      }
    },
  };
}
