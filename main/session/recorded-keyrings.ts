import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { kioskKeyFile } from './kiosk/kiosk-files.ts';
import { backendOf } from './secret-box.ts';
import { filesIn, usersFolder } from './user-files.ts';

/** What Chromium calls on its command line what safeStorage calls a back-end. */
const PASSWORD_STORES: ReadonlyMap<string, string> = new Map([
  ['gnome_libsecret', 'gnome-libsecret'],
  ['kwallet', 'kwallet'],
  ['kwallet5', 'kwallet5'],
  ['kwallet6', 'kwallet6'],
]);

/**
 * Names of the keyrings that sealed the keys on this computer, each once; nothing is unsealed for it. Synchronous, because
 * Chromium must be told before it is ready; the files are a few hundred bytes, one for each user.
 */
export function recordedKeyrings(userDataFolder: string): readonly string[] {
  const found = new Set<string>();
  const users = usersFolder(userDataFolder);
  const keys = folderNames(users).map((name) => filesIn(path.join(users, name)).key);
  for (const file of [...keys, kioskKeyFile(userDataFolder)]) {
    const backend = backendOf(readText(file));
    if (backend !== undefined) found.add(backend);
  }
  return [...found];
}

/**
 * The keyring that Chromium should use on Linux, in its own words: what the administrator says, else the one that keeps the keys
 * already, so that another desktop environment does not lock the data out.
 *
 * @returns undefined when Chromium may choose by itself
 */
export function passwordStoreFor(chosen: string | undefined, recorded: readonly string[]): string | undefined {
  if (chosen !== undefined) return chosen;
  const [only, second] = recorded;
  return only === undefined || second !== undefined ? undefined : PASSWORD_STORES.get(only);
}

function folderNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
