import type { Visit, VisitState } from '../../entities/visit.ts';

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

/** What the hall may hear of a visit: no name, no reason. */
export function calledVisit(
  { id: visitId, ticket, state, steps = [] }: Pick<Visit, 'id' | 'ticket' | 'state' | 'steps'>,
  desk: string | undefined,
): CalledVisit {
  const calledAt = steps.findLast(({ event }) => event === 'called' || event === 'recalled')?.at;
  return { visitId, ticket, state, desk, calledAt };
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

/** Whether the call of a visit still concerns the hall: somebody waits for it at a desk, or it was a moment ago. */
export function isInHall({ state, desk, calledAt }: CalledVisit, now: number): boolean {
  const isOver = state === 'waiting' || state === 'left' || state === 'noShow';
  if (isOver || calledAt === undefined || desk === undefined) return false;
  return state === 'called' || calledAt >= new Date(now - shownMinutes * 60_000).toISOString();
}

/**
 * The calls that the hall sees, those still waited for first, each the newest first. Who left or did not show up is not called any more.
 */
export function callsInHall(visits: readonly CalledVisit[], now: number): readonly CallInHall[] {
  const called = visits.flatMap((visit): CallInHall[] => {
    const { visitId, ticket, state, desk, calledAt } = visit;
    if (!isInHall(visit, now) || calledAt === undefined || desk === undefined) return [];
    return [{ visitId, ticket, desk, calledAt, isNow: state === 'called' }];
  });
  const inOrder = called.sort((one, other) => {
    if (one.isNow !== other.isNow) return one.isNow ? -1 : 1;
    return one.calledAt < other.calledAt ? 1 : -1;
  });
  return inOrder.slice(0, mostCalls);
}
