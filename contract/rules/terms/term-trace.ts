import type { DayOff, DayOffRule } from './calendars.ts';
import { type DayNumber, isoDateOf } from './day-number.ts';
import type { TermHistory } from './term-history.ts';
import type { TermSchedule } from './term-schedule.ts';
import type { TermRule, TraceStep } from './term-types.ts';

interface DatedStep {
  readonly day: DayNumber;
  readonly step: TraceStep;
}

function dated(
  kind: TraceStep['kind'],
  day: DayNumber,
  reasonCode: string = kind,
  parameters: TraceStep['parameters'] = {},
): DatedStep {
  return { day, step: { kind, date: isoDateOf(day), reasonCode, parameters } };
}

function excluded(day: DayNumber, reason: DayOff): DatedStep {
  return dated('dayExcluded', day, reason.reasonCode, reason.name === undefined ? {} : { name: reason.name });
}

function excludedWorkingDays(rule: TermRule, history: TermHistory, schedule: TermSchedule, dayOff: DayOffRule) {
  const steps: DatedStep[] = [];
  if (rule.unit !== 'workingDay') return steps;
  for (let day = schedule.firstDay; day <= schedule.lastDay; day += 1) {
    const reason = dayOff(day);
    const paused =
      history.pauses.some((pause) => pause.from <= day && day < pause.until) ||
      (history.openPause !== null && day >= history.openPause);
    if (reason !== null && !paused) steps.push(excluded(day, reason));
  }
  return steps;
}

function shiftSteps(schedule: TermSchedule, dayOff: DayOffRule): DatedStep[] {
  if (schedule.due === schedule.lastDay) return [];
  const step = schedule.due > schedule.lastDay ? 1 : -1;
  const steps: DatedStep[] = [];
  for (let day = schedule.lastDay; day !== schedule.due; day += step) {
    const reason = dayOff(day);
    if (reason !== null) steps.push(excluded(day, reason));
  }
  const { reasonCode = 'dayOff', name } = dayOff(schedule.lastDay) ?? {};
  const parameters = { from: isoDateOf(schedule.lastDay), to: isoDateOf(schedule.due), ...(name && { name }) };
  return [...steps, dated('shifted', schedule.due, reasonCode, parameters)];
}

/** Explains a schedule: the facts and the excluded days by date, then the shift of the last day, then the stop. */
export function traceOf(
  rule: TermRule,
  history: TermHistory,
  schedule: TermSchedule,
  dayOff: DayOffRule,
): readonly TraceStep[] {
  const unit = { length: rule.length, unit: rule.unit };
  const start = dated('started', history.start, rule.startDayCounts ? 'startDayCounts' : 'startDayExcluded', unit);
  const pauses = history.pauses.flatMap((pause) => [
    dated('suspended', pause.from),
    dated('resumed', pause.until, 'resumed', { days: pause.until - pause.from }),
  ]);
  const open = history.openPause === null ? [] : [dated('suspended', history.openPause)];
  const extensions = history.extensions.map((extension) =>
    dated('extended', extension.day, 'extended', { length: extension.length, unit: rule.unit }),
  );
  const byDate = [...pauses, ...open, ...extensions, ...excludedWorkingDays(rule, history, schedule, dayOff)];
  byDate.sort((one, other) => one.day - other.day);
  const stop = history.stop === null ? [] : [dated('stopped', history.stop)];
  return [start, ...byDate, ...shiftSteps(schedule, dayOff), ...stop].map(({ step }) => step);
}
