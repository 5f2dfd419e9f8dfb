import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redactFields, redactText } from './redactor.ts';

const digits = (count: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count }).map((list) => list.join(''));
const surroundings = fc.constantFrom('', 'dossier ', 'van ', '(', 'x=', 'fout: ', ', ', '"');

describe('the redactor', () => {
  test('no national number survives, however it is written', () => {
    const number = digits(11);
    const written = fc.tuple(number, fc.integer({ min: 0, max: 4 })).map(([value, style]) => {
      const [birth, serial, check] = [value.slice(0, 6), value.slice(6, 9), value.slice(9)];
      const dotted = `${birth.slice(0, 2)}.${birth.slice(2, 4)}.${birth.slice(4)}`;
      return [
        value,
        `${dotted}-${serial}.${check}`,
        `${birth} ${serial} ${check}`,
        `${dotted} ${serial}-${check}`,
        `${birth}-${serial}-${check}`,
      ][style] as string;
    });
    fc.assert(
      fc.property(surroundings, written, surroundings, (before, value, after) => {
        const result = redactText(`${before}${value}${after}`);
        return !result.includes(value) && !/\d{3}/.test(result);
      }),
    );
  });

  test('no e-mail address survives', () => {
    fc.assert(
      fc.property(surroundings, fc.emailAddress(), surroundings, (before, address, after) => {
        const result = redactText(`${before}${address}${after}`);
        return !result.includes('@') && !result.includes(address);
      }),
    );
  });

  test('no Belgian account number survives', () => {
    fc.assert(
      fc.property(surroundings, digits(14), fc.boolean(), (before, value, spaced) => {
        const plain = `BE${value}`;
        const text = spaced ? (plain.match(/.{1,4}/g) ?? []).join(' ') : plain;
        return !/\d{4}/.test(redactText(`${before}${text}`));
      }),
    );
  });

  test.each([
    '+32 470 12 34 56',
    '+32(0)9 123 45 67',
    '0470/12.34.56',
    '09 123 45 67',
    '0032470123456',
    '02/123.45.67',
  ])('telephone number %s is gone', (number) => {
    expect(redactText(`bel ${number} terug`)).toBe('bel [phone] terug');
  });

  test.each([
    'Bearer abc123def456',
    'authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln',
    'session 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    'key dGhpcyBpcyBhIDMyIGJ5dGUga2V5IGZvciBhIHRlc3Q0Mjo=',
  ])('token in "%s" is gone', (text) => {
    const result = redactText(text);
    expect(result).toContain('[token]');
    expect(result).not.toMatch(/abc123|eyJ|9f86d0|dGhpcy/);
  });

  test('what a log needs stays readable', () => {
    for (const text of [
      'document 018f3c1e-7b2a-7c3d-9e4f-123456789012 pushed at 2026-11-23T16:26:11.123Z',
      'restart 3 in 4000 ms, exit code 139',
      'pulled 20000 documents of 8 collections in 12345 ms',
      'dossier 2026-LV-00042 has status inProgress',
      'app://onthaal/assets/index-1a2b3c4d.js:12:345',
      'bulkWrite on collection_interactions_of_persons_v0',
    ]) {
      expect(redactText(text)).toBe(text);
    }
  });

  test('a long free text is cut away whole', () => {
    expect(redactText('a'.repeat(301))).toBe('[text of 301 characters]');
    expect(redactFields({ stack: `Error\n${'at x\n'.repeat(100)}` }).stack).toContain('at x');
  });

  test('fields with the name of a secret lose their value', () => {
    expect(
      redactFields({ token: 'abc', databaseKey: 'abc', authorization: 'x', count: 3, keyboard: 'azerty' }),
    ).toEqual({
      token: '[secret]',
      databaseKey: '[secret]',
      authorization: '[secret]',
      count: 3,
      keyboard: 'azerty',
    });
    expect(redactFields({ person: 85073003328 })).toEqual({ person: '[number]' });
  });

  test('redacting twice changes nothing more', () => {
    const text = fc.oneof(fc.string({ maxLength: 200 }), fc.emailAddress(), digits(11), digits(9));
    fc.assert(fc.property(text, (value) => redactText(redactText(value)) === redactText(value)));
  });
});
