import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import {
  atDesk,
  measuredServices,
  type QueuePlace,
  queuePlace,
  usualTimes,
  type WorkingDesk,
} from '@onthaal/contract/rules/visits/index.ts';
import { currentTime, instantsOfDay, todayInBrussels } from '../database/clock.ts';
import type { References } from './references.ts';

type Visit = DocumentOf<'visits'>;

/** A desk that called nobody for so long, and has nobody, is not working. */
const WORKING_MINUTES = 60;
/** As somebody without a reason to go first. */
const USUAL_PRIORITY = 3;

/** The visits of a building that a place in its queue depends on. */
export interface VisitsHere {
  readonly open: readonly Visit[];
  readonly ended: readonly Visit[];
  /** In order. */
  readonly waiting: readonly Visit[];
  /** The locations of the building; undefined without a desk: all of them. */
  readonly locations: ReadonlySet<string> | undefined;
}

/** The desks that have somebody, or called somebody not long ago. */
function workingDesks(references: References, { open, ended, waiting }: VisitsHere): readonly WorkingDesk[] {
  const since = new Date(currentTime() - WORKING_MINUTES * 60_000).toISOString();
  const serving = new Map<string, Visit>();
  for (const visit of open) {
    if (visit.deskId !== undefined && atDesk.includes(visit.state) && visit.state !== 'parked') {
      serving.set(visit.deskId, visit);
    }
  }
  const called = [...open, ...ended, ...waiting]
    .flatMap(({ steps }) => steps ?? [])
    .filter(({ event, at }) => (event === 'called' || event === 'resumed') && at >= since)
    .map(({ deskId }) => deskId);
  return [...new Set([...serving.keys(), ...called])].flatMap((id) => {
    const desk = references.get('desk', id);
    if (desk === undefined) return [];
    return [{ id: desk.id, teamIds: desk.data.teamIds, serving: serving.get(desk.id)?.services }];
  });
}

/**
 * Where everybody stands in the queue of a building, by what was measured today and what the centre counted of the weeks before.
 *
 * @returns `of` tells the place of a visit that waits; `newcomer` that of somebody who comes in now, for whatever
 */
export function placesIn(
  references: References,
  visits: VisitsHere,
): { of(visit: Visit | undefined): QueuePlace | undefined; readonly newcomer: QueuePlace } {
  const { ended, waiting, locations } = visits;
  const { start } = instantsOfDay(todayInBrussels());
  const before = references
    .list('location')
    .filter(({ id }) => locations?.has(id) !== false)
    .flatMap(({ data }) => data.serviceTimes ?? []);
  const today = ended.filter(({ finishedAt }) => (finishedAt ?? '') >= start).flatMap(measuredServices);
  const usual = usualTimes([...before, ...today]);
  const desks = workingDesks(references, visits);
  const teamOf = references.teamOfProduct();
  const newcomer = {
    ...{ id: '', priority: USUAL_PRIORITY, services: [] },
    arrivedAt: new Date(currentTime()).toISOString(),
  };
  return {
    of: (visit) => (visit === undefined ? undefined : queuePlace(visit, waiting, desks, teamOf, usual)),
    newcomer: queuePlace(newcomer, waiting, desks, teamOf, usual),
  };
}
