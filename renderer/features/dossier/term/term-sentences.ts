import type { TermView } from '@onthaal/contract/store/rows.ts';
import type { Formats } from '../../../i18n/formats.ts';
import type { MessageKey } from '../../../i18n/message-key.ts';
import type { Translate } from '../../../i18n/use-text.ts';

type TraceStep = TermView['trace'][number];
type Words = Pick<Formats, 'longDay'>;

const weekend = ['saturday', 'sunday'];

function lengthText(t: Translate, unit: unknown, count: unknown): string {
  const known = unit === 'workingDay' || unit === 'month' ? unit : 'calendarDay';
  return t(`dossier.term.length.${known}`, { count: Number(count ?? 0) });
}

/** What kind of day it is: "een zaterdag", "Hemelvaartsdag", or the name that the calendar gives. */
function dayName(t: Translate, step: TraceStep): string {
  const given = step.parameters?.name;
  return given === undefined ? t.word('dossier.dayOff', step.reasonCode ?? '') : String(given);
}

function stepSentence(t: Translate, formats: Words, step: TraceStep): string {
  const { parameters = {} } = step;
  const day = formats.longDay(step.date);
  switch (step.kind) {
    case 'started': {
      const key: MessageKey =
        step.reasonCode === 'startDayCounts' ? 'dossier.term.startedCounts' : 'dossier.term.startedExcluded';
      return t(key, { day, length: lengthText(t, parameters.unit, parameters.length) });
    }
    case 'dayExcluded':
      return t('dossier.term.dayExcluded', { day, reason: dayName(t, step) });
    case 'shifted':
      return t('dossier.term.shifted', {
        from: formats.longDay(String(parameters.from ?? step.date)),
        to: formats.longDay(String(parameters.to ?? step.date)),
        reason: dayName(t, step),
      });
    case 'resumed':
      return t('dossier.term.resumed', { day, days: Number(parameters.days ?? 0) });
    case 'extended':
      return t('dossier.term.extended', { day, length: lengthText(t, parameters.unit, parameters.length) });
    case 'suspended':
      return t('dossier.term.suspended', { day });
    case 'stopped':
      return t('dossier.term.stopped', { day });
    default:
      return day;
  }
}

/**
 * The explanation of a term, as sentences in the order of the trace. Saturdays and Sundays that do not count are told in one
 * sentence; those passed by a shift are left out, because the shift itself says enough.
 */
export function termSentences(term: TermView, t: Translate, formats: Words): readonly string[] {
  const shift = term.trace.find((step) => step.kind === 'shifted');
  const from = String(shift?.parameters?.from ?? '');
  const to = String(shift?.parameters?.to ?? '');
  const [first, last] = from < to ? [from, to] : [to, from];
  const inShift = (step: TraceStep) => shift !== undefined && step.date >= first && step.date <= last;
  const isWeekend = (step: TraceStep) => step.kind === 'dayExcluded' && weekend.includes(step.reasonCode ?? '');
  const weekendDays = term.trace.filter((step) => isWeekend(step) && !inShift(step)).length;
  const told = term.trace.filter(
    (step) => !isWeekend(step) && !(step.kind === 'dayExcluded' && inShift(step) && step.date === from),
  );
  const sentences = told.map((step) => stepSentence(t, formats, step));
  if (weekendDays > 0) sentences.splice(1, 0, t('dossier.term.weekend', { count: weekendDays }));
  return sentences;
}

/** What the bar says in one line; it is the picture for who cannot see it. */
export function termHeadline(term: TermView, t: Translate, formats: Words): string {
  const unit = term.unit === 'workingDay' ? 'workingDay' : 'calendarDay';
  const left = lengthText(t, unit, Math.abs(term.daysLeft));
  const due = formats.longDay(term.dueDate ?? term.today);
  if (term.state === 'notStarted' || term.dueDate === undefined) return t('dossier.term.notStarted');
  if (term.state === 'stopped') {
    return term.daysLeft < 0 ? t('dossier.term.stoppedLate', { left, due }) : t('dossier.term.stoppedInTime', { due });
  }
  if (term.state === 'suspended') return t('dossier.term.suspendedNow', { left });
  if (term.daysLeft < 0 || term.state === 'expired') return t('dossier.term.late', { left, due });
  return term.daysLeft === 0 ? t('dossier.term.lastDay') : t('dossier.term.left', { left, due });
}
