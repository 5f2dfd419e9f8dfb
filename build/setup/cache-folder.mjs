import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * @typedef {object} Surroundings
 * @property {string} platform as in process.platform
 * @property {NodeJS.ProcessEnv} env
 * @property {string} home the home folder of the user
 * @property {boolean} root whether the process has all rights on a Unix system
 */

/** @returns {Surroundings} those of this process */
export function currentSurroundings() {
  return { platform: process.platform, env: process.env, home: homedir(), root: process.getuid?.() === 0 };
}

/**
 * Where downloads and built parts are kept: outside the checkout, so that a fresh checkout finds them again.
 * Root gets a place that other users can read, because root itself may not run a sandboxed browser.
 * @param {Surroundings} surroundings
 * @returns {string} an absolute folder
 */
export function cacheFolder({ platform, env, home, root }) {
  if (env.ONTHAAL_CACHE) return resolve(env.ONTHAAL_CACHE);
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'onthaal', 'cache');
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'onthaal');
  if (root) return '/var/cache/onthaal';
  return join(env.XDG_CACHE_HOME ?? join(home, '.cache'), 'onthaal');
}

const WORK_PREFIX = 'work-';
const ABANDONED_MILLISECONDS = 24 * 60 * 60_000;

/**
 * Removes the work folders of set-ups that were killed.
 * @param {string} cache
 */
function removeAbandoned(cache) {
  for (const name of readdirSync(cache).filter((entry) => entry.startsWith(WORK_PREFIX))) {
    const folder = join(cache, name);
    const changedAt = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - changedAt > ABANDONED_MILLISECONDS) rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Gives a step a work folder inside the cache (same disk, so that the result can be renamed into place).
 * @template T
 * @param {string} cache
 * @param {(folder: string) => T | Promise<T>} step
 * @returns {Promise<T>}
 */
export async function withWorkFolder(cache, step) {
  mkdirSync(cache, { recursive: true });
  removeAbandoned(cache);
  const folder = mkdtempSync(join(cache, WORK_PREFIX));
  try {
    return await step(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
