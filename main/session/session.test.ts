import { access, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { failure, success } from '@onthaal/contract/result.ts';
import type { DemoPerson, SessionGrant, SessionMember } from '@onthaal/contract/session/session.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '../logging/log.ts';
import type { OpenedDatabase } from '../store-link/store-service.ts';
import { createSecretBox, type Keyring } from './secret-box.ts';
import { SessionService, type SessionStore } from './session-service.ts';
import { deviceIdentity, peopleMemory } from './small-files.ts';
import { databaseKey, userFiles } from './user-files.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'onthaal-session-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Stands in for the operating system's keyring: reversible, and another secret cannot read it. */
function keyring(secret = 7, protects = true): Keyring {
  const turn = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ secret));
  return {
    backend: protects ? 'gnome_libsecret' : 'basic_text',
    protects,
    encrypt: async (text) => turn(Buffer.from(`ok:${text}`)),
    decrypt: async (encrypted) => {
      const text = turn(encrypted).toString('utf8');
      if (!text.startsWith('ok:')) throw new Error('cannot decrypt');
      return text.slice(3);
    },
  };
}

const person: DemoPerson = {
  memberId: 'member-els',
  name: 'Els Peeters',
  jobTitle: 'Onthaalmedewerker',
  role: 'clerk',
  teamNames: ['Onthaal'],
};
const grantOf = (memberId: string, deviceId: string): SessionGrant => ({
  member: { memberId, name: 'Els Peeters', role: 'clerk', teamIds: ['team-onthaal'], deviceId, numberPrefix: 'A1' },
  token: `token-of-${memberId}`,
  expiresAt: '2026-11-24T00:00:00Z',
});

/** A store without a database: it records what it was asked, with a line that can be cut. */
class RecordingStore implements SessionStore {
  online = true;
  opened: OpenedDatabase[] = [];
  closes = 0;
  async people() {
    return this.online ? success([person]) : failure('MIDOFFICE_UNREACHABLE', { retryable: true });
  }
  async logIn(memberId: string, deviceId: string) {
    if (!this.online) return failure('MIDOFFICE_UNREACHABLE', { retryable: true });
    return memberId === 'member-gone' ? failure('NOT_ALLOWED') : success(grantOf(memberId, deviceId));
  }
  async open(database: OpenedDatabase) {
    this.opened.push(database);
    await writeFile(database.file, 'a database');
    return success({ member: database.grant.member, recovered: false });
  }
  async close() {
    this.closes += 1;
    return success(null);
  }
}

function service(store: SessionStore, ring = keyring(), demo = false) {
  const changes: (SessionMember | null)[] = [];
  const subject = new SessionService({
    store,
    box: createSecretBox(ring, demo),
    people: peopleMemory(folder, silentLog),
    deviceId: '7a3d1c52-5a0e-4d0f-9d2e-1f6b6f1d2c11',
    userDataFolder: folder,
    onChanged: (member) => changes.push(member),
    log: silentLog,
  });
  return { subject, changes };
}

describe('logging in', () => {
  test('opens a file whose name says nothing, with a key of 32 bytes that is the same next time', async () => {
    const store = new RecordingStore();
    const { subject, changes } = service(store);
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
    const { subject } = service(store);
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
    const { subject } = service(store);
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
    await service(store).subject.logIn('member-els');
    store.online = false;
    const { subject } = service(store);
    expect(await subject.logIn('member-karim')).toMatchObject({ ok: false, error: { code: 'MIDOFFICE_UNREACHABLE' } });
    expect(await subject.logIn('member-els')).toMatchObject({ ok: true });
    expect(store.opened[1]?.grant.token).toBe('token-of-member-els');
  });

  test('a refusal by the mid-office is not overruled by an earlier grant', async () => {
    const { subject } = service(new RecordingStore());
    expect(await subject.logIn('member-gone')).toMatchObject({ ok: false, error: { code: 'NOT_ALLOWED' } });
    expect(subject.current).toBeNull();
  });

  test('double clicks log in once', async () => {
    const store = new RecordingStore();
    const { subject } = service(store);
    await Promise.all([subject.logIn('member-els'), subject.logIn('member-els')]);
    expect(store.opened).toHaveLength(1);
  });
});

