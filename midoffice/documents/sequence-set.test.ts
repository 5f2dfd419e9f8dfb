import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SequenceSet } from './sequence-set.ts';

describe('SequenceSet', () => {
  it('holds exactly what was added', () => {
    const sequence = fc.oneof(fc.nat(40), fc.nat(3_000_000));
    fc.assert(
      fc.property(fc.array(sequence), fc.array(sequence), (added, asked) => {
        const set = new SequenceSet();
        for (const one of added) set.add(one);
        for (const one of [...added, ...asked]) expect(set.has(one)).toBe(added.includes(one));
      }),
      { numRuns: 50 },
    );
  });

  it('forgets what is too high to remember', () => {
    const set = new SequenceSet();
    set.add(2 ** 40);
    expect(set.has(2 ** 40)).toBe(false);
  });
});
