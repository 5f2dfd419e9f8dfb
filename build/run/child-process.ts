import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

const children = new Set<ChildProcess>();

// A child outlives a parent that dies of a bug, and would keep its port or its display.
process.on('exit', () => {
  for (const child of children) signal(child, 'SIGKILL');
});

export interface ChildOptions {
  readonly command: string;
  readonly args: readonly string[];
  /** The child's whole environment. */
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** As in node:child_process; `inherit` for all three when left out. */
  readonly stdio?: readonly ('ignore' | 'inherit' | 'pipe')[];
}

/**
 * Starts a child that Ctrl+C in the terminal does not reach (it has its own process group), so that the parent decides
 * the order in which children stop. It is killed at the latest when the parent exits.
 */
export function startChild(options: ChildOptions): ChildProcess {
  const child = spawn(options.command, [...options.args], {
    cwd: options.cwd,
    env: options.env,
    stdio: options.stdio ? [...options.stdio] : 'inherit',
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  children.add(child);
  child.once('exit', () => children.delete(child));
  child.once('error', () => children.delete(child));
  return child;
}

/**
 * Asks a child to stop, waits, and ends it with its own children when it does not.
 * @param graceMilliseconds how long the child may take
 * @returns the exit code; null when it was ended by a signal
 */
export async function stopChild(child: ChildProcess, graceMilliseconds = 10_000): Promise<number | null> {
  if (hasEnded(child)) return child.exitCode;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => signal(child, 'SIGKILL'), graceMilliseconds);
  await ended;
  clearTimeout(timer);
  return child.exitCode;
}

/** Ends a child and everything it started at once, as a power cut would. */
export async function killChild(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  signal(child, 'SIGKILL');
  await ended;
}

/**
 * Passes Ctrl+C on to every child and its own children, as the terminal would, and waits until they are gone.
 * @param graceMilliseconds after which the exit of this process ends what is left
 */
export async function interruptChildren(graceMilliseconds = 5_000): Promise<void> {
  const endings = [...children].filter((child) => !hasEnded(child)).map((child) => once(child, 'exit'));
  for (const child of children) signal(child, 'SIGINT');
  const timeUp = new AbortController();
  const waiting = delay(graceMilliseconds, undefined, { signal: timeUp.signal }).catch(() => {});
  await Promise.race([Promise.all(endings), waiting]);
  timeUp.abort();
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(name);
    else process.kill(-child.pid, name);
  } catch {
    // Gone already: what was wanted.
  }
}
