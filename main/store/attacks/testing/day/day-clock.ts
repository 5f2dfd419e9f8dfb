import { closeSync, openSync, writeSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Temporal } from 'temporal-polyfill';
import type { Launcher } from '../../../../files/testing/power-loss/tracer.ts';

const preload = pathToFileURL(fileURLToPath(new URL('./moved-clock.ts', import.meta.url))).href;

/** As in `moved-clock`. */
const SLOWED = 60;

/**
 * The clock of all processes of a replayed day: it begins at eight in the morning, and minutes pass when the script says so; what the computer needs
 * meanwhile counts for a sixtieth.
 */
export class DayClock {
  readonly #descriptor: number;
  readonly #environment: Readonly<Record<string, string>>;
  #offset: number;

  constructor(file: string) {
    this.#descriptor = openSync(file, 'w');
    this.#environment = { ONTHAAL_TEST_CLOCK_FILE: file, NODE_OPTIONS: `--import=${preload}` };
    const now = Temporal.Now.zonedDateTimeISO('Europe/Brussels');
    const morning = now.with({ hour: 8, minute: 1, second: 0, millisecond: 0 });
    this.#offset = morning.epochMilliseconds - now.epochMilliseconds / SLOWED;
    this.#write();
  }

  /** Variables of a process that follows this clock. */
  get environment(): Readonly<Record<string, string>> {
    return this.#environment;
  }

  /** Starts a process that follows this clock. */
  get launcher(): Launcher {
    return { path: '/usr/bin/env', args: Object.entries(this.#environment).map(([name, value]) => `${name}=${value}`) };
  }

  pass(minutes: number): void {
    this.#offset += minutes * 60_000;
    this.#write();
  }

  /** Now, by this clock. */
  now(): Date {
    return new Date(Date.now() / SLOWED + this.#offset);
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #write(): void {
    const buffer = Buffer.alloc(8);
    buffer.writeDoubleLE(this.#offset);
    writeSync(this.#descriptor, buffer, 0, 8, 0);
  }
}
