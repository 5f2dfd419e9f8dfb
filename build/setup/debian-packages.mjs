import { existsSync, readdirSync } from 'node:fs';
import { findOnPath, isRoot, run } from './processes.mjs';
import { announce, SetupProblem, say } from './progress.mjs';

/**
 * A package under the names it has in Debian and its relatives, newest name first. `present` replaces the question
 * to dpkg where a file says it better.
 * @typedef {{names: readonly string[], present?: () => boolean}} SystemPackage
 */

/** @type {readonly SystemPackage[]} Libraries that any Electron needs, and the tools that start it sandboxed. */
const ELECTRON_PACKAGES = [
  { names: ['libnss3'] },
  { names: ['libgtk-3-0t64', 'libgtk-3-0'] },
  { names: ['libasound2t64', 'libasound2'] },
  { names: ['libgbm1'] },
  { names: ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'] },
  { names: ['libcups2t64', 'libcups2'] },
  { names: ['libxss1'] },
  { names: ['libdrm2'] },
  { names: ['fonts-dejavu-core'] },
  { names: ['util-linux'] },
  { names: ['unzip'] },
];

/** @type {readonly SystemPackage[]} */
const DISPLAY_PACKAGES = [{ names: ['xvfb'] }, { names: ['xauth'] }];

/** @type {readonly SystemPackage[]} */
const COMPILER_PACKAGES = [
  { names: ['python3'], present: () => findOnPath('python3') !== null },
  { names: ['make'], present: () => findOnPath('make') !== null },
  { names: ['g++'], present: () => findOnPath('g++') !== null },
];

/** @type {readonly SystemPackage[]} */
const DATABASE_PACKAGES = [{ names: ['postgresql'], present: hasPostgresqlServer }];

/** @type {readonly SystemPackage[]} A real keyring, on a message bus of its own, and what asks it. */
const KEYRING_PACKAGES = [
  { names: ['dbus'] },
  { names: ['gnome-keyring'] },
  { names: ['libglib2.0-bin'] },
  { names: ['libsecret-1-0'] },
];

/** @type {readonly SystemPackage[]} Records what a program writes, for the tests that cut the power. */
const RECORDER_PACKAGES = [{ names: ['strace'], present: () => findOnPath('strace') !== null }];

/** @type {readonly SystemPackage[]} Looks for viruses in documents; its official signatures are not needed. */
const SCANNER_PACKAGES = [{ names: ['clamav-daemon'] }];

/** @type {readonly SystemPackage[]} A certificate authority's responder, asked whether a card's certificate is revoked. */
const RESPONDER_PACKAGES = [{ names: ['openssl'], present: () => findOnPath('openssl') !== null }];

/**
 * @type {readonly SystemPackage[]} The service for card readers, a virtual reader, and other people's programs that read
 * an eID: they must agree with ours. The tests run the service in a place of its own.
 */
const CARD_PACKAGES = [
  { names: ['pcscd'] },
  { names: ['vsmartcard-vpcd'] },
  { names: ['opensc'] },
  { names: ['pcsc-tools'] },
  { names: ['iproute2'] },
];

/**
 * @type {readonly SystemPackage[]} A real printer program with the announcing service that it insists on, and queues before it. The tests
 * run all of them in a place of their own.
 */
const PRINTER_PACKAGES = [
  { names: ['cups-ipp-utils'] },
  { names: ['avahi-daemon'] },
  { names: ['cups-daemon'] },
  { names: ['cups-client'] },
];
/** @type {readonly SystemPackage[]} The program that speaks to scanners, with a scanner that is none, for the tests. */
const PAPER_SCANNER_PACKAGES = [{ names: ['sane-utils'], present: () => findOnPath('scanimage') !== null }];

/** @type {readonly SystemPackage[]} Prints test pages, and looks in our PDFs for their text. */
const PDF_PACKAGES = [{ names: ['poppler-utils'] }];

/** @type {readonly SystemPackage[]} The typeface of passports, for those that the tests draw. */
const TRAVEL_DOCUMENT_PACKAGES = [{ names: ['fonts-ocr-b'] }];

/** @type {readonly SystemPackage[]} A real IMAP server, for mail that comes back. The tests run it in a folder of their own. */
const MAILBOX_PACKAGES = [{ names: ['dovecot-imapd'] }];

/** @type {readonly SystemPackage[]} */
const TEST_PACKAGES = [
  ...DATABASE_PACKAGES,
  ...KEYRING_PACKAGES,
  ...RECORDER_PACKAGES,
  ...SCANNER_PACKAGES,
  ...RESPONDER_PACKAGES,
  ...CARD_PACKAGES,
  ...PRINTER_PACKAGES,
  ...PAPER_SCANNER_PACKAGES,
  ...PDF_PACKAGES,
  ...TRAVEL_DOCUMENT_PACKAGES,
  ...MAILBOX_PACKAGES,
];

/** With these a service of this computer would listen on the network: the virtual reader's own settings, and the starters of Dovecot. */
const LISTENING_FILES = [
  '/etc/reader.conf.d/vpcd',
  '/etc/init.d/dovecot',
  '/lib/systemd/system/dovecot.*',
  '/usr/lib/systemd/system/dovecot.*',
];

/**
 * @typedef {object} Purpose
 * @property {'start' | 'test'} task
 * @property {boolean} hasDisplay whether windows can be shown without a virtual display
 * @property {boolean} compiles whether the SQLite addon still has to be built
 */

/**
 * @param {Purpose} purpose
 * @returns {readonly SystemPackage[]} what this purpose needs from Debian
 */
export function packagesFor({ task, hasDisplay, compiles }) {
  return [
    ...ELECTRON_PACKAGES,
    ...(task === 'start' && hasDisplay ? [] : DISPLAY_PACKAGES),
    ...(compiles ? COMPILER_PACKAGES : []),
    ...(task === 'test' ? TEST_PACKAGES : []),
  ];
}

/**
 * @param {string} dpkgAnswer lines "name<TAB>status", as dpkg-query -W -f '${Package}\t${db:Status-Status}\n' prints
 * @returns {Set<string>} the names that are installed
 */
export function installedNames(dpkgAnswer) {
  const lines = dpkgAnswer.split('\n').map((line) => line.split('\t'));
  return new Set(lines.filter(([, status]) => status === 'installed').map(([name]) => name ?? ''));
}

/**
 * @param {readonly SystemPackage[]} wanted
 * @param {Set<string>} installed
 * @returns {readonly SystemPackage[]}
 */
export function missingPackages(wanted, installed) {
  return wanted.filter((one) => !(one.present ? one.present() : one.names.some((name) => installed.has(name))));
}

/**
 * Installs what is missing from Debian (or a relative), or prints the command that does.
 * @param {Purpose} purpose
 * @returns {Promise<void>}
 */
export async function ensureDebianPackages(purpose) {
  if (process.platform !== 'linux') return;
  if (!findOnPath('dpkg-query') || !findOnPath('apt-get')) {
    say('This Linux does not use apt-get: install the libraries of Electron yourself if its window does not open.');
    return;
  }
  const missing = findMissing(purpose);
  if (missing.length === 0) return;
  const prefix = privilegedPrefix();
  if (!prefix) {
    throw new SetupProblem(
      `Debian packages are missing and this user may not install them. Run:\n  ${manualCommand(missing)}\nthen try again.`,
    );
  }
  await announce(`Installing from Debian: ${missing.map(lastName).join(' ')}`, () => install(prefix, missing));
  const left = findMissing(purpose);
  if (left.length > 0) throw new SetupProblem(`Some packages are still missing. Run:\n  ${manualCommand(left)}`);
}

/** @param {Purpose} purpose */
function findMissing(purpose) {
  const wanted = packagesFor(purpose);
  const names = wanted.filter((one) => !one.present).flatMap((one) => one.names);
  const answer = run('dpkg-query', ['-W', '-f', `\${Package}\\t\${db:Status-Status}\\n`, ...names], { quiet: true });
  return missingPackages(wanted, installedNames(answer.stdout));
}

/** @param {SystemPackage} one */
function lastName(one) {
  return one.names.at(-1) ?? '';
}

/** @param {readonly SystemPackage[]} missing */
function manualCommand(missing) {
  return `sudo apt-get install --no-install-recommends ${missing.map(availableName).join(' ')}`;
}

/**
 * Newer releases renamed libraries (64-bit time), and the old name is not always accepted any more.
 * @param {SystemPackage} one
 */
function availableName(one) {
  if (one.names.length === 1) return lastName(one);
  const known = one.names.find((name) => run('apt-cache', ['show', '--no-all-versions', name], { quiet: true }).ok);
  return known ?? lastName(one);
}

/** @returns {readonly string[] | null} the words that give a command all rights; null when that needs a password */
function privilegedPrefix() {
  if (isRoot()) return [];
  if (findOnPath('sudo') && run('sudo', ['-n', 'true'], { quiet: true }).ok) return ['sudo', '-n'];
  return null;
}

/**
 * @param {readonly string[]} prefix
 * @param {readonly SystemPackage[]} missing
 */
function install(prefix, missing) {
  aptGet(prefix, ['update']);
  const names = missing.map(availableName);
  if (!names.includes('postgresql')) return aptGet(prefix, ['install', '-y', '--no-install-recommends', ...names]);
  return withoutDefaultCluster(prefix, () => aptGet(prefix, ['install', '-y', '--no-install-recommends', ...names]));
}

/**
 * @param {readonly string[]} prefix
 * @param {readonly string[]} words
 */
function privileged(prefix, words) {
  const [command = '', ...args] = [...prefix, ...words];
  return run(command, args, { quiet: true });
}

/**
 * @param {readonly string[]} prefix
 * @param {readonly string[]} args
 */
function aptGet(prefix, args) {
  const excluded = LISTENING_FILES.flatMap((path) => ['-o', `Dpkg::Options::=--path-exclude=${path}`]);
  const options = ['-qq', '-o', 'DPkg::Lock::Timeout=120', ...excluded];
  const outcome = privileged(prefix, ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...options, ...args]);
  if (!outcome.ok) throw new SetupProblem(`apt-get ${args.join(' ')} failed:\n${outcome.stderr.trim()}`);
}

/**
 * Debian starts a database cluster on every PostgreSQL installation; the tests start their own server in a folder of
 * their own, and a developer's machine should not gain a listening service by running them.
 * @param {readonly string[]} prefix
 * @param {() => void} step
 */
function withoutDefaultCluster(prefix, step) {
  const folder = '/etc/postgresql-common/createcluster.d';
  const file = `${folder}/onthaal-set-up.conf`;
  privileged(prefix, ['sh', '-c', `mkdir -p ${folder} && echo 'create_main_cluster = false' > ${file}`]);
  try {
    step();
  } finally {
    privileged(prefix, ['rm', '-f', file]);
  }
}

/** @returns {boolean} whether PostgreSQL's server binaries are there, of whatever version */
function hasPostgresqlServer() {
  const home = '/usr/lib/postgresql';
  return existsSync(home) && readdirSync(home).some((version) => existsSync(`${home}/${version}/bin/postgres`));
}
