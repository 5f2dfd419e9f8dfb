import type { VisitEvent, VisitState } from '../../entities/visit.ts';

/**
 * Which event leads from which state to which; what is not here cannot happen. Who left or did not show up may still come back to the
 * queue, and a visit that was finished by mistake is taken up again.
 */
export const visitTransitions: Readonly<Record<VisitState, Readonly<Partial<Record<VisitEvent, VisitState>>>>> = {
  waiting: { called: 'called', transferred: 'waiting', left: 'left' },
  called: {
    recalled: 'called',
    takenOver: 'called',
    served: 'serving',
    returned: 'waiting',
    transferred: 'waiting',
    noShow: 'noShow',
    left: 'left',
  },
  serving: {
    parked: 'parked',
    takenOver: 'serving',
    returned: 'waiting',
    transferred: 'waiting',
    finished: 'finished',
    left: 'left',
  },
  parked: {
    resumed: 'serving',
    returned: 'waiting',
    transferred: 'waiting',
    finished: 'finished',
    left: 'left',
  },
  finished: { reopened: 'serving' },
  left: { returned: 'waiting' },
  noShow: { returned: 'waiting' },
};

/** Visits that somebody at a desk has: nobody else may call them. */
export const atDesk: readonly VisitState[] = ['called', 'serving', 'parked'];

/** Visits that are not over: each must end before the day does. */
export const openVisits: readonly VisitState[] = ['waiting', ...atDesk];

/** The state that an event leads to; undefined when it cannot happen now. */
export function nextVisitState(state: VisitState, event: VisitEvent): VisitState | undefined {
  const from = visitTransitions[state];
  return Object.hasOwn(from, event) ? from[event] : undefined;
}

/** The state in which events leave a visit; undefined when it did not begin with an arrival, or one of them could not happen. */
export function visitStateAfter(events: readonly VisitEvent[]): VisitState | undefined {
  const [first, ...rest] = events;
  if (first !== 'arrived') return undefined;
  let state: VisitState | undefined = 'waiting';
  for (const event of rest) {
    state = nextVisitState(state, event);
    if (state === undefined) return undefined;
  }
  return state;
}
