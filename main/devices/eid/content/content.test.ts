import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { padded, writeSimplifiedTlv } from '../../testing/emulated-card/tlv-writer.ts';
import { parseAddress, parseStreetLine } from './address.ts';
import { parseBirthDate, parseCardDay } from './card-dates.ts';
import { documentType } from './document-types.ts';
import { parseIdentity } from './identity.ts';
import { parseSimplifiedTlv } from './simplified-tlv.ts';

describe('the card’s own coding', () => {
  it('reads back whatever was written, long values and zeros behind it too', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 255 }), fc.uint8Array({ maxLength: 800 })), { maxLength: 12 }),
        fc.nat(40),
        (fields, zeros) => {
          const file = writeSimplifiedTlv(fields);
          expect(parseSimplifiedTlv(padded(file, file.length + zeros))).toEqual(
            fields.map(([tag, value]) => ({ tag, value })),
          );
        },
      ),
    );
  });
  it('takes tag 00 for the version only at the start', () => {
    const version = Uint8Array.of(0, 2, 0, 5);
    const name = Uint8Array.of(7, 1, 65);
    expect(parseSimplifiedTlv(Uint8Array.of(...version, ...name))?.map(({ tag }) => tag)).toEqual([0, 7]);
    expect(parseSimplifiedTlv(Uint8Array.of(...name, ...version, ...name))?.map(({ tag }) => tag)).toEqual([7]);
    expect(parseSimplifiedTlv(new Uint8Array(200))).toEqual([]);
  });
  it('refuses a field that runs past the end', () => {
    expect(parseSimplifiedTlv(Uint8Array.of(7, 5, 65))).toBeNull();
    expect(parseSimplifiedTlv(Uint8Array.of(7, 0xff, 0xff))).toBeNull();
    expect(parseSimplifiedTlv(Uint8Array.of(7))).toBeNull();
  });
});

describe('dates', () => {
  it.each([
    ['01 JAN 1971', { year: 1971, month: 1, day: 1 }],
    ['1 JAN 1971', { year: 1971, month: 1, day: 1 }],
    ['03 MEI 2001', { year: 2001, month: 5, day: 3 }],
    ['08 MAAR 1980', { year: 1980, month: 3, day: 8 }],
    ['29 SEPT 1979', { year: 1979, month: 9, day: 29 }],
    ['08 MARS 1980', { year: 1980, month: 3, day: 8 }],
    ['31 DEC 1999', { year: 1999, month: 12, day: 31 }],
    ['15 AOUT 1960', { year: 1960, month: 8, day: 15 }],
    ['02 FEV 1961', { year: 1961, month: 2, day: 2 }],
    ['13.AUG. 1996', { year: 1996, month: 8, day: 13 }],
    ['22.DEZ. 1997', { year: 1997, month: 12, day: 22 }],
    ['04.MÄR. 1950', { year: 1950, month: 3, day: 4 }],
    ['04.OKT. 1950', { year: 1950, month: 10, day: 4 }],
    ['1950', { year: 1950 }],
    ['   JUN 1950', { year: 1950, month: 6 }],
    ['00 JUN 1950', { year: 1950, month: 6 }],
    ['     1950', { year: 1950 }],
  ])('reads "%s"', (text, date) => expect(parseBirthDate(text)).toEqual(date));
  it.each([
    '',
    'JAN',
    '31 FEB 1980',
    '29 FEB 1981',
    '32 JAN 1980',
    '01 XYZ 1980',
    '1 JAN 80',
    `${' '.repeat(99_999)}x`,
  ])('refuses "%s"', (text) => expect(parseBirthDate(text)).toBeNull());
  it('reads a day of the card into an ISO date', () => {
    expect(parseCardDay('29.02.2024')).toBe('2024-02-29');
    expect(parseCardDay('29.02.2023')).toBeNull();
    expect(parseCardDay('1.2.2023')).toBeNull();
  });
});

