import { setTimeout as delay } from 'node:timers/promises';

/** Something that must not outlive the test that started it. */
export interface Running {
  readonly name: string;
  readonly processId: number | undefined;
  /** Ends it in its own orderly way. */
  readonly close: () => Promise<void>;
}

const CLOSE_MILLISECONDS = 15_000;
const running = new Map<number, Running>();
let next = 0;

/**
 * Notes something that was started.
 *
 * @returns the function that says it has ended
 */
export function noteRunning(started: Running): () => void {
  const key = next;
  next += 1;
  running.set(key, started);
  return () => void running.delete(key);
}

/**
 * Ends whatever still runs, the newest first: asked to close, and killed by its process id when it does not.
 *
 * @returns the names of what had to be killed
 */
export async function closeEverything(): Promise<readonly string[]> {
  const killed: string[] = [];
  for (const [key, { name, processId, close }] of [...running].reverse()) {
    running.delete(key);
    const timeUp = new AbortController();
    const late = delay(CLOSE_MILLISECONDS, 'late', { signal: timeUp.signal }).catch(() => 'closed');
    const outcome = await Promise.race([
      close().then(
        () => 'closed',
        () => 'late',
      ),
      late,
    ]);
    timeUp.abort();
    if (outcome === 'closed') continue;
    killed.push(name);
    kill(processId);
  }
  return killed;
}

function kill(processId: number | undefined): void {
  if (processId === undefined) return;
  try {
    process.kill(processId, 'SIGKILL');
  } catch {
    // Gone already.
  }
}
