import { openSync, readSync } from 'node:fs';
import { ServerResponse } from 'node:http';

/**
 * Loaded before a program: its clock is a sixtieth of the computer's and what stands in the file of ONTHAAL_TEST_CLOCK_FILE, milliseconds
 * as one double. Whoever writes the file moves the clock of all programs of a test at once, and a busy computer adds next to nothing.
 */
const file = openSync(process.env.ONTHAAL_TEST_CLOCK_FILE ?? '', 'r');
const buffer = Buffer.alloc(8);
const RealDate = Date;

class MovedDate extends RealDate {
  constructor(...parts: readonly unknown[]) {
    if (parts.length === 0) super(MovedDate.now());
    else super(...(parts as [number]));
  }

  static override now(): number {
    readSync(file, buffer, 0, 8, 0);
    return Math.round(RealDate.now() / 60 + buffer.readDoubleLE());
  }
}

globalThis.Date = MovedDate as DateConstructor;
// Node writes the Date of its answers by the computer's own clock, which this does not move; a desk would set itself by it. Without one
// it goes by its own clock, which is right here: that of everybody.
Object.defineProperty(ServerResponse.prototype, 'sendDate', { get: () => false, set: () => undefined });
