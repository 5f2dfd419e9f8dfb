import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FastTyping } from './fast-typing.ts';
import { searchTextOf } from './search-text-of.ts';

/** Types a text, a key every so many milliseconds; answers the codes that were recognised. */
function typed(text: string, gap: number, more: { readonly repeat?: boolean } = {}): readonly string[] {
  const typing = new FastTyping();
  const keys = [...text].map((key) => (key === '\n' ? 'Enter' : key));
  return keys.flatMap((key, index) => {
    const code = typing.press({ key, at: 1000 + index * gap, repeat: false, isModified: false, ...more });
    return code === undefined ? [] : [code];
  });
}

// The specimens of ICAO 9303: nobody's.
const passport = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10';
const card = 'I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<';

describe('a scanner that types', () => {
  test('is recognised by its speed', () => {
    expect(typed('2026-LV-00001\n', 4)).toEqual(['2026-LV-00001']);
    expect(typed('2026-LV-00001\n', 30)).toEqual(['2026-LV-00001']);
  });
  test('is no person: not even a fast one, nor a key that is held down', () => {
    expect(typed('2026-LV-00001\n', 45)).toEqual([]);
    expect(typed('11111111\n', 4, { repeat: true })).toEqual([]);
    expect(typed('ja\n', 4)).toEqual([]);
    expect(typed('2026-LV-00001', 4)).toEqual([]);
  });
  test('does not take what a person typed just before', () => {
    const typing = new FastTyping();
    typing.press({ key: 'x', at: 0, repeat: false, isModified: false });
    const keys = [...'A12345', 'Enter'];
    const codes = keys.map((key, index) =>
      typing.press({ key, at: 500 + index * 5, repeat: false, isModified: false }),
    );
    expect(codes.at(-1)).toBe('A12345');
  });
  test('has its control characters and Shift left out', () => {
    const typing = new FastTyping();
    const press = (key: string, at: number, isModified = false) => typing.press({ key, at, repeat: false, isModified });
    for (const [index, key] of [...'A12'].entries()) press(key, index);
    press(']', 3, true);
    press('Shift', 4);
    for (const [index, key] of [...'B45'].entries()) press(key, 5 + index);
    expect(press('Enter', 9)).toBe('A12B45');
  });
  test('that reads passports types lines that are one code', () => {
    expect(typed(`${passport}\n`, 3)).toEqual([passport]);
    expect(typed(`${card}\n`, 3)).toEqual([card]);
  });
});

describe('what is searched for', () => {
  test('is the code without what cannot be seen', () => {
    expect(searchTextOf('\u00022026-LV-00001\u001d\r')).toEqual({ kind: 'code', text: '2026-LV-00001' });
    expect(searchTextOf('\u0000\u202e ')).toBeUndefined();
  });
  test('is digits where a Belgian keyboard made signs of them', () => {
    expect(searchTextOf('é"(à&')).toEqual({ kind: 'code', text: '23501' });
    expect(searchTextOf('prénom')).toEqual({ kind: 'code', text: 'prénom' });
  });
  test('is the name in a travel document, certain by its check digits', () => {
    const anna = { kind: 'travelDocument', text: 'ANNA MARIA ERIKSSON' };
    expect(searchTextOf(passport)).toEqual({ ...anna, isCertain: true });
    expect(searchTextOf(card)).toEqual({ ...anna, isCertain: true });
    expect(searchTextOf(passport.replace('L898902C3', 'L898902C4'))).toEqual({ ...anna, isCertain: false });
  });
  test('never breaks, and never holds a control character', () => {
    const letter = fc.constantFrom('<', 'A', 'P', '1', '9', '\n', '\u0000', '\u202e', 'é', '&');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(letter, { maxLength: 140 }).map((parts) => parts.join('')),
        ),
        (text) => {
          const found = searchTextOf(text);
          expect(found === undefined || !/[\p{Cc}\p{Cf}]/u.test(found.text)).toBe(true);
        },
      ),
    );
    fc.assert(
      fc.property(
        fc
          .constantFrom(30, 36, 44)
          .chain((length) =>
            fc.array(fc.stringMatching(new RegExp(`^[A-Z0-9<]{${length}}$`)), { minLength: 2, maxLength: 3 }),
          ),
        (lines) => {
          expect(() => searchTextOf(lines.join('\n'))).not.toThrow();
        },
      ),
    );
  });
});
