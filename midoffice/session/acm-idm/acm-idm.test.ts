import { createHmac, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { JWK } from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChild, stopChild } from '../../../build/run/child-process.ts';
import { CookieBrowser, cancelAt } from '../../../simulators/testing/cookie-browser.ts';
import {
  type AcmIdmSetting,
  comeBackWith,
  logIn,
  openReturnPlace,
  startAddress,
  startWithAcmIdm,
} from '../../testing/acm-idm.ts';
import { sendGraphql } from '../../testing/desk.ts';
import { engines } from '../../testing/engines.ts';
import { type PostgresqlCluster, startPostgresql } from '../../testing/postgresql-cluster.ts';

// A new database of a PostgreSQL that runs costs a tenth of a second, an embedded one three of the processor.
let cluster: PostgresqlCluster;
beforeAll(async () => {
  cluster = await startPostgresql();
});
afterAll(() => cluster?.stop());
const newDatabase = async () => ({ kind: 'postgresql', connectionString: await cluster.createDatabase() }) as const;

const eid = 'urn:be:vlaanderen:authmech:eid';

function errorFor(setting: AcmIdmSetting, persona: string, more: { capacity?: number; acr?: string } = {}) {
  return comeBackWith(setting.midoffice.url, { persona, ...more }).then((told) => told.get('error'));
}

describe.each(engines)('logging in through ACM/IDM on $name', (engine) => {
  let setting: AcmIdmSetting;
  let closeDatabase: () => Promise<void>;

  beforeAll(async () => {
    const { database, close } = await engine.open();
    closeDatabase = close;
    const environment = { ONTHAAL_ACMIDM_REQUIRED_MEANS: JSON.stringify({ administrator: [eid] }) };
    setting = await startWithAcmIdm(database, { environment });
  });
  afterAll(async () => {
    await setting?.stop();
    await closeDatabase?.();
  });

  it('gives the member a session with role, teams and a number prefix, and the token works', async () => {
    const { url } = setting.midoffice;
    const { grant, person, lifetimeSeconds } = await logIn(url, 'vo-els');
    expect(grant.member).toMatchObject({ memberId: 'member-els', name: 'Els Peeters', role: 'clerk' });
    expect(grant.member.teamIds).toEqual(['team-onthaal', 'team-burgerzaken']);
    expect(person).toMatchObject({ jobTitle: 'Onthaalmedewerker', teamNames: ['Onthaal', 'Burgerzaken'] });
    expect(lifetimeSeconds).toBe(600);
    const { data } = await sendGraphql(url, '{ syncOverview { databaseId } }', {}, grant.token);
    expect(data?.syncOverview).toBeDefined();
  });

  it('is said to the desk, and lets nobody in by the demo way', async () => {
    const { url } = setting.midoffice;
    expect(await (await fetch(`${url}/login/method`)).json()).toEqual({ data: { method: 'acmIdm' } });
    const logIn = 'mutation { demoLogIn(memberId: "member-els", deviceId: "device-1") { token } }';
    expect((await sendGraphql(url, logIn, {})).errors[0]?.message).toBe('NOT_ALLOWED');
    expect((await sendGraphql(url, '{ demoPeople { memberId } }', {})).errors[0]?.message).toBe('NOT_ALLOWED');
    const { token } = await setting.midoffice.services.tokens.make('member-els', 'device-1');
    expect((await sendGraphql(url, '{ syncOverview { databaseId } }', {}, token)).status).toBe(401);
  });

  it.each([
    ['somebody whom Onthaal does not know', 'vo-nobody', 'LOGIN_PERSON_UNKNOWN'],
    ['a member without a role', 'vo-fatima', 'LOGIN_ROLE_MISSING'],
    ['a member with another role than here', 'vo-zoe', 'LOGIN_ROLE_MISSING'],
    ['a citizen', 'vo-citizen', 'LOGIN_ROLE_MISSING'],
  ])('refuses %s', async (_who, persona, code) => {
    expect(await errorFor(setting, persona)).toBe(code);
  });

  it('takes a role only in the organisation that the person chose', async () => {
    expect(await errorFor(setting, 'vo-luc', { capacity: 1 })).toBe('LOGIN_ROLE_MISSING');
    expect(await errorFor(setting, 'vo-luc', { capacity: 0 })).toBeNull();
  });

  it('asks a stronger means of who has more rights', async () => {
    expect(await errorFor(setting, 'vo-ann')).toBe('LOGIN_MEANS_TOO_WEAK');
    expect(await errorFor(setting, 'vo-ann', { acr: eid })).toBeNull();
  });

  it('a member is one person for ever: another with the same address does not become her', async () => {
    const { orm } = setting.midoffice.services.database;
    await orm.execute("UPDATE member_identity SET subject = 'somebody-before' WHERE member_id = 'member-els'");
    expect(await errorFor(setting, 'vo-els')).toBe('LOGIN_PERSON_UNKNOWN');
    await orm.execute("UPDATE member_identity SET subject = 'vo-els' WHERE member_id = 'member-els'");
    expect(await errorFor(setting, 'vo-els')).toBeNull();
  });

  it('goes on after the provider signs with another key', async () => {
    await logIn(setting.midoffice.url, 'vo-karim');
    setting.acmIdm.rotateKeys();
    expect((await logIn(setting.midoffice.url, 'vo-karim')).grant.member.memberId).toBe('member-karim');
  });

  it('says that the person cancelled', async () => {
    const place = await openReturnPlace();
    await cancelAt(new CookieBrowser(), startAddress(setting.midoffice.url, place.port));
    place.close();
    expect(place.came[0]?.get('error')).toBe('LOGIN_CANCELLED');
    expect(place.came[0]?.get('state')).toBe('the-state-of-one-desk-0123456789');
  });
});

