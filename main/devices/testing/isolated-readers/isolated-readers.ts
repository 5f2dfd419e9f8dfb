import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { JsonProcess } from './json-process.ts';

/** What a command in the isolated place printed, and how it ended. */
export interface CommandOutcome {
  readonly code: number;
  readonly output: string;
}

const DRIVER = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so';
const SETTINGS = '/run/virtual-reader/reader.conf';
/** The folder of pcscd's socket inside. */
const SOCKET_FOLDER = '/run/pcscd';
// Without the quick acknowledgement each command of the virtual reader waits 40 ms for one.
const prepare = (folder: string): string =>
  [
    'ip link set lo up',
    'ip route replace local 127.0.0.1 dev lo table local proto kernel scope host src 127.0.0.1 quickack 1',
    'mount -t tmpfs none /run',
    `mkdir ${SOCKET_FOLDER} /run/virtual-reader`,
    // Sockets are files: what lies in this folder is reached from outside too.
    `mount --bind '${folder}' ${SOCKET_FOLDER}`,
    `printf 'FRIENDLYNAME "Virtual PCD"\\nDEVICENAME /dev/null:0x8C7B\\nLIBPATH ${DRIVER}\\nCHANNELID 0x8C7B\\n' > ${SETTINGS}`,
    'echo ready',
    'exec cat',
  ].join(' && ');

/**
 * A network and a /run of its own, in which a real pcscd with two virtual readers can live and die without touching the
 * one of this computer. It ends with the process that made it.
 */
export class IsolatedReaders {
  readonly #holder: ChildProcess;
  readonly #folder: string;
  #service: ChildProcess | null = null;

  private constructor(holder: ChildProcess, folder: string) {
    this.#holder = holder;
    this.#folder = folder;
  }

  static async create(): Promise<IsolatedReaders> {
    const folder = mkdtempSync(join(tmpdir(), 'onthaal-readers-'));
    // The desk may run as another user.
    chmodSync(folder, 0o755);
    const holder = spawn('unshare', [...asWhom(), '--mount', '--net', 'sh', '-c', prepare(folder)]);
    const problems: string[] = [];
    holder.stderr.on('data', (part: Buffer) => problems.push(part.toString()));
    const ended = once(holder, 'exit').then(() => null);
    const line = await Promise.race([once(createInterface({ input: holder.stdout }), 'line'), ended]);
    if (line === null) {
      rmSync(folder, { recursive: true });
      throw new Error(`No isolated place for card readers: ${problems.join('')}`);
    }
    return new IsolatedReaders(holder, folder);
  }

  /** Where a program outside reaches pcscd: the value of PCSCLITE_CSOCK_NAME. */
  get socket(): string {
    return join(this.#folder, 'pcscd.comm');
  }

  /** Starts pcscd and waits until it takes questions. */
  async startService(): Promise<void> {
    // It logs much, and would stand still for ever when nobody reads that.
    const service = spawn('nsenter', [...this.#inside(), 'pcscd', '--foreground', '--config', SETTINGS], {
      stdio: 'ignore',
    });
    this.#service = service;
    const ended = once(service, 'exit').then(() => ({ code: 1, output: 'pcscd ended' }));
    // The socket is made last; once it is there it stays.
    const waiting = this.run('sh', ['-c', 'until [ -S /run/pcscd/pcscd.comm ]; do sleep 0.05; done']);
    const { code, output } = await Promise.race([waiting, ended]);
    if (code !== 0) throw new Error(`pcscd does not start: ${output}`);
  }

  /** Ends pcscd as a crash would. */
  async killService(): Promise<void> {
    if (this.#service === null || this.#service.exitCode !== null) return;
    const ended = once(this.#service, 'exit');
    this.#service.kill('SIGKILL');
    await ended;
    this.#service = null;
    await this.run('rm', ['-f', '/run/pcscd/pcscd.comm', '/run/pcscd/pcscd.pid']);
  }

  /** Runs a command inside and waits for its end. */
  run(command: string, args: readonly string[] = []): Promise<CommandOutcome> {
    return new Promise((resolve) => {
      execFile('nsenter', [...this.#inside(), command, ...args], (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
        resolve({ code, output: stdout + (error === null ? '' : stderr) });
      });
    });
  }

  /** Starts a program of Node inside that speaks in lines of JSON. */
  startProgram(file: string): JsonProcess {
    return new JsonProcess(spawn('nsenter', [...this.#inside(), process.execPath, '--expose-gc', file]));
  }

  async close(): Promise<void> {
    await this.killService();
    const ended = once(this.#holder, 'exit');
    this.#holder.stdin?.end();
    await ended;
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #inside(): readonly string[] {
    const whose = isRoot() ? [] : ['--user', '--preserve-credentials'];
    return ['--target', String(this.#holder.pid), ...whose, '--mount', '--net', '--'];
  }
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Whoever is not root is root of a place of their own. */
function asWhom(): readonly string[] {
  return isRoot() ? [] : ['--user', '--map-root-user'];
}
