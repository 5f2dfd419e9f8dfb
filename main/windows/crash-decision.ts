/** After this long without a crash the next one is a new story. */
const CALM_MILLISECONDS = 5 * 60_000;

/**
 * What happens after a renderer ended: reload once, then the static recovery page.
 *
 * @param lastCrash moment of the crash before this one, milliseconds
 * @param now the moment of this one
 */
export function afterCrash(lastCrash: number | undefined, now: number): 'reload' | 'recoveryPage' {
  return lastCrash !== undefined && now - lastCrash < CALM_MILLISECONDS ? 'recoveryPage' : 'reload';
}
