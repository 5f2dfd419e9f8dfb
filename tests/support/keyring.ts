import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { readEnvironment } from '../../build/run/environment.ts';
import { ownedFolder } from '../../build/run/stage.ts';
import { stagedApplication } from './desk.ts';
import { noteRunning } from './running.ts';

/** A login session of its own: a message bus, and on it the keyring of GNOME when it is there. */
export interface KeyringSession {
  /** Starts Electron inside the session: for `DeskOptions.executablePath`. */
  readonly executablePath: string;
  /** What Electron needs when it is started without the program above. */
  readonly environment: Readonly<Record<string, string>>;
  /** Starts the keyring and unlocks it, as logging in to the computer does. */
  unlockKeyring(): Promise<void>;
  /** Starts the keyring without its password: it is there and locked, and nobody sits there to type it. */
  startLockedKeyring(): Promise<void>;
  /** Ends the keyring, as a session that has none. */
  stopKeyring(): Promise<void>;
  close(): Promise<void>;
}

const PASSWORD = 'een wachtwoord van de computer';
const START_MILLISECONDS = 10_000;

/** Starts a session whose keyring file lives in a folder of its own below the user data root. */
export async function startKeyringSession(name: string): Promise<KeyringSession> {
  const home = ownedFolder(path.join(stagedApplication().userDataRoot, `${name}-home`));
  const variables = {
    HOME: home,
    XDG_DATA_HOME: path.join(home, `data-${process.pid}`),
    XDG_RUNTIME_DIR: ownedFolder(path.join(home, 'run')),
    XDG_CACHE_HOME: path.join(home, 'cache'),
  };
  const bus = startAsUser(
    ['dbus-daemon', `--config-file=${writeBusRules(home)}`, '--nofork', '--print-address'],
    variables,
  );
  const address = await firstLine(bus);
  const environment = { ...variables, DBUS_SESSION_BUS_ADDRESS: address };
  let keyring: ChildProcess | undefined;
  const stopKeyring = async (): Promise<void> => {
    await end(keyring);
    keyring = undefined;
  };
  const startKeyring = async (words: readonly string[], password: string): Promise<void> => {
    await stopKeyring();
    keyring = startAsUser(['gnome-keyring-daemon', ...words, '--foreground', '--components=secrets'], environment);
    keyring.stdin?.end(password);
    await untilOnBus('org.freedesktop.secrets', environment);
  };
  const close = async (): Promise<void> => {
    await stopKeyring();
    await end(bus);
  };
  const forget = noteRunning({ name: `session ${name}`, processId: bus.pid, close });
  return {
    environment,
    executablePath: writeProgram(home, environment),
    stopKeyring,
    unlockKeyring: () => startKeyring(['--unlock'], PASSWORD),
    startLockedKeyring: () => startKeyring(['--start'], ''),
    close: async () => {
      forget();
      await close();
    },
  };
}

/** The words that make a command run as the user who runs Electron; none for an ordinary user. */
function asUser(): readonly string[] {
  const user = readEnvironment().runAsUser;
  return user === null ? [] : ['setpriv', `--reuid=${user.uid}`, `--regid=${user.gid}`, '--init-groups', '--'];
}

function startAsUser(words: readonly string[], variables: Readonly<Record<string, string>>): ChildProcess {
  const [command = '', ...args] = [...asUser(), ...words];
  return spawn(command, args, {
    cwd: '/',
    env: { PATH: process.env.PATH ?? '', ...variables },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('No output to read');
  const lines = createInterface(child.stdout);
  const [line] = (await once(lines, 'line', { signal: AbortSignal.timeout(START_MILLISECONDS) })) as [string];
  return line;
}

async function untilOnBus(name: string, variables: Readonly<Record<string, string>>): Promise<void> {
  const wait = startAsUser(['gdbus', 'wait', '--session', '--timeout=10', name], variables);
  const [code] = (await once(wait, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${name} did not come on the bus`);
}

/** A bus that starts nothing by itself: else it would start a locked keyring for whoever asks for one. */
function writeBusRules(home: string): string {
  const file = path.join(home, 'bus.conf');
  const rules = '<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>';
  const parts = `<type>session</type><listen>unix:tmpdir=/tmp</listen><policy context="default">${rules}</policy>`;
  writeFileSync(file, `<!DOCTYPE busconfig><busconfig>${parts}</busconfig>\n`);
  chmodSync(file, 0o644);
  return file;
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** The program of the set-up leaves the bus of whoever starts it; this one enters the session's. */
function writeProgram(home: string, environment: Readonly<Record<string, string>>): string {
  const { electronBinary, electronExecutable, runAsUser } = readEnvironment();
  if (runAsUser === null) return electronExecutable;
  const file = path.join(home, 'electron-in-session');
  const variables = Object.entries({ ...environment, USER: runAsUser.name, LOGNAME: runAsUser.name });
  const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
  const settings = variables.map(([key, value]) => `${key}=${quote(value)}`).join(' ');
  mkdirSync(home, { recursive: true });
  writeFileSync(
    file,
    `#!/bin/sh\ncd ${quote(home)} || exit 1\nexec ${asUser().join(' ')} env ${settings} ${quote(electronBinary)} "$@"\n`,
  );
  chmodSync(file, 0o755);
  return file;
}
