import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { failure } from '@onthaal/contract/result.ts';
import { describe, expect, test } from 'vitest';
import { earlierGrant, keepGrant, OFFLINE_DAYS } from './grant-file.ts';
import { writeSealedFile } from './sealed-file.ts';
import { createSecretBox } from './secret-box.ts';
import { deviceIdentity } from './small-files.ts';
import { keyring, person, RecordingStore, sessionOn, TestClock } from './testing/session-desk.ts';
import { testFolder } from './testing/test-folder.ts';
import { userFiles } from './user-files.ts';

const folder = testFolder();

describe('logging in', () => {
  test('opens a file whose name says nothing, with a key of 32 bytes that is the same next time', async () => {
    const store = new RecordingStore();
    const { subject, changes } = sessionOn(folder(), store);
    expect(await subject.logIn('member-els')).toMatchObject({ ok: true, value: { memberId: 'member-els' } });
    await subject.logOut();
    await subject.logIn('member-els');
    expect(store.opened).toHaveLength(2);
    expect(store.opened[0]?.file).toMatch(/users[\\/][0-9a-f]{24}[\\/]store\.db$/);
    expect(Buffer.from(store.opened[0]?.key ?? '', 'base64')).toHaveLength(32);
    expect(store.opened[1]?.key).toBe(store.opened[0]?.key);
    expect(store.closes).toBe(1);
    expect(changes.map((member) => member?.memberId)).toEqual(['member-els', undefined, 'member-els']);
  });

  test('two members never share a file or a key', async () => {
    const store = new RecordingStore();
    const { subject } = sessionOn(folder(), store);
    await subject.logIn('member-els');
    expect(await subject.logIn('member-karim')).toMatchObject({ ok: false, error: { code: 'NOT_ALLOWED' } });
    await subject.logOut();
    await subject.logIn('member-karim');
    const [first, second] = store.opened;
    expect(first?.file).not.toBe(second?.file);
    expect(first?.key).not.toBe(second?.key);
  });

  test('two members of one PC are two devices to the mid-office, each the same at every login', async () => {
    const store = new RecordingStore();
    const { subject } = sessionOn(folder(), store);
    for (const memberId of ['member-els', 'member-karim', 'member-els']) {
      await subject.logIn(memberId);
      await subject.logOut();
    }
    const [els, karim, again] = store.opened.map(({ grant }) => grant.member.deviceId);
    expect(els).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
    expect(karim).not.toBe(els);
    expect(again).toBe(els);
  });

  test('without a line an earlier grant opens the file; a member who never logged in here is refused', async () => {
    const store = new RecordingStore();
    await sessionOn(folder(), store).subject.logIn('member-els');
    store.online = false;
    const { subject } = sessionOn(folder(), store);
    expect(await subject.logIn('member-karim')).toMatchObject({ ok: false, error: { code: 'MIDOFFICE_UNREACHABLE' } });
    expect(await subject.logIn('member-els')).toMatchObject({ ok: true });
    expect(store.opened[1]?.grant.token).toBe('token-of-member-els');
  });

  test('a refusal by the mid-office is not overruled by an earlier grant', async () => {
    const store = new RecordingStore();
    store.refusal = failure('NOT_ALLOWED');
    const { subject } = sessionOn(folder(), store);
    expect(await subject.logIn('member-gone')).toMatchObject({ ok: false, error: { code: 'NOT_ALLOWED' } });
    expect(subject.current).toBeNull();
  });

  test('double clicks log in once', async () => {
    const store = new RecordingStore();
    const { subject } = sessionOn(folder(), store);
    await Promise.all([subject.logIn('member-els'), subject.logIn('member-els')]);
    expect(store.opened).toHaveLength(1);
  });
});