describe('what comes back from the identity provider', () => {
  let setting: AcmIdmSetting;

  beforeAll(async () => {
    setting = await startWithAcmIdm(await newDatabase());
  });
  afterAll(() => setting?.stop());

  const stopped = (url: URL): boolean => url.pathname === '/login/callback';
  /** The address at which a browser that logged in would come back, before the mid-office has seen it. */
  const cameBack = async (browser: CookieBrowser, port: number) => {
    // The first login leaves a session at the provider, so that the second needs no page.
    await logIn(setting.midoffice.url, 'vo-els', browser);
    return browser.openUntil(startAddress(setting.midoffice.url, port), stopped);
  };

  it('does not count in another browser, and still does in its own', async () => {
    const place = await openReturnPlace();
    const browser = new CookieBrowser();
    const address = await cameBack(browser, place.port);
    const elsewhere = await new CookieBrowser().open(address);
    expect([elsewhere.status, elsewhere.text]).toEqual([400, expect.stringContaining('Begin opnieuw in Onthaal')]);
    await browser.open(address);
    expect(place.came.map((told) => told.has('code'))).toEqual([true]);
    // And not twice.
    expect((await browser.open(address)).status).toBe(400);
    place.close();
  });

  it.each([
    ['another state', (url: URL) => url.searchParams.set('state', 'a-state-that-nobody-gave-out-1234'), undefined],
    [
      'another issuer',
      (url: URL) => url.searchParams.set('iss', 'https://mixed-up.example/op'),
      'LOGIN_PROVIDER_FAILED',
    ],
    ['no issuer', (url: URL) => url.searchParams.delete('iss'), 'LOGIN_PROVIDER_FAILED'],
    ['another code', (url: URL) => url.searchParams.set('code', 'a-code-of-somebody-else'), 'LOGIN_PROVIDER_FAILED'],
  ])('with %s gives no session', async (_what, change, code) => {
    const place = await openReturnPlace();
    const browser = new CookieBrowser();
    const address = new URL(await cameBack(browser, place.port));
    change(address);
    const page = await browser.open(address.href);
    place.close();
    if (code === undefined) expect([page.status, place.came.length]).toEqual([400, 0]);
    else expect([place.came[0]?.get('error'), place.came[0]?.has('code')]).toEqual([code, false]);
  });

  it('too late gives no session', async () => {
    const place = await openReturnPlace();
    const browser = new CookieBrowser();
    const address = await cameBack(browser, place.port);
    const { orm } = setting.midoffice.services.database;
    await orm.execute("UPDATE login_attempt SET expires_at = now() - interval '1 second'");
    expect((await browser.open(address)).status).toBe(400);
    place.close();
    expect(place.came).toEqual([]);
  });

  it('a start without a good challenge, port or state goes nowhere', async () => {
    const good = new URL(startAddress(setting.midoffice.url, 50_000));
    for (const [name, value] of [
      ['port', '80'],
      ['port', '127.0.0.1:5000'],
      ['challenge', 'short'],
      ['state', ''],
    ] as const) {
      const url = new URL(good);
      url.searchParams.set(name, value);
      expect((await new CookieBrowser().open(url.href)).status).toBe(400);
    }
  });

  it('two logins at once in one browser both come back', async () => {
    const [one, other] = [await openReturnPlace(), await openReturnPlace()];
    const browser = new CookieBrowser();
    await logIn(setting.midoffice.url, 'vo-els', browser);
    const first = await browser.openUntil(startAddress(setting.midoffice.url, one.port), stopped);
    const second = await browser.openUntil(startAddress(setting.midoffice.url, other.port), stopped);
    await browser.open(second);
    await browser.open(first);
    expect([one.came[0]?.has('code'), other.came[0]?.has('code')]).toEqual([true, true]);
    one.close();
    other.close();
  });
});

