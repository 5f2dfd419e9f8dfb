import { mkdir, open, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { failure } from '@onthaal/contract/result.ts';
import { describe, expect, test } from 'vitest';
import { silentLog } from '../logging/log.ts';
import { destroyUser, finishDestructions, revocationNote } from './revocation.ts';
import { RecordingStore, sessionOn } from './testing/session-desk.ts';
import { testFolder } from './testing/test-folder.ts';
import { type UserFiles, userFiles } from './user-files.ts';

const folder = testFolder();

async function everyFile(): Promise<readonly string[]> {
  const found = await readdir(folder(), { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

/** Everything that a user's folder can hold beside what logging in makes. */
async function fill(files: UserFiles): Promise<void> {
  for (const name of ['backups', 'quarantine/2026']) await mkdir(path.join(files.folder, name), { recursive: true });
  for (const name of ['store.db-wal', 'store.db-shm', 'backups/one.db', 'quarantine/2026/store.db'])
    await writeFile(path.join(files.folder, name), 'burger');
  await writeFile(files.waiting, JSON.stringify({ version: 1, items: 3, since: null }));
}

const exists = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  );

describe('access that the mid-office takes away', () => {
  test('destroys everything of who works here, logs out, says how much was lost, and touches nobody else', async () => {
    const store = new RecordingStore();
    const { subject, changes, ended } = sessionOn(folder(), store);
    await subject.logIn('member-karim');
    await subject.logOut();
    const karim = await readFile(userFiles(folder(), 'member-karim').key, 'utf8');
    await subject.logIn('member-els');
    const files = userFiles(folder(), 'member-els');
    await fill(files);
    await subject.revoke(3);
    expect(subject.current).toBeNull();
    expect(subject.lockSecret).toBeUndefined();
    expect(changes.at(-1)).toBeNull();
    expect(ended).toEqual(['ended']);
    expect(await exists(files.folder)).toBe(false);
    expect(await readFile(userFiles(folder(), 'member-karim').key, 'utf8')).toBe(karim);
    for (const file of await everyFile()) expect(await readFile(file, 'utf8'), file).not.toMatch(/burger|els/i);
    expect(await subject.loginNotes()).toMatchObject({ revoked: { unsentItems: 3 } });
    await subject.notesRead();
    expect(await subject.loginNotes()).toMatchObject({ revoked: null });
  });

  test('at the login does the same, with the number that the store left', async () => {
    const store = new RecordingStore();
    const { subject } = sessionOn(folder(), store);
    await subject.logIn('member-els');
    await subject.logOut();
    const files = userFiles(folder(), 'member-els');
    await fill(files);
    store.refusal = failure('ACCESS_REVOKED');
    expect(await subject.logIn('member-els')).toMatchObject({ ok: false, error: { code: 'ACCESS_REVOKED' } });
    expect(await exists(files.folder)).toBe(false);
    expect(await subject.loginNotes()).toMatchObject({ revoked: { unsentItems: 3 } });
  });

  test('at the renewal of a grant does the same', async () => {
    const store = new RecordingStore();
    const { subject } = sessionOn(folder(), store);
    await subject.logIn('member-els');
    store.refusal = failure('ACCESS_REVOKED');
    await subject.renewGrant();
    expect(subject.current).toBeNull();
    expect(await exists(userFiles(folder(), 'member-els').folder)).toBe(false);
  });

  test('a store that does not let go is ended', async () => {
    const store = new RecordingStore();
    store.close = async () => failure('PROCESS_GONE') as never;
    const { subject } = sessionOn(folder(), store);
    await subject.logIn('member-els');
    await subject.revoke(0);
    expect(store.killed).toBe(1);
    expect(await exists(userFiles(folder(), 'member-els').folder)).toBe(false);
  });
});

describe('a destruction that was cut off', () => {
  test.each(['before the key', 'after the key'])(
    '%s is finished at the next start, before anybody can log in',
    async (moment) => {
      const store = new RecordingStore();
      await sessionOn(folder(), store).subject.logIn('member-els');
      const files = userFiles(folder(), 'member-els');
      await fill(files);
      if (moment === 'before the key') {
        await writeOrder('{"version":1,"unsentItems":2,"at":"2026-11-23T10:00:00.000Z","done":false}');
      } else {
        // The process ends while the store is being closed: the key must be gone by then, the data are not yet.
        const cut = destroyUser({
          userDataFolder: folder(),
          memberId: 'member-els',
          unsentItems: 2,
          now: new Date(),
          log: silentLog,
          closeStore: async () => {
            expect(await exists(files.key)).toBe(false);
            expect(await exists(files.database)).toBe(true);
            throw new Error('the end of the process');
          },
        });
        await expect(cut).rejects.toThrow('the end of the process');
      }
      const { subject } = sessionOn(folder(), store);
      await subject.start();
      expect(await exists(files.folder)).toBe(false);
      expect(await subject.loginNotes()).toMatchObject({ revoked: { unsentItems: 2 } });
      expect(await subject.logIn('member-els')).toMatchObject({ ok: true });
      await subject.start();
      expect(await exists(files.key)).toBe(true);
    },
  );

  test('overwrites the key: the old bytes are in no file that still has the name open', async () => {
    await sessionOn(folder(), new RecordingStore()).subject.logIn('member-els');
    const files = userFiles(folder(), 'member-els');
    const before = await readFile(files.key, 'utf8');
    const handle = await open(files.key, 'r');
    await writeOrder('{"version":1,"unsentItems":0,"at":"2026-11-23T10:00:00.000Z","done":false}');
    await finishDestructions(folder(), silentLog);
    const after = Buffer.alloc(before.length);
    await handle.read(after, 0, before.length, 0);
    await handle.close();
    expect(after.toString('latin1')).not.toContain(before.slice(10, 30));
  });

  test('an order that cannot be read destroys nothing', async () => {
    await sessionOn(folder(), new RecordingStore()).subject.logIn('member-els');
    await writeOrder('{');
    await finishDestructions(folder(), silentLog);
    expect(await exists(userFiles(folder(), 'member-els').key)).toBe(true);
    expect(await revocationNote(folder())).toMatchObject({ unsentItems: 0 });
  });

  async function writeOrder(text: string): Promise<void> {
    const name = path.basename(userFiles(folder(), 'member-els').folder);
    await mkdir(path.join(folder(), 'revoked'), { recursive: true });
    await writeFile(path.join(folder(), 'revoked', `${name}.json`), text);
  }
});
