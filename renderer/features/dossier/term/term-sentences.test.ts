import { computeTerm, type TermEvent, type TermRule } from '@onthaal/contract/rules/terms/index.ts';
import type { TermView } from '@onthaal/contract/store/rows.ts';
import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import { messagesOf } from '../../../i18n/catalogue.ts';
import { makeFormats } from '../../../i18n/formats.ts';
import { makeTranslate } from '../../../i18n/use-text.ts';
import { termPicture } from './term-picture.ts';
import { termHeadline, termSentences } from './term-sentences.ts';

const t = makeTranslate(createIntl({ locale: 'nl-BE', messages: messagesOf('nl-BE') }));
const formats = makeFormats('nl-BE');
const rule: TermRule = {
  code: 'test',
  length: 60,
  unit: 'calendarDay',
  startEvent: 'submitted',
  startDayCounts: false,
  shiftRule: 'nextWorkingDay',
  workingWeek: 'mondayToFriday',
  calendars: ['belgianLegalHolidays'],
  suspendable: true,
  warnAtPercent: 75,
};

function view(events: readonly TermEvent[], today: string, changes: Partial<TermRule> = {}): TermView {
  const used = { ...rule, ...changes };
  const { startDate, dueDate, originalDueDate, ...term } = computeTerm(used, events, [], today);
  return {
    ...term,
    startDate: startDate ?? undefined,
    dueDate: dueDate ?? undefined,
    originalDueDate: originalDueDate ?? undefined,
    today,
    unit: used.unit,
    length: used.length,
  };
}

describe('the explanation of a term', () => {
  it('tells a shift over the weekend in one sentence', () => {
    const term = view([{ kind: 'start', date: '2026-09-29' }], '2026-10-05');
    expect(termSentences(term, t, formats)).toEqual([
      'dinsdag 29 september 2026: de termijn van 60 dagen start. Die dag zelf telt niet mee.',
      'zaterdag 28 november 2026 is een zaterdag, dus maandag 30 november 2026.',
    ]);
  });

  it('names a holiday that a shift passes', () => {
    const term = view([{ kind: 'start', date: '2026-02-03' }], '2026-02-05');
    expect(term.dueDate).toBe('2026-04-07');
    expect(termSentences(term, t, formats).slice(1)).toEqual([
      'maandag 6 april 2026 is paasmaandag en telt niet mee.',
      'zaterdag 4 april 2026 is een zaterdag, dus dinsdag 7 april 2026.',
    ]);
  });

  it('counts weekends of a term in working days and names the holidays', () => {
    const term = view([{ kind: 'start', date: '2026-11-02' }], '2026-11-03', { unit: 'workingDay', length: 10 });
    const sentences = termSentences(term, t, formats);
    expect(sentences[0]).toContain('10 werkdagen');
    expect(sentences[1]).toBe('4 zaterdagen en zondagen tellen niet mee.');
    expect(sentences[2]).toBe('woensdag 11 november 2026 is Wapenstilstand en telt niet mee.');
  });

  it('tells suspension, resumption, extension and stop by their days', () => {
    const events: readonly TermEvent[] = [
      { kind: 'start', date: '2026-09-01' },
      { kind: 'suspend', date: '2026-09-10' },
      { kind: 'resume', date: '2026-09-15' },
      { kind: 'extend', date: '2026-09-20', days: 5 },
      { kind: 'stop', date: '2026-09-25' },
    ];
    const sentences = termSentences(view(events, '2026-10-01', { extendableBy: 30 }), t, formats);
    expect(sentences[1]).toContain('de termijn wordt opgeschort');
    expect(sentences[2]).toContain('na 5 dagen stilstand');
    expect(sentences[3]).toContain('met 5 dagen verlengd');
    expect(sentences.at(-1)).toBe('vrijdag 25 september 2026: de termijn stopt.');
  });
});

describe('the headline of a term', () => {
  const started: readonly TermEvent[] = [{ kind: 'start', date: '2026-09-29' }];
  it.each([
    ['running', '2026-11-20', 'Nog 10 dagen, tot en met maandag 30 november 2026.'],
    ['its last day', '2026-11-30', 'Vandaag is de laatste dag.'],
    ['late', '2026-12-02', '2 dagen te laat: de laatste dag was maandag 30 november 2026.'],
  ])('says where it stands: %s', (_name, today, sentence) => {
    expect(termHeadline(view(started, today), t, formats)).toBe(sentence);
  });

  it('says that a suspended term stands still', () => {
    const term = view([...started, { kind: 'suspend', date: '2026-10-09' }], '2026-10-20');
    expect(termHeadline(term, t, formats)).toMatch(/^De termijn staat stil\. Er blijft nog \d+ dagen over\.$/);
  });
});

describe('the picture of a term', () => {
  it('runs from the start to the due day, with today between', () => {
    const picture = termPicture(view([{ kind: 'start', date: '2026-09-29' }], '2026-10-30'));
    expect(picture).toMatchObject({ due: 100, used: { from: 0, to: 50 }, today: 50, late: undefined, pauses: [] });
  });

  it('runs on to today when it is late', () => {
    const picture = termPicture(view([{ kind: 'start', date: '2026-09-29' }], '2026-12-31'));
    expect(picture?.today).toBe(100);
    expect(picture?.late).toEqual({ from: picture?.due, to: 100 });
  });

  it('hatches a suspension, an open one up to today', () => {
    const closed = termPicture(
      view(
        [
          { kind: 'start', date: '2026-09-01' },
          { kind: 'suspend', date: '2026-09-11' },
          { kind: 'resume', date: '2026-09-21' },
        ],
        '2026-10-01',
      ),
    );
    expect(closed?.pauses).toHaveLength(1);
    expect(closed?.originalDue).toBeLessThan(100);
    const open = termPicture(
      view(
        [
          { kind: 'start', date: '2026-09-01' },
          { kind: 'suspend', date: '2026-09-11' },
        ],
        '2026-10-01',
      ),
    );
    expect(open?.pauses[0]?.to).toBe(open?.today);
  });

  it('is absent without a start', () => {
    expect(termPicture(view([], '2026-10-01'))).toBeUndefined();
  });
});
