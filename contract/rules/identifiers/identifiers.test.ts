import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeBelgianIban, parseIban } from './account-number.ts';
import { makeKbo, parseEstablishmentNumber, parseKbo } from './enterprise-number.ts';
import type { IdentifierResult } from './identifier-result.ts';
import { makeCreditorReference, makeOgm, parseCreditorReference, parseOgm } from './payment-reference.ts';
import { parseCaPaKey, parseDossierNumber, parseNis, parseOvo, parseVCode } from './register-codes.ts';

type Parser = (text: string) => IdentifierResult<{ readonly normalised: string; readonly formatted: string }>;

const reasonOf = (result: IdentifierResult<unknown>) => (result.ok ? 'accepted' : result.reason);
const replaceDigit = (digits: string, index: number, by: number) =>
  digits.slice(0, index) + String((Number(digits[index]) + by) % 10) + digits.slice(index + 1);

const vectors: readonly [string, Parser, string, string | null, string][] = [
  // name, parser, text, normalised (null = refused), formatted or reason
  ['KBO of the spec', parseKbo, '0403019261', '0403019261', '0403.019.261'],
  ['KBO of the spec, second', parseKbo, '0428759497', '0428759497', '0428.759.497'],
  ['KBO with wrong check digits', parseKbo, '0431150351', null, 'checkDigits'],
  ['KBO of the wiki', parseKbo, '0566.988.259', '0566988259', '0566.988.259'],
  ['KBO as VAT number', parseKbo, 'BE 0403.019.261', '0403019261', '0403.019.261'],
  ['KBO with BTW BE', parseKbo, 'BTW BE0403019261', '0403019261', '0403.019.261'],
  ['KBO of nine digits', parseKbo, '403.019.261', '0403019261', '0403.019.261'],
  ['KBO that is an establishment', parseKbo, '2147812701', null, 'unknownForm'],
  ['KBO of zeros', parseKbo, '0000000097', null, 'unknownForm'],
  ['KBO empty', parseKbo, '  ', null, 'empty'],
  ['KBO with letters', parseKbo, '04O3019261', null, 'characters'],
  ['KBO too short', parseKbo, '04030192', null, 'length'],
  ['establishment of FPS Economy', parseEstablishmentNumber, '2.147.812.701', '2147812701', '2.147.812.701'],
  ['establishment, remainder 0', parseEstablishmentNumber, '2147812897', '2147812897', '2.147.812.897'],
  ['establishment wrong check', parseEstablishmentNumber, '2147812702', null, 'checkDigits'],
  ['establishment that is a KBO', parseEstablishmentNumber, '0403019261', null, 'unknownForm'],
  ['establishment of nine digits', parseEstablishmentNumber, '214781270', null, 'length'],
  ['V-code', parseVCode, 'V0001031', 'V0001031', 'V0001031'],
  ['V-code in lower case with spaces', parseVCode, ' v 000 1031 ', 'V0001031', 'V0001031'],
  ['V-code too short', parseVCode, 'V000103', null, 'length'],
  ['V-code of letters', parseVCode, 'VOOO1031', null, 'characters'],
  ['V-code without V', parseVCode, '00001031', null, 'unknownForm'],
  ['V-code empty', parseVCode, '', null, 'empty'],
  ['OVO', parseOvo, 'OVO003755', 'OVO003755', 'OVO003755'],
  ['OVO in lower case', parseOvo, 'ovo003755', 'OVO003755', 'OVO003755'],
  ['OVO too long', parseOvo, 'OVO0037551', null, 'length'],
  ['OVO with odd characters', parseOvo, 'OVO00375é', null, 'characters'],
  ['NIS Brussels', parseNis, '21004', '21004', '21004'],
  ['NIS Kortenberg', parseNis, '24055', '24055', '24055'],
  ['NIS of a region', parseNis, '02000', null, 'unknownForm'],
  ['NIS too short', parseNis, '2100', null, 'length'],
  ['CaPaKey', parseCaPaKey, '11001B0001/00S000', '11001B0001/00S000', '11001B0001/00S000'],
  ['CaPaKey of the register', parseCaPaKey, '11001B0001-00S000', '11001B0001/00S000', '11001B0001/00S000'],
  ['CaPaKey with an underscore', parseCaPaKey, '11001b0001/00_000', '11001B0001/00_000', '11001B0001/00_000'],
  ['CaPaKey without section', parseCaPaKey, '1100110001/00S000', null, 'unknownForm'],
  ['CaPaKey too short', parseCaPaKey, '11001B0001/00S00', null, 'length'],
  ['CaPaKey with a dot', parseCaPaKey, '11001B0001.00S000', null, 'characters'],
  ['CaPaKey empty', parseCaPaKey, '', null, 'empty'],
  ['IBAN of the spec', parseIban, 'BE71096123456769', 'BE71096123456769', 'BE71 0961 2345 6769'],
  ['IBAN with spaces', parseIban, 'be71 0961 2345 6769', 'BE71096123456769', 'BE71 0961 2345 6769'],
  ['IBAN with its name in front', parseIban, 'IBAN: BE71 0961 2345 6769', 'BE71096123456769', 'BE71 0961 2345 6769'],
  ['IBAN of the Netherlands', parseIban, 'NL91ABNA0417164300', 'NL91ABNA0417164300', 'NL91 ABNA 0417 1643 00'],
  ['IBAN of Germany', parseIban, 'DE89370400440532013000', 'DE89370400440532013000', 'DE89 3704 0044 0532 0130 00'],
  [
    'IBAN of Malta',
    parseIban,
    'MT84MALT011000012345MTLCAST001S',
    'MT84MALT011000012345MTLCAST001S',
    'MT84 MALT 0110 0001 2345 MTLC AST0 01S',
  ],
  ['IBAN with a wrong digit', parseIban, 'BE71096123456760', null, 'checkDigits'],
  ['IBAN too short for Belgium', parseIban, 'BE7109612345676', null, 'length'],
  ['IBAN without country', parseIban, '71096123456769', null, 'unknownForm'],
  ['IBAN with odd characters', parseIban, 'BE71 0961 2345 67é9', null, 'characters'],
  ['IBAN of Belgium with letters', parseIban, 'BE7109612345676A', null, 'characters'],
  ['IBAN empty', parseIban, ' ', null, 'empty'],
  ['OGM of the spec', parseOgm, '+++010/8068/17183+++', '010806817183', '+++010/8068/17183+++'],
  ['OGM bare', parseOgm, '010806817183', '010806817183', '+++010/8068/17183+++'],
  ['OGM with stars', parseOgm, '***010/8068/17183***', '010806817183', '+++010/8068/17183+++'],
  ['OGM with wrong check digits', parseOgm, '010/8068/17180', null, 'checkDigits'],
  ['OGM too short', parseOgm, '010/8068/1718', null, 'length'],
  ['OGM with remainder 0 as 97', parseOgm, '000000009797', '000000009797', '+++000/0000/09797+++'],
  ['ISO 11649', parseCreditorReference, 'RF18 5390 0754 7034', 'RF18539007547034', 'RF18 5390 0754 7034'],
  ['ISO 11649 wrong check', parseCreditorReference, 'RF19539007547034', null, 'checkDigits'],
  ['ISO 11649 without RF', parseCreditorReference, '18539007547034', null, 'unknownForm'],
  ['ISO 11649 too long', parseCreditorReference, 'RF18AAAAAAAAAAAAAAAAAAAAAAAA', null, 'length'],
  ['dossier number', parseDossierNumber, '2026-001234', '2026-001234', '2026-001234'],
  ['dossier number in lower case', parseDossierNumber, ' omv-2026-12 ', 'OMV-2026-12', 'OMV-2026-12'],
  ['dossier number with a space within', parseDossierNumber, '2026 001234', null, 'characters'],
  ['dossier number without digits', parseDossierNumber, 'DOSSIER', null, 'unknownForm'],
  ['dossier number with double dash', parseDossierNumber, '2026--1', null, 'unknownForm'],
  ['dossier number too long', parseDossierNumber, '1'.repeat(51), null, 'length'],
];

