import type { Visit, VisitEvent, VisitStep } from '../../entities/visit.ts';
import { questionSeconds } from './questions.ts';
import { deviceOf, pausedSince, visitAfter } from './visit-change.ts';

/** All that can happen to work in the back office: nobody waits for it, and nobody leaves. */
const backOfficeEvents: readonly VisitEvent[] = [
  'arrived',
  'called',
  'served',
  'parked',
  'resumed',
  'takenOver',
  'finished',
  'reopened',
];

/** A day has fewer visitors than this pauses; work of which more is known is not taken up again by itself, so that it can still be stopped. */
const mostSteps = 180;

/** Whether a visit is work of a clerk without a visitor: no queue, board, estimate or service time counts it. */
export function isBackOffice({ backOffice }: Pick<Visit, 'backOffice'>): boolean {
  return backOffice !== undefined;
}

/** Whether somebody came in for a visit. */
export function isVisitor(visit: Pick<Visit, 'backOffice'>): boolean {
  return !isBackOffice(visit);
}

/** Whether this can happen to a visit of its kind; its state decides the rest. */
export function mayHappenTo(visit: Pick<Visit, 'backOffice'>, event: VisitEvent): boolean {
  return isVisitor(visit) || backOfficeEvents.includes(event);
}

/** Work that begins: in one write, so that it never stands in a queue. */
export function backOfficeBegun(work: Visit, steps: readonly [VisitStep, VisitStep, VisitStep]): Visit | undefined {
  const [arrived, called, served] = steps;
  const waiting: Visit = { ...work, state: 'waiting', steps: [arrived] };
  const atDesk = visitAfter(waiting, called);
  return atDesk && visitAfter(atDesk, served);
}

/** What work does by itself now, with when the reason for it was there. */
export interface BackOfficeTurn {
  readonly event: 'parked' | 'resumed';
  /** When the visitor was called or taken up, for a pause. */
  readonly at?: string | undefined;
}

const toVisitor: readonly VisitEvent[] = ['called', 'resumed', 'reopened'];

/**
 * Whether work of a member stands still from now on, or goes on: a visitor of theirs goes before it. One computer decides each: where the
 * visitor is, it pauses, and it goes on where it was paused.
 *
 * @param visits all that the member has at the desk
 */
export function backOfficeTurn(work: Visit, visits: readonly Visit[], deviceId: string): BackOfficeTurn | undefined {
  const isHere = (visit: Visit) => (deviceOf(visit) ?? deviceId) === deviceId;
  const visitors = visits.filter(
    (visit) =>
      isVisitor(visit) && visit.memberId === work.memberId && (visit.state === 'called' || visit.state === 'serving'),
  );
  if (work.state === 'serving') {
    const visitor = visitors.find(isHere);
    if (visitor === undefined) return undefined;
    return { event: 'parked', at: visitor.steps?.findLast(({ event }) => toVisitor.includes(event))?.at };
  }
  const goesOn =
    work.state === 'parked' && visitors.length === 0 && isHere(work) && (work.steps?.length ?? 0) < mostSteps;
  return goesOn ? { event: 'resumed' } : undefined;
}

/** How long was worked, in seconds, without the time in which a visitor was helped. */
export function workedSeconds({ state, services, steps }: Pick<Visit, 'state' | 'services' | 'steps'>, now: string) {
  const until = state === 'parked' ? (pausedSince(steps ?? []) ?? now) : now;
  return services.reduce((sum, service) => sum + (questionSeconds(service, until) ?? 0), 0);
}
