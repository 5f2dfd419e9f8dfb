// The set-up behind `npm start` and `npm test`: installs whatever is missing, in plain Node without packages.

import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder, currentSurroundings } from './cache-folder.mjs';
import { ensureDebianPackages } from './debian-packages.mjs';
import { officialElectron } from './electron-official.mjs';
import { pinnedElectron } from './electron-pinned.mjs';
import { ensureElectronUser, ensureWrapper } from './electron-user.mjs';
import { writeWhenChanged } from './fingerprint.mjs';
import { ensureNodeModules } from './node-modules.mjs';
import { isRoot } from './processes.mjs';
import { SetupProblem, say } from './progress.mjs';
import { addonFolder, ensureSqliteAddon } from './sqlite-addon.mjs';

const REPOSITORY = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * @param {readonly string[]} args
 * @returns {'start' | 'test'}
 */
function readTask(args) {
  if (args.length === 1 && (args[0] === 'start' || args[0] === 'test')) return args[0];
  throw new SetupProblem('Usage: node build/setup/setup.mjs start|test');
}

/**
 * @param {'start' | 'test'} task
 */
async function setUp(task) {
  // Root may have a private umask; what lands in the cache is read by another user.
  process.umask(0o022);
  const cache = cacheFolder(currentSurroundings());
  mkdirSync(cache, { recursive: true });
  const { node, nodeHeaders } = await ensureNodeModules(REPOSITORY);
  const place = { repository: REPOSITORY, cache, node, nodeHeaders, root: isRoot() };
  const official = await officialElectron(place);
  const compiles = !official && !existsSync(join(addonFolder(REPOSITORY, cache), 'better_sqlite3.node'));
  await ensureDebianPackages({ task, hasDisplay: hasDisplay(), compiles });
  const electron = official ?? (await pinnedElectron(place));
  const user = place.root ? await ensureElectronUser() : null;
  const electronExecutable = user
    ? ensureWrapper({ cache, executable: electron.executable, user })
    : electron.executable;
  const nativeBinding = electron.official ? null : await ensureSqliteAddon({ ...place, electronExecutable });
  const environment = {
    electronExecutable,
    electronBinary: electron.executable,
    electronVersion: electron.version,
    official: electron.official,
    nativeBinding,
    cache,
    runAsUser: user,
  };
  writeWhenChanged(join(REPOSITORY, 'out', 'environment.json'), `${JSON.stringify(environment, null, 2)}\n`);
}

function hasDisplay() {
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

const startedAt = performance.now();
try {
  await setUp(readTask(process.argv.slice(2)));
  say(`ready in ${Math.round(performance.now() - startedAt)} ms`);
} catch (error) {
  if (!(error instanceof SetupProblem)) throw error;
  process.stderr.write(`[set-up] ${error.message}\n`);
  process.exitCode = 1;
}
