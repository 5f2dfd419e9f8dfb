import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { killChild, startChild, stopChild } from './child-process.ts';
import { REPOSITORY } from './environment.ts';

/** A running mid-office. */
export interface MidofficeProcess {
  /** For example http://127.0.0.1:41234 */
  readonly url: string;
  /** Settles when the process ends, for whatever reason, with its exit code (null: by a signal). */
  readonly ended: Promise<number | null>;
  /** Asks it to stop and waits until it has. */
  stop(): Promise<void>;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
}

export interface MidofficeOptions {
  /** Variables to add to those of this process, for example ONTHAAL_DATA. */
  readonly environment: Readonly<Record<string, string>>;
  /** Gets every line that the mid-office prints, except the one that says it is ready. */
  readonly onLine?: (line: string) => void;
  /** How long it may take to be ready; a first start fills the database. */
  readonly readyMilliseconds?: number;
}

const READY = 'ONTHAAL_MIDOFFICE_READY ';
const STOP_MILLISECONDS = 15_000;

/**
 * Reads a line of the mid-office's output.
 * @returns its address when the line says that it is ready, else null
 */
export function readReadyLine(line: string): string | null {
  if (!line.startsWith(READY)) return null;
  try {
    const { url } = JSON.parse(line.slice(READY.length)) as { url?: unknown };
    return typeof url === 'string' ? url : null;
  } catch {
    return null;
  }
}

/**
 * Starts the mid-office (on the Node that runs this) and waits until it answers.
 * @throws when it ends or stays silent before it is ready; the message holds the last lines it printed
 */
export async function startMidoffice(options: MidofficeOptions): Promise<MidofficeProcess> {
  const child = startChild({
    command: process.execPath,
    args: [join(REPOSITORY, 'midoffice', 'main.ts')],
    cwd: REPOSITORY,
    env: { ...process.env, ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const url = await waitUntilReady(child, options);
  return {
    url,
    ended,
    stop: async () => {
      await stopChild(child, STOP_MILLISECONDS);
    },
    kill: () => killChild(child),
  };
}

function waitUntilReady(child: ChildProcess, options: MidofficeOptions): Promise<string> {
  const limit = options.readyMilliseconds ?? 180_000;
  const recent: string[] = [];
  return new Promise((resolve, reject) => {
    const fail = (reason: string): void => {
      clearTimeout(timer);
      reject(new Error(`The mid-office ${reason}.\n${recent.join('\n')}`.trim()));
    };
    const timer = setTimeout(() => {
      void killChild(child);
      fail(`was not ready after ${limit / 1000} s`);
    }, limit);
    const listen = (line: string): void => {
      const url = readReadyLine(line);
      if (url !== null) {
        clearTimeout(timer);
        resolve(url);
        return;
      }
      recent.push(line);
      if (recent.length > 20) recent.shift();
      options.onLine?.(line);
    };
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', listen);
    }
    child.once('error', (error) => fail(`could not be started: ${error.message}`));
    // 'close' comes after the last line was read, 'exit' may come before it.
    child.once('close', (code) => fail(`stopped with code ${code} before it was ready`));
  });
}
