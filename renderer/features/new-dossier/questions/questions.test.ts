import { checkAnswers } from '@onthaal/contract/validation/index.ts';
import fc from 'fast-check';
import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import { messagesOf } from '../../../i18n/catalogue.ts';
import { makeFormats } from '../../../i18n/formats.ts';
import { makeTranslate } from '../../../i18n/use-text.ts';
import { answerErrors, answerText, givenAnswers, questionsOf } from './questions.ts';

const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['kind', 'story', 'dangerous'],
  properties: {
    dangerous: { type: 'boolean', title: 'Is het gevaarlijk?' },
    kind: {
      type: 'string',
      title: 'Wat is het?',
      oneOf: [
        { const: 'road', title: 'Wegdek' },
        { const: 'waste', title: 'Afval' },
      ],
    },
    persons: { type: 'integer', title: 'Hoeveel personen?', minimum: 1, maximum: 10 },
    seenOn: { type: 'string', format: 'date', title: 'Wanneer?' },
    story: { type: 'string', title: 'Vertel', minLength: 1, maxLength: 2000 },
    street: { type: 'string', title: 'Straat', maxLength: 100 },
  },
};
const questions = questionsOf(schema);

describe('questions of a dossier type', () => {
  it('come with a kind, the required ones first in their own order', () => {
    expect(questions.map(({ name, kind, isRequired }) => [name, kind, isRequired])).toEqual([
      ['kind', 'choice', true],
      ['story', 'longText', true],
      ['dangerous', 'yesNo', true],
      ['persons', 'number', false],
      ['seenOn', 'date', false],
      ['street', 'text', false],
    ]);
  });

  it('are none when there is no question set', () => {
    expect(questionsOf(undefined)).toEqual([]);
    expect(questionsOf({ properties: 'nonsense' })).toEqual([]);
  });
});

describe('answers', () => {
  it('miss when they are required and empty', () => {
    expect(Object.keys(answerErrors(questions, { story: '  ' }))).toEqual(['kind', 'story', 'dangerous']);
  });

  it('are wrong out of bounds, out of the list or too long', () => {
    const errors = answerErrors(questions, {
      kind: 'fire',
      story: 'x',
      dangerous: false,
      persons: 11,
      street: 'x'.repeat(101),
    });
    expect(errors).toEqual({
      kind: { key: 'question.error.choice' },
      persons: { key: 'question.error.maximum', values: { maximum: 10 } },
      street: { key: 'question.error.long', values: { count: 100 } },
    });
  });

  it('that pass here pass at the store too, whatever they are', () => {
    const anyAnswers = fc.record(
      {
        kind: fc.constantFrom('road', 'waste', 'fire', ''),
        story: fc.string({ maxLength: 20 }),
        dangerous: fc.boolean(),
        persons: fc.oneof(fc.integer({ min: -2, max: 12 }), fc.double({ min: 0, max: 9, noNaN: true })),
        street: fc.string({ maxLength: 120 }),
      },
      { requiredKeys: [] },
    );
    const isPlain = (text: string | undefined) => text === undefined || /^[\x20-\x7e]*$/.test(text);
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        fc.pre(isPlain(answers.story) && isPlain(answers.street));
        const given = givenAnswers(questions, answers);
        const passesHere = Object.keys(answerErrors(questions, answers)).length === 0;
        expect(checkAnswers(schema, given).ok || !passesHere).toBe(true);
      }),
    );
  });

  it('read as words', () => {
    const t = makeTranslate(createIntl({ locale: 'nl-BE', messages: messagesOf('nl-BE') }));
    const formats = makeFormats('nl-BE');
    const read = (name: string, answer: string | number | boolean) =>
      answerText(
        questions.find((question) => question.name === name),
        answer,
        t,
        formats,
      );
    expect([read('kind', 'road'), read('dangerous', false), read('seenOn', '2026-03-12'), read('persons', 3)]).toEqual([
      'Wegdek',
      'Nee',
      '12/03/2026',
      '3',
    ]);
    expect(read('gone', 'as it was')).toBe('as it was');
  });
});
