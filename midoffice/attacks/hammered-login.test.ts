import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readOperations } from '../configuration/operations.ts';
import { rowsOf } from '../database/database.ts';
import { LoginLimits } from '../server/login-limits.ts';
import { hashOf } from '../session/browser-login/secrets.ts';
import { type AcmIdmSetting, startAddress, startWithAcmIdm } from '../testing/acm-idm.ts';
import { sendGraphql } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';

const perMinute = 3;
const perAddress = perMinute * 40;
// Behind a proxy of our own, so that one test can come from many addresses.
const limited = {
  loginsPerMinute: perMinute,
  operations: readOperations({ ONTHAAL_TRUSTED_PROXIES: '127.0.0.1' }, []),
};

interface Heard {
  readonly status: number;
  readonly retryAfter: number;
  readonly body: string;
}

async function send(url: string, address: string, init: RequestInit = {}): Promise<Heard> {
  const headers = { ...init.headers, 'x-forwarded-for': address };
  const response = await fetch(url, { redirect: 'manual', ...init, headers });
  const retryAfter = Number(response.headers.get('retry-after') ?? 0);
  return { status: response.status, retryAfter, body: await response.text() };
}

function json(body: unknown): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** Does the same so many times at once; what was let through is held against what the time allowed. */
async function hammer(times: number, rate: number, one: (index: number) => Promise<Heard>) {
  const started = performance.now();
  const heard = await Promise.all(Array.from({ length: times }, (_, index) => one(index)));
  const minutes = (performance.now() - started) / 60_000;
  const refused = heard.filter(({ status }) => status === 429);
  const allowed = rate + Math.ceil(minutes * rate);
  expect(heard.length - refused.length).toBeLessThanOrEqual(allowed);
  expect(refused.length).toBeGreaterThan(0);
  for (const { retryAfter } of refused) expect(retryAfter).toBeGreaterThan(0);
  return { refused, let: heard.filter(({ status }) => status !== 429) };
}

