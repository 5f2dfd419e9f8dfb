import { assert, jsonValue, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stripNulls } from './strip-nulls.ts';

function hasNullField(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((inner) => (inner === null && !Array.isArray(value)) || hasNullField(inner));
}

describe('stripNulls', () => {
  it('leaves no null field and nothing else out, and is done at once', () => {
    assert(
      property(jsonValue(), (value) => {
        const stripped = stripNulls(value);
        expect(hasNullField(stripped)).toBe(false);
        expect(stripNulls(stripped)).toBe(stripped);
        if (!hasNullField(value)) expect(stripped).toBe(value);
      }),
    );
  });

  it('removes null fields at every depth and keeps nulls in lists', () => {
    const value = { a: null, b: { c: null, d: 0 }, e: [null, { f: null, g: '' }], h: false };
    expect(stripNulls(value)).toEqual({ b: { d: 0 }, e: [null, { g: '' }], h: false });
    expect(stripNulls(null)).toBeNull();
  });

  it('keeps a field named __proto__ a field', () => {
    const value: unknown = JSON.parse('{"__proto__": {"x": 1}, "y": null}');
    expect(JSON.stringify(stripNulls(value))).toBe('{"__proto__":{"x":1}}');
  });
});
