import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { readText, writeWhenChanged } from './fingerprint.mjs';
import { run, runOrFail } from './processes.mjs';
import { announce, SetupProblem, say } from './progress.mjs';

const USER = 'onthaal';

/** @typedef {{name: string, uid: number, gid: number, home: string}} SystemUser */

/**
 * @param {string} name
 * @param {string} passwd the text of /etc/passwd
 * @returns {SystemUser | null}
 */
export function findUser(name, passwd) {
  const fields = passwd
    .split('\n')
    .map((line) => line.split(':'))
    .find(([login]) => login === name);
  if (!fields) return null;
  const [, , uid, gid, , home] = fields;
  return { name, uid: Number(uid), gid: Number(gid), home: home ?? '/' };
}

/**
 * Chromium refuses its sandbox to root, and Onthaal never runs without it: as root, Electron runs as a user without
 * any rights.
 * @returns {Promise<SystemUser>}
 */
export async function ensureElectronUser() {
  const known = findUser(USER, readText('/etc/passwd') ?? '');
  if (known) return known;
  await announce(`Creating the system user "${USER}", who runs Electron because root may not`, () => {
    runOrFail('useradd', ['--create-home', '--shell', '/usr/sbin/nologin', USER]);
  });
  const created = findUser(USER, readText('/etc/passwd') ?? '');
  if (!created) throw new SetupProblem(`The user "${USER}" could not be created.`);
  return created;
}

/**
 * Writes a program that starts Electron as another user and keeps its own process id, so that whoever starts it can
 * talk to it and stop it as if it were Electron itself.
 * @param {{cache: string, executable: string, user: SystemUser}} options
 * @returns {string} the program
 */
export function ensureWrapper({ cache, executable, user }) {
  const wrapper = join(cache, 'electron-as-user');
  const changed = writeWhenChanged(wrapper, wrapperText(executable, user), 0o755);
  if (changed) chmodSync(wrapper, 0o755);
  if (changed) checkReadable(executable, user);
  return wrapper;
}

/**
 * @param {string} executable
 * @param {SystemUser} user
 * @returns {string} the text of a shell script
 */
export function wrapperText(executable, user) {
  return [
    '#!/bin/sh',
    '# Written by the set-up. The folder is left because the new user may not read it; give absolute paths.',
    `cd ${shellQuote(user.home)} || exit 1`,
    'unset XDG_RUNTIME_DIR XDG_CONFIG_HOME XDG_CACHE_HOME XDG_DATA_HOME DBUS_SESSION_BUS_ADDRESS TMPDIR',
    `exec setpriv --reuid=${user.uid} --regid=${user.gid} --init-groups -- \\`,
    `  env HOME=${shellQuote(user.home)} USER=${user.name} LOGNAME=${user.name} ${shellQuote(executable)} "$@"`,
    '',
  ].join('\n');
}

/** @param {string} text */
function shellQuote(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/**
 * @param {string} executable
 * @param {SystemUser} user
 */
function checkReadable(executable, user) {
  const asUser = ['--reuid', String(user.uid), '--regid', String(user.gid), '--clear-groups', '--'];
  if (!run('setpriv', [...asUser, 'test', '-x', executable], { quiet: true }).ok) {
    throw new SetupProblem(`${executable} cannot be read by the user "${user.name}"; choose another ONTHAAL_CACHE.`);
  }
  if (!run('setpriv', [...asUser, 'unshare', '--user', 'true'], { quiet: true }).ok) {
    say('This system forbids user namespaces to ordinary users: the sandbox of Electron will refuse to start.');
  }
}
