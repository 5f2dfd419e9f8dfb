import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readFileIfPresent, writeFileAtomically } from '../files/atomic-file.ts';
import { diskErrorCode } from '../files/disk-error.ts';
import { silentLog } from '../logging/log.ts';
import { defaultPreferences, openPreferences } from './preferences-file.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'onthaal-preferences-'));
  file = path.join(folder, 'preferences.json');
});
afterEach(async () => {
  await chmod(folder, 0o700);
  await rm(folder, { recursive: true, force: true });
});

test('choices survive', async () => {
  const preferences = await openPreferences(file, silentLog);
  expect(preferences.read()).toEqual(defaultPreferences);
  const next = { locale: 'fr', theme: 'dark', singleLetterKeys: true } as const;
  expect(await preferences.write(next)).toEqual({ ok: true, value: next });
  expect((await openPreferences(file, silentLog)).read()).toEqual(next);
});

test.each(['', '{', '{"locale":"xx"}', '[]', '{"locale":"nl-BE","theme":"dark","singleLetterKeys":false,"more":1}'])(
  'a file with %j is set aside whole and the defaults are used',
  async (content) => {
    await writeFile(file, content);
    expect((await openPreferences(file, silentLog)).read()).toEqual(defaultPreferences);
    const [aside, ...more] = await readdir(folder);
    expect(more).toEqual([]);
    expect(aside).toMatch(/^preferences\.json\.set-aside-/);
    expect(await readFile(path.join(folder, aside ?? ''), 'utf8')).toBe(content);
  },
);

test('who listens hears of every choice that counts', async () => {
  const preferences = await openPreferences(file, silentLog);
  const heard: string[] = [];
  preferences.onWritten(() => heard.push(preferences.read().locale));
  await preferences.write({ ...defaultPreferences, locale: 'fr' });
  await preferences.write({ ...defaultPreferences, locale: 'de' });
  expect(heard).toEqual(['fr', 'de']);
});

test('a write that fails is said and changes nothing', async () => {
  const preferences = await openPreferences(path.join(file, 'below-a-file', 'x.json'), silentLog);
  preferences.onWritten(() => expect.unreachable());
  await writeFile(file, 'in the way');
  expect(await preferences.write({ ...defaultPreferences, theme: 'dark' })).toMatchObject({ ok: false });
  expect(preferences.read()).toEqual(defaultPreferences);
});

test('an atomic write leaves no temporary file and replaces the whole content', async () => {
  await writeFileAtomically(file, 'a long first content');
  await writeFileAtomically(file, 'short');
  expect(await readdir(folder)).toEqual(['preferences.json']);
  expect(await readFile(file, 'utf8')).toBe('short');
  await Promise.all(Array.from({ length: 20 }, (_, index) => writeFileAtomically(file, `content ${index}`)));
  expect(await readFile(file, 'utf8')).toMatch(/^content \d+$/);
  expect(await readdir(folder)).toEqual(['preferences.json']);
});

test('"cannot be read" is never taken for "not there"', async () => {
  expect(await readFileIfPresent(file)).toBeUndefined();
  await expect(readFileIfPresent(folder)).rejects.toThrow();
});

test('the codes of the disk become ours', () => {
  const error = (code: string) => Object.assign(new Error('x'), { code });
  expect(diskErrorCode(error('ENOSPC'))).toBe('DISK_FULL');
  expect(diskErrorCode(error('EROFS'))).toBe('DISK_READ_ONLY');
  expect(diskErrorCode(error('EIO'))).toBe('UNEXPECTED');
  expect(diskErrorCode('x')).toBe('UNEXPECTED');
});
