import type { SyncItem } from '@onthaal/contract/store/sync.ts';
import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import { messagesOf } from '../../i18n/catalogue.ts';
import { makeFormats } from '../../i18n/formats.ts';
import { makeTranslate } from '../../i18n/use-text.ts';
import type { ValueWords } from '../conflicts/field-values.ts';
import { correctedValues, correctionFields } from './correction-fields.ts';
import { ageText, groupSyncItems, secondsToNextTry, syncItemSentence, syncItemText } from './sync-item-words.ts';

const words: ValueWords = {
  t: makeTranslate(createIntl({ locale: 'nl-BE', messages: messagesOf('nl-BE') })),
  formats: makeFormats('nl-BE'),
  collection: 'dossiers',
  nameOf: (id) => (id === 'team-omgeving' ? 'Omgeving' : id),
  questions: [],
};
const now = new Date('2026-03-12T10:00:00Z');

function item(changes: Partial<SyncItem>): SyncItem {
  return {
    operationId: 'operation',
    collection: 'dossiers',
    documentId: 'dossier',
    command: 'changeStatus',
    title: '2026-AB-00001',
    state: 'local',
    queuedAt: '2026-03-12T09:58:00Z',
    attempts: 0,
    changes: {},
    ...changes,
  };
}

describe('the sentence of an item', () => {
  it.each([
    [{ changes: { status: 'inProgress', termEvents: [] } }, 'Status gewijzigd naar In behandeling'],
    [{ command: 'assignDossier', changes: { teamId: 'team-omgeving' } }, 'Dossier toegewezen aan Omgeving'],
    [{ command: 'updateDossier', changes: { subject: 'a', dueOn: null } }, 'Gewijzigd: onderwerp'],
    [{ command: 'addNote', changes: { notes: [] } }, 'Nota toegevoegd'],
    [{ command: 'somethingNew' }, 'somethingNew'],
  ])('%j', (changes, sentence) => {
    expect(syncItemSentence(item(changes), words)).toBe(sentence);
  });

  it('has everything that the clerk wrote in the text to copy', () => {
    const text = syncItemText(
      item({ command: 'updateDossier', changes: { subject: 'Dak', description: 'Lang' } }),
      words,
    );
    expect(text.split('\n')).toEqual([
      'Gewijzigd: onderwerp, omschrijving',
      '2026-AB-00001',
      'Onderwerp: Dak',
      'Omschrijving: Lang',
    ]);
  });
});

describe('times', () => {
  it.each([
    ['2026-03-12T09:59:40Z', 'zonet'],
    ['2026-03-12T09:59:00Z', '1 minuut geleden'],
    ['2026-03-12T07:30:00Z', '2 uur geleden'],
    ['2026-03-10T07:30:00Z', '10/03/2026, 08:30'],
  ])('age of %s', (at, text) => {
    expect(ageText(at, now, words.t, words.formats)).toBe(text);
  });

  it('counts down to the next try only without a line', () => {
    expect(secondsToNextTry({ phase: 'offline', nextTryAt: '2026-03-12T10:00:07.200Z' }, now)).toBe(8);
    expect(secondsToNextTry({ phase: 'offline', nextTryAt: '2026-03-12T09:00:00Z' }, now)).toBe(0);
    expect(secondsToNextTry({ phase: 'upToDate', nextTryAt: '2026-03-12T10:00:07Z' }, now)).toBeUndefined();
  });
});

describe('groups', () => {
  it('has what asks for a person, what waits oldest first, what was accepted in a day and what was given up', () => {
    const groups = groupSyncItems(
      [
        item({ operationId: 'young', queuedAt: '2026-03-12T09:59:00Z' }),
        item({ operationId: 'old', state: 'sending' }),
        item({ operationId: 'refused', state: 'rejected' }),
        item({ operationId: 'clash', state: 'conflict' }),
        item({ operationId: 'done', state: 'accepted', acceptedAt: '2026-03-12T09:00:00Z' }),
        item({ operationId: 'given up', state: 'discarded', discardedAt: '2026-03-01T09:00:00Z' }),
        item({ operationId: 'long ago', state: 'accepted', acceptedAt: '2026-03-11T09:00:00Z' }),
      ],
      now,
    );
    const ids = (items: readonly SyncItem[]) => items.map(({ operationId }) => operationId);
    expect(ids(groups.asking).sort()).toEqual(['clash', 'refused']);
    expect(ids(groups.waiting)).toEqual(['old', 'young']);
    expect(ids(groups.accepted)).toEqual(['done']);
    expect(ids(groups.discarded)).toEqual(['given up']);
  });
});

describe('correction', () => {
  const refused = item({
    state: 'rejected',
    command: 'updateDossier',
    error: { code: 'FIELD_INVALID', retryable: false, field: 'description' },
    changes: {
      parties: [],
      subject: 'Dak',
      status: 'complete',
      labels: ['a'],
      description: 'x',
      teamId: 'team-omgeving',
    },
  });

  it('puts the field at fault first and what cannot be edited last', () => {
    expect(correctionFields(refused).map(({ name, kind }) => [name, kind])).toEqual([
      ['description', 'longText'],
      ['subject', 'text'],
      ['status', 'status'],
      ['teamId', 'team'],
      ['labels', 'readOnly'],
    ]);
  });

  it('sends only what was changed, and never what cannot be edited', () => {
    const fields = correctionFields(refused);
    expect(correctedValues(fields, { subject: 'Dak', description: 'y', labels: ['b'] })).toEqual({ description: 'y' });
  });
});
