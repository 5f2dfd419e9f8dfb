import { access, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { passwordStoreFor, recordedKeyrings } from './recorded-keyrings.ts';
import { createSecretBox, type Keyring, keyringInformation } from './secret-box.ts';
import { keyring, noKeyring, RecordingStore, sessionOn } from './testing/session-desk.ts';
import { testFolder } from './testing/test-folder.ts';
import { databaseKey, userFiles } from './user-files.ts';

const folder = testFolder();

describe('keys', () => {
  test('neither key nor token is readable in any file, and only the user may read the files', async () => {
    const store = new RecordingStore();
    await sessionOn(folder(), store).subject.logIn('member-els');
    const files = userFiles(folder(), 'member-els');
    for (const file of [files.key, files.grant]) {
      const content = await readFile(file, 'utf8');
      expect(content).not.toContain(store.opened[0]?.key);
      expect(content).not.toContain('token-of');
      expect(content).not.toContain(Buffer.from('token-of').toString('base64').slice(0, 8));
      if (process.platform !== 'win32') expect((await stat(file)).mode & 0o077).toBe(0);
    }
  });

  test('no keyring: refused outside the demo, allowed and said inside it', async () => {
    const strict = sessionOn(folder(), new RecordingStore(), { ring: noKeyring });
    expect(await strict.subject.logIn('member-els')).toMatchObject({
      ok: false,
      error: { code: 'KEYRING_UNAVAILABLE' },
    });
    await expect(access(path.join(folder(), 'users'))).rejects.toThrow();
    expect(
      await sessionOn(folder(), new RecordingStore(), { ring: noKeyring, demo: true }).subject.logIn('member-els'),
    ).toMatchObject({
      ok: true,
    });
    expect(createSecretBox(noKeyring, true).unprotected).toBe(true);
  });

  test('a key kept without protection in the demo does not open outside it', async () => {
    await sessionOn(folder(), new RecordingStore(), { ring: noKeyring, demo: true }).subject.logIn('member-els');
    const later = await databaseKey(userFiles(folder(), 'member-els'), createSecretBox(keyring(), false));
    expect(later).toMatchObject({ ok: false, error: { code: 'KEYRING_UNAVAILABLE' } });
  });

  test('a key that cannot be read, or is missing, is never replaced while there is a database', async () => {
    await sessionOn(folder(), new RecordingStore()).subject.logIn('member-els');
    const files = userFiles(folder(), 'member-els');
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
    const broken: Keyring = { ...keyring(), decrypt: async () => ({ text: 'something else', shouldReEncrypt: false }) };
    expect(await databaseKey(userFiles(folder(), 'member-els'), createSecretBox(broken, false))).toMatchObject({
      ok: false,
      error: { code: 'KEYRING_UNAVAILABLE' },
    });
  });
});

describe('a keyring that is not the one of before', () => {
  const sealedBy = (ring: Keyring) => databaseKey(userFiles(folder(), 'member-els'), createSecretBox(ring, false));

  test('locked or gone: said so, and the same key is there when it is back', async () => {
    const key = await sealedBy(keyring());
    expect(await sealedBy(keyring(7, { protects: false }))).toMatchObject({
      ok: false,
      error: { code: 'KEYRING_UNAVAILABLE' },
    });
    expect(await sealedBy(keyring())).toEqual(key);
  });

  test.each([
    ['there is none any more', noKeyring, 'basic_text'],
    ['another one answers', keyring(99, { backend: 'kwallet6' }), 'kwallet6'],
  ])('%s: both are named, nothing is written', async (_name, ring, now) => {
    const key = await sealedBy(keyring());
    const { key: file } = userFiles(folder(), 'member-els');
    const before = await readFile(file, 'utf8');
    expect(await sealedBy(ring)).toMatchObject({
      ok: false,
      error: { code: 'KEYRING_CHANGED', details: { sealedWith: 'gnome_libsecret', now } },
    });
    expect(await readFile(file, 'utf8')).toBe(before);
    expect(await sealedBy(keyring())).toEqual(key);
  });

  test('one that cannot encrypt after all is found out before anything is written', async () => {
    const broken = keyring(7, {
      encrypt: async () => {
        throw new Error('not today');
      },
    });
    expect(await sealedBy(broken)).toMatchObject({ ok: false, error: { code: 'KEYRING_UNAVAILABLE' } });
    await expect(access(path.join(folder(), 'users'))).rejects.toThrow();
  });

  test('what it wants sealed anew is, and the old seal stays when the new one cannot be read back', async () => {
    const key = await sealedBy(keyring());
    const { key: file } = userFiles(folder(), 'member-els');
    const before = await readFile(file, 'utf8');
    const old = keyring();
    const rotated: Keyring = {
      ...keyring(8),
      decrypt: async (encrypted) => {
        const isOld = await old.decrypt(encrypted).catch(() => undefined);
        return isOld ? { ...isOld, shouldReEncrypt: true } : keyring(8).decrypt(encrypted);
      },
    };
    const forgetful: Keyring = { ...rotated, encrypt: async () => Buffer.from('what I cannot read back') };
    expect(await sealedBy(forgetful)).toEqual(key);
    expect(await readFile(file, 'utf8')).toBe(before);
    expect(await sealedBy(rotated)).toEqual(key);
    expect(await readFile(file, 'utf8')).not.toBe(before);
    expect(await sealedBy(keyring(8))).toEqual(key);
  });

  test('a demo that gets a keyring seals its key at last', async () => {
    const files = userFiles(folder(), 'member-els');
    const key = await databaseKey(files, createSecretBox(noKeyring, true));
    expect(await databaseKey(files, createSecretBox(keyring(), true))).toEqual(key);
    expect(await readFile(files.key, 'utf8')).toContain('"protection":"keyring"');
    expect(await sealedBy(keyring())).toEqual(key);
  });
});

describe('the keyrings that keep the keys of this computer', () => {
  const information = (ring: Keyring, demo = false) =>
    keyringInformation(createSecretBox(ring, demo), demo, recordedKeyrings(folder())).state;

  test('are read without any of them, and say what is wrong before anybody logs in', async () => {
    expect(information(keyring())).toBe('ready');
    expect(information(noKeyring)).toBe('missing');
    expect(information(noKeyring, true)).toBe('plain');
    await sessionOn(folder(), new RecordingStore()).subject.logIn('member-els');
    expect(recordedKeyrings(folder())).toEqual(['gnome_libsecret']);
    expect(information(keyring())).toBe('ready');
    expect(information(keyring(7, { protects: false }))).toBe('missing');
    expect(information(noKeyring)).toBe('changed');
    expect(information(noKeyring, true)).toBe('changed');
    expect(information(keyring(9, { backend: 'kwallet6' }))).toBe('changed');
  });

  test('Chromium is told to use the one that keeps them, unless the administrator says otherwise', () => {
    expect(passwordStoreFor(undefined, ['gnome_libsecret'])).toBe('gnome-libsecret');
    expect(passwordStoreFor(undefined, [])).toBeUndefined();
    expect(passwordStoreFor(undefined, ['gnome_libsecret', 'kwallet6'])).toBeUndefined();
    expect(passwordStoreFor(undefined, ['--no-sandbox'])).toBeUndefined();
    expect(passwordStoreFor('kwallet6', ['gnome_libsecret'])).toBe('kwallet6');
  });
});