describe('keys', () => {
  test('neither key nor token is readable in any file, and only the user may read the files', async () => {
    const store = new RecordingStore();
    await service(store).subject.logIn('member-els');
    const files = userFiles(folder, 'member-els');
    for (const file of [files.key, files.grant]) {
      const content = await readFile(file, 'utf8');
      expect(content).not.toContain(store.opened[0]?.key);
      expect(content).not.toContain('token-of');
      expect(content).not.toContain(Buffer.from('token-of').toString('base64').slice(0, 8));
      if (process.platform !== 'win32') expect((await stat(file)).mode & 0o077).toBe(0);
    }
  });

  test('no keyring: refused outside the demo, allowed and said inside it', async () => {
    const strict = service(new RecordingStore(), keyring(7, false));
    expect(await strict.subject.logIn('member-els')).toMatchObject({
      ok: false,
      error: { code: 'KEYRING_UNAVAILABLE' },
    });
    await expect(access(path.join(folder, 'users'))).rejects.toThrow();
    expect(await service(new RecordingStore(), keyring(7, false), true).subject.logIn('member-els')).toMatchObject({
      ok: true,
    });
    expect(createSecretBox(keyring(7, false), true).unprotected).toBe(true);
  });

  test('a key kept without protection in the demo does not open outside it', async () => {
    await service(new RecordingStore(), keyring(7, false), true).subject.logIn('member-els');
    const later = await databaseKey(userFiles(folder, 'member-els'), createSecretBox(keyring(), false));
    expect(later).toMatchObject({ ok: false, error: { code: 'KEYRING_UNAVAILABLE' } });
  });

  test('a key that cannot be read, or is missing, is never replaced while there is a database', async () => {
    await service(new RecordingStore()).subject.logIn('member-els');
    const files = userFiles(folder, 'member-els');
    const before = await readFile(files.key, 'utf8');
    const changed = await databaseKey(files, createSecretBox(keyring(99), false));
    expect(changed).toMatchObject({ ok: false, error: { code: 'STORE_KEY_WRONG' } });
    expect(await readFile(files.key, 'utf8')).toBe(before);
    for (const damage of ['', '{}', before.slice(0, 40)]) {
      await writeFile(files.key, damage);
      expect(await databaseKey(files, createSecretBox(keyring(), false))).toMatchObject({ ok: false });
    }
    await rm(files.key);
    expect(await databaseKey(files, createSecretBox(keyring(), false))).toMatchObject({
      ok: false,
      error: { code: 'STORE_KEY_WRONG' },
    });
    expect(await readdir(files.folder)).not.toContain('store.key');
  });

  test('a keyring that cannot give back what it took is found out before anything is written', async () => {
    const broken: Keyring = { ...keyring(), decrypt: async () => 'something else' };
    expect(await databaseKey(userFiles(folder, 'member-els'), createSecretBox(broken, false))).toMatchObject({
      ok: false,
      error: { code: 'KEYRING_UNAVAILABLE' },
    });
  });
});

describe('small files', () => {
  test('the list of people is remembered for a day without a line', async () => {
    const store = new RecordingStore();
    const { subject } = service(store);
    store.online = false;
    expect(await subject.people()).toMatchObject({ ok: false, error: { code: 'MIDOFFICE_UNREACHABLE' } });
    store.online = true;
    expect(await subject.people()).toEqual({ ok: true, value: { people: [person], live: true } });
    store.online = false;
    expect(await subject.people()).toEqual({ ok: true, value: { people: [person], live: false } });
    await writeFile(path.join(folder, 'people.json'), '[{"name":');
    expect(await subject.people()).toMatchObject({ ok: false });
  });

  test('the device keeps its name', async () => {
    const name = await deviceIdentity(folder);
    expect(name).toMatch(/^[0-9a-f]{8}-/);
    expect(await deviceIdentity(folder)).toBe(name);
  });
});

describe('a session that the mid-office no longer knows', () => {
  test('is renewed in place, at most once a minute', async () => {
    const store = new RecordingStore();
    const { subject } = service(store);
    await subject.logIn('member-els');
    await Promise.all([subject.renewGrant(), subject.renewGrant()]);
    await subject.renewGrant();
    expect(store.opened).toHaveLength(2);
    expect(store.opened[1]?.key).toBe(store.opened[0]?.key);
  });

  test('is not renewed for somebody who has logged out meanwhile', async () => {
    const store = new RecordingStore();
    const { subject } = service(store);
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
    const { subject } = service(store);
    await subject.logIn('member-els');
    store.online = false;
    await subject.renewGrant();
    expect(subject.current?.memberId).toBe('member-els');
    expect(store.opened).toHaveLength(1);
  });
});
