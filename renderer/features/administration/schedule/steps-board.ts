import type { Result } from '@onthaal/contract/result.ts';

/** Something that is done after a row was written, by itself and after the one before. */
export interface Step {
  readonly id: string;
  /** Which appointment or appointments it is about. */
  readonly title: string;
  /** For how many it counts in the progress. */
  readonly size: number;
  /** Does it; tells how far it is of its size. */
  readonly run: (onProgress: (done: number) => void) => Promise<Result<unknown>>;
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

let shown: Shown | undefined;
let nextKey = 1;
const listeners = new Set<() => void>();

function change(next: Shown | undefined): void {
  shown = next;
  for (const listener of listeners) listener();
}

/** Shows steps in a dialog, on whatever screen somebody is then, and gives the ids of those that were done. */
export function showSteps(steps: Steps): Promise<readonly string[]> {
  if (steps.steps.length === 0) return Promise.resolve([]);
  shown?.onEnd([]);
  return new Promise((resolve) => {
    const key = nextKey;
    nextKey += 1;
    const onEnd = (done: readonly string[]) => {
      if (shown?.key === key) change(undefined);
      resolve(done);
    };
    change({ ...steps, key, onEnd });
  });
}

/** Takes the dialog away: at log-out nothing of the last citizens may stay in view. */
export function clearSteps(): void {
  shown?.onEnd([]);
}

export const stepsNow = (): Shown | undefined => shown;
export const subscribeSteps = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
