import { type DayOffRule, dayOffRule, type TermCalendar } from './calendars.ts';
import { type DayNumber, dayNumberOf, isoDateOf } from './day-number.ts';
import { planOf, replay, type TermHistory } from './term-history.ts';
import { counts, scheduleTerm, type TermPlan, type TermSchedule } from './term-schedule.ts';
import { traceOf } from './term-trace.ts';
import type { TermEvent, TermProblem, TermResult, TermRule, TermState } from './term-types.ts';

interface Measured {
  readonly daysUsed: number;
  readonly daysLeft: number;
  readonly percentUsed: number;
}

interface Clock {
  readonly rule: TermRule;
  readonly plan: TermPlan;
  readonly schedule: TermSchedule;
  readonly dayOff: DayOffRule;
}

function countDays(clock: Clock, from: DayNumber, to: DayNumber): number {
  let total = 0;
  for (let day = from; day <= to; day += 1) {
    if (counts(clock.rule, clock.plan, clock.dayOff, day)) total += 1;
  }
  return total;
}

function measure(clock: Clock, day: DayNumber, paused: boolean): Measured {
  const { firstDay, lastDay, due } = clock.schedule;
  const total = countDays(clock, firstDay, lastDay);
  const daysUsed = countDays(clock, firstDay, Math.min(day, lastDay));
  const late = day > due ? -countDays(clock, due + 1, day) : 0;
  const left = paused ? total - daysUsed : countDays(clock, Math.max(day + 1, firstDay), due);
  // A due date that was moved to an earlier working day is passed before all days are used.
  const percentUsed = day >= due && !paused ? 100 : Math.floor((100 * daysUsed) / Math.max(1, total));
  return { daysUsed, daysLeft: day > due && !paused ? late : left, percentUsed };
}

function stateOf(history: TermHistory, due: DayNumber, today: DayNumber): TermState {
  if (today < history.start) return 'notStarted';
  if (history.stop !== null && history.stop <= today) return 'stopped';
  const paused = (pause: { readonly from: DayNumber; readonly until: DayNumber }) =>
    pause.from <= today && today < pause.until;
  if (history.pauses.some(paused) || (history.openPause !== null && history.openPause <= today)) return 'suspended';
  return today > due ? 'expired' : 'running';
}

function warningOf(rule: TermRule, state: TermState, measured: Measured): TermResult['warning'] {
  if (state === 'notStarted' || state === 'suspended') return 'none';
  if (measured.daysLeft < 0 || state === 'expired') return 'late';
  if (state === 'stopped') return 'none';
  const byPercent = rule.warnAtPercent !== undefined && measured.percentUsed >= rule.warnAtPercent;
  const byDays = rule.warnDaysBefore !== undefined && measured.daysLeft <= rule.warnDaysBefore;
  return byPercent || byDays ? 'soon' : 'none';
}

function ruleProblems(rule: TermRule, history: TermHistory, missing: readonly string[]): readonly TermProblem[] {
  const start = isoDateOf(history.start);
  const problems: TermProblem[] = missing.map((code) => ({ code: 'calendarMissing', subject: code }));
  return isValidOn(rule, start) ? problems : [...problems, { code: 'ruleNotValidOnStart', subject: start }];
}

function isValidOn(rule: TermRule, date: string): boolean {
  return (rule.validFrom ?? date) <= date && date <= (rule.validUntil ?? date);
}

function notStarted(problems: readonly TermProblem[]): TermResult {
  const dates = { startDate: null, dueDate: null, originalDueDate: null, dueDateProvisional: false };
  const measured = { daysUsed: 0, daysLeft: 0, percentUsed: 0 };
  return { state: 'notStarted', ...dates, ...measured, warning: 'none', trace: [], problems };
}

/**
 * The term clock: replays the events of one term under its rule and tells where it stands today, and why.
 *
 * The day of a suspension no longer counts, the day of the resumption counts again. Events dated after today are plans:
 * they move the due date but not yet the state. Source: spec section 24 (DABM art. 16.1.3; Judicial Code art. 52-54).
 *
 * @param calendars the data of the calendars that the rule names; `belgianLegalHolidays` is built in
 * @param today ISO date in Brussels
 * @throws RangeError when `today` is no ISO date or the rule's length is not a whole number from 0 on (bugs in the caller)
 */
export function computeTerm(
  rule: TermRule,
  events: readonly TermEvent[],
  calendars: readonly TermCalendar[],
  today: string,
): TermResult {
  const day = dayNumberOf(today);
  if (day === null) throw new RangeError('Today is not an ISO date');
  if (!Number.isInteger(rule.length) || rule.length < 0) throw new RangeError('A term has a whole length');
  const { dayOff, missing } = dayOffRule(rule.workingWeek, rule.calendars, calendars);
  const { history, problems } = replay(rule, events, dayOff);
  if (history === null) return notStarted(problems);
  const measuredOn = history.stop === null ? day : Math.min(day, history.stop);
  const plan = planOf(rule, history, day);
  const schedule = scheduleTerm(rule, plan, dayOff);
  const original = scheduleTerm(rule, { start: history.start, length: rule.length, pauses: [] }, dayOff);
  const state = stateOf(history, schedule.due, day);
  const openSuspension = history.openPause !== null && history.openPause <= day;
  // Today is part of an open suspension: it uses up nothing, although the due date assumes a resumption today.
  const lastCounted = openSuspension ? measuredOn - 1 : measuredOn;
  const measured = measure({ rule, plan, schedule, dayOff }, lastCounted, state === 'suspended');
  return {
    state,
    startDate: isoDateOf(history.start),
    dueDate: isoDateOf(schedule.due),
    originalDueDate: isoDateOf(original.due),
    dueDateProvisional: openSuspension,
    ...measured,
    warning: warningOf(rule, state, measured),
    trace: traceOf(rule, history, schedule, dayOff),
    problems: [...ruleProblems(rule, history, missing), ...problems],
  };
}

/** The version of a rule that applies to a term starting on an ISO date, or null. The newest wins when two overlap. */
export function termRuleOn(rules: readonly TermRule[], code: string, startDate: string): TermRule | null {
  const versions = rules.filter((rule) => rule.code === code && isValidOn(rule, startDate));
  versions.sort((one, other) => ((one.validFrom ?? '') < (other.validFrom ?? '') ? 1 : -1));
  return versions[0] ?? null;
}
