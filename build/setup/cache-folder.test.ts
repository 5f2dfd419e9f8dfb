import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { cacheFolder, withWorkFolder } from './cache-folder.mjs';

const linux = { platform: 'linux', env: {}, home: '/home/els', root: false };

test('each system keeps its cache where its users expect it', () => {
  expect(cacheFolder(linux)).toBe(join('/home/els', '.cache', 'onthaal'));
  expect(cacheFolder({ ...linux, env: { XDG_CACHE_HOME: '/quick' } })).toBe(join('/quick', 'onthaal'));
  expect(cacheFolder({ ...linux, platform: 'darwin' })).toBe(join('/home/els', 'Library', 'Caches', 'onthaal'));
  expect(cacheFolder({ ...linux, platform: 'win32', env: { LOCALAPPDATA: '/local' } })).toBe(
    join('/local', 'onthaal', 'cache'),
  );
});

test('the cache of root lies where another user can read it', () => {
  expect(cacheFolder({ ...linux, home: '/root', root: true })).toBe('/var/cache/onthaal');
});

test('ONTHAAL_CACHE wins, for root too', () => {
  expect(cacheFolder({ ...linux, root: true, env: { ONTHAAL_CACHE: 'elsewhere' } })).toBe(resolve('elsewhere'));
});

test('a work folder disappears, also when the step fails', async () => {
  const cache = temporaryFolder();
  let seen = '';
  const failing = withWorkFolder(cache, (folder) => {
    seen = folder;
    writeFileSync(join(folder, 'half'), '');
    throw new Error('cut off');
  });
  await expect(failing).rejects.toThrow('cut off');
  expect(existsSync(seen)).toBe(false);
  expect(readdirSync(cache)).toEqual([]);
});

test('the work folder of a set-up that was killed long ago is removed, a fresh one is not', async () => {
  const cache = temporaryFolder();
  mkdirSync(join(cache, 'work-killed'));
  mkdirSync(join(cache, 'work-busy'));
  utimesSync(join(cache, 'work-killed'), 0, 0);
  await withWorkFolder(cache, () => {});
  expect(readdirSync(cache)).toEqual(['work-busy']);
});
