import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldWithOrigin } from './fold-text.ts';
import { deleteVariants, foldText, highlightRanges, tokenise, tokeniseWithRanges, withinOneEdit } from './index.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: fc.constantFrom(..."aeéèëïóœæßĲĳŒØłÀ\u0301\u0308’'` -.İΣς½1"), maxLength: 20 }),
);
const word = fc.string({ unit: fc.constantFrom(...'abcdeé'), minLength: 0, maxLength: 7 });

/** The textbook table: optimal string alignment distance. */
function editDistance(a: string, b: string): number {
  const [s, t] = [Array.from(a), Array.from(b)];
  const table = Array.from({ length: s.length + 1 }, (_, i) =>
    Array.from({ length: t.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const cell = (i: number, j: number) => table[i]?.[j] ?? 0;
  for (let i = 1; i <= s.length; i += 1) {
    for (let j = 1; j <= t.length; j += 1) {
      let best = Math.min(cell(i - 1, j) + 1, cell(i, j - 1) + 1, cell(i - 1, j - 1) + (s[i - 1] === t[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && s[i - 1] === t[j - 2] && s[i - 2] === t[j - 1])
        best = Math.min(best, cell(i - 2, j - 2) + 1);
      (table[i] ?? [])[j] = best;
    }
  }
  return cell(s.length, t.length);
}

describe('foldText', () => {
  it.each([
    ['Hélène Çelik', 'helene celik'],
    ['D’Hondt', 'dhondt'],
    ["'s-Gravenwezel", 's-gravenwezel'],
    ['Ĳzer', 'ijzer'],
    ['Van Dĳck', 'van dijck'],
    ['Œuvre Æneas Straße', 'oeuvre aeneas strasse'],
    ['SØREN ŁUKASZ', 'soren lukasz'],
    ['İstanbul', 'istanbul'],
    ['e\u0301', 'e'],
    ['ﬁets', 'fiets'],
    ['ŒIL', 'oeil'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['', ''],
  ])('%s becomes %s', (text, folded) => expect(foldText(text)).toBe(folded));

  it('is idempotent and ignores case, composition and apostrophes', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const folded = foldText(text);
        expect(foldText(folded)).toBe(folded);
        expect(foldText(text.normalize('NFC'))).toBe(foldText(text.normalize('NFD')));
        expect(foldText(`${text}'`)).toBe(folded);
      }),
      { numRuns: 500 },
    );
  });

  it('agrees with the folding that remembers origins, whose ranges lie in the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { folded, starts, ends } = foldWithOrigin(text);
        expect(folded).toBe(foldText(text));
        expect(starts).toHaveLength(folded.length);
        for (let unit = 0; unit < folded.length; unit += 1) {
          const [start = -1, end = -1] = [starts[unit], ends[unit]];
          expect(start).toBeGreaterThanOrEqual(starts[unit - 1] ?? 0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('tokenise', () => {
  it('splits on everything that is no letter or digit', () => {
    expect(tokenise("  O'Brien-Peeters, Kerkstraat 12/b (2640) ")).toEqual([
      'obrien',
      'peeters',
      'kerkstraat',
      '12',
      'b',
      '2640',
    ]);
    expect(tokenise('...')).toEqual([]);
  });

  it('tells where each word stands', () => {
    expect(tokeniseWithRanges('De  hélène!')).toEqual([
      { text: 'de', start: 0, end: 2 },
      { text: 'helene', start: 4, end: 10 },
    ]);
    fc.assert(
      fc.property(anyText, (text) => {
        expect(tokeniseWithRanges(text).map((token) => token.text)).toEqual(tokenise(text));
      }),
    );
  });
});

describe('forgiving search', () => {
  it.each([
    ['janssens', 'jansens', true],
    ['janssens', 'jansesns', true],
    ['janssens', 'janssenz', true],
    ['janssens', 'janssen', true],
    ['janssens', 'jansen', false],
    ['ab', 'ba', true],
    ['abcd', 'badc', false],
    ['', 'a', true],
    ['', 'ab', false],
    ['😀a', '😃a', true],
  ])('%s and %s: %s', (a, b, expected) => expect(withinOneEdit(a, b)).toBe(expected));

  it('agrees with the textbook distance', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(withinOneEdit(a, b)).toBe(editDistance(a, b) <= 1);
        expect(withinOneEdit(a, b)).toBe(withinOneEdit(b, a));
      }),
      { numRuns: 2000 },
    );
  });

  it('two words within one error share a variant', () => {
    const edit = fc.tuple(fc.nat(), fc.constantFrom('drop', 'add', 'change', 'swap'), fc.constantFrom(...'xyz'));
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'abcde😀'), minLength: 4, maxLength: 9 }),
        edit,
        (token, [place, kind, letter]) => {
          const letters = Array.from(token);
          const at = place % letters.length;
          if (kind === 'drop') letters.splice(at, 1);
          if (kind === 'add') letters.splice(at, 0, letter);
          if (kind === 'change') letters[at] = letter;
          if (kind === 'swap')
            letters.splice(
              Math.min(at, letters.length - 2),
              2,
              ...letters
                .slice(Math.min(at, letters.length - 2))
                .slice(0, 2)
                .reverse(),
            );
          const typed = letters.join('');
          expect(withinOneEdit(token, typed)).toBe(true);
          const variants = new Set(deleteVariants(token));
          expect(deleteVariants(typed).some((variant) => variants.has(variant))).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('has no variants for short tokens and no doubles', () => {
    expect(deleteVariants('jan')).toEqual(['jan']);
    expect([...deleteVariants('anna')].sort()).toEqual(['ana', 'ann', 'anna', 'nna']);
    expect(deleteVariants('')).toEqual(['']);
  });
});

describe('highlightRanges', () => {
  const marked = (text: string, tokens: readonly string[]) =>
    highlightRanges(text, tokens).map((range) => text.slice(range.start, range.end));

  it.each<[string, readonly string[], readonly string[]]>([
    ['Hélène Janssens', ['helen', 'jans'], ['Hélèn', 'Jans']],
    ['He\u0301le\u0300ne', ['helene'], ['He\u0301le\u0300ne']],
    ['He\u0301le\u0300ne', ['hele'], ['He\u0301le\u0300']],
    ['½ brood', ['1', '2'], ['½']],
    ['D’Hondt', ['dhondt'], ['D’Hondt']],
    ['Cœur', ['coe'], ['Cœ']],
    ['Cœur', ['co'], ['Cœ']],
    ['Janssens', ['jansens'], ['Janssens']],
    ['Jan Jansen', ['jan', 'jansen'], ['Jan', 'Jansen']],
    ['Ĳzerstraat', ['ij'], ['Ĳ']],
    ['😀 Peeters', ['PEET'], ['Peet']],
    ['Kerkstraat 12', ['Kerkstraat 12'], ['Kerkstraat', '12']],
    ['Dorpsplein', ['plein'], []],
    ['Peeters', [], []],
    ['Peeters', ['', '--'], []],
  ])('%s with %j', (text, tokens, expected) => expect(marked(text, tokens)).toEqual(expected));

  it('gives sorted ranges without overlap, each holding what a token would find', () => {
    fc.assert(
      fc.property(anyText, fc.array(anyText, { maxLength: 3 }), (text, tokens) => {
        let last = 0;
        for (const { start, end } of highlightRanges(text, tokens)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          last = end;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('every word of a text is found by itself', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const words = tokenise(text);
        const count = highlightRanges(text, words).length;
        expect(count > 0).toBe(words.length > 0);
      }),
      { numRuns: 300 },
    );
  });
});
