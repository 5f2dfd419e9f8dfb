import type { TermView } from '@onthaal/contract/store/rows.ts';
import { daysBetween } from '../../../i18n/formats.ts';

/** A stretch of the bar, in percent of its width. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Where everything stands on the bar, in percent from the left. */
export interface TermPicture {
  readonly used: Stretch;
  readonly pauses: readonly Stretch[];
  /** From the due day to today, when the term is over and still runs. */
  readonly late: Stretch | undefined;
  /** Absent when today lies outside the picture: the term stopped. */
  readonly today: number | undefined;
  readonly due: number;
  /** Only when a suspension or extension moved the due day. */
  readonly originalDue: number | undefined;
  readonly stopped: number | undefined;
}

function pausesOf(term: TermView, last: string): readonly (readonly [from: string, to: string])[] {
  const pauses: (readonly [string, string])[] = [];
  let open: string | undefined;
  for (const step of term.trace) {
    if (step.kind === 'suspended') open = step.date;
    if (step.kind === 'resumed' && open !== undefined) {
      pauses.push([open, step.date]);
      open = undefined;
    }
  }
  return open === undefined ? pauses : [...pauses, [open, last]];
}

/**
 * Lays a term out on a line. The line runs from the start to the due day, or to today when the term is late. Undefined when the
 * term has no days yet.
 */
export function termPicture(term: TermView): TermPicture | undefined {
  const { startDate, dueDate, originalDueDate, today } = term;
  if (startDate === undefined || dueDate === undefined) return undefined;
  const stoppedOn = term.trace.find((step) => step.kind === 'stopped')?.date;
  const until = stoppedOn ?? today;
  const last = [dueDate, originalDueDate ?? dueDate, until].sort().at(-1) ?? dueDate;
  const whole = Math.max(1, daysBetween(startDate, last));
  const place = (day: string) => Math.max(0, Math.min(100, (100 * daysBetween(startDate, day)) / whole));
  const isLate = until > dueDate && term.state !== 'suspended';
  return {
    used: { from: 0, to: place(isLate ? dueDate : until) },
    pauses: pausesOf(term, until > startDate ? until : last).map(([from, to]) => ({
      from: place(from),
      to: place(to),
    })),
    late: isLate ? { from: place(dueDate), to: place(until) } : undefined,
    today: stoppedOn === undefined && today >= startDate ? place(today) : undefined,
    due: place(dueDate),
    originalDue: originalDueDate !== undefined && originalDueDate !== dueDate ? place(originalDueDate) : undefined,
    stopped: stoppedOn === undefined ? undefined : place(stoppedOn),
  };
}
