import { createIntl } from 'react-intl';
import { expect, it } from 'vitest';
import { messagesOf } from '../../i18n/catalogue.ts';
import { makeFormats } from '../../i18n/formats.ts';
import { makeTranslate } from '../../i18n/use-text.ts';
import { shareOf, sizeText } from './backup-words.ts';

const t = makeTranslate(createIntl({ locale: 'nl-BE', messages: { ...messagesOf('nl-BE') } }));
const formats = makeFormats('nl-BE');

it.each([
  [412_000, '0,4 MB'],
  [8_437_000, '8,4 MB'],
  [120_400_000, '120 MB'],
  [2_140_000_000, '2,1 GB'],
])('%i bytes reads as %s', (bytes, words) => {
  expect(sizeText(bytes, t, formats)).toBe(words);
});

it.each([
  [0, 10, 0],
  [1, 10_000, 2],
  [5, 10, 50],
  [12, 10, 100],
  [3, 0, 0],
])('%i of %i fills %i of a hundred', (part, whole, share) => {
  expect(shareOf(part, whole)).toBe(share);
});
