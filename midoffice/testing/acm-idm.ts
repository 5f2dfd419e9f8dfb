import { createServer } from 'node:http';
import { type AddressInfo, createServer as createNetServer } from 'node:net';
import type { LoginGrant } from '@onthaal/contract/session/login.ts';
import { pino } from 'pino';
import { type AcmIdm, startAcmIdm } from '../../simulators/acm-idm/acm-idm.ts';
import { municipalityCode } from '../../simulators/acm-idm/personas.ts';
import type { RegisteredClient } from '../../simulators/acm-idm/provider-configuration.ts';
import { CookieBrowser, type LoginChoice, logInAt } from '../../simulators/testing/cookie-browser.ts';
import { readAcmIdm } from '../configuration/acm-idm.ts';
import type { Configuration } from '../configuration/configuration.ts';
import { bulkLoad } from '../database/bulk-load.ts';
import { memberRows } from '../seed/references/members.ts';
import { teamRows } from '../seed/references/teams.ts';
import { type Midoffice, startMidoffice } from '../server/start.ts';
import { hashOf } from '../session/browser-login/secrets.ts';
import { testConfiguration } from './start-for-tests.ts';

export const clientSecret = 'a client secret that only tests use';
export const verifier = 'the-verifier-of-one-desk-which-is-long-enough-0123456789';
export const installationId = '7a3d1c52-5a0e-4d0f-9d2e-1f6b6f1d2c11';

async function freePort(): Promise<number> {
  const server = createNetServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

/** A mid-office whose staff log in at a stand-in for ACM/IDM, with the members of the demo municipality. */
export interface AcmIdmSetting {
  readonly midoffice: Midoffice;
  readonly acmIdm: AcmIdm;
  readonly configuration: Configuration;
  readonly stop: () => Promise<void>;
}

export interface SettingOptions {
  /** Variables of the mid-office besides the usual. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What else is set otherwise than usual. */
  readonly changes?: Partial<Configuration>;
  readonly proof?: RegisteredClient['proof'];
  /** Another provider than one in this process: its issuer. */
  readonly issuer?: (publicUrl: string) => Promise<string>;
}

/** Starts both. The database stays the caller's. */
export async function startWithAcmIdm(
  database: Configuration['database'],
  options: SettingOptions = {},
): Promise<AcmIdmSetting> {
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const client: RegisteredClient = {
    clientId: 'midoffice-of-tests',
    proof: options.proof ?? { secret: clientSecret },
    redirectUri: `${publicUrl}/login/callback`,
    backChannelLogoutUri: `${publicUrl}/login/back-channel-logout`,
    frontChannelLogoutUri: `${publicUrl}/login/front-channel-logout`,
    scope: 'openid profile vo onthaal',
  };
  const acmIdm = await startAcmIdm({ application: 'onthaal', clients: [client] });
  const sentences: string[] = [];
  const read = readAcmIdm(
    {
      ONTHAAL_ACMIDM_ISSUER: (await options.issuer?.(publicUrl)) ?? acmIdm.issuer,
      ONTHAAL_ACMIDM_CLIENT_ID: client.clientId,
      ...(options.environment?.ONTHAAL_ACMIDM_CLIENT_KEY_FILE ? {} : { ONTHAAL_ACMIDM_CLIENT_SECRET: clientSecret }),
      ONTHAAL_ACMIDM_ORGANISATION: municipalityCode,
      ONTHAAL_PUBLIC_URL: publicUrl,
      ...options.environment,
    },
    sentences,
  );
  if (sentences.length > 0) throw new Error(sentences.join('\n'));
  const configuration = { ...testConfiguration(database), ...options.changes, port, acmIdm: read };
  const midoffice = await startMidoffice(configuration, pino({ level: 'silent' }), async ({ database: open }) => {
    await bulkLoad(open.orm, [{ collection: 'references', documents: [...teamRows, ...memberRows] }]);
  });
  const stop = async (): Promise<void> => {
    await midoffice.stop();
    await acmIdm.stop();
  };
  return { midoffice, acmIdm, configuration, stop };
}

/** Where a browser brings a login back to: stands for the listening desk. */
export interface ReturnPlace {
  readonly port: number;
  /** What came, in order. */
  readonly came: URLSearchParams[];
  readonly close: () => void;
}

/** Listens as a desk does. */
export async function openReturnPlace(): Promise<ReturnPlace> {
  const came: URLSearchParams[] = [];
  const server = createServer((request, response) => {
    came.push(new URL(request.url ?? '/', 'http://127.0.0.1').searchParams);
    response.end('back at the desk');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return { port: (server.address() as AddressInfo).port, came, close: () => server.close() };
}

/** The address that a desk opens in the browser. */
export function startAddress(url: string, port: number, state = 'the-state-of-one-desk-0123456789'): string {
  const parameters = new URLSearchParams({ challenge: hashOf(verifier), port: String(port), state });
  return `${url}/login/start?${parameters}`;
}

/** Posts JSON to a path of the login. */
export async function post(url: string, path: string, body: unknown) {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as {
    readonly data?: LoginGrant;
    readonly errors?: readonly { readonly message: string }[];
  };
  return { status: response.status, data: answer.data, code: answer.errors?.[0]?.message };
}

/** Goes with the browser until the desk has a code or an error. */
export async function comeBackWith(
  url: string,
  choice: LoginChoice,
  browser = new CookieBrowser(),
): Promise<URLSearchParams> {
  const place = await openReturnPlace();
  await logInAt(browser, startAddress(url, place.port), choice);
  place.close();
  const [told] = place.came;
  if (told === undefined) throw new Error('The browser did not come back');
  return told;
}

/** Logs somebody in, all the way. */
export async function logIn(url: string, persona: string, browser = new CookieBrowser()): Promise<LoginGrant> {
  const told = await comeBackWith(url, { persona }, browser);
  const redeemed = await post(url, '/login/redeem', { code: told.get('code'), verifier, installationId });
  if (redeemed.data === undefined) throw new Error(`No session: ${told.get('error')} ${redeemed.code}`);
  return redeemed.data;
}
