import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { makeTestInsz, maskInsz, parseInsz } from './insz.ts';

const today = '2026-11-23';
const reasonOf = (text: string, testMode = false) => {
  const result = parseInsz(text, { testMode, today });
  return result.ok ? 'accepted' : result.reason;
};
const withCheck = (base: string, prefix = '') =>
  base + String(97 - Number(BigInt(prefix + base) % 97n)).padStart(2, '0');
const dates = fc
  .tuple(fc.integer({ min: 1900, max: 2025 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }))
  .map(([year, month, day]) => Temporal.PlainDate.from({ year, month, day }, { overflow: 'constrain' }).toString());
const sequences = fc.integer({ min: 1, max: 998 });

describe('parseInsz: vectors of spec section 21', () => {
  it.each([
    ['85073003328', 'national', '1985-07-30', '85.07.30-033.28'],
    ['17073003384', 'national', '2017-07-30', '17.07.30-033.84'],
    ['98472899765', 'bis', '1998-07-28', '98.47.28-997.65'],
    ['01490700185', 'bis', '2001-09-07', '01.49.07-001.85'],
    ['85273000106', 'bis', '1985-07-30', '85.27.30-001.06'],
  ])('%s', (text, kind, birthDate, formatted) => {
    const expected = { ok: true, value: { normalised: text, kind, birthDate, formatted } };
    expect(parseInsz(text, { today })).toMatchObject(expected);
    expect(parseInsz(` ${formatted} `, { today })).toMatchObject(expected);
  });

  it.each([
    ['85673000192', '1985-07-30'],
    ['10610500229', '2010-01-05'],
  ])('test number %s only in test mode', (text, birthDate) => {
    expect(reasonOf(text)).toBe('testNumberNotAllowed');
    expect(parseInsz(text, { testMode: true, today })).toMatchObject({ ok: true, value: { kind: 'test', birthDate } });
  });

  it.each([
    ['12345678901', 'date'],
    ['85073003329', 'checkDigits'],
    ['', 'empty'],
    ['  .- ', 'empty'],
    ['8507300332', 'length'],
    ['850730033280', 'length'],
    ['8507300332x', 'characters'],
    [withCheck('850230001'), 'date'],
    [withCheck('851330001'), 'date'],
    [withCheck('856030001'), 'date'],
    [withCheck('857330001'), 'date'],
    [withCheck('850732001'), 'date'],
    [withCheck('850730000'), 'unknownForm'],
    [withCheck('850730999'), 'unknownForm'],
    [withCheck('010229001'), 'date'],
    [withCheck('850730033', '2'), 'date'],
  ])('%s is refused: %s', (text, reason) => {
    expect(reasonOf(text)).toBe(reason);
  });

  it('accepts 29 February of a leap year only', () => {
    expect(reasonOf(withCheck('840229001'))).toBe('accepted');
    expect(reasonOf(withCheck('000229001', '2'))).toBe('accepted');
    expect(reasonOf(withCheck('000229001'))).toBe('date');
  });

  it('refuses a birth in a year to come', () => {
    const text = withCheck('270101001', '2');
    expect(reasonOf(text)).toBe('date');
    expect(parseInsz(text, { today: '2027-01-01' }).ok).toBe(true);
  });

  it('uses the date of the computer when none is given', () => {
    expect(parseInsz('85073003328').ok).toBe(true);
  });
});

describe('parseInsz: unknown parts of the birth date', () => {
  it.each([
    ['850000033', '', { year: 1985, month: null, day: null }],
    ['850001033', '', { year: 1985, month: null, day: null }],
    ['850700033', '', { year: 1985, month: 7, day: null }],
    ['000001033', '', { year: null, month: null, day: null }],
    ['000001033', '2', { year: null, month: null, day: null }],
    ['002001033', '', { year: null, month: null, day: null }],
    ['004001033', '2', { year: null, month: null, day: null }],
    ['852000033', '', { year: 1985, month: null, day: null }],
  ])('%s', (base, prefix, birth) => {
    expect(parseInsz(withCheck(base, prefix), { today })).toMatchObject({
      ok: true,
      value: { birth, birthDate: null },
    });
  });
});

describe('INSZ laws', () => {
  it('the century is never ambiguous: the two check digits differ for every base', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), (number) => {
        const base = String(number).padStart(9, '0');
        expect(withCheck(base)).not.toBe(withCheck(base, '2'));
      }),
    );
    expect(2_000_000_000 % 97).not.toBe(0);
  });

  it('a made test number reads back to its date, and is refused in production', () => {
    fc.assert(
      fc.property(dates, sequences, (birthDate, sequence) => {
        const number = makeTestInsz(birthDate, sequence);
        expect(parseInsz(number, { testMode: true, today })).toMatchObject({
          ok: true,
          value: { kind: 'test', birthDate },
        });
        expect(reasonOf(number)).toBe('testNumberNotAllowed');
      }),
    );
  });

  it('every single wrong digit is noticed', () => {
    fc.assert(
      fc.property(dates, sequences, fc.nat(10), fc.integer({ min: 1, max: 9 }), (birthDate, sequence, place, by) => {
        const number = makeTestInsz(birthDate, sequence);
        const wrong = number.slice(0, place) + ((Number(number[place]) + by) % 10) + number.slice(place + 1);
        const result = parseInsz(wrong, { testMode: true, today });
        // A slip can turn the number into one of the other century; it must then never give the same birth date.
        if (result.ok) expect(result.value.birthDate).not.toBe(birthDate);
      }),
    );
  });

  it('the mask shows the birth date digits and nothing else', () => {
    expect(maskInsz('85073003328')).toBe('85.07.30-***.**');
    expect(maskInsz('85.07.30-033.28')).toBe('85.07.30-***.**');
    expect(maskInsz('8507300332')).toBe('**.**.**-***.**');
    fc.assert(
      fc.property(dates, sequences, (birthDate, sequence) => {
        const number = makeTestInsz(birthDate, sequence);
        expect(maskInsz(number).replace(/[^0-9]/g, '')).toBe(number.slice(0, 6));
      }),
    );
  });

  it('carries no gender', () => {
    const result = parseInsz('85073003328', { today });
    expect(JSON.stringify(result)).not.toMatch(/gender|sex|male/i);
  });

  it('the generator refuses what has no number', () => {
    expect(() => makeTestInsz('1899-12-31', 1)).toThrow(RangeError);
    expect(() => makeTestInsz('1985-07-30', 0)).toThrow(RangeError);
    expect(() => makeTestInsz('1985-07-30', 999)).toThrow(RangeError);
    expect(() => makeTestInsz('1985-02-30', 1)).toThrow(RangeError);
  });
});
