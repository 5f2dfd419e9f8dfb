import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languages } from '../../entities/building-blocks.ts';
import { chooseTexts, fillText, type StandardText, textFields, textProblems } from './index.ts';

const textOf = (body: string, language: (typeof languages)[number], values = {}) =>
  fillText(body, language, values)
    .map(({ text }) => text)
    .join('');

describe('fillText', () => {
  it('fills in what is known and says in the language of the text what belongs in a gap', () => {
    const body = 'Beste {{person.displayName}}, uw dossier {{dossier.number}} loopt.';
    expect(textOf(body, 'nl', { 'person.displayName': 'Marie', 'dossier.number': ' ' })).toBe(
      'Beste Marie, uw dossier [dossiernummer] loopt.',
    );
    expect(textOf('Bonjour {{ person.displayName }}', 'fr')).toBe('Bonjour [nom]');
  });

  it('takes what is filled in for what it is: neither a tag of its own nor a letter of HTML', () => {
    const name = '{{today}} <b>&amp;';
    expect(textOf('{{person.displayName}}', 'nl', { 'person.displayName': name, today: 'never' })).toBe(name);
  });

  it('never leaves a tag or an empty place, and its parts lie one after another', () => {
    const piece = fc.oneof(
      fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\u00e9', '<'), maxLength: 8 }),
      fc.constantFrom(...textFields).map((field) => `{{${field}}}`),
      fc.constantFrom(
        '{{unknown}}',
        '{{#today}}',
        '{{/today}}',
        '{{',
        '}}',
        '{{! note }}',
        '{{& today}}',
        '{{> part}}',
      ),
    );
    const values = fc.dictionary(fc.constantFrom(...textFields), fc.constantFrom('', '  ', 'Marie', '2026'));
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 8 }),
        values,
        fc.constantFrom(...languages),
        (pieces, known, language) => {
          const parts = fillText(pieces.join(''), language, known);
          const whole = parts.map(({ text }) => text).join('');
          expect(whole).not.toContain('{{');
          for (const { text, start, isGap } of parts) {
            expect(whole.slice(start, start + text.length)).toBe(text);
            if (isGap) expect(text).toMatch(/^\[.+\]$/);
          }
        },
      ),
    );
  });
});

describe('textProblems', () => {
  it('has none for known fields, and names the others', () => {
    expect(textProblems(textFields.map((field) => `{{${field}}}`).join(' '))).toEqual([]);
    expect(textProblems('{{naam}} {{#today}}x{{/today}}')).toEqual([
      { problem: 'unknownField', tag: 'naam' },
      { problem: 'notAField', tag: 'today' },
    ]);
    expect(textProblems('Beste {{person.displayName')).toEqual([{ problem: 'tagNotClosed', tag: '' }]);
  });
});

describe('chooseTexts', () => {
  const text = (id: string, name: string, theme: string, language: string): StandardText => ({
    ...{ id, kind: 'standardText', code: id, name, active: true, createdAt: '', updatedAt: '' },
    ...{ updatedBy: { memberId: '', name: '' }, data: { theme, language, body: `Body of ${name}` } },
  });
  const texts = [text('1', 'Openingsuren', 'Algemeen', 'nl'), text('2', 'Heures d\u2019ouverture', 'Algemeen', 'fr')];

  it('puts those in the citizen\u2019s language first, the others below', () => {
    const languagesOf = (language: (typeof languages)[number]) =>
      chooseTexts(texts, '', language).map((group) => group.language);
    expect(languagesOf('fr')).toEqual(['fr', 'nl']);
    expect(languagesOf('de')).toEqual(['nl', 'fr']);
  });

  it('finds by every typed word, of name, theme or text, with or without accents', () => {
    const found = (typed: string) =>
      chooseTexts(texts, typed, 'nl').flatMap((group) => group.texts.map(({ id }) => id));
    expect(found('algem OPENING')).toEqual(['1']);
    expect(found('douverture')).toEqual(['2']);
    expect(found('body nothing')).toEqual([]);
  });
});
