import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CookieBrowser, cancelAt, logInAt } from '../testing/cookie-browser.ts';
import { type AcmIdm, startAcmIdm } from './acm-idm.ts';
import { means, municipalityCode } from './personas.ts';

const verifier = 'a-verifier-of-a-test-that-is-long-enough-to-be-one-0123456789';

describe('the stand-in for ACM/IDM', () => {
  let acmIdm: AcmIdm;
  let redirectUri: string;
  /** Stands for the application: it only must exist. */
  const application = createServer((_request, response) => response.end('arrived'));

  beforeAll(async () => {
    await new Promise<void>((resolve) => application.listen(0, '127.0.0.1', () => resolve()));
    redirectUri = `http://127.0.0.1:${(application.address() as AddressInfo).port}/callback`;
    const proof = { secret: 'a secret of a test that is long enough' };
    const clients = [{ clientId: 'client-1', proof, redirectUri, scope: 'openid profile vo onthaal' }];
    acmIdm = await startAcmIdm({ application: 'onthaal', clients });
  });
  afterAll(async () => {
    await acmIdm?.stop();
    application.close();
  });

  const startOf = async (scope = 'openid profile vo onthaal') => {
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
    const parameters = new URLSearchParams({
      client_id: 'client-1',
      redirect_uri: redirectUri,
      response_type: 'code',
      scope,
      state: 'state-1',
      nonce: 'nonce-1',
      acr_values: Object.values(means).join(' '),
      code_challenge: Buffer.from(digest).toString('base64url'),
      code_challenge_method: 'S256',
    });
    return `${acmIdm.issuer}/v1/auth?${parameters}`;
  };
  const claimsFor = async (persona: string, capacity = 0) => {
    const page = await logInAt(new CookieBrowser(), await startOf(), { persona, capacity, acr: means.eid });
    const arrived = new URL(page.url);
    expect(arrived.searchParams.get('iss')).toBe(acmIdm.issuer);
    const response = await fetch(`${acmIdm.issuer}/v1/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa('client-1:a+secret+of+a+test+that+is+long+enough')}` },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code: arrived.searchParams.get('code') ?? '',
        redirect_uri: redirectUri,
        code_verifier: verifier,
      }),
    });
    const { id_token: idToken } = (await response.json()) as { id_token: string };
    return idToken;
  };
  const decoded = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  const keys = async () => ((await (await fetch(`${acmIdm.issuer}/v1/keys`)).json()) as { keys: JsonWebKey[] }).keys;

  it('publishes the paths, algorithms and means of the real one', async () => {
    const metadata = await (await fetch(`${acmIdm.issuer}/.well-known/openid-configuration`)).json();
    expect(metadata).toMatchObject({
      issuer: acmIdm.issuer,
      authorization_endpoint: `${acmIdm.issuer}/v1/auth`,
      token_endpoint: `${acmIdm.issuer}/v1/token`,
      jwks_uri: `${acmIdm.issuer}/v1/keys`,
      end_session_endpoint: `${acmIdm.issuer}/v1/logout`,
      introspection_endpoint: `${acmIdm.issuer}/v1/introspect`,
      response_types_supported: ['code'],
      id_token_signing_alg_values_supported: ['RS256'],
      acr_values_supported: Object.values(means),
    });
  });

  it('puts the claims of the person and the chosen capacity in the signed token', async () => {
    const [, payload] = (await claimsFor('vo-luc', 1)).split('.');
    expect(decoded(payload)).toMatchObject({
      iss: acmIdm.issuer,
      aud: 'client-1',
      nonce: 'nonce-1',
      acr: means.eid,
      vo_id: 'vo-luc',
      vo_doelgroepcode: 'LB',
      vo_orgcode: '0207500999',
      onthaal_rol_3d: ['OnthaalTeamverantwoordelijke:0207500999'],
      family_name: 'Hermans',
    });
  });

  it('signs with the key that it publishes, also after a rotation, and forgets the old one', async () => {
    const [before] = await keys();
    acmIdm.rotateKeys();
    const [header, payload, signature = ''] = (await claimsFor('vo-els')).split('.');
    const published = await keys();
    const key = published.find(({ kid }) => kid === decoded(header).kid);
    expect(published.map(({ kid }) => kid)).not.toContain(before?.kid);
    const signed = Buffer.from(`${header}.${payload}`);
    const publicKey = createPublicKey({ key: key as JsonWebKey, format: 'jwk' });
    expect(verify('RSA-SHA256', signed, publicKey, Buffer.from(signature, 'base64url'))).toBe(true);
    expect(decoded(payload).onthaal_rol_3d).toEqual([`OnthaalLoketmedewerker:${municipalityCode}`]);
  });

  it('refuses a scope that the client was not given, at once', async () => {
    const page = await new CookieBrowser().open(await startOf('openid vo rrn'));
    expect(new URL(page.url).searchParams.get('error')).toBe('invalid_scope');
  });

  it('tells the application that the person cancelled', async () => {
    const page = await cancelAt(new CookieBrowser(), await startOf());
    expect(new URL(page.url).searchParams.get('error')).toBe('access_denied');
  });
});
