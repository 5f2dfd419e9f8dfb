import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { answering, freePort } from './real-printer.ts';

const settingsOf = (port: number): string => `
Listen 127.0.0.1:${port}
DefaultAuthType None
WebInterface No
Browsing No
<Location />
  Order allow,deny
  Allow from 127.0.0.1
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
`;

const placesOf = (folder: string): string => `
ServerRoot ${folder}/settings
RequestRoot ${folder}/spool
TempDir ${folder}/temporary
CacheDir ${folder}/cache
StateDir ${folder}/state
ServerKeychain ${folder}/keys
AccessLog ${folder}/access.log
ErrorLog ${folder}/error.log
PageLog ${folder}/page.log
`;

interface QueueOptions {
  readonly location?: string;
  readonly model?: 'raw' | 'everywhere';
}

/** A real CUPS with a folder and a port of its own, beside the one that this computer may have. */
export class RealCups {
  readonly port: number;
  readonly #folder: string;
  readonly #process: ChildProcess;

  private constructor(port: number, folder: string, process: ChildProcess) {
    this.port = port;
    this.#folder = folder;
    this.#process = process;
  }

  static async start(): Promise<RealCups> {
    const port = await freePort();
    const folder = await mkdtemp(join(tmpdir(), 'onthaal-cups-'));
    // Its backends run as another user.
    await chmod(folder, 0o755);
    for (const name of ['settings', 'spool', 'temporary', 'cache', 'state', 'keys']) await mkdir(join(folder, name));
    await writeFile(join(folder, 'cupsd.conf'), settingsOf(port));
    await writeFile(join(folder, 'cups-files.conf'), placesOf(folder));
    const files = ['-c', join(folder, 'cupsd.conf'), '-s', join(folder, 'cups-files.conf')];
    const cups = spawn('cupsd', ['-f', ...files], { stdio: 'ignore' });
    await answering(port, cups);
    return new RealCups(port, folder, cups);
  }

  /** As a print server is written down. */
  get server(): string {
    return `127.0.0.1:${this.port}`;
  }

  /**
   * Makes a queue for a printer, which gets what is sent as it is; an "everywhere" queue asks the printer what it can. Answers its
   * address.
   */
  async addQueue(name: string, printer: string, options: QueueOptions = {}): Promise<string> {
    const { location = '', model = 'raw' } = options;
    await this.#administer('lpadmin', ['-p', name, '-E', '-v', printer, '-m', model, '-L', location]);
    return `ipp://${this.server}/printers/${name}`;
  }

  async removeQueue(name: string): Promise<void> {
    await this.#administer('lpadmin', ['-x', name]);
  }

  /** A queue that stands still keeps what it gets; one that rejects takes nothing. */
  async stopQueue(name: string, way: 'cupsdisable' | 'cupsreject'): Promise<void> {
    await this.#administer(way, [name]);
  }

  async #administer(program: string, words: readonly string[]): Promise<void> {
    await promisify(execFile)(program, ['-h', this.server, ...words]);
  }

  async close(): Promise<void> {
    if (this.#process.exitCode !== null) return;
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    await ended;
    await rm(this.#folder, { recursive: true, force: true });
  }
}
