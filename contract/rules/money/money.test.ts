import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EpcPayment, epcPayload, makeOgm, measureSms, parseOgm, smsPriceCents } from './index.ts';

describe('measureSms', () => {
  it.each([
    ['', 'GSM-7', 0, 0, 160],
    ['a'.repeat(160), 'GSM-7', 160, 1, 0],
    ['a'.repeat(161), 'GSM-7', 161, 2, 145],
    ['a'.repeat(306), 'GSM-7', 306, 2, 0],
    ['a'.repeat(307), 'GSM-7', 307, 3, 152],
    ['€'.repeat(80), 'GSM-7', 160, 1, 0],
    ['€'.repeat(81), 'GSM-7', 162, 2, 143],
    // The euro sign does not fit in the last place of the first part: one place stays empty.
    [`${'a'.repeat(152)}€${'a'.repeat(10)}`, 'GSM-7', 164, 2, 141],
    ['één café à la crème', 'GSM-7', 19, 1, 141],
    ['ë', 'UCS-2', 1, 1, 69],
    ['ï'.repeat(70), 'UCS-2', 70, 1, 0],
    ['ï'.repeat(71), 'UCS-2', 71, 2, 63],
    ['😀'.repeat(35), 'UCS-2', 70, 1, 0],
    // 33 smileys of two places in a part of 67: never half a smiley.
    ['😀'.repeat(36), 'UCS-2', 72, 2, 61],
    ['’', 'UCS-2', 1, 1, 69],
  ] as const)('%j', (text, encoding, units, segments, unitsLeft) => {
    expect(measureSms(text)).toMatchObject({ encoding, units, segments, unitsLeft });
  });

  it('tells which characters make it dearer', () => {
    expect(measureSms('Zoë, coördinatie ’s ochtends, Zoë').charactersOutsideGsm7).toEqual(['ë', '’']);
    expect(measureSms('à').charactersOutsideGsm7).toEqual([]);
  });

  it('holds for every text: enough segments, none needless, never cheaper by adding', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '€', 'é', '\n', 'ë', '😀'), maxLength: 400 });
    fc.assert(
      fc.property(text, fc.constantFrom('a', '€', 'ë', '😀'), (body, more) => {
        const size = measureSms(body);
        expect(size.segments * size.unitsPerSegment).toBeGreaterThanOrEqual(size.units);
        expect(size.segments).toBeLessThanOrEqual(Math.ceil(size.units / (size.unitsPerSegment - 1)));
        expect(size.unitsLeft).toBeGreaterThanOrEqual(0);
        expect(measureSms(body + more).segments).toBeGreaterThanOrEqual(size.segments);
      }),
      { numRuns: 300 },
    );
  });
});

describe('smsPriceCents', () => {
  it('multiplies segments, price and people, and rounds up once', () => {
    expect(smsPriceCents('hallo', 7)).toBe(7);
    expect(smsPriceCents('a'.repeat(161), 7)).toBe(14);
    expect(smsPriceCents('a'.repeat(307), 7.1)).toBe(22);
    expect(smsPriceCents('hallo', 7.1, 10)).toBe(71);
    expect(smsPriceCents('', 7)).toBe(0);
  });
});

const payment: EpcPayment = { beneficiaryName: 'Gemeente Voorbeeld', iban: 'BE71 0961 2345 6769', amountCents: 1230 };

describe('epcPayload', () => {
  it('writes the lines of EPC069-12', () => {
    const ogm = '+++010/8068/17183+++';
    expect(epcPayload({ ...payment, ogm })).toEqual({
      ok: true,
      value: `BCD\n002\n1\nSCT\n\nGemeente Voorbeeld\nBE71096123456769\nEUR12.30\n\n\n${ogm}`,
    });
    expect(
      epcPayload({
        ...payment,
        bic: 'GKCCBEBB',
        purpose: 'TAXS',
        creditorReference: 'RF18 5390 0754 7034',
        information: 'Dank u',
      }),
    ).toEqual({
      ok: true,
      value:
        'BCD\n002\n1\nSCT\nGKCCBEBB\nGemeente Voorbeeld\nBE71096123456769\nEUR12.30\nTAXS\nRF18539007547034\n\nDank u',
    });
  });

  it.each<[string, Partial<EpcPayment>, string, string]>([
    ['no name', { beneficiaryName: ' ' }, 'beneficiaryName', 'required'],
    ['long name', { beneficiaryName: 'x'.repeat(71) }, 'beneficiaryName', 'tooLong'],
    ['name with a line break', { beneficiaryName: 'a\nb' }, 'beneficiaryName', 'invalid'],
    ['wrong account', { iban: 'BE71096123456760' }, 'iban', 'invalid'],
    ['no amount', { amountCents: 0 }, 'amountCents', 'invalid'],
    ['half a cent', { amountCents: 10.5 }, 'amountCents', 'invalid'],
    ['too much', { amountCents: 100_000_000_000 }, 'amountCents', 'invalid'],
    ['wrong bank code', { bic: 'GKCC' }, 'bic', 'invalid'],
    ['wrong purpose', { purpose: 'TAXES' }, 'purpose', 'invalid'],
    ['wrong OGM', { ogm: '010/8068/17180' }, 'ogm', 'invalid'],
    ['wrong reference', { creditorReference: 'RF00' }, 'creditorReference', 'invalid'],
    ['text beside OGM', { ogm: '010806817183', text: 'x' }, 'text', 'notTogether'],
    ['OGM beside reference', { ogm: '010806817183', creditorReference: 'RF18539007547034' }, 'ogm', 'notTogether'],
    ['long text', { text: 'x'.repeat(141) }, 'text', 'tooLong'],
    ['long information', { information: 'x'.repeat(71) }, 'information', 'tooLong'],
    ['too many bytes of smileys', { text: '😀'.repeat(70) }, 'text', 'tooLong'],
    ['too many bytes', { beneficiaryName: '€'.repeat(70), text: '€'.repeat(140) }, 'text', 'tooLong'],
  ])('refuses %s', (_name, change, field, reason) => {
    expect(epcPayload({ ...payment, ...change })).toEqual({ ok: false, field, reason });
  });

  it('always writes the amount with two decimals and at most 331 bytes', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 140 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99_999_999_999 }),
        text,
        fc.integer({ min: 0, max: 9_999_999_999 }),
        (amountCents, line, number) => {
          const result = epcPayload({
            ...payment,
            amountCents,
            ...(number % 2 ? { text: line } : { ogm: makeOgm(number) }),
          });
          if (!result.ok) return expect(result.field).toBe('text');
          expect(new TextEncoder().encode(result.value).length).toBeLessThanOrEqual(331);
          const amount = result.value.split('\n')[7] ?? '';
          expect(amount).toMatch(/^EUR\d+\.\d\d$/);
          expect(Math.round(Number(amount.slice(3)) * 100)).toBe(amountCents);
          if (number % 2 === 0)
            expect(parseOgm(result.value.split('\n')[10] ?? '')).toMatchObject({ ok: true, value: { base: number } });
        },
      ),
    );
  });
});
