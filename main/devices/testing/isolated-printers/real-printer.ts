import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type FileHandle, mkdir, open, readdir, readFile, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';

export interface PrinterOptions {
  readonly name: string;
  /** A port of before, for a printer that comes back. */
  readonly port?: number;
  readonly formats?: readonly string[];
  /** What a job does instead of waiting for orders: a shell script that knows the printer's folder. */
  readonly script?: (folder: string) => string;
}

/** What a job does is told through a pipe, line by line: a report to the printer program, or its end. */
const jobScript = (folder: string): string => `#!/bin/sh
cp "$1" '${folder}/arrived/'"$(date +%s%N)"
echo >> '${folder}/begun'
while read -r line; do
  case "$line" in
    done) exit 0 ;;
    fail) exit 1 ;;
    *) echo "$line" >&2 ;;
  esac
done < '${folder}/orders'
exit 1
`;

/** A real IPP printer program whose paper, jams and speed are in the hands of a test. */
export class RealPrinter {
  readonly port: number;
  /** With `arrived/`, what came out. */
  readonly folder: string;
  readonly #process: ChildProcess;
  readonly #orders: FileHandle;

  private constructor(port: number, folder: string, process: ChildProcess, orders: FileHandle) {
    this.port = port;
    this.folder = folder;
    this.#process = process;
    this.#orders = orders;
  }

  static async start(base: string, inside: readonly string[], options: PrinterOptions): Promise<RealPrinter> {
    const port = options.port ?? (await freePort());
    const folder = join(base, `${port}-${Date.now()}`);
    await mkdir(join(folder, 'arrived'), { recursive: true });
    await mkdir(join(folder, 'spool'));
    await mkdir(join(folder, 'keys'));
    execFileSync('mkfifo', [join(folder, 'orders')]);
    const script = join(folder, 'job.sh');
    await writeFile(script, (options.script ?? jobScript)(folder), { mode: 0o755 });
    // Open for both: orders given before a job begins wait in the pipe, and the pipe closes with this process.
    const orders = await open(join(folder, 'orders'), 'r+');
    const formats = (options.formats ?? ['application/pdf', 'image/jpeg', 'image/pwg-raster']).join(',');
    const answers = [
      '-r',
      'off',
      '-p',
      String(port),
      '-n',
      'localhost',
      '-d',
      join(folder, 'spool'),
      '-K',
      join(folder, 'keys'),
    ];
    const looks = ['-k', '-f', formats, '-s', '20,10', '-2', '-l', 'Balie 1', '-c', script, options.name];
    const printer = spawn('nsenter', [...inside, 'ippeveprinter', ...answers, ...looks], { stdio: 'ignore' });
    await answering(port, printer);
    return new RealPrinter(port, folder, printer, orders);
  }

  /** Its address for IPP. */
  get uri(): string {
    return `ipp://127.0.0.1:${this.port}/ipp/print`;
  }

  get encryptedUri(): string {
    return `ipps://127.0.0.1:${this.port}/ipp/print`;
  }

  /** Tells the job that runs, or the next one: 'done', 'fail', or a report such as 'STATE: +media-empty-error'. */
  async order(...lines: readonly string[]): Promise<void> {
    await this.#orders.appendFile(lines.map((line) => `${line}\n`).join(''));
  }

  /** Fills its tray with so many sheets, also while it does nothing. */
  async setPaper(sheets: 0 | 5 | 250): Promise<void> {
    const photos = { size2: 'na_index-4x6_4x6in', type2: 'photographic-glossy', level2: '-2' };
    await this.#fill('media', {
      size1: 'iso_a4_210x297mm',
      type1: 'stationery',
      level1: String(sheets),
      ...photos,
    });
  }

  /** Percents of black ink. */
  async setInk(percents: number): Promise<void> {
    const inks = { supply0: '25', supply1: String(percents), supply2: '50', supply3: '33', supply4: '67' };
    await this.#fill('supplies', inks);
  }

  /** The pages that the printer program has for whoever plays the hardware. */
  async #fill(page: 'media' | 'supplies', fields: Readonly<Record<string, string>>): Promise<void> {
    const answer = await fetch(`http://127.0.0.1:${this.port}/${page}?${new URLSearchParams(fields)}`);
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`The printer program answers ${answer.status}`);
  }

  /** What came out on paper, oldest first. */
  async arrived(): Promise<readonly Buffer[]> {
    const folder = join(this.folder, 'arrived');
    const names = (await readdir(folder)).sort();
    return Promise.all(names.map((name) => readFile(join(folder, name))));
  }

  /** Stands still as a printer whose cable is pulled, until `resume`. */
  freeze(): void {
    this.#process.kill('SIGSTOP');
  }

  resume(): void {
    this.#process.kill('SIGCONT');
  }

  /** Gone without a word. */
  async kill(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      const ended = once(this.#process, 'exit');
      this.#process.kill('SIGKILL');
      await ended;
    }
    await this.#orders.close().catch(() => {});
  }
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Resolves when something takes calls on a port; throws when its program ended. */
export async function answering(port: number, printer: ChildProcess): Promise<void> {
  for (;;) {
    if (printer.exitCode !== null) throw new Error('The printer program does not start');
    const socket = connect(port, '127.0.0.1');
    const connected = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    socket.destroy();
    if (connected) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
