import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { notesOfBoth } from './index.ts';

const letters = fc.string({ unit: fc.constantFrom(...'abc \n'), maxLength: 20 });

describe('a notepad that was written at two computers', () => {
  it.each([
    ['only here', 'x', 'x mine', 'x', 'x mine'],
    ['only there', 'x', 'x', 'x theirs', 'x theirs'],
    ['at two places', 'begin middle end', 'Begin middle end', 'begin middle end.', 'Begin middle end.'],
    ['both behind it', 'x', 'x\nmine', 'x\ntheirs', 'x\ntheirs\nmine'],
    ['both from nothing', '', 'mine', 'theirs', 'theirs\nmine'],
    ['typed on while both came together', 'x\nmine', 'x\nmine, more', 'x\ntheirs\nmine', 'x\ntheirs\nmine, more'],
  ])('%s', (_name, base, mine, theirs, both) => expect(notesOfBoth(base, mine, theirs)).toBe(both));

  it('loses nothing that was added at either, and leaves alone what nobody changed', () => {
    fc.assert(
      fc.property(letters, letters, letters, fc.nat(20), fc.nat(20), (base, here, there, place, other) => {
        const put = (text: string, at: number) => base.slice(0, at) + text + base.slice(at);
        const mine = put(`<${here}>`, Math.min(place, base.length));
        const theirs = put(`[${there}]`, Math.min(other, base.length));
        const both = notesOfBoth(base, mine, theirs);
        expect(both).toContain(`<${here}>`);
        expect(both).toContain(`[${there}]`);
        expect(notesOfBoth(base, mine, base)).toBe(mine);
        expect(notesOfBoth(base, base, theirs)).toBe(theirs);
      }),
    );
  });
});
