import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evenSample, quantile, summarise } from './statistics.ts';

const measurements = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 200 });

describe('summarise', () => {
  it('gives the known quantiles of a small set, whatever its order', () => {
    expect(summarise([4, 1, 3, 2])).toEqual({ runs: 4, median: 2.5, p95: 3.8499999999999996, min: 1, max: 4 });
  });

  it('takes a single measurement for everything', () => {
    expect(summarise([7])).toEqual({ runs: 1, median: 7, p95: 7, min: 7, max: 7 });
  });

  it('keeps min <= median <= p95 <= max and leaves its input alone', () => {
    fc.assert(
      fc.property(measurements, (values) => {
        const before = [...values];
        const { runs, min, median, p95, max } = summarise(values);
        expect(runs).toBe(values.length);
        expect([min, median, p95, max]).toEqual([min, median, p95, max].sort((one, other) => one - other));
        expect(max).toBe(Math.max(...values));
        expect(values).toEqual(before);
      }),
    );
  });

  it('refuses nothing and what is not a number', () => {
    expect(() => summarise([])).toThrow(RangeError);
    expect(() => summarise([1, Number.NaN])).toThrow(RangeError);
    expect(() => quantile([], 0.5)).toThrow(RangeError);
  });
});

describe('evenSample', () => {
  it('spreads over the whole list', () => {
    expect(evenSample([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 5)).toEqual([0, 2, 4, 6, 8]);
  });

  it('never repeats an item and never gives more than asked', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.integer({ min: 1, max: 50 }), (length, count) => {
        const sample = evenSample(
          Array.from({ length }, (_, index) => index),
          count,
        );
        expect(new Set(sample).size).toBe(sample.length);
        expect(sample.length).toBe(Math.min(length, count));
      }),
    );
  });
});