function codeOf({ body }: Heard): unknown {
  return (JSON.parse(body) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code;
}

describe.each(engines)('a login through the browser that is hammered, on $name', (engine) => {
  let setting: AcmIdmSetting;
  let closeDatabase: () => Promise<void>;
  beforeAll(async () => {
    const { database, close } = await engine.open();
    closeDatabase = close;
    setting = await startWithAcmIdm(database, { changes: limited });
  });
  afterAll(async () => {
    await setting?.stop();
    await closeDatabase?.();
  });
  const url = () => setting.midoffice.url;
  const proof = { code: hashOf('no code'), verifier: hashOf('no verifier'), installationId: randomUUID() };

  it('is closed to one device, from however many addresses it comes, and open to the next', async () => {
    const { refused, let: through } = await hammer(30, perMinute, (index) =>
      send(`${url()}/login/redeem`, `10.1.0.${index}`, json({ ...proof, code: hashOf(`guess ${index}`) })),
    );
    expect(new Set(refused.map(codeOf))).toEqual(new Set(['LOGIN_TOO_OFTEN']));
    expect(new Set(through.map(codeOf))).toEqual(new Set(['LOGIN_NOT_VALID']));
    const next = await send(`${url()}/login/redeem`, '10.1.0.1', json({ ...proof, installationId: randomUUID() }));
    expect([next.status, codeOf(next)]).toEqual([400, 'LOGIN_NOT_VALID']);
  });

  it('is closed to a refresh token that is tried again and again, to renew and to end', async () => {
    const refreshToken = hashOf('a stolen token');
    const { refused } = await hammer(30, perMinute, (index) =>
      send(`${url()}/login/${index % 2 === 0 ? 'renew' : 'end'}`, `10.2.0.${index}`, json({ refreshToken })),
    );
    expect(new Set(refused.map(codeOf))).toEqual(new Set(['LOGIN_TOO_OFTEN']));
  });

  it('is closed to an address that begins without end, with a page; others begin, and nothing piles up', async () => {
    const start = startAddress(url(), 50_000);
    const headers = { accept: 'text/html', 'accept-language': 'fr' };
    const { refused, let: through } = await hammer(perAddress + 60, perAddress, () =>
      send(start, '10.3.0.1', { headers }),
    );
    expect(refused[0]?.body).toContain('Attendez une minute');
    const begun = await rowsOf(setting.midoffice.services.database.orm, sql`SELECT 1 AS one FROM login_attempt`);
    expect(begun.length).toBe(through.length);
    expect((await send(start, '10.3.0.2', { headers })).status).toBe(303);
    // Each half second lets one more through: of some at once most are refused.
    const isClosed = async (target: string, address: string, init: RequestInit = {}) =>
      (await Promise.all(Array.from({ length: 8 }, () => send(target, address, init)))).some(
        ({ status }) => status === 429,
      );
    for (const path of ['/login/method', '/login/callback', '/login/back-channel-logout']) {
      expect(await isClosed(`${url()}${path}`, '10.3.0.1')).toBe(true);
    }
    // Whoever says to come from elsewhere without being our proxy's word for it gains nothing.
    expect(await isClosed(start, '10.3.0.9, 10.3.0.1', { headers })).toBe(true);
  });
});

describe.each(engines)('a demo login, on $name', (engine) => {
  let midoffice: TestMidoffice;
  beforeAll(async () => {
    midoffice = await startForTests(engine, limited);
  });
  afterAll(() => midoffice?.stop());
  const logIn = (memberId: string, deviceId: string, address: string): Promise<Heard> => {
    const query = `mutation { demoLogIn(memberId: "${memberId}", deviceId: "${deviceId}") { expiresAt } }`;
    return send(`${midoffice.url}/graphql`, address, json({ query }));
  };

  it('that is hammered is closed to one account from all devices and addresses, and open to others', async () => {
    const { refused, let: through } = await hammer(30, perMinute, (index) =>
      logIn('member-els', `device-${index}`, `10.4.0.${index}`),
    );
    expect(new Set(refused.map(codeOf))).toEqual(new Set(['LOGIN_TOO_OFTEN']));
    expect(through.every(({ status }) => status === 200)).toBe(true);
    expect((await logIn('member-karim', 'device-other', '10.4.0.1')).status).toBe(200);
  });

  it('stands in the audit trail as any login does, and says that it was one without proof', async () => {
    expect((await logIn('member-ann', 'device-ann', '10.5.0.1')).status).toBe(200);
    const lines = await rowsOf(
      midoffice.services.database.orm,
      sql`SELECT member_id AS "memberId", device_id AS "deviceId", before, after ->> 'method' AS method FROM audit_entry
          WHERE collection = 'sessions' AND document_id = 'member-ann'`,
    );
    expect(lines).toEqual([{ memberId: 'member-ann', deviceId: 'device-ann', before: null, method: 'demo' }]);
  });

  it('of nobody stands nowhere', async () => {
    const heard = await logIn('member-nobody', 'device-nobody', '10.5.0.2');
    expect([heard.status, codeOf(heard)]).toEqual([401, 'SESSION_UNKNOWN']);
    const lines = await rowsOf(
      midoffice.services.database.orm,
      sql`SELECT 1 AS one FROM audit_entry WHERE document_id = 'member-nobody'`,
    );
    expect(lines).toEqual([]);
  });
});

describe('what an administrator changes', () => {
  it('about a member who does not exist hears that, not that the administrator is unknown', async () => {
    const [engine] = engines;
    if (engine === undefined) throw new Error('No engine');
    const midoffice = await startForTests(engine);
    const { token } = await midoffice.services.tokens.make('member-ann', 'device-ann');
    for (const memberId of ['member-nobody', 'not an id']) {
      const change = `mutation { changeMember(memberId: "${memberId}", role: "clerk") }`;
      const { status, errors } = await sendGraphql(midoffice.url, change, {}, token);
      expect([status, errors[0]?.extensions]).toEqual([400, { code: 'REFERENCE_UNKNOWN', field: 'memberId' }]);
    }
    await midoffice.stop();
  });
});

describe('the limit of logins', () => {
  it('gives one more try when its time has come', () => {
    let now = 0;
    const limits = new LoginLimits(perMinute, () => now);
    const attempt = (): number => limits.take({ address: 'here', names: ['els'] });
    expect([attempt(), attempt(), attempt(), attempt()]).toEqual([0, 0, 0, 20]);
    now = 20_000;
    expect([attempt(), attempt()]).toEqual([0, 20]);
  });
});
