import { deepEqual } from '@onthaal/contract/rules/merge/index.ts';
import { assert, jsonValue, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText } from './canonical-text.ts';

function reversedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversedKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversedKeys(inner)]),
  );
}

describe('canonicalText', () => {
  it('ignores the order of keys', () => {
    assert(
      property(jsonValue(), (value) => {
        expect(canonicalText(value)).toBe(canonicalText(reversedKeys(value)));
      }),
    );
  });

  it('is equal for equal values only', () => {
    assert(
      property(jsonValue({ maxDepth: 2 }), jsonValue({ maxDepth: 2 }), (left, right) => {
        expect(canonicalText(left) === canonicalText(right)).toBe(deepEqual(left, right));
      }),
    );
  });
});
