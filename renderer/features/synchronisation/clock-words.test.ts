import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import { messagesOf } from '../../i18n/catalogue.ts';
import { makeTranslate } from '../../i18n/use-text.ts';
import { clockWords } from './clock-words.ts';

const t = makeTranslate(createIntl({ locale: 'nl-BE', messages: messagesOf('nl-BE') }));

describe('the sentence about a wrong clock', () => {
  it.each([
    [180, '3 minuten voor'],
    [-89 * 60, '89 minuten achter'],
    [3 * 3600 + 40, '3 uur voor'],
    [-5 * 3600, '5 uur achter'],
    [-3 * 86_400, '3 dagen achter'],
  ])('%i seconds', (seconds, words) => {
    expect(t(`process.clock.${clockWords(seconds).way}`, { ...clockWords(seconds) })).toBe(
      `De klok van deze computer loopt ${words}`,
    );
  });
});
