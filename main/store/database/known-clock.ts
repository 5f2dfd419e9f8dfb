import type { DatabaseFile } from '../storage/index.ts';
import { clockOffset, currentTime, type KnownClock } from './clock.ts';
import { readSetting, writeSetting } from './own-tables.ts';

const CLOCK = 'clock';

/** What this file remembers of the centre's clock; undefined before the first contact. */
export function readKnownClock(file: DatabaseFile): KnownClock | undefined {
  const text = readSetting(file, CLOCK);
  return text === undefined ? undefined : (JSON.parse(text) as KnownClock);
}

/** Remembers the centre's clock for a start without a line. */
export function keepClock(file: DatabaseFile): void {
  writeSetting(file, CLOCK, JSON.stringify({ offset: clockOffset(), seen: currentTime() } satisfies KnownClock));
}
