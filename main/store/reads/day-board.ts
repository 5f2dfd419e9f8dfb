import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { dayFigures, waitingCurve } from '@onthaal/contract/rules/day/index.ts';
import { isAllowed, servedPolicy, subjectOf } from '@onthaal/contract/rules/policy/index.ts';
import { isVisitor } from '@onthaal/contract/rules/visits/index.ts';
import type { BoardDesk, BoardPlace, BoardWaiting, DayBoard } from '@onthaal/contract/store/day.ts';
import { currentTime, todayInBrussels } from '../database/clock.ts';
import { appointmentsBetween, named, visitsOfDay } from './day-visits.ts';
import { labelNames } from './queue.ts';
import type { ReadContext } from './read-context.ts';

type Visit = DocumentOf<'visits'>;
type Appointment = DocumentOf<'appointments'>;

const HOUR = 3_600_000;
/** Who leads divides the work, and sees who does it. */
const seesMembers: readonly string[] = ['teamLead', 'administrator'];
/** Nobody checked in for these yet. */
const comes: readonly Appointment['state'][] = ['booked', 'confirmed', 'reminded'];

/** When the last thing happened to a visit. */
function sinceOf({ steps, updatedAt }: Visit): string {
  return steps?.at(-1)?.at ?? updatedAt;
}

function waitingFor(context: ReadContext, waiting: readonly Visit[]): readonly BoardWaiting[] {
  const nameOf = labelNames(context);
  const byName = new Map<string, BoardWaiting>();
  for (const { services, arrivedAt } of waiting) {
    for (const name of new Set(services.map(({ productCode }) => nameOf(productCode)))) {
      const known = byName.get(name);
      const since = known === undefined || arrivedAt < known.since ? arrivedAt : known.since;
      byName.set(name, { name, count: (known?.count ?? 0) + 1, since });
    }
  }
  return [...byName.values()].sort((one, other) => other.count - one.count || (one.since < other.since ? -1 : 1));
}

function desksOf(context: ReadContext, building: string, visits: readonly Visit[]): readonly BoardDesk[] {
  const { references, member } = context;
  const nameOf = labelNames(context);
  const desks = references.list('desk').filter(({ active, data }) => active && data.building === building);
  return desks.map(({ id, name }) => {
    const here = visits.filter(({ deskId }) => deskId === id);
    const current = here.find(({ state }) => state === 'called' || state === 'serving');
    const memberName =
      current?.memberId !== undefined && seesMembers.includes(member.role)
        ? references.nameOf('member', current.memberId)
        : undefined;
    return {
      ...{ id, name, parked: here.filter(({ state }) => state === 'parked').length },
      now: current && {
        ticket: current.ticket,
        state: current.state,
        since: sinceOf(current),
        productNames: current.services
          .filter(({ state }) => state !== 'finished')
          .map(({ productCode }) => nameOf(productCode)),
        memberName,
      },
    };
  });
}

/** How many appointments for each product begin in the next hour, of who did not check in yet. */
function soonAt({ references }: ReadContext, appointments: readonly Appointment[], locations: ReadonlySet<string>) {
  const counts = new Map<string, number>();
  for (const { state, locationId, productCode } of appointments) {
    if (!comes.includes(state) || locationId === undefined || !locations.has(locationId)) continue;
    const product = references.list('product').find(({ code }) => code === productCode);
    const name = product?.name ?? productCode;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => ({ name, count })).sort((one, other) => other.count - one.count);
}

/** How it stands in each building where visitors are received today: who waits, what the desks do, and what the day was until now. */
export function readDayBoard(context: ReadContext): Result<DayBoard> {
  if (!isAllowed(servedPolicy, subjectOf(context.member), 'view', { collection: 'visits' })) {
    return failure('NOT_ALLOWED');
  }
  const now = currentTime();
  const visits = visitsOfDay(context, todayInBrussels()).filter(isVisitor);
  const next = appointmentsBetween(context, new Date(now).toISOString(), new Date(now + HOUR).toISOString());
  const locations = context.references.list('location');
  const buildings = [...new Set(locations.map(({ data }) => data.building))];
  const places = buildings.flatMap((building): BoardPlace[] => {
    const ids = new Set(locations.filter(({ data }) => data.building === building).map(({ id }) => id));
    const here = visits.filter(({ locationId }) => ids.has(locationId));
    const desks = desksOf(context, building, here);
    if (desks.length === 0 && here.length === 0) return [];
    const waiting = here.filter(({ state }) => state === 'waiting');
    const figures = dayFigures(here, [], now);
    return [
      {
        ...{ building, desks, figures, waiting: waiting.length },
        waitsSince: waiting.map(({ arrivedAt }) => arrivedAt).sort()[0],
        waitingFor: waitingFor(context, waiting),
        called: here.filter(({ state }) => state === 'called').length,
        parked: here.filter(({ state }) => state === 'parked').length,
        soon: soonAt(context, next, ids),
        curve: waitingCurve(here, now),
        products: named(context, figures.products),
      },
    ];
  });
  // Where people are comes first.
  return success({ places: places.sort((one, other) => other.figures.outcomes.cameIn - one.figures.outcomes.cameIn) });
}
