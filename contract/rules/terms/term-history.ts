import type { DayOffRule } from './calendars.ts';
import { type DayNumber, dayNumberOf } from './day-number.ts';
import { type Pause, scheduleTerm, type TermPlan } from './term-schedule.ts';
import type { TermEvent, TermProblem, TermRule } from './term-types.ts';

export interface Extension {
  readonly day: DayNumber;
  readonly length: number;
}

/** Where the facts lead to, in order of date. Null until the first start. */
export interface TermHistory {
  readonly start: DayNumber;
  readonly pauses: readonly Pause[];
  /** First day of a pause that has no end yet. */
  readonly openPause: DayNumber | null;
  readonly extensions: readonly Extension[];
  readonly stop: DayNumber | null;
}

interface Fact {
  readonly event: TermEvent;
  readonly day: DayNumber;
}

type Step = TermHistory | TermProblem['code'];

/** The plan of a history in which an open pause would end on `resumeOn`. */
export function planOf(rule: TermRule, history: TermHistory, resumeOn: DayNumber): TermPlan {
  const extended = history.extensions.reduce((sum, extension) => sum + extension.length, 0);
  const open = history.openPause;
  const pauses = open === null ? history.pauses : [...history.pauses, { from: open, until: Math.max(open, resumeOn) }];
  return { start: history.start, length: rule.length + extended, pauses };
}

function isLate(rule: TermRule, history: TermHistory, day: DayNumber, dayOff: DayOffRule): boolean {
  return day > scheduleTerm(rule, planOf(rule, history, day), dayOff).due;
}

function suspend(rule: TermRule, history: TermHistory, day: DayNumber, dayOff: DayOffRule): Step {
  if (!rule.suspendable) return 'notSuspendable';
  if (history.openPause !== null) return 'alreadySuspended';
  if (isLate(rule, history, day, dayOff)) return 'afterDueDate';
  return { ...history, openPause: day };
}

function resume(history: TermHistory, day: DayNumber): Step {
  if (history.openPause === null) return 'notSuspended';
  return { ...history, openPause: null, pauses: [...history.pauses, { from: history.openPause, until: day }] };
}

function extend(rule: TermRule, history: TermHistory, fact: Fact, dayOff: DayOffRule): Step {
  if (rule.extendableBy === undefined) return 'notExtendable';
  const used = history.extensions.reduce((sum, extension) => sum + extension.length, 0);
  const length = fact.event.days ?? rule.extendableBy - used;
  if (!Number.isInteger(length) || length < 1 || used + length > rule.extendableBy) return 'extensionLengthInvalid';
  if (isLate(rule, history, fact.day, dayOff)) return 'afterDueDate';
  return { ...history, extensions: [...history.extensions, { day: fact.day, length }] };
}

function stop(history: TermHistory, day: DayNumber): Step {
  const pauses =
    history.openPause === null ? history.pauses : [...history.pauses, { from: history.openPause, until: day }];
  return { ...history, openPause: null, pauses, stop: day };
}

function next(rule: TermRule, history: TermHistory | null, fact: Fact, dayOff: DayOffRule): Step {
  if (fact.event.kind === 'start') {
    // After a stop a new start begins a new term: a dossier that was reopened.
    if (history !== null && history.stop === null) return 'alreadyStarted';
    return { start: fact.day, pauses: [], openPause: null, extensions: [], stop: null };
  }
  if (history === null) return 'notStarted';
  if (history.stop !== null) return 'afterStop';
  switch (fact.event.kind) {
    case 'suspend':
      return suspend(rule, history, fact.day, dayOff);
    case 'resume':
      return resume(history, fact.day);
    case 'extend':
      return extend(rule, history, fact, dayOff);
    case 'stop':
      return stop(history, fact.day);
  }
}

function inOrder(events: readonly TermEvent[], problems: TermProblem[]): readonly Fact[] {
  const facts: Fact[] = [];
  for (const event of events) {
    const day = dayNumberOf(event.date);
    if (day === null) problems.push({ code: 'dateInvalid', subject: event.date });
    else facts.push({ event, day });
  }
  return facts.sort((one, other) => one.day - other.day);
}

/**
 * Replays the facts. A fact that cannot be (a resume without a suspension, an extension after the last day) is left out and
 * reported.
 */
export function replay(
  rule: TermRule,
  events: readonly TermEvent[],
  dayOff: DayOffRule,
): { readonly history: TermHistory | null; readonly problems: readonly TermProblem[] } {
  const problems: TermProblem[] = [];
  let history: TermHistory | null = null;
  for (const fact of inOrder(events, problems)) {
    const step = next(rule, history, fact, dayOff);
    if (typeof step === 'string') problems.push({ code: step, subject: fact.event.date });
    else history = step;
  }
  return { history, problems };
}
