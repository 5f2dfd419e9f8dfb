const FIRST_DELAY_MILLISECONDS = 500;
const LONGEST_DELAY_MILLISECONDS = 8000;
const MOST_RESTARTS = 5;
const WINDOW_MILLISECONDS = 5 * 60_000;

export type RestartDecision =
  | { readonly kind: 'restart'; readonly afterMilliseconds: number }
  | { readonly kind: 'giveUp' };

/**
 * Whether and when a process that ended is started again: after 0.5, 1, 2, 4 and 8 seconds, at most five times in five
 * minutes. Older restarts are forgotten.
 *
 * @param earlierRestarts moments of earlier restarts, milliseconds, in any order
 * @param now the moment of the end
 */
export function decideRestart(earlierRestarts: readonly number[], now: number): RestartDecision {
  const recent = recentRestarts(earlierRestarts, now).length;
  if (recent >= MOST_RESTARTS) return { kind: 'giveUp' };
  return {
    kind: 'restart',
    afterMilliseconds: Math.min(LONGEST_DELAY_MILLISECONDS, FIRST_DELAY_MILLISECONDS * 2 ** recent),
  };
}

/** The restarts that still count. */
export function recentRestarts(restarts: readonly number[], now: number): readonly number[] {
  return restarts.filter((moment) => now - moment < WINDOW_MILLISECONDS);
}
