import type { Visit, VisitStep } from '../../entities/visit.ts';
import { nextVisitState } from './visit-states.ts';

type Service = Visit['services'][number];

const endings: readonly string[] = ['finished', 'left', 'noShow'];
/** The clock of a service stands still from the first of these on, also while its visitor waits in the queue again and is called. */
const pausing: readonly string[] = ['parked', 'returned', 'transferred'];
const running: readonly string[] = ['served', 'resumed', 'reopened'];

function secondsBetween(start: string | undefined, end: string): number {
  return start === undefined ? 0 : Math.max(0, Math.round((Date.parse(end) - Date.parse(start)) / 1000));
}

/** The service that is served now, else the first that is not over. */
function currentOf(services: readonly Service[]): Service | undefined {
  return (
    services.find(({ state }) => state === 'serving' || state === 'paused') ??
    services.find(({ state }) => state === 'waiting')
  );
}

function resumed(service: Service, at: string, since: string | undefined): Service {
  const pausedSeconds = service.pausedSeconds + (service.state === 'paused' ? secondsBetween(since, at) : 0);
  return { ...service, state: 'serving', startedAt: service.startedAt ?? at, pausedSeconds };
}

/** Since when nobody works on a visit that somebody worked on before. */
export function pausedSince(steps: readonly VisitStep[]): string | undefined {
  const lastRun = steps.findLastIndex(({ event }) => running.includes(event));
  return steps.slice(lastRun + 1).find(({ event }) => pausing.includes(event))?.at;
}

/** The clock of the service that an event stops or lets run. */
function servicesAfter(visit: Visit, { event, at }: VisitStep, isForAnother: boolean): readonly Service[] {
  const current = currentOf(visit.services);
  const since = pausedSince(visit.steps ?? []);
  return visit.services.map((service) => {
    const isRunning = service.state === 'serving' || service.state === 'paused';
    if (event === 'reopened') {
      if (service.id !== visit.services.findLast(({ endedAt }) => endedAt === visit.finishedAt)?.id) return service;
      const { endedAt: _ended, ...open } = service;
      return { ...open, state: 'serving' };
    }
    if (service.id !== current?.id) return service;
    if (event === 'served' || event === 'resumed') return resumed(service, at, since);
    if (!isRunning) return service;
    if (event === 'transferred' && isForAnother) {
      const ended = service.state === 'paused' ? resumed(service, at, since) : service;
      return { ...ended, state: 'finished', endedAt: at };
    }
    if (pausing.includes(event)) return { ...service, state: 'paused' };
    if (!endings.includes(event)) return service;
    const ended = service.state === 'paused' ? resumed(service, at, since) : service;
    return { ...ended, state: 'finished', endedAt: at };
  });
}

/**
 * A visit after something happened to it: its state, whose it is, and the clock of its services.
 *
 * @param change what the event brings along: the desk it waits for, and what else the visitor comes for: sent on for something else, what
 * was served until then is over
 * @returns undefined when it cannot happen now
 */
export function visitAfter(
  visit: Visit,
  step: VisitStep,
  { more = [], ...change }: Partial<Pick<Visit, 'waitsForDeskId'>> & { readonly more?: Visit['services'] } = {},
): Visit | undefined {
  const state = nextVisitState(visit.state, step.event);
  if (state === undefined) return undefined;
  const { finishedAt: _finished, waitsForDeskId: _waits, reservation: _reserved, ...kept } = visit;
  const before = visit.steps ?? [{ ...step, id: `${step.id}-arrived`, at: visit.arrivedAt, event: 'arrived' as const }];
  const isOver = endings.includes(state);
  const next = {
    ...kept,
    services: [...servicesAfter(visit, step, more.length > 0), ...more],
    ...change,
    state,
    steps: [...before, step],
  };
  if (isOver) return { ...next, finishedAt: step.at };
  if (state !== 'waiting') {
    return { ...next, memberId: step.by.memberId, ...(step.deskId === undefined ? {} : { deskId: step.deskId }) };
  }
  const { memberId: _member, ...waiting } = next;
  return waiting;
}

/** The computer at which a visit is, or was last; undefined for one of before that was kept. */
export function deviceOf({ steps }: Pick<Visit, 'steps'>): string | undefined {
  return steps?.findLast(({ deviceId }) => deviceId !== undefined)?.deviceId;
}
