import type { SearchHit, SearchResult } from '@onthaal/contract/store/rows.ts';
import { describe, expect, it } from 'vitest';
import { countHits, hitsOf, nextHit } from './search-hits.ts';

const hit = (kind: SearchHit['kind'], id: string): SearchHit => ({
  kind,
  id,
  title: id,
  subtitle: '',
  titleRanges: [],
  subtitleRanges: [],
  exact: false,
  opens: undefined,
});
const result: SearchResult = {
  text: 'x',
  groups: [
    { kind: 'person', total: 40, more: false, hits: [hit('person', '1'), hit('person', '2')] },
    { kind: 'dossier', total: 1000, more: true, hits: [hit('dossier', '1')] },
  ],
  exactHit: undefined,
  corrections: [],
};

describe('search hits', () => {
  const hits = hitsOf(result);
  it('are one row of hits through the groups, also when ids repeat', () => {
    expect(nextHit(hits, hits[1], 'next')).toBe(hits[2]);
    expect(nextHit(hits, hits[2], 'previous')).toBe(hits[1]);
  });
  it('stop at the ends', () => {
    expect(nextHit(hits, hits[2], 'next')).toBe(hits[2]);
    expect(nextHit(hits, hits[0], 'previous')).toBe(hits[0]);
    expect(nextHit(hits, hits[1], 'first')).toBe(hits[0]);
    expect(nextHit(hits, hits[1], 'last')).toBe(hits[2]);
    expect(nextHit([], undefined, 'next')).toBeUndefined();
  });
  it('are counted over all groups', () => {
    expect(countHits(result)).toEqual({ count: 1040, more: true });
  });
});