describe('identifiers: vectors of spec sections 16 and 21', () => {
  it.each(vectors)('%s', (_name, parse, text, normalised, formattedOrReason) => {
    const result = parse(text);
    if (normalised === null) expect(reasonOf(result)).toBe(formattedOrReason);
    else expect(result).toMatchObject({ ok: true, value: { normalised, formatted: formattedOrReason } });
  });

  it('tells the parts of a parcel key', () => {
    expect(parseCaPaKey('11001B0123/04S002')).toMatchObject({
      value: {
        registerId: '11001B0123-04S002',
        divisionCode: '11001',
        section: 'B',
        parcelNumber: 123,
        bisNumber: 4,
        exponent: 'S',
        power: 2,
      },
    });
    expect(parseCaPaKey('11001B0123/00_000')).toMatchObject({ value: { exponent: null } });
  });

  it('tells VAT number, bank code and province', () => {
    expect(parseKbo('0403019261')).toMatchObject({ value: { vatNumber: 'BE0403019261' } });
    expect(parseIban('BE71096123456769')).toMatchObject({ value: { belgianBankCode: '096', countryCode: 'BE' } });
    expect(parseNis('24055')).toMatchObject({ value: { provinceDigit: 2 } });
  });

  it('refuses a Belgian IBAN whose inner check fails although the outer one passes', () => {
    // 096-1234567-70 has a wrong inner check (69 is right); BE44 makes modulo 97 come out at 1.
    const national = '096123456770';
    const remainder = Number(BigInt(`${national}111400`) % 97n);
    const iban = `BE${String(98 - remainder).padStart(2, '0')}${national}`;
    expect(reasonOf(parseIban(iban))).toBe('checkDigits');
  });
});

