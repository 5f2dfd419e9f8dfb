import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeKbo } from './enterprise-number.ts';
import { makeTestInsz } from './insz.ts';
import { recogniseSearchText } from './search-text.ts';

describe('recogniseSearchText', () => {
  it.each([
    ['85.07.30-033.28', 'insz', '85073003328'],
    ['85073003328', 'insz', '85073003328'],
    ['85 07 30 033 28', 'insz', '85073003328'],
    ['85.67.30-001.92', 'insz', '85673000192'],
    ['85073003329', 'words', '85073003329'],
    ['0403.019.261', 'kbo', '0403019261'],
    ['BE0403019261', 'kbo', '0403019261'],
    ['BE 0403 019 261', 'kbo', '0403019261'],
    ['403019261', 'kbo', '0403019261'],
    ['+++010/8068/17183+++', 'ogm', '010806817183'],
    ['010806817183', 'ogm', '010806817183'],
    ['0471 23 45 67', 'phone', '+32471234567'],
    ['0471/23.45.67', 'phone', '+32471234567'],
    ['+32 471 23 45 67', 'phone', '+32471234567'],
    ['0032471234567', 'phone', '+32471234567'],
    ['32471234567', 'phone', '+32471234567'],
    ['+32 (0)471 23 45 67', 'phone', '+32471234567'],
    ['03 123 45 67', 'phone', '+3231234567'],
    ['014/23.45.67', 'phone', '+3214234567'],
    ['+31 20 123 45 67', 'phone', '+31201234567'],
    ['2026-001234', 'dossierNumber', '2026-001234'],
    ['2026 001234', 'dossierNumber', '2026-001234'],
    ['2026/1234', 'dossierNumber', '2026-1234'],
    ['omv-2026-001234', 'dossierNumber', 'OMV-2026-001234'],
    ['OMV2026-12', 'dossierNumber', 'OMV2026-12'],
    ['D-000123', 'dossierNumber', 'D-000123'],
    ['dossier 2026-001234', 'dossierNumber', '2026-001234'],
    ['Janssens', 'words', 'Janssens'],
    ['  Jan   Janssens ', 'words', 'Jan Janssens'],
    ['Dorpsstraat 12', 'words', 'Dorpsstraat 12'],
    ['Kerkstraat 112', 'words', 'Kerkstraat 112'],
    ['2640 Mortsel', 'words', '2640 Mortsel'],
    ['2640', 'words', '2640'],
    ['', 'words', ''],
    ['...', 'words', '...'],
  ])('"%s" is %s', (text, kind, normalised) => {
    expect(recogniseSearchText(text)).toMatchObject({ kind, normalised });
  });

  it('offers the other readings of a number that may be two things', () => {
    // 0471234511 passes the check of an enterprise and has the form of a mobile number.
    const number = makeKbo(4_712_345);
    const result = recogniseSearchText(number);
    expect(result.kind).toBe('kbo');
    expect(result.alternatives.map((reading) => reading.kind)).toEqual(['phone', 'words']);
  });

  it('takes nine digits with a 0 in front for a phone number, even when they pass as an old enterprise number', () => {
    expect(recogniseSearchText(makeKbo(312_345).slice(1))).toMatchObject({ kind: 'phone' });
  });

  it('reads every made number whatever stands between its digits', () => {
    const separator = fc.constantFrom('', ' ', '.', '-', '/', '\u00a0', '\u2013');
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 998 }),
        fc.array(separator, { minLength: 11, maxLength: 11 }),
        (sequence, between) => {
          const number = makeTestInsz('1985-07-30', sequence);
          const typed = [...number].map((digit, index) => digit + (index < 10 ? (between[index] ?? '') : '')).join('');
          expect(recogniseSearchText(typed)).toMatchObject({ kind: 'insz', normalised: number });
        },
      ),
    );
  });

  it('never throws, and always ends with words', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9 .+/-]{0,16}$/)), (text) => {
        const result = recogniseSearchText(text);
        expect([result, ...result.alternatives].at(-1)?.kind).toBe('words');
      }),
    );
  });

  it('takes a long text at once: a pasted sentence must not hold up the reader (catastrophic backtracking)', () => {
    for (const text of ['a'.repeat(5000), `${'ab-'.repeat(2000)}2026`, `${'Koninklijke'.repeat(400)} vzw 20`]) {
      expect([recogniseSearchText(text), ...recogniseSearchText(text).alternatives].at(-1)?.kind).toBe('words');
    }
  });
});
