import fc from 'fast-check';
import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import { messagesOf } from '../../i18n/catalogue.ts';
import { makeFormats } from '../../i18n/formats.ts';
import { makeTranslate } from '../../i18n/use-text.ts';
import { questionsOf } from '../new-dossier/questions/questions.ts';
import { changedWords } from './changed-words.ts';
import { fieldLabel, notChosenText, type ValueWords, valueText } from './field-values.ts';

const words: ValueWords = {
  t: makeTranslate(createIntl({ locale: 'nl-BE', messages: messagesOf('nl-BE') })),
  formats: makeFormats('nl-BE'),
  collection: 'dossiers',
  nameOf: (id) => (id === 'team-omgeving' ? 'Omgeving' : id),
  questions: questionsOf({
    properties: { works: { type: 'string', title: 'Welke werken?', oneOf: [{ const: 'new', title: 'Nieuwbouw' }] } },
  }),
};

describe('a stored value as a person reads it', () => {
  it.each([
    ['status', 'inProgress', 'In behandeling'],
    ['teamId', 'team-omgeving', 'Omgeving'],
    ['dueOn', '2026-11-30', '30/11/2026'],
    ['subject', 'Dakkapel', 'Dakkapel'],
    ['description', undefined, '(leeg)'],
    ['notes', [], '(leeg)'],
    ['phoneNumbers', [{ id: '1', number: '0470 12 34 56' }], '0470 12 34 56'],
    ['answers', { works: 'new', roof: true }, 'Welke werken?: Nieuwbouw\nroof: Ja'],
    ['answers.works', 'new', 'Nieuwbouw'],
  ])('%s', (path, value, text) => {
    expect(valueText(value, path, words)).toBe(text);
  });

  it('shows an address on one line', () => {
    const address = { streetName: 'Dorpsstraat', houseNumber: '12', postalCode: '9990', municipality: 'Lindervelde' };
    expect(valueText(address, 'address', words)).toBe('Dorpsstraat 12, 9990 Lindervelde');
  });

  it('takes the words of a state from its collection', () => {
    expect(valueText('done', 'state', { ...words, collection: 'tasks' })).toBe('Klaar');
    expect(valueText('sms', 'channel', { ...words, collection: 'messages' })).toBe('Sms');
  });

  it('names fields and questions, and an unknown field by itself', () => {
    expect(fieldLabel('handlerId', words)).toBe('Behandelaar');
    expect(fieldLabel('answers.works', words)).toBe('Welke werken?');
    expect(fieldLabel('somethingNew', words)).toBe('somethingNew');
  });

  it('writes what was not chosen in the words of the screen, a line per field', () => {
    const clashes = [
      { path: 'subject', base: 'Dak', mine: 'Dakkapel vooraan', theirs: 'Uitbouw' },
      { path: 'answers.works', base: 'old', mine: 'new', theirs: 'old' },
    ];
    expect(notChosenText({ clashes }, { subject: 'mine', 'answers.works': 'theirs' }, words)).toBe(
      'Onderwerp: Uitbouw\nWelke werken?: Nieuwbouw',
    );
  });
});

describe('changed words', () => {
  it('marks only what is new, neighbours together', () => {
    const after = 'Verbouwing woning met carport en dakkapel';
    const [range, ...others] = changedWords('Verbouwing woning met dakkapel', after);
    expect(others).toEqual([]);
    expect(after.slice(range?.start, range?.end)).toBe('carport en');
  });

  it('marks nothing in equal texts, and leaves only words of the old text unmarked', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 }).map((list) => list.join(' '));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const ranges = changedWords(before, after);
        if (before === after) expect(ranges).toEqual([]);
        const unmarked = [...after]
          .filter((_c, at) => !ranges.some(({ start, end }) => start <= at && at < end))
          .join('');
        const old = before.split(' ').filter(Boolean);
        let position = 0;
        for (const word of unmarked.split(/\s+/).filter(Boolean)) {
          position = old.indexOf(word, position) + 1;
          expect(position).toBeGreaterThan(0);
        }
      }),
    );
  });
});
