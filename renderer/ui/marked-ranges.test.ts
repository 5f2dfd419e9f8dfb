import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitByRanges } from './marked-ranges.ts';

describe('splitByRanges', () => {
  it('marks what is in a range', () => {
    expect(splitByRanges('Janssens', [{ start: 0, end: 3 }])).toEqual([
      { start: 0, text: 'Jan', marked: true },
      { start: 3, text: 'ssens', marked: false },
    ]);
  });
  it('gives back the whole text, with every position marked exactly when a range has it', () => {
    const range = fc.record({ start: fc.integer({ min: -3, max: 15 }), end: fc.integer({ min: -3, max: 15 }) });
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.array(range, { maxLength: 5 }), (text, ranges) => {
        const parts = splitByRanges(text, ranges);
        expect(parts.map((part) => part.text).join('')).toBe(text);
        for (const part of parts) {
          for (let index = part.start; index < part.start + part.text.length; index += 1) {
            expect(ranges.some(({ start, end }) => start <= index && index < end)).toBe(part.marked);
          }
        }
      }),
    );
  });
});
