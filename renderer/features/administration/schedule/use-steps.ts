import type { OnthaalError } from '@onthaal/contract/result.ts';
import { useEffect, useRef, useState } from 'react';
import type { Step, Steps } from './steps-board.ts';

/** A step that was not done, and why. */
export interface FailedStep {
  readonly step: Step;
  readonly error: OnthaalError;
}

interface Progress {
  readonly phase: 'asking' | 'running' | 'ended';
  readonly done: readonly string[];
  readonly failed: readonly FailedStep[];
  /** Of the step that runs. */
  readonly within: number;
}

/** Does steps one after the other; what fails does not hold up the next. Stops when it is told to, or when it goes from the screen. */
export function useSteps({ kind, steps }: Steps) {
  const [progress, setProgress] = useState<Progress>({ phase: 'asking', done: [], failed: [], within: 0 });
  const isStopped = useRef(false);
  const isBegun = useRef(false);
  const begin = async () => {
    if (isBegun.current) return;
    isBegun.current = true;
    setProgress((known) => ({ ...known, phase: 'running' }));
    for (const step of steps) {
      if (isStopped.current) break;
      const result = await step.run((within) => setProgress((known) => ({ ...known, within })));
      setProgress((known) => ({
        ...known,
        within: 0,
        done: result.ok ? [...known.done, step.id] : known.done,
        failed: result.ok ? known.failed : [...known.failed, { step, error: result.error }],
      }));
    }
    setProgress((known) => ({ ...known, phase: 'ended' }));
  };
  const latest = useRef(begin);
  latest.current = begin;
  useEffect(() => {
    isStopped.current = false;
    if (kind === 'settle') void latest.current();
    return () => {
      isStopped.current = true;
    };
  }, [kind]);
  const isOver = (id: string) => progress.done.includes(id) || progress.failed.some(({ step }) => step.id === id);
  const sizeOf = (some: readonly Step[]) => some.reduce((sum, { size }) => sum + size, 0);
  return {
    ...progress,
    total: sizeOf(steps),
    value: sizeOf(steps.filter(({ id }) => isOver(id))) + progress.within,
    begin: () => void begin(),
    stop: () => {
      isStopped.current = true;
    },
  };
}
