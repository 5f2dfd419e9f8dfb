import type { DayOffRule } from './calendars.ts';
import { addMonths, type DayNumber } from './day-number.ts';
import type { TermRule } from './term-types.ts';

/** Days from `from` up to but without `until` that do not count. */
export interface Pause {
  readonly from: DayNumber;
  readonly until: DayNumber;
}

/** What fixes the last day of a term: where it starts, how long it is, and when it stood still. */
export interface TermPlan {
  readonly start: DayNumber;
  readonly length: number;
  /** In order, not overlapping. */
  readonly pauses: readonly Pause[];
}

export interface TermSchedule {
  /** First day that may count. */
  readonly firstDay: DayNumber;
  /** Last counted day, before the shift rule. */
  readonly lastDay: DayNumber;
  /** Last day after the shift rule. */
  readonly due: DayNumber;
}

function shifted(rule: TermRule, day: DayNumber, dayOff: DayOffRule): DayNumber {
  if (rule.shiftRule === 'none') return day;
  const step = rule.shiftRule === 'nextWorkingDay' ? 1 : -1;
  let moved = day;
  while (dayOff(moved) !== null) moved += step;
  return moved;
}

function inPause(pauses: readonly Pause[], day: DayNumber): boolean {
  return pauses.some((pause) => pause.from <= day && day < pause.until);
}

/** Whether a day uses up a day of the term. */
export function counts(rule: TermRule, plan: TermPlan, dayOff: DayOffRule, day: DayNumber): boolean {
  if (inPause(plan.pauses, day)) return false;
  return rule.unit !== 'workingDay' || dayOff(day) === null;
}

function scheduleInWorkingDays(rule: TermRule, plan: TermPlan, dayOff: DayOffRule, firstDay: DayNumber): TermSchedule {
  let day = firstDay - 1;
  for (let left = plan.length; left > 0; ) {
    day += 1;
    if (counts(rule, plan, dayOff, day)) left -= 1;
  }
  return { firstDay, lastDay: day, due: shifted(rule, day, dayOff) };
}

function scheduleInCalendarDays(rule: TermRule, plan: TermPlan, dayOff: DayOffRule, firstDay: DayNumber): TermSchedule {
  const dayBefore = firstDay - 1;
  let lastDay = rule.unit === 'month' ? addMonths(dayBefore, plan.length) : dayBefore + plan.length;
  if (rule.unit === 'month' && rule.startDayCounts) lastDay = addMonths(firstDay, plan.length) - 1;
  for (const pause of plan.pauses) {
    const from = Math.max(pause.from, firstDay);
    const due = shifted(rule, lastDay, dayOff);
    if (from > Math.max(lastDay, due) || pause.until <= from) continue;
    // A pause in the days won by the shift: what was left of them is given back after it.
    lastDay = from <= lastDay ? lastDay + pause.until - from : pause.until + due - from;
  }
  return { firstDay, lastDay, due: shifted(rule, lastDay, dayOff) };
}

/**
 * Computes the last day of a term. Months run from date to date (Judicial Code, art. 54); a pause gives back as many days
 * as it took; the shift rule comes last (DABM art. 16.1.3; spec section 24).
 */
export function scheduleTerm(rule: TermRule, plan: TermPlan, dayOff: DayOffRule): TermSchedule {
  const firstDay = rule.startDayCounts ? plan.start : plan.start + 1;
  const schedule = rule.unit === 'workingDay' ? scheduleInWorkingDays : scheduleInCalendarDays;
  return schedule(rule, plan, dayOff, firstDay);
}
