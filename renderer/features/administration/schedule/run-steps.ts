import type { OnthaalError } from '@onthaal/contract/result.ts';
import type { Step } from './steps-board.ts';

/** A step that was not done, and why. */
export interface FailedStep {
  readonly step: Step;
  readonly error: OnthaalError;
}

/** How far steps are. */
interface StepsProgress {
  readonly done: readonly string[];
  readonly failed: readonly FailedStep[];
  /** So much of the size of the step that runs, or was stopped on the way. */
  readonly within: number;
}

export const nothingDone: StepsProgress = { done: [], failed: [], within: 0 };

/** Does steps one after the other; what fails does not hold up the next. Ends before the next step, or within one, when it is stopped. */
export async function runSteps(
  steps: readonly Step[],
  isStopped: () => boolean,
  onProgress: (progress: StepsProgress) => void,
): Promise<void> {
  let progress = nothingDone;
  const tell = (next: Partial<StepsProgress>) => {
    progress = { ...progress, ...next };
    onProgress(progress);
  };
  for (const step of steps) {
    if (isStopped()) return;
    const result = await step.run((within) => tell({ within }), isStopped);
    if (result === undefined) return;
    if (result.ok) tell({ within: 0, done: [...progress.done, step.id] });
    else tell({ within: 0, failed: [...progress.failed, { step, error: result.error }] });
  }
}

const sizeOf = (steps: readonly Step[]) => steps.reduce((sum, { size }) => sum + size, 0);

/** How much was looked after, done and left of steps, counted in what they are about. */
export function countsOf(steps: readonly Step[], { done, failed, within }: StepsProgress) {
  const total = sizeOf(steps);
  const finished = sizeOf(steps.filter(({ id }) => done.includes(id))) + within;
  const value = finished + sizeOf(failed.map(({ step }) => step));
  // A group may have grown since it was counted: a step that was stopped is left, however much of it was done.
  const left = Math.max(total - value, steps.length - done.length - failed.length);
  return { total, value, finished, left };
}
