import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memberDeviceId } from '../../../main/session/user-files.ts';
import { rowsOf } from '../../database/database.ts';
import { type Midoffice, startMidoffice } from '../../server/start.ts';
import {
  type AcmIdmSetting,
  comeBackWith,
  installationId,
  logIn,
  post,
  startWithAcmIdm,
  verifier,
} from '../../testing/acm-idm.ts';
import { sendGraphql } from '../../testing/desk.ts';
import { engines } from '../../testing/engines.ts';
import { deviceIdOf } from './grants.ts';

it('names a database as the desk does that logs in without proof', () => {
  expect(deviceIdOf(installationId, 'member-els')).toBe(memberDeviceId(installationId, 'member-els'));
});

describe.each(engines)('sessions of desks on $name', (engine) => {
  let setting: AcmIdmSetting;
  let closeDatabase: () => Promise<void>;
  let url: string;
  /** Another process on the same database; PGlite has room for one only. */
  let otherNode: Midoffice | undefined;
  let otherUrl: string;

  beforeAll(async () => {
    const { database, close } = await engine.open();
    closeDatabase = close;
    setting = await startWithAcmIdm(database);
    url = setting.midoffice.url;
    if (database.kind === 'postgresql') {
      otherNode = await startMidoffice({ ...setting.configuration, port: 0 }, pino({ level: 'silent' }));
    }
    otherUrl = otherNode?.url ?? url;
  });
  afterAll(async () => {
    await otherNode?.stop();
    await setting?.stop();
    await closeDatabase?.();
  });

  const codeOf = async (persona = 'vo-els') => (await comeBackWith(url, { persona })).get('code') ?? '';
  const redeem = (code: string, with_ = verifier, at = url) =>
    post(at, '/login/redeem', { code, verifier: with_, installationId });
  const renew = (refreshToken: string, at = url) => post(at, '/login/renew', { refreshToken });
  const statusWith = async (token = '', at = url) =>
    (await sendGraphql(at, '{ syncOverview { databaseId } }', {}, token)).status;
  const change = (statement: ReturnType<typeof sql>) => setting.midoffice.services.database.orm.execute(statement);

  it('that begin and end stand in the audit trail, without what the provider calls somebody', async () => {
    const redeemed = await redeem(await codeOf());
    await post(url, '/login/end', { refreshToken: redeemed.data?.refreshToken });
    const lines = await rowsOf<{ before: object | null; after: object; collection: string }>(
      setting.midoffice.services.database.orm,
      sql`SELECT collection, before, after FROM audit_entry WHERE collection IN ('sessions', 'identities')
            AND document_id = 'member-els' ORDER BY sequence`,
    );
    expect(lines.map(({ collection }) => collection)).toEqual(['identities', 'sessions', 'sessions']);
    expect(lines[1]).toMatchObject({ before: null, after: { member_id: 'member-els', ended_at: null } });
    expect(lines[2]).toMatchObject({ before: { ended_at: null }, after: { ended_by: 'logOut' } });
    expect(JSON.stringify(lines)).not.toMatch(/subject|provider_session/);
  });

  it('a code is of no use without the verifier of its desk, and is gone when one was tried', async () => {
    const code = await codeOf();
    expect(await redeem(code, 'another-verifier-of-somebody-else-0123456789-0123456')).toMatchObject({
      status: 400,
      code: 'LOGIN_NOT_VALID',
    });
    expect((await redeem(code)).code).toBe('LOGIN_NOT_VALID');
  });

  it('a code works once; when it comes again from the desk itself, its session ends', async () => {
    const code = await codeOf();
    const { data } = await redeem(code);
    expect(await statusWith(data?.grant.token)).toBe(200);
    expect((await redeem(code, verifier, otherUrl)).code).toBe('LOGIN_NOT_VALID');
    expect(await statusWith(data?.grant.token)).toBe(401);
  });

  it('a code that comes again from somebody else ends nothing', async () => {
    const code = await codeOf();
    const { data } = await redeem(code);
    expect((await redeem(code, 'another-verifier-of-somebody-else-0123456789-0123456')).code).toBe('LOGIN_NOT_VALID');
    expect(await statusWith(data?.grant.token)).toBe(200);
  });

  it('of many who bring one code at once, at most one gets in', async () => {
    const code = await codeOf();
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, n) => redeem(code, verifier, n % 2 ? url : otherUrl)),
    );
    expect(outcomes.filter(({ data }) => data !== undefined)).toHaveLength(1);
  });

  it('a late code does not work', async () => {
    const code = await codeOf();
    await change(sql`UPDATE login_code SET expires_at = now() - interval '1 second'`);
    expect((await redeem(code)).code).toBe('LOGIN_NOT_VALID');
  });

  it('a refresh token gives the next one, on every node, and the session goes on', async () => {
    const first = await logIn(url, 'vo-els');
    const second = await renew(first.refreshToken, otherUrl);
    expect(second.data?.grant.member).toEqual(first.grant.member);
    const third = await renew(second.data?.refreshToken ?? '');
    expect(await statusWith(third.data?.grant.token, otherUrl)).toBe(200);
  });

  it('one that comes again later ends the whole family at once, on every node', async () => {
    const first = await logIn(url, 'vo-els');
    const second = await renew(first.refreshToken);
    const third = await renew(second.data?.refreshToken ?? '');
    expect(await statusWith(third.data?.grant.token, otherUrl)).toBe(200);
    expect((await renew(first.refreshToken, otherUrl)).code).toBe('LOGIN_NEEDED');
    for (const token of [first, second.data, third.data].map((grant) => grant?.grant.token)) {
      expect(await statusWith(token)).toBe(401);
      expect(await statusWith(token, otherUrl)).toBe(401);
    }
    expect((await renew(third.data?.refreshToken ?? '')).code).toBe('LOGIN_NEEDED');
  });

  it('a desk whose answer got lost asks again and goes on; whoever has the lost answer ends the session', async () => {
    const first = await logIn(url, 'vo-els');
    const lost = await renew(first.refreshToken);
    const again = await renew(first.refreshToken);
    expect(await statusWith(again.data?.grant.token)).toBe(200);
    expect((await renew(lost.data?.refreshToken ?? '')).code).toBe('LOGIN_NEEDED');
    expect((await renew(again.data?.refreshToken ?? '')).code).toBe('LOGIN_NEEDED');
  });

  it('asking again for a lost answer counts for a minute only', async () => {
    const first = await logIn(url, 'vo-els');
    await renew(first.refreshToken);
    await change(sql`UPDATE refresh_token SET used_at = used_at - interval '61 seconds' WHERE used_at IS NOT NULL`);
    expect((await renew(first.refreshToken)).code).toBe('LOGIN_NEEDED');
  });

  it('of many renewals at once at most one leaves a token that counts', async () => {
    const { refreshToken } = await logIn(url, 'vo-els');
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, n) => renew(refreshToken, n % 2 ? url : otherUrl)),
    );
    const next = outcomes.flatMap(({ data }) => (data === undefined ? [] : [data.refreshToken]));
    const used: boolean[] = [];
    for (const token of next) used.push((await renew(token)).data !== undefined);
    expect(used.filter(Boolean).length).toBeLessThanOrEqual(1);
  });

  it('logging out ends it: a stolen refresh token and the access token are of no use any more', async () => {
    const { grant, refreshToken } = await logIn(url, 'vo-els');
    expect((await post(otherUrl, '/login/end', { refreshToken })).status).toBe(200);
    expect((await renew(refreshToken)).code).toBe('LOGIN_NEEDED');
    expect(await statusWith(grant.token)).toBe(401);
  });

  it('a session has an end, whatever is renewed', async () => {
    const { grant, refreshToken } = await logIn(url, 'vo-els');
    await change(sql`UPDATE login_session SET ends_at = now() - interval '1 second' WHERE ended_at IS NULL`);
    expect((await renew(refreshToken)).code).toBe('LOGIN_NEEDED');
    expect(await statusWith(grant.token)).toBe(401);
  });

  it('a member whose access was taken away hears so, also when the session was over, and at a new login', async () => {
    const { refreshToken } = await logIn(url, 'vo-karim');
    await post(url, '/login/end', { refreshToken });
    const code = await codeOf('vo-karim');
    await change(sql`INSERT INTO revocation (kind, id, by) VALUES ('member', 'member-karim', 'member-ann')`);
    expect(await renew(refreshToken)).toMatchObject({ status: 403, code: 'ACCESS_REVOKED' });
    expect(await redeem(code)).toMatchObject({ status: 403, code: 'ACCESS_REVOKED' });
  });

  it('neither codes nor refresh tokens are in the database, only their hashes', async () => {
    const code = await codeOf();
    const { refreshToken } = await logIn(url, 'vo-els');
    for (const table of ['login_code', 'refresh_token', 'login_session', 'login_attempt']) {
      const { rows } = (await change(sql`SELECT * FROM ${sql.identifier(table)}`)) as unknown as { rows: unknown[] };
      expect(JSON.stringify(rows)).not.toContain(code);
      expect(JSON.stringify(rows)).not.toContain(refreshToken);
    }
  });

  it.each(['', '{', '{"code":1}', '{"refreshToken":"short"}', '[]'])('%j is refused', async (body) => {
    for (const path of ['redeem', 'renew', 'end']) {
      const response = await fetch(`${url}/login/${path}`, { method: 'POST', body });
      expect(response.status).toBe(400);
    }
  });
});
