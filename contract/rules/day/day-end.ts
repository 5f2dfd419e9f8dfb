/** What can be left over at the end of a day, in the order in which one goes through it. */
export const dayEndKinds = [
  'atDesk',
  'backOffice',
  'waiting',
  'drafts',
  'unsent',
  'refused',
  'conflicts',
  'handovers',
  'requests',
  'waitingPapers',
  'cash',
  'payments',
  'papers',
] as const;
export type DayEndKind = (typeof dayEndKinds)[number];

/** How many of each are left; absent is none. */
export type LeftOver = Readonly<Partial<Record<DayEndKind, number>>>;

/** A line of the list that goes to zero. */
export interface DayEndLine {
  readonly kind: DayEndKind;
  readonly count: number;
}

/** The lines that are left, in their order; none when the day is done. */
export function dayEndLines(left: LeftOver): readonly DayEndLine[] {
  return dayEndKinds.flatMap((kind) => {
    const count = left[kind] ?? 0;
    return count > 0 ? [{ kind, count }] : [];
  });
}

/** What the till says of the cash of a day. */
export interface CashOfDay {
  /** Money came in or went out, or the drawer was opened. */
  readonly isUsed: boolean;
  /** The last count: what should have been there and what was; absent when nobody counted. */
  readonly lastCount?:
    | {
        readonly at: string;
        readonly expectedCents: number;
        readonly countedCents: number;
        readonly reason?: string | undefined;
      }
    | undefined;
  /** The last time that cash came or went. */
  readonly lastUsedAt?: string | undefined;
}

/** Whether the drawer still asks for something: it was used and not counted since, or the count differs and nobody said why. */
export function isCashLeft({ isUsed, lastCount, lastUsedAt }: CashOfDay): boolean {
  if (!isUsed) return false;
  if (lastCount === undefined || (lastUsedAt !== undefined && lastUsedAt > lastCount.at)) return true;
  return lastCount.expectedCents !== lastCount.countedCents && (lastCount.reason ?? '').trim() === '';
}
