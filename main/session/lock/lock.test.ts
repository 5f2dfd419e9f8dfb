import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LockState } from '@onthaal/contract/session/lock.ts';
import { describe, expect, test } from 'vitest';
import { silentLog } from '../../logging/log.ts';
import { createSecretBox } from '../secret-box.ts';
import { keyring, RecordingStore, sessionOn, TestClock } from '../testing/session-desk.ts';
import { testFolder } from '../testing/test-folder.ts';
import { userFiles } from '../user-files.ts';
import { MOST_ATTEMPTS, pauseAfter, pauseLeft } from './attempt-limit.ts';
import { DeskLock } from './desk-lock.ts';
import { LockSecret } from './lock-secret.ts';
import { checkNewSecret, makeSecretRecord, matchesSecret } from './secret-record.ts';

const folder = testFolder();
const box = createSecretBox(keyring(), false);
const file = () => path.join(folder(), 'lock.secret');

async function read(clock: TestClock): Promise<LockSecret> {
  const secret = await LockSecret.read(file(), box, clock.now);
  if (!secret.ok) throw new Error(secret.error.code);
  return secret.value;
}

/** The same after a restart of the program: nothing is remembered but the file. */
const codeOf = (result: { ok: boolean; error?: { code: string } }): string => result.error?.code ?? 'ok';

