import type { TimelineEntry } from '@onthaal/contract/store/rows.ts';
import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import { messagesOf } from '../../../i18n/catalogue.ts';
import { makeTranslate } from '../../../i18n/use-text.ts';
import { timelineDays, timelineSentence, timelineText } from './timeline-sentences.ts';

const words = {
  t: makeTranslate(createIntl({ locale: 'nl-BE', messages: messagesOf('nl-BE') })),
  nameOf: (id: string) => ({ 'team-omgeving': 'Omgeving', 'member-karim': 'Karim El Amrani' })[id] ?? id,
  statusLabel: (status: string) => ({ submitted: 'Ingediend', complete: 'Volledig' })[status] ?? status,
};

function entry(changes: Partial<TimelineEntry>): TimelineEntry {
  return { id: 'entry', at: '2026-03-12T09:00:00Z', kind: 'history', detail: 'created', ...changes };
}

describe('a line of the timeline', () => {
  it.each([
    [{}, 'Dossier geopend'],
    [
      { detail: 'statusChanged', parameters: { from: 'submitted', to: 'complete' } },
      'Status: van Ingediend naar Volledig',
    ],
    [{ detail: 'assigned', parameters: { to: 'team-omgeving' } }, 'Toegewezen aan Omgeving'],
    [
      { detail: 'assigned', parameters: { to: 'team-omgeving', handlerId: 'member-karim' } },
      'Toegewezen aan Karim El Amrani (Omgeving)',
    ],
    [{ detail: 'fieldsChanged', parameters: { fields: 'subject, answers' } }, 'Gewijzigd: onderwerp, antwoorden'],
    [{ detail: 'conflictResolved', parameters: { fields: 'address' } }, 'Keuze gemaakt tussen twee versies: adres'],
    [{ detail: 'termEvent' }, 'Termijn aangepast'],
    [{ kind: 'interaction', detail: 'phone' }, 'Contactmoment: telefoon'],
    [{ kind: 'appointment', detail: 'confirmed' }, 'Afspraak: bevestigd'],
    [{ kind: 'note', detail: 'note' }, 'Nota'],
  ] as const)('%j', (changes, sentence) => {
    expect(timelineSentence(entry(changes), words)).toBe(sentence);
  });

  it('shows its own text before a reason', () => {
    expect(timelineText(entry({ text: 'Gebeld' }))).toBe('Gebeld');
    expect(timelineText(entry({ parameters: { reason: 'Ziek' } }))).toBe('Ziek');
    expect(timelineText(entry({}))).toBeUndefined();
  });
});

describe('the days of the timeline', () => {
  const entries = [
    entry({ id: 'early', at: '2026-03-11T08:00:00Z' }),
    // 00:30 in Brussels: the next day there, though not in UTC.
    entry({ id: 'night', at: '2026-03-11T23:30:00Z', kind: 'note' }),
    entry({ id: 'late', at: '2026-03-12T15:00:00Z' }),
  ];

  it('are those of Brussels, newest first', () => {
    const days = timelineDays(entries, new Set()).map(({ day, entries: list }) => [day, list.map(({ id }) => id)]);
    expect(days).toEqual([
      ['2026-03-12', ['late', 'night']],
      ['2026-03-11', ['early']],
    ]);
  });

  it('have only the chosen kinds', () => {
    expect(timelineDays(entries, new Set(['note'])).flatMap((day) => day.entries.map(({ id }) => id))).toEqual([
      'night',
    ]);
  });
});
