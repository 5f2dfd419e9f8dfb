import { useEffect, useRef, useState } from 'react';
import { type Silence, silenceAfter } from './hall-steps.ts';

const touches = ['pointerdown', 'keydown'] as const;

/**
 * Begins anew when nobody has touched the screen for a while; says how many seconds are left before it does.
 *
 * @param quiet seconds before the count-down; undefined: nobody is busy, and nothing is counted
 */
export function useSilence(quiet: number | undefined, onOver: () => void): number | undefined {
  const [silence, setSilence] = useState<Silence>({ isOver: false });
  const over = useRef(onOver);
  useEffect(() => {
    over.current = onOver;
  });
  useEffect(() => {
    setSilence({ isOver: false });
    if (quiet === undefined) return undefined;
    let touchedAt = performance.now();
    const look = (): void => {
      const next = silenceAfter((performance.now() - touchedAt) / 1000, quiet);
      if (next.isOver) over.current();
      else setSilence((known) => (known.seconds === next.seconds ? known : next));
    };
    const touched = (): void => {
      touchedAt = performance.now();
      look();
    };
    for (const touch of touches) window.addEventListener(touch, touched, true);
    const timer = setInterval(look, 500);
    return () => {
      clearInterval(timer);
      for (const touch of touches) window.removeEventListener(touch, touched, true);
    };
  }, [quiet]);
  return silence.seconds;
}
