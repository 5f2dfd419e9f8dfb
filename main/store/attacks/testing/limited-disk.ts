import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { BroadcastChannel } from 'node:worker_threads';
import { ATTACK_ORDERS, type AttackOrder } from './child-protocol.ts';

/** Only root may mount a disk of its own. */
export const canMount: boolean = process.platform === 'linux' && process.getuid?.() === 0;

/**
 * A disk that can be full: a real one of a few megabytes in memory, or, for those who may not mount one, SQLite's own limit in
 * the writer of the open store, which answers the same error.
 */
export class LimitedDisk {
  readonly folder: string;
  readonly isReal = canMount;
  readonly #orders = new BroadcastChannel(ATTACK_ORDERS);

  /** @param parent an existing folder; the disk is a folder in it */
  constructor(parent: string, name: string, megabytes: number) {
    this.folder = join(parent, name);
    mkdirSync(this.folder);
    if (canMount) execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', this.folder]);
  }

  /** From now on nothing more fits. */
  fill(): void {
    if (canMount) fillFile(join(this.folder, 'filler'));
    else this.#order('full');
  }

  /** Makes room again. */
  empty(): void {
    if (canMount) rmSync(join(this.folder, 'filler'), { force: true });
    else this.#order('roomy');
  }

  /** Nothing can be written; only while no file on it is open for writing. Needs a real disk. */
  makeReadOnly(isReadOnly: boolean): void {
    execFileSync('mount', ['-o', `remount,${isReadOnly ? 'ro' : 'rw'}`, this.folder]);
  }

  remove(): void {
    this.#orders.close();
    if (canMount) execFileSync('umount', ['-l', this.folder]);
  }

  #order(order: AttackOrder): void {
    this.#orders.postMessage(order);
  }
}

function fillFile(file: string): void {
  const filler = openSync(file, 'a');
  try {
    for (const bytes of [65_536, 4_096, 512, 1]) fillWith(filler, bytes);
  } finally {
    closeSync(filler);
  }
}

function fillWith(filler: number, bytes: number): void {
  try {
    for (;;) writeSync(filler, Buffer.alloc(bytes));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}
