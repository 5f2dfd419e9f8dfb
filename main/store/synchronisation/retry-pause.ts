/** For so long after the line broke a desk notices within about a second that it is back. */
const QUICK_PERIOD = 180_000;
const QUICK_PAUSE = 1_000;
const MISSED_PAUSE = 700;
const LONGEST_PAUSE = 10_000;
const LONGEST_MISSED_PAUSE = 3_000;
/** A thousand desks that were away for long must not ask for everything in the same second. */
const LONGEST_SPREAD = 5_000;
const SPREAD_PART = 60;

export interface Absence {
  /** Milliseconds since the stream was open. */
  readonly awayFor: number;
  /** Work waits, or requests are answered: somebody would notice. */
  readonly isMissed: boolean;
  /** Refusals in a row by a mid-office that does answer: it wants to be left in peace. */
  readonly refusals: number;
}

/**
 * Milliseconds until the next try to open the stream of pokes. A try costs a connection that fails at once, or the very
 * request that is needed, so it serves as the probe whether the mid-office is back: short pauses at first, longer ones the
 * longer it is away.
 *
 * @param chance between 0 and 1: desks that lost the line together must not come back together
 */
export function retryPause({ awayFor, isMissed, refusals }: Absence, chance: number): number {
  const quick = isMissed ? MISSED_PAUSE : QUICK_PAUSE;
  const longest = isMissed ? LONGEST_MISSED_PAUSE : LONGEST_PAUSE;
  const grown = quick * Math.max(1, awayFor / QUICK_PERIOD);
  const asked = refusals === 0 ? 0 : Math.min(LONGEST_PAUSE, MISSED_PAUSE * 2 ** refusals);
  return Math.max(asked, Math.min(longest, grown)) * (0.7 + 0.6 * chance);
}

/**
 * Milliseconds to wait, once the stream is open again, before everything is pulled: nothing to speak of after a short break,
 * up to 5 s after a long one.
 */
export function catchUpPause(awayFor: number, chance: number): number {
  return Math.min(LONGEST_SPREAD, awayFor / SPREAD_PART) * chance;
}
