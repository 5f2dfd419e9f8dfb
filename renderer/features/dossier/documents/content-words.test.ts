import { contentStates } from '@onthaal/contract/store/document-content.ts';
import { createIntl } from 'react-intl';
import { expect, it } from 'vitest';
import { messagesOf } from '../../../i18n/catalogue.ts';
import { makeTranslate } from '../../../i18n/use-text.ts';
import { contentWords } from './content-words.ts';

const t = makeTranslate(createIntl({ locale: 'nl-BE', messages: messagesOf('nl-BE') }));
const said = (state: (typeof contentStates)[number], sent = 0, bytes = 1000) => {
  const { key, values } = contentWords({ documentId: 'document-1', state, sent, bytes });
  return t(key, values);
};

it('says each state of a content in plain words', () => {
  expect(contentStates.map((state) => said(state))).toEqual([
    'Wacht om verstuurd te worden',
    'Wacht op lijn',
    'Wordt verstuurd, 0 %',
    'Wordt gecontroleerd op virussen',
    'Centraal bewaard',
    'Virus gevonden',
    'Geweigerd',
    'Wordt opgehaald, 0 %',
  ]);
});

it('never says that all is sent before it is', () => {
  expect(said('sending', 999)).toBe('Wordt verstuurd, 99 %');
  expect(said('sending', 999_999, 1_000_000)).toBe('Wordt verstuurd, 99 %');
  expect(said('offline', 425)).toBe('Wacht op lijn, 42 % is verstuurd');
});
