import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeId } from './identity.ts';
import { createRandom } from './random.ts';

const moment = '2026-11-23T09:00:00.000Z';

describe('the id of a record', () => {
  it('is another one in each stream, also when two streams draw the same numbers at the same moment', () => {
    const index = fc.integer({ min: 0, max: 10_000_000 });
    const twoOfOneLabel = fc.tuple(index, index).filter(([one, other]) => one !== other);
    fc.assert(
      fc.property(twoOfOneLabel, fc.nat(), ([one, other], seed) => {
        const drawn = createRandom(seed, 'household', one);
        const again = createRandom(seed, 'household', one);
        const stranger = { ...again, stream: createRandom(seed, 'household', other).stream };
        expect(makeId(stranger, moment)).not.toBe(makeId(drawn, moment));
      }),
    );
  });

  it('is the same for the same stream', () => {
    expect(makeId(createRandom(7, 'dossier', 3), moment)).toBe(makeId(createRandom(7, 'dossier', 3), moment));
  });
});