describe('document types', () => {
  it.each([
    ['1', 'belgian', 'eID'],
    ['01', 'belgian', 'eID'],
    ['6', 'child', 'Kids-ID'],
    ['17', 'foreigner', 'F'],
    ['36', 'foreigner', 'F+'],
    ['61', 'foreignChild', null],
    ['99', 'unknown', null],
    ['constructor', 'unknown', null],
  ])('"%s" is %s', (code, group, name) => expect(documentType(code)).toMatchObject({ group, name }));
});

describe('street lines', () => {
  it.each([
    ['Meirplaats 1 bus 1', 'Meirplaats', '1', '1'],
    ['Kerkstraat 12', 'Kerkstraat', '12', null],
    ['Kerkstraat 12 A', 'Kerkstraat', '12A', null],
    ['Kerkstraat 12A bus 0301', 'Kerkstraat', '12A', '0301'],
    ['Kerkstraat 12 A bus 3', 'Kerkstraat', '12A', '3'],
    ['Kerkstraat 12 b', 'Kerkstraat', '12b', null],
    ['Kerkstraat 12 b 4', 'Kerkstraat', '12', '4'],
    ['Kerkstraat 12 b001', 'Kerkstraat', '12', '001'],
    ['Kerkstraat 12 /0001', 'Kerkstraat', '12', '0001'],
    ['Rue de la Loi 16/B2', 'Rue de la Loi', '16', 'B2'],
    ['Rue du 11 Novembre 5 bte 0201', 'Rue du 11 Novembre', '5', '0201'],
    ['Avenue Louise 54 boîte 7', 'Avenue Louise', '54', '7'],
    ['18 Oogststraat 3', '18 Oogststraat', '3', null],
    ['Place du 4 Août', 'Place du 4 Août', null, null],
    ['Neustraße  5,  Postfach 2', 'Neustraße', '5', '2'],
    ['Lange Bus 3', 'Lange Bus', '3', null],
    ['Markt 10-12', 'Markt', '10-12', null],
    ['', '', null, null],
    ['12', '12', null, null],
  ])('"%s"', (line, street, houseNumber, busNumber) =>
    expect(parseStreetLine(line)).toEqual({ street, houseNumber, busNumber }),
  );
});

describe('hostile files', () => {
  it('never make a parser throw or hang', () => {
    const fields = fc.array(fc.tuple(fc.integer({ min: 0, max: 0x25 }), fc.uint8Array({ maxLength: 300 })), {
      maxLength: 40,
    });
    const files = fc.oneof(fc.uint8Array({ maxLength: 4000 }), fields.map(writeSimplifiedTlv));
    const started = performance.now();
    fc.assert(
      fc.property(files, (file) => {
        parseIdentity(file);
        parseAddress(file);
      }),
      { numRuns: 1000 },
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => {
        parseBirthDate(text);
        parseCardDay(text);
        documentType(text);
        const line = parseStreetLine(text);
        expect(line.busNumber === null || line.houseNumber !== null).toBe(true);
      }),
      { numRuns: 1000 },
    );
    parseStreetLine(`${'1 '.repeat(50_000)}bus 3`);
    parseStreetLine('1'.repeat(200_000));
    parseIdentity(writeSimplifiedTlv([[0x07, ' '.repeat(200_000)]]));
    expect(performance.now() - started).toBeLessThan(60_000);
  });
  it('an identity file without name and number is not one', () => {
    expect(parseIdentity(new Uint8Array(180))).toBeNull();
    expect(parseIdentity(new Uint8Array())).toBeNull();
  });
  it('keeps control characters from the screen', () => {
    expect(parseIdentity(writeSimplifiedTlv([[0x07, 'Test\u0000\u001b[2Jaert']]))?.familyName).toBe('Test[2Jaert');
  });
  it('the first of two fields with one tag counts', () => {
    expect(
      parseIdentity(
        writeSimplifiedTlv([
          [0x07, 'Testaert'],
          [0x07, 'Anders'],
        ]),
      )?.familyName,
    ).toBe('Testaert');
  });
});
