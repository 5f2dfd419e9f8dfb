import { createIntl } from 'react-intl';
import { expect, it } from 'vitest';
import { messagesOf } from '../../i18n/catalogue.ts';
import { makeTranslate } from '../../i18n/use-text.ts';
import { waitWords } from './wait-words.ts';

const t = makeTranslate(createIntl({ locale: 'nl-BE', messages: { ...messagesOf('nl-BE') } }));

it.each([
  [1, 'U kunt opnieuw proberen over 1 seconde.'],
  [30, 'U kunt opnieuw proberen over 30 seconden.'],
  [121, 'U kunt opnieuw proberen over 3 minuten.'],
  [600, 'U kunt opnieuw proberen over 10 minuten.'],
])('a wait of %i seconds reads as %s', (seconds, words) => {
  expect(waitWords(seconds, t)).toBe(words);
});
