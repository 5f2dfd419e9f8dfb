import { describe, expect, it } from 'vitest';
import { placesAfter } from './visit-places.ts';

describe('the numbers of open visits', () => {
  it('are given from 1 and stay as long as the visit is open', () => {
    const three = placesAfter({}, ['a', 'b', 'c']);
    expect(three).toEqual({ a: 1, b: 2, c: 3 });
    expect(placesAfter(three, ['b', 'c'])).toEqual({ b: 2, c: 3 });
    expect(placesAfter({ b: 2, c: 3 }, ['d', 'b', 'c', 'e'])).toEqual({ d: 1, b: 2, c: 3, e: 4 });
  });

  it('are nine: there is no key for a tenth', () => {
    const ids = [...'abcdefghij'];
    const places = placesAfter({}, ids);
    expect(Object.values(places)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(places.j).toBeUndefined();
  });
});
