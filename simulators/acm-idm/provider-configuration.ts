import { randomBytes } from 'node:crypto';
import type { ClientMetadata, Configuration, JWK, KoaContextWithOIDC } from 'oidc-provider';
import { logoutPage } from './pages.ts';
import { means, type Persona } from './personas.ts';

/** A confidential client as the integration file of ACM/IDM names it. */
export interface RegisteredClient {
  readonly clientId: string;
  /** How the client proves itself at the token endpoint. */
  readonly proof: { readonly secret: string } | { readonly publicKey: JWK };
  readonly redirectUri: string;
  readonly backChannelLogoutUri?: string;
  readonly frontChannelLogoutUri?: string;
  /** Without the scopes of others: asking for one of those is refused. */
  readonly scope: string;
}

/** What a persona chose at the login page; kept beside the subject, because a token is made without the page. */
export interface Choice {
  readonly persona: Persona;
  readonly capacity: number;
  /** The means of logging in. */
  readonly acr: string;
}

export interface ProviderParts {
  /** The scope that carries the roles of the application. */
  readonly application: string;
  readonly clients: readonly RegisteredClient[];
  readonly keys: readonly JWK[];
  readonly cookieKey: string;
  readonly choiceOf: (subject: string) => Choice | undefined;
}

/** A secret for the cookies of one stand-in. */
export function newCookieKey(): string {
  return randomBytes(24).toString('base64url');
}

function metadataOf(client: RegisteredClient): ClientMetadata {
  const { clientId, proof, redirectUri, backChannelLogoutUri, scope } = client;
  return {
    client_id: clientId,
    redirect_uris: [redirectUri],
    response_types: ['code'],
    grant_types: ['authorization_code'],
    scope,
    id_token_signed_response_alg: 'RS256',
    ...('secret' in proof
      ? { client_secret: proof.secret, token_endpoint_auth_method: 'client_secret_basic' }
      : { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [proof.publicKey] } }),
    ...(backChannelLogoutUri === undefined
      ? {}
      : { backchannel_logout_uri: backChannelLogoutUri, backchannel_logout_session_required: true }),
  };
}

/** The claims of the scope-claims table of ACM/IDM for one choice. */
function claimsOf({ persona, capacity, acr }: Choice, application: string): Record<string, unknown> {
  const chosen = persona.capacities[capacity] ?? persona.capacities[0];
  return {
    sub: persona.id,
    acr,
    given_name: persona.givenName,
    family_name: persona.familyName,
    vo_id: persona.id,
    vo_email: persona.emailAddress,
    vo_doelgroepcode: chosen?.targetGroup,
    vo_doelgroepnaam: chosen?.targetGroupName,
    vo_orgcode: chosen?.organisationCode,
    vo_orgnaam: chosen?.organisationName,
    [`${application}_rol_3d`]: chosen?.roles ?? [],
  };
}

async function grantAll(context: KoaContextWithOIDC) {
  const { provider, client, session, params } = context.oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  const earlier = session.grantIdFor(client.clientId);
  const grant =
    (earlier && (await provider.Grant.find(earlier))) ||
    new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(String(params?.scope ?? 'openid'));
  await grant.save();
  return grant;
}

function sendLogoutPage(context: KoaContextWithOIDC, form: string, clients: readonly RegisteredClient[]): void {
  const { provider, session } = context.oidc;
  const frames = clients.flatMap(({ clientId, frontChannelLogoutUri }) => {
    if (frontChannelLogoutUri === undefined || session?.authorizations?.[clientId] === undefined) return [];
    const address = new URL(frontChannelLogoutUri);
    address.searchParams.set('iss', provider.issuer);
    address.searchParams.set('sid', String(session.sidFor(clientId)));
    return [address.href];
  });
  context.body = logoutPage(form, frames);
}

/** The configuration of `oidc-provider` that makes it look like ACM/IDM: paths, scopes, claims, algorithms. */
export function providerConfiguration(parts: ProviderParts): Configuration {
  const { application, clients, keys, cookieKey, choiceOf } = parts;
  return {
    clients: clients.map(metadataOf),
    jwks: { keys: [...keys] },
    cookies: { keys: [cookieKey] },
    scopes: ['openid', 'profile', 'vo', 'rrn', application],
    claims: {
      openid: ['sub', 'acr'],
      profile: ['given_name', 'family_name'],
      vo: ['vo_id', 'vo_email', 'vo_doelgroepcode', 'vo_doelgroepnaam', 'vo_orgcode', 'vo_orgnaam'],
      [application]: [`${application}_rol_3d`],
      auth_time: null,
      iss: null,
      sid: null,
    },
    conformIdTokenClaims: false,
    acrValues: Object.values(means),
    responseTypes: ['code'],
    pkce: { required: () => true },
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
    ttl: { Interaction: 600, Grant: 3600, Session: 3600, AccessToken: 600, AuthorizationCode: 60, IdToken: 120 },
    enabledJWA: { idTokenSigningAlgValues: ['RS256'] },
    routes: {
      authorization: '/v1/auth',
      token: '/v1/token',
      end_session: '/v1/logout',
      jwks: '/v1/keys',
      introspection: '/v1/introspect',
      userinfo: '/v1/userinfo',
    },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      introspection: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: async (context, form) => sendLogoutPage(context, form, clients),
      },
    },
    // Applications that are tried out live on this computer itself, where the library's own fetch refuses to go.
    fetch: (url, options) => {
      const { method, headers, body, signal, redirect } = options ?? {};
      return globalThis.fetch(url, { method, headers, body, signal, redirect } as RequestInit);
    },
    interactions: { url: (_context, interaction) => `/op/login/${interaction.uid}` },
    loadExistingGrant: grantAll,
    findAccount: async (_context, subject) => {
      const choice = choiceOf(subject);
      return choice === undefined
        ? undefined
        : { accountId: subject, claims: async () => ({ sub: subject, ...claimsOf(choice, application) }) };
    },
  };
}
