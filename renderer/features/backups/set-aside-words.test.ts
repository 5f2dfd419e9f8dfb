import type { SetAsideNote } from '@onthaal/contract/store/backups.ts';
import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import { messagesOf } from '../../i18n/catalogue.ts';
import { makeTranslate } from '../../i18n/use-text.ts';
import { setAsideWords } from './set-aside-words.ts';

const t = makeTranslate(createIntl({ locale: 'nl-BE', messages: { ...messagesOf('nl-BE') } }));
const note: SetAsideNote = { at: '2026-11-26T10:00:00.000Z', why: 'damaged', rescuedItems: 2, incomplete: false };

describe('files that were set aside', () => {
  it('say why, and what of them was rescued', () => {
    expect(setAsideWords({ note }, t)).toEqual({
      why: 'was beschadigd',
      rescued: '2 wijzigingen gered',
      tone: 'positive',
      isUncertain: false,
    });
    expect(setAsideWords({ note: { ...note, rescuedItems: 0 } }, t).rescued).toBe('Er wachtte niets op versturen');
  });
  it('never promise that nothing is missing when nobody knows', () => {
    expect(setAsideWords({ note: { ...note, incomplete: true } }, t)).toMatchObject({
      tone: 'danger',
      isUncertain: true,
    });
    expect(setAsideWords({}, t)).toMatchObject({ rescued: 'Niet bekend wat gered is', isUncertain: true });
  });
});
