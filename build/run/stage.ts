import { createHash } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Environment, OUT, REPOSITORY, readEnvironment } from './environment.ts';
import { mirrorFile, mirrorFolder } from './mirror-folder.ts';

/** A built application that Electron can be started with. */
export interface StagedApplication {
  /** The folder to give to Electron: it holds package.json, out/app and resources. */
  readonly appPath: string;
  readonly executablePath: string;
  /** A folder for user data folders, writable for the user who runs Electron. */
  readonly userDataRoot: string;
  /** The SQLite addon's file, always an existing path that this Electron can load. */
  readonly nativeBinding: string;
}

/**
 * Puts the built application where the user who runs Electron can read it. For an ordinary user that is the checkout
 * itself; as root it is a mirror outside the checkout, which may lie in a folder that only root can enter. Cheap when
 * nothing changed. Build the application first.
 */
export function stageApplication(environment: Environment = readEnvironment()): StagedApplication {
  if (!existsSync(join(OUT, 'app'))) throw new Error('The application is not built yet: out/app is missing.');
  const addon = environment.nativeBinding ?? prebuiltAddon();
  if (!environment.runAsUser) {
    const userDataRoot = userDataRootIn(OUT);
    mkdirSync(userDataRoot, { recursive: true });
    return {
      appPath: REPOSITORY,
      executablePath: environment.electronExecutable,
      userDataRoot,
      nativeBinding: addon,
    };
  }
  // Root may have a private umask; another user has to read what is made here.
  const umask = process.umask(0o022);
  try {
    return stageForOtherUser(environment, addon);
  } finally {
    process.umask(umask);
  }
}

function stageForOtherUser(environment: Environment, addon: string): StagedApplication {
  const home = stagedHome(environment);
  const appPath = join(home, 'app');
  mirrorFolder(join(OUT, 'app'), join(appPath, 'out', 'app'));
  if (existsSync(join(REPOSITORY, 'resources')))
    mirrorFolder(join(REPOSITORY, 'resources'), join(appPath, 'resources'));
  mirrorManifest(appPath);
  const nativeBinding = join(home, 'better_sqlite3.node');
  mirrorFile(addon, nativeBinding);
  const userDataRoot = ownedFolder(userDataRootIn(home), environment);
  return { appPath, executablePath: environment.electronExecutable, userDataRoot, nativeBinding };
}

/**
 * Makes an empty folder below `userDataRoot` for one run of the application, owned by the user who runs Electron.
 * @param name a folder name, for example "desk-one"; what it held before is deleted
 * @returns its absolute path
 */
export function freshUserDataFolder(name: string, environment: Environment = readEnvironment()): string {
  const folder = join(userDataRootIn(environment.runAsUser ? stagedHome(environment) : OUT), name);
  rmSync(folder, { recursive: true, force: true });
  return ownedFolder(folder, environment);
}

/**
 * The variables for a process of Electron: those of this process without what npm and Node's own options add, the
 * place of the SQLite addon, and `additions`.
 */
export function electronVariables(
  staged: StagedApplication,
  additions: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    (pair): pair is [string, string] =>
      pair[1] !== undefined && !/^(npm_|NODE_OPTIONS$|ELECTRON_RUN_AS_NODE$|INIT_CWD$)/i.test(pair[0]),
  );
  return { ...Object.fromEntries(kept), ONTHAAL_SQLITE_BINDING: staged.nativeBinding, ...additions };
}

/**
 * Makes a folder that belongs to the user who runs Electron and that nobody else can enter. Stage the
 * application first: that makes the folders above it with the rights that this user needs.
 */
export function ownedFolder(folder: string, environment: Environment = readEnvironment()): string {
  mkdirSync(dirname(folder), { recursive: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const user = environment.runAsUser;
  if (user) chownSync(folder, user.uid, user.gid);
  return folder;
}

/** Workers of a test run start desks of the same name at the same time: each has folders of its own. */
function userDataRootIn(home: string): string {
  const worker = process.env.TEST_PARALLEL_INDEX;
  return join(home, worker === undefined ? 'user-data' : `user-data-${worker}`);
}

function stagedHome(environment: Environment): string {
  const checkout = createHash('sha256').update(REPOSITORY).digest('hex').slice(0, 12);
  return join(environment.cache, 'staged', checkout);
}

function mirrorManifest(appPath: string): void {
  const { name, productName, version, main } = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8'));
  const file = join(appPath, 'package.json');
  const text = `${JSON.stringify({ name, productName, version, main }, null, 2)}\n`;
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
}

function prebuiltAddon(): string {
  const name = `${process.platform}-${process.arch}.node`;
  return join(REPOSITORY, 'node_modules', 'better-sqlite3', 'prebuilds', name);
}
