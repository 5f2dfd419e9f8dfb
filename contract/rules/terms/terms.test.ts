import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  addTerm,
  belgianLegalHolidays,
  computeTerm,
  easterSunday,
  isWorkingDay,
  legalHolidaysCode,
  notificationDate,
  type TermCalendar,
  type TermEvent,
  type TermRule,
  termRuleOn,
} from './index.ts';

const rule: TermRule = {
  code: 'test',
  length: 20,
  unit: 'calendarDay',
  startEvent: 'submitted',
  startDayCounts: false,
  shiftRule: 'nextWorkingDay',
  workingWeek: 'mondayToFriday',
  calendars: [legalHolidaysCode],
  suspendable: true,
};
const closing: TermCalendar = { code: 'closing', days: [{ date: '2026-11-02', name: 'Allerzielen' }] };
const started = (date: string): TermEvent => ({ kind: 'start', date });
const due = (length: number, start: string, change: Partial<TermRule> = {}) =>
  computeTerm({ ...rule, length, ...change }, [started(start)], [closing], start).dueDate;

describe('calendars', () => {
  it.each([
    [2026, ['2026-04-06', '2026-05-14', '2026-05-25']],
    [2027, ['2027-03-29', '2027-05-06', '2027-05-17']],
    [2028, ['2028-04-17', '2028-05-25', '2028-06-05']],
  ])('movable holidays of %i are those of spec section 24', (year, expected) => {
    const movable = belgianLegalHolidays(year).filter((day) => /easter|ascension|whit/.test(day.code));
    expect(movable.map((day) => day.date)).toEqual(expected);
  });

  it('has ten legal holidays, and neither 11 July nor 2 and 15 November nor 26 December', () => {
    for (let year = 1980; year < 2100; year += 1) {
      const dates = belgianLegalHolidays(year).map((day) => day.date);
      expect(dates).toHaveLength(10);
      for (const day of ['07-11', '11-02', '11-15', '12-26']) expect(dates).not.toContain(`${year}-${day}`);
    }
  });

  it.each([
    [1961, '1961-04-02'],
    [2000, '2000-04-23'],
    [2008, '2008-03-23'],
    [2011, '2011-04-24'],
    [2025, '2025-04-20'],
    [2038, '2038-04-25'],
  ])('Easter of %i is %s', (year, date) => expect(easterSunday(year)).toBe(date));

  it('Easter is always a Sunday from 22 March to 25 April', () => {
    for (let year = 1600; year < 2600; year += 1) {
      const date = Temporal.PlainDate.from(easterSunday(year));
      expect(date.dayOfWeek).toBe(7);
      const monthDay = easterSunday(year).slice(5);
      expect(monthDay >= '03-22' && monthDay <= '04-25').toBe(true);
    }
  });

  it('knows working days of both kinds of week, and closing days only when named', () => {
    expect(isWorkingDay('2026-11-28', 'mondayToFriday', [], [])).toBe(false);
    expect(isWorkingDay('2026-11-28', 'mondayToSaturday', [], [])).toBe(true);
    expect(isWorkingDay('2026-11-29', 'mondayToSaturday', [], [])).toBe(false);
    expect(isWorkingDay('2026-11-02', 'mondayToFriday', [legalHolidaysCode], [closing])).toBe(true);
    expect(isWorkingDay('2026-11-02', 'mondayToFriday', ['closing'], [closing])).toBe(false);
    expect(() => isWorkingDay('2026-02-30', 'mondayToFriday', [], [])).toThrow(RangeError);
  });
});

