/**
 * Request header with the feed that a desk follows: `<mark>.<scope>`. The mark names the stretch of the centre's history since its last
 * start, the scope what this member may receive. When either is another one now, the mid-office answers 409 FEED_CHANGED, so
 * that nothing is pulled or pushed on beliefs that no longer hold; the desk asks `feedState`, which is answered without this header.
 */
export const feedHeader = 'onthaal-feed';

/** The value of the header. */
export function feedName(mark: string, scopeId: string): string {
  return `${mark}.${scopeId}`;
}
