import { dayOffRule, type TermCalendar } from './calendars.ts';
import { dayNumberOf, isoDateOf } from './day-number.ts';
import { scheduleTerm } from './term-schedule.ts';
import type { TermRule } from './term-types.ts';

/** The part of a rule that places the last day. */
export type TermLength = Pick<
  TermRule,
  'length' | 'unit' | 'startDayCounts' | 'shiftRule' | 'workingWeek' | 'calendars'
>;

function dayOrBug(date: string): number {
  const day = dayNumberOf(date);
  if (day === null) throw new RangeError('Not an ISO date');
  return day;
}

/**
 * The last day of an undisturbed term that starts on an ISO date.
 *
 * @throws RangeError when `startDate` is no ISO date (a bug in the caller)
 */
export function addTerm(startDate: string, term: TermLength, calendars: readonly TermCalendar[] = []): string {
  const { dayOff } = dayOffRule(term.workingWeek, term.calendars, calendars);
  const rule: TermRule = { ...term, code: '', startEvent: '', suspendable: false };
  return isoDateOf(scheduleTerm(rule, { start: dayOrBug(startDate), length: term.length, pauses: [] }, dayOff).due);
}

export type ServiceMethod = 'handedOver' | 'registeredWithReceipt' | 'registeredWithoutReceipt';

/**
 * The day on which a notification counts as given: the start event of the term that it opens (start day not counted).
 *
 * Handed over against receipt, or registered with receipt: the day of the hand-over or presentation, so that the term runs
 * from the day after. Registered without receipt: the term runs from the third working day after dispatch, so its start
 * event is the day before that. DABM art. 16.1.3; Judicial Code art. 53bis; spec section 24.
 *
 * @param date ISO date of the hand-over, the presentation or the dispatch
 */
export function notificationDate(
  method: ServiceMethod,
  date: string,
  working: Pick<TermRule, 'workingWeek' | 'calendars'>,
  calendars: readonly TermCalendar[] = [],
): string {
  if (method !== 'registeredWithoutReceipt') return isoDateOf(dayOrBug(date));
  const term: TermLength = { ...working, length: 3, unit: 'workingDay', startDayCounts: false, shiftRule: 'none' };
  return isoDateOf(dayOrBug(addTerm(date, term, calendars)) - 1);
}
