import { cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Arch, build, type Configuration, Platform } from 'electron-builder';
import { buildWhenChanged } from '../run/application.ts';
import { type Environment, OUT, REPOSITORY, readEnvironment } from '../run/environment.ts';

/** A packed application in a folder of its own. */
export interface UnpackedApplication {
  readonly folder: string;
  readonly executable: string;
  /** Packed with the binary of the Electron project; false: for tests only. */
  readonly official: boolean;
}

export interface PackageOptions {
  /** A bundle to pack; default `out/app`, bundled first when a source changed. */
  readonly bundle?: string;
  readonly outFolder?: string;
}

const NOTICE = `ONLY FOR TESTS: DO NOT RELEASE, DO NOT INSTALL AT A DESK

This application was packed with the tests' own Electron, because the official one could not be downloaded on the
machine that made it. That Electron is old, comes from a third party, and gets no security updates. A release is packed
with the official Electron that package.json names: run "npm run package" where it can be downloaded.
`;

/**
 * Packs the desktop application for this kind of Linux, with every fuse set and the code in an archive. Where the official
 * Electron is missing it uses a copy of the tests' one, and the result says in its name and in a file that it is for tests.
 *
 * @throws Error when the bundle is incomplete or a fuse is not as decided
 */
export async function packageApplication(options: PackageOptions = {}): Promise<UnpackedApplication> {
  const environment = readEnvironment();
  const outFolder = options.outFolder ?? join(OUT, 'package');
  if (options.bundle === undefined) await buildWhenChanged({ quiet: true });
  const bundle = options.bundle ?? join(OUT, 'app');
  const workFolder = join(outFolder, 'work');
  await rm(workFolder, { recursive: true, force: true });
  await mkdir(workFolder, { recursive: true });
  try {
    const configuration = environment.official
      ? officialConfiguration(environment, bundle)
      : await testConfiguration(environment, bundle, workFolder);
    await build({
      projectDir: REPOSITORY,
      targets: Platform.LINUX.createTarget('dir', process.arch === 'arm64' ? Arch.arm64 : Arch.x64),
      publish: 'never',
      config: {
        extends: join(REPOSITORY, 'electron-builder.yml'),
        ...configuration,
        directories: { ...configuration.directories, output: join(workFolder, 'made') },
      },
    });
    return await putInPlace(join(workFolder, 'made'), outFolder, environment.official);
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
}

/** Where a packed application is, once packed. */
export function unpackedApplication(official: boolean, outFolder: string = join(OUT, 'package')): UnpackedApplication {
  const folder = join(outFolder, official ? 'onthaal-linux-unpacked' : 'onthaal-linux-unpacked-test');
  return { folder, executable: join(folder, 'onthaal'), official };
}

function officialConfiguration(environment: Environment, bundle: string): Configuration {
  return {
    electronVersion: environment.electronVersion,
    electronDist: dirname(environment.electronBinary),
    directories: { app: bundle },
  };
}

/** A copy of the tests' Electron without its launcher, and of the bundle with the SQLite addon that this Electron can load. */
async function testConfiguration(environment: Environment, bundle: string, workFolder: string): Promise<Configuration> {
  const electron = join(workFolder, 'electron');
  await cp(dirname(environment.electronBinary), electron, { recursive: true });
  await rm(join(electron, 'resources', 'app'), { recursive: true, force: true });
  const app = join(workFolder, 'app');
  await cp(bundle, app, { recursive: true });
  if (environment.nativeBinding !== null) {
    const prebuilds = join(app, 'node_modules', 'better-sqlite3', 'prebuilds');
    await cp(environment.nativeBinding, join(prebuilds, `linux-${process.arch}.node`));
  }
  return { electronVersion: environment.electronVersion, electronDist: electron, directories: { app } };
}

async function putInPlace(made: string, outFolder: string, official: boolean): Promise<UnpackedApplication> {
  const [unpacked] = (await readdir(made)).filter((name) => name.endsWith('unpacked'));
  if (unpacked === undefined) throw new Error('electron-builder made no unpacked application');
  const place = unpackedApplication(official, outFolder);
  const { folder } = place;
  await rm(folder, { recursive: true, force: true });
  await rename(join(made, unpacked), folder);
  if (!official) await writeFile(join(folder, 'NOT-FOR-RELEASE.txt'), NOTICE);
  return place;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { folder, official } = await packageApplication();
  console.log(`[package] ${folder}`);
  if (!official) console.log('[package] packed with the tests’ Electron: only for tests, never for a release');
}
