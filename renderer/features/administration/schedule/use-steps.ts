import { useEffect, useRef, useState } from 'react';
import { countsOf, nothingDone, runSteps } from './run-steps.ts';
import type { Steps } from './steps-board.ts';

/** Does steps one after the other. Stops when it is told to, or when it goes from the screen. */
export function useSteps({ kind, steps }: Steps) {
  const [phase, setPhase] = useState<'asking' | 'running' | 'ended'>('asking');
  const [progress, setProgress] = useState(nothingDone);
  const isStopped = useRef(false);
  const isBegun = useRef(false);
  const begin = async () => {
    if (isBegun.current) return;
    isBegun.current = true;
    setPhase('running');
    await runSteps(steps, () => isStopped.current, setProgress);
    setPhase('ended');
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
  return {
    ...progress,
    ...countsOf(steps, progress),
    phase,
    begin: () => void begin(),
    stop: () => {
      isStopped.current = true;
    },
  };
}