describe('a new PIN or password', () => {
  test.each([
    ['2580', 'pin'],
    ['90215837', 'pin'],
    ['een lange zin', 'password'],
    ['902158371', 'password'],
  ])('%s is a %s', (secret, kind) => {
    expect(checkNewSecret(secret)).toEqual({ ok: true, value: kind });
  });
  test.each([
    ['', 'length'],
    ['123', 'length'],
    ['kort', 'length'],
    ['1111', 'simple'],
    ['12345678', 'simple'],
    ['4321', 'simple'],
    ['aaaaaaaaaa', 'simple'],
    ['x'.repeat(129), 'length'],
  ])('%s is refused: %s', (secret, reason) => {
    expect(checkNewSecret(secret)).toMatchObject({
      ok: false,
      error: { code: 'PIN_NOT_ALLOWED', details: { reason } },
    });
  });
  test('is kept as scrypt with a salt of its own', async () => {
    const [one, other] = await Promise.all([makeSecretRecord('pin', '2580'), makeSecretRecord('pin', '2580')]);
    expect(one.N).toBeGreaterThanOrEqual(2 ** 15);
    expect(one.salt).not.toBe(other.salt);
    expect(one.hash).not.toBe(other.hash);
    expect([await matchesSecret(one, '2580'), await matchesSecret(one, '2581'), await matchesSecret(one, '')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('wrong attempts', () => {
  test('cost growing pauses from the fifth on', () => {
    const pauses = Array.from({ length: 13 }, (_, wrong) => pauseAfter(wrong) / 1000);
    expect(pauses).toEqual([0, 0, 0, 0, 0, 30, 60, 120, 300, 600, 900, 900, 900]);
    expect(pauseLeft(5, 1000, 1000)).toBe(30_000);
    expect(pauseLeft(5, 1000, 40_000)).toBe(0);
    expect(pauseLeft(5, 1_000_000, 0)).toBe(30_000);
  });

  test('are counted on the disk before they are judged, survive a restart, and the right one clears them', async () => {
    const clock = new TestClock();
    const secret = await read(clock);
    expect(secret.kind).toBe('none');
    expect(codeOf(await secret.attempt('anything'))).toBe('ok');
    await secret.set('2580');
    for (let left = 9; left >= 5; left -= 1) {
      expect(await secret.attempt('0852')).toMatchObject({
        ok: false,
        error: { code: 'PIN_WRONG', details: { attemptsLeft: left } },
      });
    }
    const restarted = await read(clock);
    expect(await restarted.attempt('2580')).toMatchObject({
      ok: false,
      error: { code: 'PIN_WAIT', details: { seconds: 30 } },
    });
    clock.time -= 3_600_000;
    expect(codeOf(await (await read(clock)).attempt('2580'))).toBe('PIN_WAIT');
    clock.time += 3_600_000 + 30_000;
    // The running program does not believe a clock that was set forward.
    expect(codeOf(await secret.attempt('2580'))).toBe('PIN_WAIT');
    const later = await read(clock);
    expect(codeOf(await later.attempt('2580'))).toBe('ok');
    expect(later.pause).toBe(0);
    expect(await later.attempt('0000')).toMatchObject({ error: { details: { attemptsLeft: 9 } } });
  });

  test('that cannot be counted are not judged', async () => {
    const clock = new TestClock();
    await (await read(clock)).set('2580');
    const broken = {
      ...box,
      seal: async () => ({ ok: false as const, error: { code: 'DISK_FULL' as const, retryable: true } }),
    };
    const secret = await LockSecret.read(file(), broken, clock.now);
    expect(secret.ok && codeOf(await secret.value.attempt('2580'))).toBe('DISK_FULL');
  });

  test('the file says nothing of the PIN, and one that is damaged is no free entry', async () => {
    const clock = new TestClock();
    await (await read(clock)).set('2580');
    expect(await readFile(file(), 'utf8')).not.toMatch(/2580|scrypt|salt|"wrong"/);
    await writeFile(file(), '{}');
    expect(await LockSecret.read(file(), box, clock.now)).toMatchObject({
      ok: false,
      error: { code: 'STORE_KEY_WRONG' },
    });
  });
});

async function deskOf(store = new RecordingStore(), clock = new TestClock()) {
  const { subject: session, ended } = sessionOn(folder(), store, { now: clock.now });
  const states: LockState[] = [];
  const pauses: boolean[] = [];
  const lock = new DeskLock({
    session,
    pausePorts: async (paused) => pauses.push(paused),
    onChanged: (state) => states.push(state),
    log: silentLog,
  });
  return { session, lock, states, pauses, ended, store, clock };
}

describe('the lock of the desk', () => {
  test('nobody logged in: nothing to lock', async () => {
    const { lock } = await deskOf();
    expect(lock.lock('key').locked).toBe(false);
  });

  test('without a PIN it only covers, and anything shows it again', async () => {
    const { session, lock, pauses, states } = await deskOf();
    await session.logIn('member-els');
    expect(lock.lock('key')).toMatchObject({ locked: true, secret: 'none', reason: 'key' });
    expect(lock.lock('idle').reason).toBe('key');
    expect(await lock.unlock(undefined)).toMatchObject({ ok: true, value: { locked: false } });
    expect(pauses).toEqual([true, false]);
    expect(states.map(({ locked }) => locked)).toEqual([true, false]);
  });

  test('with a PIN only the PIN shows it, and the store is silent until then', async () => {
    const { session, lock, pauses } = await deskOf();
    await session.logIn('member-els');
    expect(await lock.setSecret('2580', undefined)).toMatchObject({ ok: true, value: { secret: 'pin' } });
    lock.lock('idle');
    expect(await lock.unlock(undefined)).toMatchObject({ ok: false, error: { code: 'PIN_NEEDED' } });
    expect(await lock.unlock('1379')).toMatchObject({ ok: false, error: { code: 'PIN_WRONG' } });
    expect(await lock.setSecret('1379', '2580')).toMatchObject({ ok: false, error: { code: 'DESK_LOCKED' } });
    expect(lock.state.locked).toBe(true);
    expect(pauses).toEqual([true]);
    expect(await lock.unlock('2580')).toMatchObject({ ok: true });
    expect(pauses).toEqual([true, false]);
  });

  test('ten wrong attempts log out; the work stays, the pause too, and the login screen says why', async () => {
    const { session, lock, clock, ended } = await deskOf();
    await session.logIn('member-els');
    await lock.setSecret('2580', undefined);
    const { lock: secretFile, database } = userFiles(folder(), 'member-els');
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      lock.lock('key');
      expect(await lock.unlock('1379'), `attempt ${attempt}`).toMatchObject({
        ok: false,
        error: { code: 'PIN_WRONG' },
      });
      if (attempt === MOST_ATTEMPTS) break;
      // A restart and time: the running program waits by its own clock.
      clock.time += 3_600_000;
      await session.logOut();
      await lock.end();
      await session.logIn('member-els');
    }
    expect(session.current).toBeNull();
    expect(ended).toEqual(['ended']);
    expect(await readFile(database, 'utf8')).toBe('a database');
    expect(await readFile(secretFile, 'utf8')).toContain('keyring');
    expect(await session.loginNotes()).toMatchObject({ endedByWrongPin: true });
    await session.logIn('member-els');
    lock.lock('key');
    expect(await lock.unlock('2580')).toMatchObject({ ok: false, error: { code: 'PIN_WAIT' } });
  });

  test('a forgotten PIN is replaced just after a login with a line, and never without one', async () => {
    const { session, lock, store } = await deskOf();
    await session.logIn('member-els');
    await lock.setSecret('2580', undefined);
    expect(await lock.setSecret('1379', undefined)).toMatchObject({ ok: true });
    expect(await lock.setSecret('1111', '1379')).toMatchObject({ ok: false, error: { code: 'PIN_NOT_ALLOWED' } });
    await session.logOut();
    store.online = false;
    expect(await session.logIn('member-els')).toMatchObject({ ok: false, error: { code: 'PIN_NEEDED' } });
    expect(await session.logIn('member-els', '2580')).toMatchObject({ ok: false, error: { code: 'PIN_WRONG' } });
    expect(await session.logIn('member-els', '1379')).toMatchObject({ ok: true });
    expect(await lock.setSecret('2580', undefined)).toMatchObject({ ok: false, error: { code: 'PIN_NEEDED' } });
    expect(await lock.setSecret('2580', '9999')).toMatchObject({
      ok: false,
      error: { code: 'PIN_WRONG', field: 'current' },
    });
    expect(await lock.setSecret('2580', '1379')).toMatchObject({ ok: true });
  });

  test('a PIN file that is taken away while the screen is locked opens nothing', async () => {
    const { session, lock } = await deskOf();
    await session.logIn('member-els');
    await lock.setSecret('2580', undefined);
    lock.lock('key');
    await rm(userFiles(folder(), 'member-els').lock);
    expect(await lock.unlock('1379')).toMatchObject({ ok: false, error: { code: 'PIN_WRONG' } });
    expect(await lock.unlock('2580')).toMatchObject({ ok: true });
  });
});
