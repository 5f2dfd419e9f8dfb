import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join, sep } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { fingerprint, readJson, readText, writeWhenChanged } from './fingerprint.mjs';
import { npm, run, runOrFail } from './processes.mjs';
import { announce, SetupProblem, say } from './progress.mjs';

/**
 * @typedef {Record<string, unknown>} Manifest
 * @typedef {Manifest & {version?: string, integrity?: string, optional?: boolean, devOptional?: boolean}} LockedPackage
 * @typedef {Record<string, LockedPackage>} LockedPackages
 */

/**
 * Compares what the lock file asks with what npm says it installed.
 * @param {LockedPackages} wanted `packages` of package-lock.json
 * @param {LockedPackages} installed `packages` of node_modules/.package-lock.json
 * @returns {string[]} the paths of packages that are missing or have another version
 */
export function outdatedPackages(wanted, installed) {
  return Object.entries(wanted)
    .filter(([path]) => path.includes('node_modules/'))
    .filter(([path, asked]) => {
      const found = installed[path];
      if (!found) return !asked.optional && !asked.devOptional;
      return found.version !== asked.version || found.integrity !== asked.integrity;
    })
    .map(([path]) => path);
}

const ASKED_BY = ['dependencies', 'devDependencies', 'optionalDependencies'];

/**
 * @param {LockedPackages} wanted `packages` of package-lock.json
 * @param {(folder: string) => Manifest} readManifest gives the package.json of the checkout ('') or of a workspace
 * @returns {boolean} whether the lock file was made from these manifests
 */
export function lockMatchesManifests(wanted, readManifest) {
  return Object.entries(wanted)
    .filter(([path]) => !path.includes('node_modules/'))
    .every(([path, locked]) => {
      const manifest = readManifest(path);
      return ASKED_BY.every((kind) => isDeepStrictEqual(manifest[kind] ?? {}, locked[kind] ?? {}));
    });
}

/**
 * Installs the packages of the lock file when they are missing or outdated, then Node 24 (the `node` package).
 * Install scripts stay off: the only one that is needed is that of `node`, and an implicit compilation is never wanted.
 * @param {string} repository
 * @returns {Promise<{node: string, nodeHeaders: string | null}>} Node 24's executable, and the folder that holds
 *   its include/node (null when the package ships no headers)
 */
export async function ensureNodeModules(repository) {
  const stampFile = join(repository, 'node_modules', '.onthaal-packages');
  const stamp = fingerprint([readFileSync(join(repository, 'package-lock.json'), 'utf8')]);
  if (readText(stampFile) !== stamp) {
    if (!matchesLockFile(repository)) {
      await announce('Installing the npm packages of package-lock.json (npm ci)', () => {
        moveRunningNodeAway(repository);
        installPackages(repository);
      });
    }
    writeWhenChanged(stampFile, stamp);
  }
  return ensureNode24(repository);
}

/**
 * Npm 11 and 12 refuse `npm ci` when the registry that wrote the lock file did not know some package for another
 * system (npm/cli issue 9846). `npm install --no-save` then installs the same versions by the same hashes; it is only
 * used for a lock file that belongs to the manifests, and its result is compared with the lock file.
 * @param {string} repository
 */
function installPackages(repository) {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund'];
  try {
    npm(['ci', ...quiet], { cwd: repository });
  } catch (error) {
    const text = error instanceof Error ? error.message : '';
    if (!text.includes('from lock file') || !lockBelongsToManifests(repository)) throw error;
    say('npm ci misses packages of other systems in the lock file; installing its versions with npm install');
    npm(['install', '--no-save', ...quiet], { cwd: repository });
  }
  if (!matchesLockFile(repository)) throw new SetupProblem('npm installed other versions than package-lock.json says.');
}

/** @param {string} repository */
function lockBelongsToManifests(repository) {
  const lock = /** @type {{packages?: LockedPackages} | null} */ (readJson(join(repository, 'package-lock.json')));
  return lockMatchesManifests(
    lock?.packages ?? {},
    (folder) => /** @type {Manifest | null} */ (readJson(join(repository, folder, 'package.json'))) ?? {},
  );
}

/** @param {string} repository */
function matchesLockFile(repository) {
  const wanted = /** @type {{packages?: LockedPackages} | null} */ (readJson(join(repository, 'package-lock.json')));
  const hidden = join(repository, 'node_modules', '.package-lock.json');
  const installed = /** @type {{packages?: LockedPackages} | null} */ (readJson(hidden));
  if (!wanted?.packages) throw new SetupProblem('package-lock.json is missing or damaged.');
  return installed?.packages ? outdatedPackages(wanted.packages, installed.packages).length === 0 : false;
}

/**
 * Windows refuses to delete a running program but lets it be renamed; this script may itself run on that program.
 * @param {string} repository
 */
function moveRunningNodeAway(repository) {
  if (process.platform !== 'win32' || !process.execPath.startsWith(join(repository, 'node_modules') + sep)) return;
  mkdirSync(join(repository, 'out'), { recursive: true });
  renameSync(process.execPath, join(repository, 'out', `node-in-use-${process.pid}.exe`));
}

/** @param {string} repository */
async function ensureNode24(repository) {
  const home = join(repository, 'node_modules', 'node');
  const manifest = /** @type {{version?: string} | null} */ (readJson(join(home, 'package.json')));
  if (!manifest?.version)
    throw new SetupProblem('The npm package "node" is not installed; delete node_modules and retry.');
  const executable = join(home, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const stampFile = join(home, '.onthaal-node');
  if (!existsSync(executable) || readText(stampFile) !== manifest.version) {
    if (!runsVersion(executable, manifest.version)) {
      await announce(`Installing Node ${manifest.version} for the npm scripts`, () => installNode(repository, home));
      if (!runsVersion(executable, manifest.version)) {
        throw new SetupProblem(`Node ${manifest.version} could not be installed as ${executable}.`);
      }
    }
    writeWhenChanged(stampFile, manifest.version);
  }
  return { node: executable, nodeHeaders: findHeaders(repository) };
}

/**
 * @param {string} repository
 * @param {string} home
 */
function installNode(repository, home) {
  try {
    npm(['rebuild', 'node'], { cwd: repository });
  } catch {
    // An npm that blocks install scripts by policy: run the package's own installer by hand.
    runOrFail(process.execPath, ['installArchSpecificPackage.js'], { cwd: home });
  }
}

/**
 * @param {string} executable
 * @param {string} version
 */
function runsVersion(executable, version) {
  return existsSync(executable) && run(executable, ['--version'], { quiet: true }).stdout.trim() === `v${version}`;
}

/** @param {string} repository */
function findHeaders(repository) {
  const name = `node-${process.platform}-${process.arch}`;
  const places = [
    join(repository, 'node_modules', 'node', 'node_modules', name),
    join(repository, 'node_modules', name),
  ];
  return places.find((place) => existsSync(join(place, 'include', 'node', 'node_api.h'))) ?? null;
}
