import type { Result } from '@onthaal/contract/result.ts';

/** Something that is done after a row was written, by itself and after the one before. */
export interface Step {
  readonly id: string;
  /** Which appointment or appointments it is about. */
  readonly title: string;
  /** For how many it counts in the progress. */
  readonly size: number;
  /** Does it; tells how far it is of its size. Undefined when it was stopped on the way: what it told last was done. */
  readonly run: (onProgress: (done: number) => void, isStopped: () => boolean) => Promise<Result<unknown> | undefined>;
}

/** `settle` begins by itself; `back` asks first, because the citizens were told already. */
export interface Steps {
  readonly kind: 'settle' | 'back';
  readonly steps: readonly Step[];
}

interface Shown extends Steps {
  readonly key: number;
  /** Hears which steps were done. */
  readonly onEnd: (done: readonly string[]) => void;
}

/** The first is shown, the others wait for its end: an undo in a notice can be pressed while steps of another save are done. */
let queue: readonly Shown[] = [];
let nextKey = 1;
const listeners = new Set<() => void>();

function change(next: readonly Shown[]): void {
  queue = next;
  for (const listener of listeners) listener();
}

/**
 * Shows steps in a dialog, on whatever screen somebody is then, after those that are shown already, and gives the ids of those that were done.
 * Never answers when the member logs out first.
 */
export function showSteps(steps: Steps): Promise<readonly string[]> {
  if (steps.steps.length === 0) return Promise.resolve([]);
  return new Promise((resolve) => {
    const key = nextKey;
    nextKey += 1;
    const onEnd = (done: readonly string[]) => {
      if (!queue.some((one) => one.key === key)) return;
      change(queue.filter((one) => one.key !== key));
      resolve(done);
    };
    change([...queue, { ...steps, key, onEnd }]);
  });
}

/**
 * Takes the dialog away, with those that wait: at log-out nothing of the last citizens may stay in view. Who waits for their end hears nothing
 * any more: what would be said then, with an undo, is not for whoever logs in next.
 */
export function clearSteps(): void {
  change([]);
}

export const stepsNow = (): Shown | undefined => queue[0];
export const subscribeSteps = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
