/** After so many wrong attempts the session ends. */
export const MOST_ATTEMPTS = 10;

/** Seconds that must pass after the n-th wrong attempt; the last one goes on for all that follow. */
const PAUSES: ReadonlyMap<number, number> = new Map([
  [5, 30],
  [6, 60],
  [7, 120],
  [8, 300],
  [9, 600],
]);
const LONGEST_PAUSE = 900;

/** How long nobody may try after so many wrong attempts in a row, in milliseconds. */
export function pauseAfter(wrong: number): number {
  const seconds = wrong >= MOST_ATTEMPTS ? LONGEST_PAUSE : (PAUSES.get(wrong) ?? 0);
  return seconds * 1000;
}

/**
 * What is left of the pause. A clock that was set back does not make it longer than it ever was.
 *
 * @param lastWrongAt and `now`: milliseconds since 1970
 */
export function pauseLeft(wrong: number, lastWrongAt: number, now: number): number {
  const pause = pauseAfter(wrong);
  return Math.max(0, Math.min(pause, lastWrongAt + pause - now));
}
