import { cpSync, existsSync, mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withWorkFolder } from './cache-folder.mjs';
import { readJson, readText } from './fingerprint.mjs';
import { run } from './processes.mjs';
import { announce, say } from './progress.mjs';

const PROBE_MILLISECONDS = 8_000;
const DOWNLOAD_MILLISECONDS = 15 * 60_000;
const REMEMBER_MILLISECONDS = 24 * 60 * 60_000;

/**
 * @typedef {object} FoundElectron
 * @property {string} executable
 * @property {string} version
 * @property {boolean} official whether it is the binary of the Electron project itself
 */

/**
 * Finds or downloads the official binary of the `electron` devDependency. A failure is remembered for a day, so that a
 * network without access to it does not slow every start down.
 * @param {{repository: string, cache: string, node: string, root: boolean}} place
 * @returns {Promise<FoundElectron | null>} null when it cannot be had now
 */
export async function officialElectron({ repository, cache, node, root }) {
  const home = join(repository, 'node_modules', 'electron');
  const manifest = /** @type {{version?: string} | null} */ (readJson(join(home, 'package.json')));
  if (!manifest?.version) return null;
  const { version } = manifest;
  if (!hasBinary(home, version)) {
    const refusal = join(cache, `electron-${version}-unreachable`);
    if (isRecent(refusal)) return null;
    const fetched = (await isReachable(version)) && (await download(home, node, version));
    if (!fetched || !hasBinary(home, version)) {
      mkdirSync(cache, { recursive: true });
      writeFileSync(refusal, 'Delete this file to try the official download again before a day has passed.\n');
      return null;
    }
  }
  const folder = root ? await readableCopy(home, cache, version) : join(home, 'dist');
  return { executable: join(folder, readText(join(home, 'path.txt')) ?? ''), version, official: true };
}

/**
 * @param {string} home
 * @param {string} version
 */
function hasBinary(home, version) {
  const executable = readText(join(home, 'path.txt'));
  const found = readText(join(home, 'dist', 'version'))
    ?.trim()
    .replace(/^v/, '');
  return executable !== null && found === version && existsSync(join(home, 'dist', executable));
}

/** @param {string} file */
function isRecent(file) {
  return existsSync(file) && Date.now() - statSync(file).mtimeMs < REMEMBER_MILLISECONDS;
}

/**
 * The package's own installer waits for minutes on a network that swallows packets; this asks in seconds. Behind a
 * proxy or with a mirror only the installer knows the way.
 * @param {string} version
 */
async function isReachable(version) {
  const { env } = process;
  if (env.ELECTRON_MIRROR || env.npm_config_electron_mirror || env.HTTPS_PROXY || env.https_proxy) return true;
  const address = `https://github.com/electron/electron/releases/download/v${version}/SHASUMS256.txt`;
  try {
    const answer = await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MILLISECONDS) });
    return answer.ok;
  } catch {
    return false;
  }
}

/**
 * @param {string} home
 * @param {string} node
 * @param {string} version
 */
function download(home, node, version) {
  return announce(`Downloading Electron ${version}`, () => {
    const outcome = run(node, ['install.js'], { cwd: home, quiet: true, timeout: DOWNLOAD_MILLISECONDS });
    if (!outcome.ok) say(`Electron ${version} could not be downloaded: ${outcome.stderr.trim().split('\n')[0] ?? ''}`);
    return outcome.ok;
  });
}

/**
 * Root starts Electron as another user, who may not be able to read the checkout.
 * @param {string} home
 * @param {string} cache
 * @param {string} version
 */
async function readableCopy(home, cache, version) {
  const folder = join(cache, `electron-${version}`);
  if (existsSync(folder)) return folder;
  await withWorkFolder(cache, (work) => {
    cpSync(join(home, 'dist'), join(work, 'dist'), { recursive: true, verbatimSymlinks: true });
    renameSync(join(work, 'dist'), folder);
  });
  return folder;
}
