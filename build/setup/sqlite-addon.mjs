import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withWorkFolder } from './cache-folder.mjs';
import { readJson } from './fingerprint.mjs';
import { npm, runOrFail } from './processes.mjs';
import { announce, SetupProblem } from './progress.mjs';

const PROOF = join(dirname(fileURLToPath(import.meta.url)), 'sqlite-proof.cjs');
const NODE_API_FLAGS = '-UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT';

/**
 * @param {string} repository
 * @param {string} cache
 * @returns {string} the folder where the built addon of the installed better-sqlite3 belongs
 */
export function addonFolder(repository, cache) {
  const manifest = /** @type {{version?: string} | null} */ (
    readJson(join(repository, 'node_modules', 'better-sqlite3', 'package.json'))
  );
  if (!manifest?.version) throw new SetupProblem('The npm package "better-sqlite3" is not installed.');
  return join(cache, `sqlite-${manifest.version}-node-api-9-${process.platform}-${process.arch}`);
}

/**
 * Electron 33 speaks an older Node-API than the prebuilt addon asks for, so the addon is compiled once, outside the
 * checkout, and proved in both programs that will load it.
 * @param {object} place
 * @param {string} place.repository
 * @param {string} place.cache
 * @param {string} place.node Node 24's executable
 * @param {string | null} place.nodeHeaders folder that holds include/node
 * @param {string} place.electronExecutable as it is started (as another user, when this process is root)
 * @returns {Promise<string>} the addon's file
 */
export async function ensureSqliteAddon(place) {
  const folder = addonFolder(place.repository, place.cache);
  const addon = join(folder, 'better_sqlite3.node');
  if (existsSync(addon)) return addon;
  await announce('Compiling the encrypted SQLite for Electron 33 (about two minutes, once)', () =>
    withWorkFolder(place.cache, (work) => {
      chmodSync(work, 0o755);
      const source = copySource(place.repository, work);
      compile(place, source, work);
      const built = join(work, 'built');
      keepResult(source, built);
      prove(place, built);
      rmSync(folder, { recursive: true, force: true });
      renameSync(built, folder);
    }),
  );
  return addon;
}

/**
 * @param {string} repository
 * @param {string} work
 */
function copySource(repository, work) {
  const source = join(work, 'better-sqlite3');
  for (const entry of ['binding.gyp', 'package.json', 'lib', 'src', 'deps']) {
    cpSync(join(repository, 'node_modules', 'better-sqlite3', entry), join(source, entry), { recursive: true });
  }
  const headers = join('node_modules', 'node-addon-api');
  cpSync(join(repository, headers), join(source, headers), { recursive: true });
  return source;
}

/**
 * @param {{repository: string, node: string, nodeHeaders: string | null}} place
 * @param {string} source
 * @param {string} work
 */
function compile({ repository, node, nodeHeaders }, source, work) {
  const nodeGyp = join(repository, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
  const headers = nodeHeaders ?? fetchHeaders(repository, node, work);
  const args = [nodeGyp, 'rebuild', '--release', '--force_build=1', `--nodedir=${headers}`];
  const env = {
    ...process.env,
    PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`,
    CXXFLAGS: NODE_API_FLAGS,
    JOBS: 'max',
  };
  runOrFail(node, args, { cwd: source, env });
}

/**
 * @param {string} repository
 * @param {string} node
 * @param {string} work
 */
function fetchHeaders(repository, node, work) {
  const version = runOrFail(node, ['--version']).trim().slice(1);
  const name = `node-${process.platform}-${process.arch}`;
  npm(['pack', `${name}@${version}`, '--pack-destination', work, '--silent'], { cwd: repository });
  runOrFail('tar', ['-xzf', join(work, `${name}-${version}.tgz`), '-C', work, 'package/include']);
  return join(work, 'package');
}

/**
 * @param {string} source
 * @param {string} built
 */
function keepResult(source, built) {
  mkdirSync(built, { recursive: true });
  copyFileSync(join(source, 'build', 'Release', 'better_sqlite3.node'), join(built, 'better_sqlite3.node'));
  copyFileSync(join(source, 'package.json'), join(built, 'package.json'));
  cpSync(join(source, 'lib'), join(built, 'lib'), { recursive: true });
}

/**
 * @param {{node: string, electronExecutable: string}} place
 * @param {string} built
 */
function prove({ node, electronExecutable }, built) {
  const proof = join(built, 'proof.cjs');
  const databases = join(built, 'databases');
  copyFileSync(PROOF, proof);
  mkdirSync(databases);
  chmodSync(databases, 0o777);
  const args = [proof, built, join(built, 'better_sqlite3.node'), databases];
  runOrFail(electronExecutable, args, { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } });
  runOrFail(node, args);
  rmSync(databases, { recursive: true });
}