describe('identifiers: laws', () => {
  const generated: readonly [string, Parser, fc.Arbitrary<string>][] = [
    ['KBO', parseKbo, fc.integer({ min: 1, max: 19_999_999 }).map(makeKbo)],
    ['IBAN', parseIban, fc.integer({ min: 0, max: 9_999_999_999 }).map(makeBelgianIban)],
    ['OGM', parseOgm, fc.integer({ min: 0, max: 9_999_999_999 }).map(makeOgm)],
    ['ISO 11649', parseCreditorReference, fc.stringMatching(/^[A-Z0-9]{1,21}$/).map(makeCreditorReference)],
    ['V-code', parseVCode, fc.stringMatching(/^V[0-9]{7}$/)],
    ['OVO', parseOvo, fc.stringMatching(/^OVO[0-9]{6}$/)],
    ['NIS', parseNis, fc.stringMatching(/^[1-9][0-9]{4}$/)],
    ['CaPaKey', parseCaPaKey, fc.stringMatching(/^[0-9]{5}[A-Z][0-9]{4}[/-][0-9]{2}[A-Z_][0-9]{3}$/)],
    ['dossier number', parseDossierNumber, fc.stringMatching(/^[A-Z]{1,3}-20[0-9]{2}-[0-9]{1,6}$/)],
  ];

  it.each(generated)(
    '%s: what is generated is accepted, and its printed form reads back',
    (_name, parse, arbitrary) => {
      fc.assert(
        fc.property(arbitrary, (text) => {
          const first = parse(text);
          expect(first.ok).toBe(true);
          if (!first.ok) return;
          expect(parse(first.value.formatted)).toEqual(first);
          expect(parse(first.value.normalised)).toEqual(first);
          expect(parse(` ${first.value.formatted.toLowerCase()} `)).toEqual(first);
        }),
      );
    },
  );

  const checked: readonly [string, Parser, fc.Arbitrary<string>][] = [
    ['KBO', parseKbo, fc.integer({ min: 1, max: 19_999_999 }).map(makeKbo)],
    ['OGM', parseOgm, fc.integer({ min: 0, max: 9_999_999_999 }).map(makeOgm)],
  ];
  it.each(checked)('%s: no single wrong digit passes', (_name, parse, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, fc.nat(), fc.integer({ min: 1, max: 9 }), (digits, place, by) => {
        expect(parse(replaceDigit(digits, place % digits.length, by)).ok).toBe(false);
      }),
    );
  });

  it.each(checked)('%s: no swap of two neighbouring different digits passes', (_name, parse, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, fc.nat(), (digits, place) => {
        const at = place % (digits.length - 1);
        fc.pre(digits[at] !== digits[at + 1]);
        const swapped = digits.slice(0, at) + (digits[at + 1] ?? '') + (digits[at] ?? '') + digits.slice(at + 2);
        expect(parse(swapped).ok).toBe(false);
      }),
    );
  });

  it('no parser throws, whatever the text', () => {
    const parsers = [...new Set(vectors.map(([, parse]) => parse))];
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        for (const parse of parsers) expect(typeof parse(text).ok).toBe('boolean');
      }),
    );
  });

  it('generators refuse what has no place for it', () => {
    expect(() => makeKbo(20_000_000)).toThrow(RangeError);
    expect(() => makeOgm(-1)).toThrow(RangeError);
    expect(() => makeBelgianIban(1.5)).toThrow(RangeError);
    expect(() => makeCreditorReference('A B')).toThrow(RangeError);
  });
});
