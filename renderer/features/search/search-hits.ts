import type { SearchHit, SearchResult } from '@onthaal/contract/store/rows.ts';

/** All hits in the order they are shown, through the groups. */
export function hitsOf(result: SearchResult | undefined): readonly SearchHit[] {
  return result?.groups.flatMap((group) => group.hits) ?? [];
}

/** The hit one step from `from`; it stops at the ends, because jumping around loses one's place. */
export function nextHit(
  hits: readonly SearchHit[],
  from: SearchHit | undefined,
  step: 'next' | 'previous' | 'first' | 'last',
): SearchHit | undefined {
  if (step === 'first') return hits[0];
  if (step === 'last') return hits.at(-1);
  const index = hits.findIndex((hit) => hit.kind === from?.kind && hit.id === from.id);
  const wanted = index + (step === 'next' ? 1 : -1);
  return hits[Math.max(0, Math.min(hits.length - 1, wanted))];
}

/** Number of hits of all groups, and whether some group has more than was counted. */
export function countHits(result: SearchResult): { readonly count: number; readonly more: boolean } {
  return {
    count: result.groups.reduce((sum, group) => sum + group.total, 0),
    more: result.groups.some((group) => group.more),
  };
}