describe('working without a line for long', () => {
  test('a grant opens the file for 14 days after the mid-office was last heard, and then asks for the line', async () => {
    const store = new RecordingStore();
    const clock = new TestClock();
    const open = async () => {
      const { subject } = sessionOn(folder(), store, { now: clock.now });
      const opened = await subject.logIn('member-els');
      await subject.logOut();
      return opened;
    };
    await open();
    store.online = false;
    clock.forwardDays(OFFLINE_DAYS);
    expect(await open()).toMatchObject({ ok: true });
    clock.forwardDays(0.01);
    expect(await open()).toMatchObject({
      ok: false,
      error: { code: 'OFFLINE_TOO_LONG', retryable: true, details: { days: OFFLINE_DAYS } },
    });
    store.online = true;
    expect(await open()).toMatchObject({ ok: true });
    store.online = false;
    expect(await open()).toMatchObject({ ok: true });
  });

  test('setting the clock back wins no time', async () => {
    const clock = new TestClock();
    const store = new RecordingStore();
    const { subject } = sessionOn(folder(), store, { now: clock.now });
    await subject.logIn('member-els');
    await subject.logOut();
    store.online = false;
    clock.forwardDays(13);
    expect(await subject.logIn('member-els')).toMatchObject({ ok: true });
    await subject.logOut();
    clock.forwardDays(-13);
    expect(await subject.logIn('member-els')).toMatchObject({ ok: true });
    await subject.logOut();
    clock.forwardDays(14.5);
    expect(await subject.logIn('member-els')).toMatchObject({ ok: false, error: { code: 'OFFLINE_TOO_LONG' } });
  });

  test('a desk whose clock ran ahead at the login wins no years', async () => {
    const box = createSecretBox(keyring(), false);
    const file = userFiles(folder(), 'member-els').grant;
    const now = Date.parse('2026-11-23T09:00:00Z');
    const grant = { ...(await offlineGrant()), expiresAt: '2026-11-23T20:00:00Z' };
    await keepGrant(file, box, grant, now + 10 * 365 * 86_400_000);
    expect(await earlierGrant(file, box, now)).toMatchObject({ ok: true, value: { token: grant.token } });
    expect(await earlierGrant(file, box, now + 16 * 86_400_000)).toMatchObject({
      ok: false,
      error: { code: 'OFFLINE_TOO_LONG' },
    });
  });

  test('a grant of before the offline period counts from its end', async () => {
    const box = createSecretBox(keyring(), false);
    const file = userFiles(folder(), 'member-els').grant;
    const grant = { ...(await offlineGrant()), expiresAt: '2026-11-23T20:00:00Z' };
    await writeSealedFile(file, box, JSON.stringify(grant));
    const end = Date.parse(grant.expiresAt);
    expect(await earlierGrant(file, box, end)).toMatchObject({ ok: true, value: { token: grant.token } });
    expect(await earlierGrant(file, box, end + 15 * 86_400_000)).toMatchObject({ ok: false });
  });

  test('a keyring that does not answer is said, not the line', async () => {
    const store = new RecordingStore();
    await sessionOn(folder(), store).subject.logIn('member-els');
    store.online = false;
    const { subject } = sessionOn(folder(), store, { ring: keyring(7, { protects: false }) });
    expect(await subject.logIn('member-els')).toMatchObject({ ok: false, error: { code: 'KEYRING_UNAVAILABLE' } });
  });
});

async function offlineGrant() {
  const granted = await new RecordingStore().logIn('member-els', 'device');
  if (!granted.ok) throw new Error(granted.error.code);
  return granted.value;
}

describe('small files', () => {
  test('the list of people is remembered for a day without a line', async () => {
    const store = new RecordingStore();
    const { subject } = sessionOn(folder(), store);
    store.online = false;
    expect(await subject.people()).toMatchObject({ ok: false, error: { code: 'MIDOFFICE_UNREACHABLE' } });
    store.online = true;
    expect(await subject.people()).toEqual({ ok: true, value: { method: 'demo', people: [person], live: true } });
    store.online = false;
    expect(await subject.people()).toEqual({ ok: true, value: { method: 'demo', people: [person], live: false } });
    await writeFile(path.join(folder(), 'people.json'), '[{"name":');
    expect(await subject.people()).toMatchObject({ ok: false });
  });

  test('the device keeps its name', async () => {
    const name = await deviceIdentity(folder());
    expect(name).toMatch(/^[0-9a-f]{8}-/);
    expect(await deviceIdentity(folder())).toBe(name);
  });
});

describe('a session that the mid-office no longer knows', () => {
  test('is renewed in the open database, at most once a minute', async () => {
    const store = new RecordingStore();
    const { subject } = sessionOn(folder(), store);
    await subject.logIn('member-els');
    await Promise.all([subject.renewGrant(), subject.renewGrant()]);
    await subject.renewGrant();
    expect(store.used).toEqual(['token-of-member-els']);
    expect(store.opened).toHaveLength(1);
  });

  test('is not renewed for somebody who has logged out meanwhile', async () => {
    const store = new RecordingStore();
    const { subject } = sessionOn(folder(), store);
    await subject.renewGrant();
    await subject.logIn('member-els');
    const renewal = subject.renewGrant();
    await subject.logOut();
    await renewal;
    expect(subject.current).toBeNull();
    expect(store.closes).toBe(1);
  });

  test('a refused renewal leaves the person at work', async () => {
    const store = new RecordingStore();
    const { subject } = sessionOn(folder(), store);
    await subject.logIn('member-els');
    store.online = false;
    await subject.renewGrant();
    expect(subject.current?.memberId).toBe('member-els');
    expect(store.opened).toHaveLength(1);
  });
});
