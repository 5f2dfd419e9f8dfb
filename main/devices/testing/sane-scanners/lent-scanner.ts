import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { makeSaneScanners } from './sane-scanners.ts';

/** The one port of SANE's own service; the drivers cannot be told another. */
const PORT = 6566;
const BETWEEN_LOOKS_MILLISECONDS = 50;

/** A computer that lends its scanner (the test driver of SANE) to the network by SANE's own service, at an address of this test alone. */
export class LentScanner {
  /** As another computer calls it. */
  readonly name: string;
  readonly #place = makeSaneScanners();
  readonly #address: string;
  #service: ChildProcess | undefined;

  private constructor() {
    // Every address of this block is this computer: tests that run at one time do not meet.
    this.#address = `127.${1 + ((process.pid >> 16) & 0x7f)}.${(process.pid >> 8) & 0xff}.${process.pid & 0xff || 1}`;
    this.name = `net:${this.#address}:test:0`;
  }

  static async start(): Promise<LentScanner> {
    const lent = new LentScanner();
    const { SANE_CONFIG_DIR = '' } = lent.#place.environment;
    writeFileSync(path.join(SANE_CONFIG_DIR, 'saned.conf'), '127.0.0.0/8\n');
    await lent.switchOn();
    return lent;
  }

  async switchOn(): Promise<void> {
    const env = { ...process.env, ...this.#place.environment, PATH: `${process.env.PATH}:/usr/sbin` };
    this.#service = spawn('saned', ['-l', '-e', '-b', this.#address], { env, stdio: 'ignore' });
    const failed = once(this.#service, 'exit').then(() => {
      throw new Error('saned ended');
    });
    await Promise.race([this.#answers(), failed]);
    failed.catch(() => undefined);
  }

  /** As when the computer that lends it is switched off. */
  async switchOff(): Promise<void> {
    if (this.#service === undefined || this.#service.exitCode !== null) return;
    const ended = once(this.#service, 'exit');
    this.#service.kill('SIGKILL');
    await ended;
    this.#service = undefined;
  }

  async stop(): Promise<void> {
    await this.switchOff();
    this.#place.dispose();
  }

  async #answers(): Promise<void> {
    const isThere = (): Promise<boolean> =>
      new Promise((resolve) => {
        const line = connect(PORT, this.#address, () => resolve(true));
        line.once('error', () => resolve(false)).once('connect', () => line.destroy());
      });
    while (!(await isThere())) await wait(BETWEEN_LOOKS_MILLISECONDS);
  }
}

/** Has the programs of a desk reach scanners that other computers lend, besides its own. */
export function reachLentScanners({ environment }: Pick<ReturnType<typeof makeSaneScanners>, 'environment'>): void {
  writeFileSync(path.join(environment.SANE_CONFIG_DIR ?? '', 'dll.conf'), 'net\ntest\n');
}
