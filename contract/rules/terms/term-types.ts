import type { WorkingWeek } from './calendars.ts';

export type TermUnit = 'calendarDay' | 'workingDay' | 'month';
export type ShiftRule = 'none' | 'nextWorkingDay' | 'previousWorkingDay';

/** How a term runs, as data of the administrator (spec section 24, "Model"). */
export interface TermRule {
  readonly code: string;
  readonly length: number;
  readonly unit: TermUnit;
  /** What starts it, for people: `submitted`, `complete`, ... The caller turns that event into a `start`. */
  readonly startEvent: string;
  /** False in nearly all law: the day of the event itself is not counted (dies a quo), the last day is (dies ad quem). */
  readonly startDayCounts: boolean;
  /** What happens when the last day is no working day. */
  readonly shiftRule: ShiftRule;
  readonly workingWeek: WorkingWeek;
  /** Codes of calendars whose days are no working days; `belgianLegalHolidays` needs no data. */
  readonly calendars: readonly string[];
  readonly suspendable: boolean;
  /** The most by which the term may be extended in all, in the rule's own unit. Left out: not extendable. */
  readonly extendableBy?: number | undefined;
  /** Warn from this share of the term on, 0 to 100. */
  readonly warnAtPercent?: number | undefined;
  /** Warn when so many days (working days for a rule in working days) or fewer are left. */
  readonly warnDaysBefore?: number | undefined;
  readonly legalBasis?: string | undefined;
  /** First and last ISO date of a start on which this version of the rule applies. */
  readonly validFrom?: string | undefined;
  readonly validUntil?: string | undefined;
}

/** One fact about a term. Facts are never changed, only added; on one date they count in the order given. */
export interface TermEvent {
  readonly kind: 'start' | 'suspend' | 'resume' | 'extend' | 'stop';
  /** ISO date. */
  readonly date: string;
  /** For `extend`: by how much, in the rule's unit; the rule's `extendableBy` when left out. */
  readonly days?: number | undefined;
}

/** One step of the explanation. The screen makes a sentence of `kind`, `reasonCode` and `parameters`. */
export interface TraceStep {
  readonly kind: 'started' | 'dayExcluded' | 'shifted' | 'suspended' | 'resumed' | 'extended' | 'stopped';
  readonly date: string;
  /**
   * `started`: startDayExcluded or startDayCounts. `dayExcluded` and `shifted`: saturday, sunday, the code of a legal holiday,
   * or calendarDay with the parameter `name`; for `shifted` that of the day that was left (parameters `from`, `to`). The
   * others: their own kind.
   */
  readonly reasonCode: string;
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** Something in the facts or the rule that could not be followed; the term is computed without it, never silently. */
export interface TermProblem {
  readonly code:
    | 'dateInvalid'
    | 'notStarted'
    | 'alreadyStarted'
    | 'notSuspendable'
    | 'alreadySuspended'
    | 'notSuspended'
    | 'afterStop'
    | 'afterDueDate'
    | 'notExtendable'
    | 'extensionLengthInvalid'
    | 'calendarMissing'
    | 'ruleNotValidOnStart';
  /** Date of the event at fault, or code of the missing calendar. */
  readonly subject: string;
}

export type TermState = 'notStarted' | 'running' | 'suspended' | 'stopped' | 'expired';

export interface TermResult {
  readonly state: TermState;
  readonly startDate: string | null;
  /** Last day of the term. While suspended without an end: what it would be if the term resumed today. */
  readonly dueDate: string | null;
  /** Last day without any suspension or extension. */
  readonly originalDueDate: string | null;
  /** True while `dueDate` still moves with every day of an open suspension. */
  readonly dueDateProvisional: boolean;
  /** Counted days that are over, today (or the day of the stop) included. */
  readonly daysUsed: number;
  /** Counted days after today up to the due date; negative when late. */
  readonly daysLeft: number;
  /** 0 to 100, rounded down. */
  readonly percentUsed: number;
  readonly warning: 'none' | 'soon' | 'late';
  readonly trace: readonly TraceStep[];
  readonly problems: readonly TermProblem[];
}
