import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The harmless text that every scanner takes for a virus (eicar.org); in pieces, so that no scanner takes this file for one. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!', '$H+H*'].join('');

/** A real ClamAV daemon that knows one virus. */
export interface TestClamd {
  /** For `content.virusScanner`. */
  readonly setting: string;
  readonly address: { readonly path: string };
  /** Resolves when it answers. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Stops it and removes its folder. */
  readonly remove: () => Promise<void>;
}

function programPath(): string {
  const path = ['/usr/sbin/clamd', '/usr/local/sbin/clamd', '/usr/bin/clamd'].find((file) => existsSync(file));
  if (path === undefined) throw new Error('clamd is not installed. On Debian: sudo apt-get install clamav-daemon');
  return path;
}

function settingsIn(folder: string, mostBytes: number): string {
  const settings = [
    `LocalSocket ${join(folder, 'clamd.sock')}`,
    `DatabaseDirectory ${join(folder, 'signatures')}`,
    `TemporaryDirectory ${folder}`,
    `StreamMaxLength ${mostBytes}`,
    'Foreground yes',
    'MaxThreads 2',
  ];
  return `${settings.join('\n')}\n`;
}

function accepts(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => socket.end('zPING\0'));
    socket.once('data', () => resolve(true));
    socket.once('error', () => resolve(false));
  });
}

/** Prepares a daemon in a folder of its own; it does not run yet. */
export function prepareClamd(mostBytes = 100 * 1024 * 1024): TestClamd {
  const program = programPath();
  const folder = mkdtempSync(join(tmpdir(), 'onthaal-clamd-'));
  const settings = join(folder, 'clamd.conf');
  const path = join(folder, 'clamd.sock');
  writeFileSync(settings, settingsIn(folder, mostBytes));
  const signatures = join(folder, 'signatures');
  mkdirSync(signatures);
  // Name, any kind of file, anywhere in it, bytes: the extended signature format of ClamAV.
  writeFileSync(join(signatures, 'onthaal.ndb'), `Onthaal.Test.Eicar:0:*:${Buffer.from(eicar).toString('hex')}\n`);
  let running: ReturnType<typeof spawn> | undefined;

  const stop = async (): Promise<void> => {
    const child = running;
    running = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
  const start = async (): Promise<void> => {
    const child = spawn(program, ['--config-file', settings], { stdio: ['ignore', 'pipe', 'pipe'] });
    running = child;
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk));
    while (!(await accepts(path))) {
      if (child.exitCode !== null) throw new Error(`clamd ended with ${child.exitCode}: ${said}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const remove = async (): Promise<void> => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { setting: `unix:${path}`, address: { path }, start, stop, remove };
}
