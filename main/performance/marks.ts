import { appendFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import type { MarkName } from '@onthaal/contract/ipc/channels.ts';
import type { Log } from '../logging/log.ts';

/** Moments of a start, on one clock for all processes: milliseconds since 1970, with fractions. */
export type AnyMarkName = MainMarkName | MarkName;

/** Measured in the main process; the rest comes from the renderer. */
export type MainMarkName =
  /** The operating system started the process (Chromium's own start included: not our code). */
  | 'processStarted'
  /** First line of our own code. */
  | 'mainStarted'
  /** Electron is ready (not our code since `mainStarted`, save what runs before it). */
  | 'electronReady'
  | 'windowCreated'
  | 'windowShown'
  /** Keyring, session and lock are there: what the page asked is answered. */
  | 'deskReady'
  | 'storeForked'
  | 'storeReady'
  /** The user's database is open. */
  | 'storeOpened';

export interface Marks {
  /** Keeps the moment; only the first one of each name counts. */
  mark(name: AnyMarkName, at?: number): void;
}

/**
 * Collects the marks and writes each to the log and, when asked, to a file for the benchmark (one JSON object per line:
 * `{ name, at, sinceProcessStart }`).
 */
export function createMarks(log: () => Log, file: string | undefined, processStartedAt: number): Marks {
  const seen = new Set<string>();
  let writing: Promise<unknown> = Promise.resolve();
  const mark: Marks['mark'] = (name, at = currentMoment()) => {
    if (seen.has(name)) return;
    seen.add(name);
    const sinceProcessStart = Math.round((at - processStartedAt) * 10) / 10;
    log().write('info', 'performance', name, { sinceProcessStart });
    if (file === undefined) return;
    const line = `${JSON.stringify({ name, at, sinceProcessStart })}\n`;
    writing = writing.then(() => appendFile(file, line)).catch(() => undefined);
  };
  mark('processStarted', processStartedAt);
  return { mark };
}

/** Now, in milliseconds since 1970 with fractions. */
export function currentMoment(): number {
  return performance.timeOrigin + performance.now();
}
