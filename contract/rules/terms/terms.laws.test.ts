import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { addMonths, dayNumberOf, isoDateOf, weekdayOf, yearOf } from './day-number.ts';
import { computeTerm, isWorkingDay, legalHolidaysCode, type TermEvent, type TermRule } from './index.ts';

const day = fc.integer({ min: 10_957, max: 36_524 });
const kinds = fc.constantFrom<TermEvent['kind']>('start', 'suspend', 'resume', 'extend', 'stop');
const rules: fc.Arbitrary<TermRule> = fc.record({
  code: fc.constant('law'),
  length: fc.integer({ min: 1, max: 120 }),
  unit: fc.constantFrom<TermRule['unit']>('calendarDay', 'workingDay'),
  startEvent: fc.constant('submitted'),
  startDayCounts: fc.boolean(),
  shiftRule: fc.constantFrom<TermRule['shiftRule']>('none', 'nextWorkingDay', 'previousWorkingDay'),
  workingWeek: fc.constantFrom<TermRule['workingWeek']>('mondayToFriday', 'mondayToSaturday'),
  calendars: fc.constantFrom([], [legalHolidaysCode]),
  suspendable: fc.constant(true),
  extendableBy: fc.constantFrom(undefined, 30),
});
const plus = (date: string, days: number) => isoDateOf((dayNumberOf(date) ?? 0) + days);

describe('day numbers agree with Temporal', () => {
  it('for date, weekday, year and month steps', () => {
    fc.assert(
      fc.property(fc.integer({ min: -150_000, max: 150_000 }), fc.integer({ min: 0, max: 60 }), (number, months) => {
        const date = Temporal.PlainDate.from('1970-01-01').add({ days: number });
        expect(isoDateOf(number)).toBe(date.toString());
        expect(dayNumberOf(date.toString())).toBe(number);
        expect(weekdayOf(number)).toBe(date.dayOfWeek);
        expect(yearOf(number)).toBe(date.year);
        expect(isoDateOf(addMonths(number, months))).toBe(date.add({ months }).toString());
      }),
    );
  });
});

describe('computeTerm laws', () => {
  it('the due date is a working day whenever the rule shifts', () => {
    fc.assert(
      fc.property(rules, day, (rule, start) => {
        const { dueDate } = computeTerm(rule, [{ kind: 'start', date: isoDateOf(start) }], [], isoDateOf(start));
        const works = isWorkingDay(dueDate ?? '', rule.workingWeek, rule.calendars, []);
        expect(works || rule.shiftRule === 'none').toBe(true);
      }),
    );
  });

  it('agrees with counting day by day, pauses included', () => {
    const pauses = fc.array(fc.tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 0, max: 15 })), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(rules, day, pauses, (given, start, gaps) => {
        const rule: TermRule = { ...given, shiftRule: 'none' };
        const events: TermEvent[] = [{ kind: 'start', date: isoDateOf(start) }];
        const paused = new Set<number>();
        let at = start;
        for (const [running, standing] of gaps) {
          at += running;
          events.push({ kind: 'suspend', date: isoDateOf(at) }, { kind: 'resume', date: isoDateOf(at + standing) });
          for (let number = at; number < at + standing; number += 1) paused.add(number);
          at += standing;
        }
        const result = computeTerm(rule, events, [], isoDateOf(at));
        // An event after the last day is refused; the rest must still agree, so only untouched histories are compared.
        fc.pre(result.problems.length === 0);
        let left = rule.length;
        let number = rule.startDayCounts ? start - 1 : start;
        while (left > 0) {
          number += 1;
          const works =
            rule.unit === 'calendarDay' || isWorkingDay(isoDateOf(number), rule.workingWeek, rule.calendars, []);
          if (works && !paused.has(number)) left -= 1;
        }
        expect(result.dueDate).toBe(isoDateOf(number));
      }),
    );
  });

  it('a longer term never ends earlier, a later start neither', () => {
    fc.assert(
      fc.property(rules, day, fc.integer({ min: 1, max: 10 }), (rule, start, more) => {
        const dueOf = (length: number, from: number) =>
          computeTerm({ ...rule, length }, [{ kind: 'start', date: isoDateOf(from) }], [], isoDateOf(from)).dueDate ??
          '';
        expect(dueOf(rule.length + more, start) >= dueOf(rule.length, start)).toBe(true);
        expect(dueOf(rule.length, start + more) >= dueOf(rule.length, start)).toBe(true);
      }),
    );
  });

  it('while it runs without a shift, used and left make the whole', () => {
    fc.assert(
      fc.property(rules, day, fc.integer({ min: 0, max: 60 }), (given, start, later) => {
        const rule: TermRule = { ...given, shiftRule: 'none' };
        const result = computeTerm(rule, [{ kind: 'start', date: isoDateOf(start) }], [], isoDateOf(start + later));
        if (result.state === 'running') expect(result.daysUsed + result.daysLeft).toBe(rule.length);
        if (result.state === 'expired') expect(result.daysUsed).toBe(rule.length);
        expect(result.state).toBe(isoDateOf(start + later) > (result.dueDate ?? '') ? 'expired' : 'running');
      }),
    );
  });

  it('a pause of n calendar days moves the unshifted end by n days', () => {
    fc.assert(
      fc.property(rules, day, fc.nat(200), fc.nat(60), (given, start, into, standing) => {
        const rule: TermRule = { ...given, unit: 'calendarDay', shiftRule: 'none', startDayCounts: false };
        const from = start + 1 + (into % rule.length);
        const events: TermEvent[] = [
          { kind: 'start', date: isoDateOf(start) },
          { kind: 'suspend', date: isoDateOf(from) },
          { kind: 'resume', date: isoDateOf(from + standing) },
        ];
        const result = computeTerm(rule, events, [], isoDateOf(from));
        expect(result.dueDate).toBe(plus(result.originalDueDate ?? '', standing));
      }),
    );
  });

  it('any heap of events, in any order, gives one coherent answer and never throws', () => {
    const event = fc.record({
      kind: kinds,
      date: fc.integer({ min: 20_000, max: 20_060 }).map(isoDateOf),
      days: fc.integer({ min: 1, max: 10 }),
    });
    fc.assert(
      fc.property(
        rules,
        fc.array(event, { maxLength: 12 }),
        fc.integer({ min: 19_990, max: 20_300 }),
        (rule, events, today) => {
          const result = computeTerm(rule, events, [], isoDateOf(today));
          expect(computeTerm(rule, events, [], isoDateOf(today))).toEqual(result);
          expect(result.percentUsed).toBeGreaterThanOrEqual(0);
          expect(result.percentUsed).toBeLessThanOrEqual(100);
          expect(result.daysUsed).toBeGreaterThanOrEqual(0);
          if (result.warning === 'late') expect(result.daysLeft).toBeLessThan(0);
          if (result.state === 'expired') expect(result.warning).toBe('late');
          if (result.startDate !== null) expect(result.trace[0]?.kind).toBe('started');
          const accepted = result.trace.filter((step) =>
            ['suspended', 'extended', 'stopped'].includes(step.kind),
          ).length;
          expect(accepted).toBeLessThanOrEqual(events.length);
        },
      ),
    );
  });
});