describe('computeTerm: vectors of spec section 24', () => {
  it('ending on Christmas, a Friday, moves to Monday 28 December', () =>
    expect(due(20, '2026-12-05')).toBe('2026-12-28'));
  it('ending on Saturday 2 May moves to Monday 4 May', () => expect(due(20, '2026-04-12')).toBe('2026-05-04'));
  it('ending on Ascension Day moves to the Friday', () => expect(due(20, '2026-04-24')).toBe('2026-05-15'));
  it('a month from 31 January ends on the last day of February', () => {
    expect(due(1, '2027-01-31', { unit: 'month', shiftRule: 'none' })).toBe('2027-02-28');
    expect(due(1, '2028-01-31', { unit: 'month', shiftRule: 'none' })).toBe('2028-02-29');
    expect(due(12, '2028-02-29', { unit: 'month', shiftRule: 'none' })).toBe('2029-02-28');
  });
  it('the start day is excluded and the last day included', () => {
    expect(due(1, '2026-11-23')).toBe('2026-11-24');
    expect(due(1, '2026-11-23', { startDayCounts: true })).toBe('2026-11-23');
    expect(due(1, '2026-11-23', { startDayCounts: true, unit: 'workingDay' })).toBe('2026-11-23');
    expect(due(1, '2026-11-23', { startDayCounts: true, unit: 'month' })).toBe('2026-12-22');
  });
  it('the change to summer time has no effect', () => {
    expect(due(2, '2026-03-27', { shiftRule: 'none' })).toBe('2026-03-29');
    expect(due(7, '2026-03-25', { shiftRule: 'none' })).toBe('2026-04-01');
    expect(due(7, '2026-10-22', { shiftRule: 'none' })).toBe('2026-10-29');
  });
  it('closing days do not shift a statutory term unless the rule names them', () => {
    expect(due(3, '2026-10-30')).toBe('2026-11-02');
    expect(due(3, '2026-10-30', { calendars: [legalHolidaysCode, 'closing'] })).toBe('2026-11-03');
  });
  it('a whole holiday week: 15 working days for an information request', () => {
    // 21 December 2026 is a Monday; Christmas and New Year fall on Fridays.
    expect(due(15, '2026-12-21', { unit: 'workingDay' })).toBe('2027-01-13');
  });
  it('shifts backwards when the rule says so', () => {
    expect(due(5, '2026-11-23', { shiftRule: 'previousWorkingDay' })).toBe('2026-11-27');
  });
  it('Saturday is a working day for some regimes', () => {
    expect(due(5, '2026-11-23', { workingWeek: 'mondayToSaturday' })).toBe('2026-11-28');
  });
  it('suspension over a holiday: the standing still days come back', () => {
    const events: TermEvent[] = [
      started('2026-12-01'),
      { kind: 'suspend', date: '2026-12-21' },
      { kind: 'resume', date: '2027-01-04' },
    ];
    const result = computeTerm({ ...rule, length: 30 }, events, [], '2027-01-05');
    expect(result).toMatchObject({ originalDueDate: '2026-12-31', dueDate: '2027-01-14', state: 'running' });
    expect(result).toMatchObject({ daysUsed: 21, daysLeft: 9, percentUsed: 70, problems: [] });
  });
  it('suspension over holidays in working days does not count them twice', () => {
    const events: TermEvent[] = [
      started('2026-12-21'),
      { kind: 'suspend', date: '2026-12-24' },
      { kind: 'resume', date: '2026-12-28' },
    ];
    // 24 December is the only working day in the pause: the term ends one working day later, no more.
    const plain = computeTerm({ ...rule, length: 10, unit: 'workingDay' }, events.slice(0, 1), [], '2026-12-29');
    const paused = computeTerm({ ...rule, length: 10, unit: 'workingDay' }, events, [], '2026-12-29');
    expect(plain.dueDate).toBe('2027-01-06');
    expect(paused.dueDate).toBe('2027-01-07');
  });
  it.each([
    ['handedOver', '2026-11-23', '2026-11-23'],
    ['registeredWithReceipt', '2026-11-23', '2026-11-23'],
    ['registeredWithoutReceipt', '2026-11-23', '2026-11-25'],
    ['registeredWithoutReceipt', '2026-11-20', '2026-11-24'],
    ['registeredWithoutReceipt', '2026-12-23', '2026-12-28'],
  ] as const)('notification %s on %s starts the term on %s', (method, date, start) => {
    expect(notificationDate(method, date, rule)).toBe(start);
  });
  it('addTerm gives the last day of an undisturbed term', () => {
    expect(addTerm('2026-12-05', rule)).toBe('2026-12-28');
    expect(() => addTerm('5 december', rule)).toThrow(RangeError);
  });
});

describe('computeTerm: the explanation', () => {
  it('tells which day was left, why, and where the term ends', () => {
    const result = computeTerm({ ...rule, length: 5 }, [started('2026-11-23')], [], '2026-11-23');
    expect(result.dueDate).toBe('2026-11-30');
    expect(result.trace).toEqual([
      {
        kind: 'started',
        date: '2026-11-23',
        reasonCode: 'startDayExcluded',
        parameters: { length: 5, unit: 'calendarDay' },
      },
      { kind: 'dayExcluded', date: '2026-11-28', reasonCode: 'saturday', parameters: {} },
      { kind: 'dayExcluded', date: '2026-11-29', reasonCode: 'sunday', parameters: {} },
      {
        kind: 'shifted',
        date: '2026-11-30',
        reasonCode: 'saturday',
        parameters: { from: '2026-11-28', to: '2026-11-30' },
      },
    ]);
  });
  it('names closing days', () => {
    const result = computeTerm(
      { ...rule, length: 2, unit: 'workingDay', calendars: ['closing', legalHolidaysCode] },
      [started('2026-10-30')],
      [closing],
      '2026-10-30',
    );
    expect(result.trace.map((step) => [step.date, step.reasonCode])).toEqual([
      ['2026-10-30', 'startDayExcluded'],
      ['2026-10-31', 'saturday'],
      ['2026-11-01', 'allSaintsDay'],
      ['2026-11-02', 'calendarDay'],
    ]);
    expect(result.trace[3]?.parameters).toEqual({ name: 'Allerzielen' });
  });
  it('tells suspensions, extensions and the stop by date', () => {
    const events: TermEvent[] = [
      { kind: 'stop', date: '2026-03-20' },
      { kind: 'extend', date: '2026-03-12', days: 5 },
      { kind: 'resume', date: '2026-03-09' },
      { kind: 'suspend', date: '2026-03-04' },
      started('2026-03-02'),
    ];
    const result = computeTerm({ ...rule, extendableBy: 20 }, events, [], '2026-04-01');
    expect(result.trace.map((step) => step.kind)).toEqual(['started', 'suspended', 'resumed', 'extended', 'stopped']);
    expect(result).toMatchObject({
      state: 'stopped',
      originalDueDate: '2026-03-23',
      dueDate: '2026-04-01',
      warning: 'none',
    });
    expect(result.trace[2]?.parameters).toEqual({ days: 5 });
  });
});