describe('the mid-office as a client', () => {
  it('proves itself with a private key', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'onthaal-client-key-'));
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const kid = 'key-of-the-midoffice';
    const file = path.join(folder, 'client-key.json');
    await writeFile(file, JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid }));
    const proof = { publicKey: { ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' } as JWK };
    const setting = await startWithAcmIdm(await newDatabase(), {
      proof,
      environment: { ONTHAAL_ACMIDM_CLIENT_KEY_FILE: file },
    });
    expect((await logIn(setting.midoffice.url, 'vo-els')).grant.member.memberId).toBe('member-els');
    await setting.stop();
    await rm(folder, { recursive: true });
  });

  it('is refused with a wrong secret, and says so to the desk', async () => {
    const setting = await startWithAcmIdm(await newDatabase(), {
      proof: { secret: 'another secret than it has here' },
    });
    expect(await errorFor(setting, 'vo-els')).toBe('LOGIN_PROVIDER_FAILED');
    await setting.stop();
  });

  it('says to the desk that the provider does not answer, and tries again at the next login', async () => {
    const setting = await startWithAcmIdm(await newDatabase(), { issuer: async () => 'http://127.0.0.1:9/op' });
    expect(await errorFor(setting, 'vo-els')).toBe('LOGIN_PROVIDER_FAILED');
    await setting.stop();
  });

  it.each([
    [45, null],
    [-45, null],
    [-300, 'LOGIN_PROVIDER_FAILED'],
  ])('with a provider whose clock is %d s ahead', async (offset, code) => {
    const children: ReturnType<typeof startChild>[] = [];
    const setting = await startWithAcmIdm(await newDatabase(), {
      issuer: async (publicUrl) => {
        const script = path.resolve('simulators/acm-idm/start.ts');
        const flags = [`--midoffice=${publicUrl}`, '--client-id=midoffice-of-tests', `--clock-offset=${offset}`];
        const secret = '--client-secret=a client secret that only tests use';
        const child = startChild({
          command: process.execPath,
          args: [script, ...flags, secret],
          env: process.env,
          stdio: ['pipe', 'pipe', 'inherit'],
        });
        children.push(child);
        if (child.stdout === null) throw new Error('No output');
        const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
        const ready = /^ONTHAAL_ACM_IDM_READY (.*)$/.exec(line)?.[1];
        if (ready !== undefined) return (JSON.parse(ready) as { issuer: string }).issuer;
        throw new Error('The stand-in did not start');
      },
    });
    expect(await errorFor(setting, 'vo-els')).toBe(code);
    await setting.stop();
    for (const child of children) await stopChild(child);
  });
});

describe('logging out at the identity provider', () => {
  let setting: AcmIdmSetting;

  beforeAll(async () => {
    setting = await startWithAcmIdm(await newDatabase());
  });
  afterAll(() => setting?.stop());

  const statusWith = async (token: string) =>
    (await sendGraphql(setting.midoffice.url, '{ syncOverview { databaseId } }', {}, token)).status;

  it('ends the sessions that came of it, from server to server, and no others', async () => {
    const browser = new CookieBrowser();
    const { grant } = await logIn(setting.midoffice.url, 'vo-els', browser);
    const other = await logIn(setting.midoffice.url, 'vo-karim');
    const page = await browser.open(`${setting.acmIdm.issuer}/v1/logout`);
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const action = /action="([^"]+)"/.exec(page.text)?.[1] ?? '';
    expect(await statusWith(grant.token)).toBe(200);
    await browser.submit(page, action, { xsrf, logout: 'yes' });
    expect(await statusWith(grant.token)).toBe(401);
    expect(await statusWith(other.grant.token)).toBe(200);
  });

  it('ends them through the frame in the browser', async () => {
    const browser = new CookieBrowser();
    const { grant } = await logIn(setting.midoffice.url, 'vo-els', browser);
    const page = await browser.open(`${setting.acmIdm.issuer}/v1/logout`);
    const frame = /iframe src="([^"]+)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const wrong = new URL(frame);
    wrong.searchParams.set('iss', 'https://mixed-up.example/op');
    expect((await browser.open(wrong.href)).status).toBe(400);
    expect(await statusWith(grant.token)).toBe(200);
    expect((await browser.open(frame)).status).toBe(200);
    expect(await statusWith(grant.token)).toBe(401);
  });

  it('is not believed from anybody else', async () => {
    const { grant } = await logIn(setting.midoffice.url, 'vo-els');
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = {
      iss: setting.acmIdm.issuer,
      aud: 'midoffice-of-tests',
      iat: Math.floor(Date.now() / 1000),
      jti: 'one',
      sub: 'vo-els',
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    };
    const signed = `${part({ alg: 'HS256' })}.${part(claims)}`;
    const mac = createHmac('sha256', 'a client secret that only tests use').update(signed).digest('base64url');
    for (const token of [`${part({ alg: 'none' })}.${part(claims)}.`, `${signed}.${mac}`, 'nothing']) {
      const response = await fetch(`${setting.midoffice.url}/login/back-channel-logout`, {
        method: 'POST',
        body: new URLSearchParams({ logout_token: token }),
      });
      expect(response.status).toBe(400);
    }
    expect(await statusWith(grant.token)).toBe(200);
  });
});
