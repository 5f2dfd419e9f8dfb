import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The user without rights who runs Electron when this process is root. */
export interface SystemUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
}

/** What the set-up found or made on this machine (out/environment.json). */
export interface Environment {
  /** The program to start; as root a wrapper that starts Electron as `runAsUser` under its own process id. */
  readonly electronExecutable: string;
  /** Electron itself, for tools that only look at its files. */
  readonly electronBinary: string;
  readonly electronVersion: string;
  readonly official: boolean;
  /** The SQLite addon that this Electron can load; null when that is the prebuilt one inside its npm package. */
  readonly nativeBinding: string | null;
  readonly cache: string;
  readonly runAsUser: SystemUser | null;
}

/** The checkout's root folder. */
export const REPOSITORY: string = dirname(dirname(import.meta.dirname));

/** The folder of everything that is made and may be deleted at any time. */
export const OUT: string = join(REPOSITORY, 'out');

/**
 * Reads what the set-up wrote.
 * @throws when the set-up has not run yet: a developer's mistake, with the command that solves it.
 */
export function readEnvironment(): Environment {
  const file = join(OUT, 'environment.json');
  if (!existsSync(file)) throw new Error('The set-up has not run yet. Run: node build/setup/setup.mjs test');
  return JSON.parse(readFileSync(file, 'utf8')) as Environment;
}