describe('computeTerm: states, warnings and facts that cannot be', () => {
  const at = (today: string, events: readonly TermEvent[] = [started('2026-03-02')], change: Partial<TermRule> = {}) =>
    computeTerm({ ...rule, warnAtPercent: 80, warnDaysBefore: 3, ...change }, events, [], today);
  const problemsOf = (events: readonly TermEvent[], change: Partial<TermRule> = {}) =>
    at('2026-06-01', events, change).problems.map((problem) => problem.code);

  it.each([
    ['2026-03-01', 'notStarted', 0, 21, 0, 'none'],
    ['2026-03-02', 'running', 0, 21, 0, 'none'],
    ['2026-03-17', 'running', 15, 6, 75, 'none'],
    ['2026-03-18', 'running', 16, 5, 80, 'soon'],
    ['2026-03-22', 'running', 20, 1, 100, 'soon'],
    ['2026-03-23', 'running', 20, 0, 100, 'soon'],
    ['2026-03-24', 'expired', 20, -1, 100, 'late'],
    ['2026-04-02', 'expired', 20, -10, 100, 'late'],
  ])('%s: %s, %i used, %i left, %i %%, %s', (today, state, daysUsed, daysLeft, percentUsed, warning) => {
    expect(at(today)).toMatchObject({ state, daysUsed, daysLeft, percentUsed, warning, dueDate: '2026-03-23' });
  });

  it('warns by days only when the rule says so', () => {
    expect(at('2026-03-22', undefined, { warnAtPercent: undefined, warnDaysBefore: undefined }).warning).toBe('none');
    expect(at('2026-03-20', undefined, { warnAtPercent: undefined }).warning).toBe('soon');
    expect(at('2026-03-19', undefined, { warnAtPercent: undefined }).warning).toBe('none');
  });

  it('has nothing to say before a start', () => {
    expect(at('2026-03-02', [])).toMatchObject({ state: 'notStarted', dueDate: null, startDate: null, trace: [] });
  });

  it('freezes while suspended, and the due date moves along', () => {
    const events: TermEvent[] = [started('2026-03-02'), { kind: 'suspend', date: '2026-03-10' }];
    for (const [today, dueDate] of [
      ['2026-03-10', '2026-03-23'],
      ['2026-03-20', '2026-04-01'],
      ['2026-05-20', '2026-06-01'],
    ] as const) {
      expect(at(today, events)).toMatchObject({ state: 'suspended', dueDate, dueDateProvisional: true });
      expect(at(today, events)).toMatchObject({ daysUsed: 7, daysLeft: 13, percentUsed: 35, warning: 'none' });
    }
  });

  it('a stop in time is not late, a stop too late is, and stays so', () => {
    const stopped = (date: string) => at('2026-12-31', [started('2026-03-02'), { kind: 'stop', date }]);
    expect(stopped('2026-03-23')).toMatchObject({ state: 'stopped', daysLeft: 0, warning: 'none' });
    expect(stopped('2026-03-25')).toMatchObject({ state: 'stopped', daysLeft: -2, warning: 'late' });
  });

  it('a stop ends a suspension; a new start after it begins again', () => {
    const events: TermEvent[] = [
      started('2026-03-02'),
      { kind: 'suspend', date: '2026-03-10' },
      { kind: 'stop', date: '2026-03-12' },
    ];
    expect(at('2026-04-01', events)).toMatchObject({
      state: 'stopped',
      dueDateProvisional: false,
      daysUsed: 8,
      problems: [],
    });
    const again = at('2026-06-02', [...events, started('2026-06-01')]);
    expect(again).toMatchObject({
      state: 'running',
      startDate: '2026-06-01',
      originalDueDate: '2026-06-22',
      problems: [],
    });
  });

  it('events to come are plans', () => {
    const events: TermEvent[] = [
      started('2026-03-02'),
      { kind: 'suspend', date: '2026-03-10' },
      { kind: 'resume', date: '2026-03-20' },
    ];
    expect(at('2026-03-05', events)).toMatchObject({ state: 'running', dueDate: '2026-04-01' });
    expect(at('2026-03-15', events)).toMatchObject({
      state: 'suspended',
      dueDate: '2026-04-01',
      dueDateProvisional: false,
    });
    expect(at('2026-03-20', events)).toMatchObject({ state: 'running', dueDate: '2026-04-01' });
  });

  it('a suspension in the days won by the shift gives those back', () => {
    // Ends Sunday 22 March, moved to Monday 23: suspended on that Monday, resumed on Wednesday 25.
    const events: TermEvent[] = [
      started('2026-03-02'),
      { kind: 'suspend', date: '2026-03-23' },
      { kind: 'resume', date: '2026-03-25' },
    ];
    expect(at('2026-03-25', events)).toMatchObject({ dueDate: '2026-03-25', state: 'running', problems: [] });
  });

  it.each<[string, readonly TermEvent[], Partial<TermRule>]>([
    ['notStarted', [{ kind: 'suspend', date: '2026-03-01' }], {}],
    ['alreadyStarted', [started('2026-03-02'), started('2026-03-03')], {}],
    ['notSuspendable', [started('2026-03-02'), { kind: 'suspend', date: '2026-03-03' }], { suspendable: false }],
    [
      'alreadySuspended',
      [started('2026-03-02'), { kind: 'suspend', date: '2026-03-03' }, { kind: 'suspend', date: '2026-03-04' }],
      {},
    ],
    ['notSuspended', [started('2026-03-02'), { kind: 'resume', date: '2026-03-03' }], {}],
    [
      'afterStop',
      [started('2026-03-02'), { kind: 'stop', date: '2026-03-03' }, { kind: 'suspend', date: '2026-03-03' }],
      {},
    ],
    ['afterDueDate', [started('2026-03-02'), { kind: 'suspend', date: '2026-03-24' }], {}],
    ['afterDueDate', [started('2026-03-02'), { kind: 'extend', date: '2026-03-24' }], { extendableBy: 20 }],
    ['notExtendable', [started('2026-03-02'), { kind: 'extend', date: '2026-03-03', days: 5 }], {}],
    [
      'extensionLengthInvalid',
      [started('2026-03-02'), { kind: 'extend', date: '2026-03-03', days: 21 }],
      { extendableBy: 20 },
    ],
    [
      'extensionLengthInvalid',
      [started('2026-03-02'), { kind: 'extend', date: '2026-03-03', days: 0 }],
      { extendableBy: 20 },
    ],
    ['dateInvalid', [started('2026-02-30')], {}],
    ['dateInvalid', [started('2 maart 2026')], {}],
    ['calendarMissing', [started('2026-03-02')], { calendars: ['unknown'] }],
    ['ruleNotValidOnStart', [started('2026-03-02')], { validFrom: '2026-03-03' }],
    ['ruleNotValidOnStart', [started('2026-03-02')], { validUntil: '2026-03-01' }],
  ])('reports %s and computes on', (code, events, change) => {
    expect(problemsOf(events, change)).toEqual([code]);
  });

  it('extends once in all up to the bound', () => {
    const events: TermEvent[] = [
      started('2026-03-02'),
      { kind: 'extend', date: '2026-03-10', days: 15 },
      { kind: 'extend', date: '2026-03-11' },
    ];
    expect(at('2026-03-12', events, { extendableBy: 20 })).toMatchObject({ dueDate: '2026-04-13', problems: [] });
    expect(
      at('2026-03-12', [...events, { kind: 'extend', date: '2026-03-12', days: 1 }], { extendableBy: 20 }).problems,
    ).toHaveLength(1);
  });

  it('picks the version of a rule that applies on the start', () => {
    const older = { ...rule, validUntil: '2025-12-31' };
    const newer = { ...rule, validFrom: '2026-01-01', length: 30 };
    expect(termRuleOn([older, newer], 'test', '2025-12-31')).toBe(older);
    expect(termRuleOn([older, newer], 'test', '2026-01-01')).toBe(newer);
    expect(termRuleOn([rule, newer], 'test', '2026-01-01')).toBe(newer);
    expect(termRuleOn([older], 'test', '2026-01-01')).toBeNull();
  });

  it('refuses what only a bug can pass', () => {
    expect(() => at('today')).toThrow(RangeError);
    expect(() => at('2026-03-02', undefined, { length: 1.5 })).toThrow(RangeError);
  });
});
