import type { VisitState } from '../../entities/visit.ts';

/** A visit as far as the hall may hear of its call. */
export interface CalledVisit {
  readonly visitId: string;
  readonly ticket: string;
  readonly state: VisitState;
  /** Where it was called to; absent when nobody knows the desk. */
  readonly desk?: string | undefined;
  /** When it was called last. */
  readonly calledAt?: string | undefined;
}

/** The one that is called now large, and the last ones below it: more lines would be too small to read from 6 m. */
export const mostCalls = 5;
const shownMinutes = 15;

/** A call as a screen in the hall shows it. */
export interface CallInHall {
  readonly visitId: string;
  readonly ticket: string;
  readonly desk: string;
  readonly calledAt: string;
  /** Still waited for at the desk. */
  readonly isNow: boolean;
}

/**
 * The calls that the hall sees, those still waited for first, each the newest first. Who left or did not show up is not called any more.
 */
export function callsInHall(visits: readonly CalledVisit[], now: number): readonly CallInHall[] {
  const since = new Date(now - shownMinutes * 60_000).toISOString();
  const called = visits.flatMap(({ visitId, ticket, state, desk, calledAt }): CallInHall[] => {
    const isOver = state === 'waiting' || state === 'left' || state === 'noShow';
    if (isOver || calledAt === undefined || desk === undefined) return [];
    const isNow = state === 'called';
    return isNow || calledAt >= since ? [{ visitId, ticket, desk, calledAt, isNow }] : [];
  });
  const inOrder = called.sort((one, other) => {
    if (one.isNow !== other.isNow) return one.isNow ? -1 : 1;
    return one.calledAt < other.calledAt ? 1 : -1;
  });
  return inOrder.slice(0, mostCalls);
}
