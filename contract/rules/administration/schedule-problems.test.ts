import { describe, expect, it } from 'vitest';
import { frozenField, type ScheduleKind, scheduleProblems } from './index.ts';

const problemsOf = (kind: ScheduleKind, data: unknown) =>
  scheduleProblems(kind, data).map(({ where, problem }) => `${where} ${problem}`);
const everyMonday = { weekdays: [1], from: '09:00', until: '10:00', teamIds: ['t'] };

describe('scheduleProblems', () => {
  it.each<[string, ScheduleKind, unknown, readonly string[]]>([
    ['days', 'calendar', { purpose: 'closing', days: [{ date: '2026-12-24', name: 'Kerst' }] }, []],
    [
      'a day that does not exist, has no name, or is there twice',
      'calendar',
      {
        purpose: 'closing',
        days: [
          { date: '2026-02-29', name: 'x' },
          { date: '2026-12-24', name: ' ' },
          { date: '2026-12-24', name: 'y' },
        ],
      },
      ['days.0 notADay', 'days.1 empty', 'days.2 sameDay'],
    ],
    ['hours without appointments', 'blackout', everyMonday, []],
    [
      'a blackout of nobody, on no day, backwards',
      'blackout',
      { weekdays: [], from: '10:00', until: '10:00', validFrom: '2026-02-01', validUntil: '2026-01-31' },
      ['weekdays empty', 'until endsBeforeItBegins', 'validUntil endsBeforeItBegins', 'concerns empty'],
    ],
    [
      'a time that is none',
      'blackout',
      { ...everyMonday, from: '9u', until: '' },
      ['from notATime', 'until notATime', 'until endsBeforeItBegins'],
    ],
    [
      'hours that overlap on the same weekday only',
      'location',
      {
        building: 'x',
        openingHours: [
          { weekday: 1, from: '09:00', until: '12:00' },
          { weekday: 2, from: '11:00', until: '13:00' },
          { weekday: 1, from: '12:00', until: '16:00' },
          { weekday: 1, from: '11:30', until: '11:45' },
        ],
      },
      ['openingHours.3 hoursOverlap'],
    ],
    [
      'an absence that ends before it begins, by days or by hours',
      'member',
      {
        absences: [
          { from: '2026-12-02', until: '2026-12-01' },
          { from: '2026-12-01', until: '2026-12-01', start: '12:00', end: '09:00' },
          { from: '2026-12-01', until: '2026-12-01', start: '12:00' },
        ],
      },
      ['absences.0 endsBeforeItBegins', 'absences.1 endsBeforeItBegins'],
    ],
    ['a desk', 'desk', { building: 'x', number: '1', teamIds: [] }, []],
  ])('%s', (_what, kind, data, expected) => {
    expect(problemsOf(kind, data)).toEqual(expected);
  });
});

describe('frozenField', () => {
  const member = { kind: 'member' as const, name: 'Els', active: true, data: { role: 'clerk', teamIds: ['t'] } };
  const closing = { kind: 'calendar' as const, name: 'x', active: true, data: { purpose: 'closing', days: [] } };

  it('lets what the planner goes by be written', () => {
    expect(
      frozenField(member, { ...member, data: { ...member.data, skills: ['civil'], absences: [] } }),
    ).toBeUndefined();
    expect(frozenField(undefined, closing)).toBeUndefined();
    expect(frozenField(closing, { ...closing, name: 'Andere', active: false })).toBeUndefined();
  });

  it('names the field of a role, a team, a name, a statutory day, a member that comes or goes', () => {
    expect(frozenField(member, { ...member, data: { ...member.data, role: 'administrator' } })).toBe('data.role');
    expect(frozenField(member, { ...member, data: { role: 'clerk' } })).toBe('data.teamIds');
    expect(frozenField(member, { ...member, name: 'Noor' })).toBe('name');
    expect(frozenField(member, { ...member, active: false })).toBe('active');
    expect(frozenField(undefined, member)).toBe('kind');
    expect(frozenField(closing, { ...closing, data: { ...closing.data, purpose: 'legalHoliday' } })).toBe(
      'data.purpose',
    );
    const holidays = { ...closing, data: { purpose: 'legalHoliday', days: [] } };
    expect(frozenField(holidays, closing)).toBe('data.purpose');
  });
});
