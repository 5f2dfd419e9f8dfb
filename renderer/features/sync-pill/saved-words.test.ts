import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import { messagesOf } from '../../i18n/catalogue.ts';
import { makeTranslate } from '../../i18n/use-text.ts';
import { savedNext } from './saved-words.ts';

const t = makeTranslate(createIntl({ locale: 'nl-BE', messages: { ...messagesOf('nl-BE') } }));

describe('what is said after saving', () => {
  it.each(['upToDate', 'working', 'firstSync'] as const)('is being sent when the line is there (%s)', (phase) => {
    expect(t(savedNext({ phase }))).toBe('Wordt doorgestuurd.');
  });
  it('stays here without a line, and goes out when it is back', () => {
    expect(t(savedNext({ phase: 'offline' }))).toBe('Staat op deze computer en vertrekt zodra de lijn terug is.');
  });
  it('never claims to be sent when nobody knows of a line, or when sending does not work', () => {
    for (const status of [undefined, { phase: 'starting' }, { phase: 'blocked' }] as const) {
      expect(t(savedNext(status))).toMatch(/^Staat op deze computer/);
    }
  });
});
