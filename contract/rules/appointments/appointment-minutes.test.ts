import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appointmentMinutes, type ProductDuration } from './index.ts';

const identityCard: ProductDuration = { minutes: 10, minutesPerExtraPerson: 7, setupMinutes: 3 };
const parkingPermit: ProductDuration = { minutes: 5, minutesPerExtraPerson: 0, setupMinutes: 1 };
const product = fc.record({
  minutes: fc.integer({ min: 1, max: 60 }),
  minutesPerExtraPerson: fc.nat(60),
  setupMinutes: fc.option(fc.nat(20), { nil: undefined }),
});
const products = fc.array(product, { maxLength: 5 });
const persons = fc.integer({ min: 1, max: 8 });

describe('appointmentMinutes', () => {
  it.each<[string, readonly ProductDuration[], number, number, number]>([
    ['one person', [identityCard], 1, 1, 13],
    ['three persons', [identityCard], 3, 1, 27],
    ['two products, one set-up', [identityCard, parkingPermit], 1, 1, 18],
    ['rounded up to slots', [identityCard], 1, 5, 15],
    ['exactly a slot', [parkingPermit, parkingPermit, identityCard], 2, 10, 30],
    ['nobody counts as one', [parkingPermit], 0, 1, 6],
    ['not a number counts as one', [parkingPermit], Number.NaN, 1, 6],
    ['no products', [], 3, 5, 0],
  ])('%s', (_name, list, people, slot, minutes) => expect(appointmentMinutes(list, people, slot)).toBe(minutes));

  it('uses slots of five minutes when none are given', () => expect(appointmentMinutes([parkingPermit], 1)).toBe(10));
  it('refuses a slot without length', () =>
    expect(() => appointmentMinutes([parkingPermit], 1, 0)).toThrow(RangeError));

  it('never gets shorter by more people or more products, and fills whole slots', () => {
    fc.assert(
      fc.property(products, product, persons, fc.integer({ min: 1, max: 30 }), (list, more, people, slot) => {
        const minutes = appointmentMinutes(list, people, slot);
        expect(minutes % slot).toBe(0);
        expect(appointmentMinutes(list, people + 1, slot)).toBeGreaterThanOrEqual(minutes);
        expect(appointmentMinutes([...list, more], people, slot)).toBeGreaterThanOrEqual(minutes);
      }),
    );
  });

  it('the order of products makes no difference', () => {
    fc.assert(
      fc.property(products, persons, (list, people) => {
        expect(appointmentMinutes([...list].reverse(), people)).toBe(appointmentMinutes(list, people));
      }),
    );
  });
});
