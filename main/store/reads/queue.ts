import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { type Result, success } from '@onthaal/contract/result.ts';
import { isAgreed } from '@onthaal/contract/rules/messages/index.ts';
import {
  atDesk,
  callable,
  calledVisit,
  deviceOf,
  isBackOffice,
  isInHall,
  isVisitor,
  openVisits,
  queueOrder,
} from '@onthaal/contract/rules/visits/index.ts';
import type { ReadArguments } from '@onthaal/contract/store/reads.ts';
import type { BackOfficeWork, OpenVisit, QueueBoard, VisitRow } from '@onthaal/contract/store/visits.ts';
import { currentTime } from '../database/clock.ts';
import { placesIn } from './queue-places.ts';
import { documentById, documentsWhere, personNames, type ReadContext } from './read-context.ts';

type Visit = DocumentOf<'visits'>;

/** Who waited longer than this is a forgotten row, not a person in the hall; as the centre counts it. */
const LONGEST_WAIT_HOURS = 20;
const JUST_OVER_MINUTES = 15;
const MOST_OVER = 20;
/** Who has an appointment may be so late before it is none that one waits for. */
const LATE_MINUTES = 15;
const AHEAD_HOURS = 12;
const MOST_OWN = 20;

/** Ids of the locations of the building in which a desk stands; undefined without a desk. */
function locationsOf({ references }: ReadContext, deskId: string | undefined): ReadonlySet<string> | undefined {
  const desk = references.get('desk', deskId);
  if (desk === undefined) return undefined;
  const locations = references.list('location').filter(({ data }) => data.building === desk.data.building);
  return new Set(locations.map(({ id }) => id));
}

/** Work without a visitor stands in no queue, at no desk and in no estimate. */
function visitsIn(context: ReadContext, states: readonly string[], hours: number): readonly Visit[] {
  const since = new Date(currentTime() - hours * 3_600_000).toISOString();
  return states
    .flatMap((state) => documentsWhere(context, 'visits', 'd.field_state = ? AND d.field_arrivedAt >= ?', state, since))
    .filter(isVisitor);
}

/**
 * Whom the member has at the desk, however long ago they came in: a visit that nobody finished on Friday is still there on Monday, with
 * what was typed in it.
 */
function ownAtDesk(context: ReadContext): readonly Visit[] {
  return atDesk
    .flatMap((state) => documentsWhere(context, 'visits', 'd.field_state = ?', state))
    .filter((visit) => isVisitor(visit) && visit.memberId === context.member.memberId);
}

/** What the member works on without a visitor; null when on nothing. */
export function readBackOfficeWork(context: ReadContext): Result<BackOfficeWork | null> {
  const { references, member } = context;
  // However long ago it began: a clock that was forgotten must be stopped.
  const work = ['serving', 'parked']
    .flatMap((state) => documentsWhere(context, 'visits', 'd.field_state = ?', state))
    .find((visit) => isBackOffice(visit) && visit.memberId === member.memberId);
  if (work?.backOffice === undefined) return success(null);
  const { id, backOffice, services, steps = [], state, deskId } = work;
  const [service] = services;
  return success({
    ...{ id, services, steps, state, subject: backOffice.subject },
    productName:
      backOffice.subject === 'product' && service !== undefined ? labelNames(context)(service.productCode) : undefined,
    isHere: deviceOf(work) === member.deviceId,
    deskName: deskId === undefined ? undefined : references.nameOf('desk', deskId),
  });
}

/** Names of what a question may be about: a product, or a dossier type that is none. */
export function labelNames({ references }: Pick<ReadContext, 'references'>): (code: string) => string {
  const products = new Map(references.list('product').map(({ code, name }) => [code, name]));
  const types = new Map(references.list('dossierType').map(({ code, name }) => [code, name]));
  return (code) => products.get(code) ?? types.get(code) ?? code;
}

function appointmentOf(
  context: ReadContext,
  { appointmentId }: Visit,
): Pick<VisitRow, 'appointmentAt' | 'appointmentId'> {
  const appointment = appointmentId === undefined ? undefined : documentById(context, 'appointments', appointmentId);
  return {
    appointmentAt: appointment?.startsAt,
    appointmentId: appointment?.state === 'arrived' ? appointment.id : undefined,
  };
}

function visitRows(context: ReadContext, visits: readonly Visit[], callableHere?: ReadonlySet<Visit>): VisitRow[] {
  const { references, member } = context;
  const names = personNames(
    context,
    visits.map(({ personId }) => personId),
  );
  const labelOf = labelNames(context);
  const nameOf = (kind: 'desk' | 'member', id: string | undefined) =>
    id === undefined ? undefined : references.nameOf(kind, id);
  return visits.map((visit) => ({
    id: visit.id,
    ticket: visit.ticket,
    state: visit.state,
    priority: visit.priority,
    productNames: visit.services.map(({ productCode }) => labelOf(productCode)),
    personId: visit.personId,
    personName: visit.personId === undefined ? undefined : names.get(visit.personId),
    arrivedAt: visit.arrivedAt,
    since: visit.steps?.at(-1)?.at ?? visit.updatedAt,
    calledAt: calledVisit(visit, undefined).calledAt,
    ...appointmentOf(context, visit),
    deskName: nameOf('desk', visit.deskId),
    memberName: nameOf('member', visit.memberId),
    waitsForDeskName: nameOf('desk', visit.waitsForDeskId),
    isMine: visit.memberId === member.memberId,
    isHere: (deviceOf(visit) ?? member.deviceId) === member.deviceId,
    isCallable: callableHere?.has(visit) === true,
  }));
}

function isJustOver({ finishedAt, deskId, memberId }: Visit, args: ReadArguments['queueBoard'], me: string): boolean {
  const since = new Date(currentTime() - JUST_OVER_MINUTES * 60_000).toISOString();
  return (finishedAt ?? '') >= since && (memberId === me || (deskId !== undefined && deskId === args.deskId));
}

/** Appointments of the rest of the day with the member or at their desk for which nobody checked in yet, the first ones. */
function ownAppointments(context: ReadContext, deskId: string | undefined): QueueBoard['ownAppointments'] {
  const now = currentTime();
  const [from, until] = [now - LATE_MINUTES * 60_000, now + AHEAD_HOURS * 3_600_000].map((at) =>
    new Date(at).toISOString(),
  );
  const condition = 'd.field_startsAt >= ? AND d.field_startsAt < ? ORDER BY d.field_startsAt, d.id';
  return documentsWhere(context, 'appointments', condition, from ?? '', until ?? '')
    .filter(
      (one) =>
        isAgreed(one) &&
        (one.memberIds.includes(context.member.memberId) || (deskId !== undefined && one.deskId === deskId)),
    )
    .slice(0, MOST_OWN)
    .map(({ startsAt, productCode }) => ({
      startsAt,
      productName: productCode === undefined ? undefined : labelNames(context)(productCode),
    }));
}

/** Who waits in the building of a desk, in the order in which they are called, and who is at its desks. */
export function readQueueBoard(context: ReadContext, args: ReadArguments['queueBoard']): Result<QueueBoard> {
  const { references, member } = context;
  const desk = references.get('desk', args.deskId);
  const locations = locationsOf(context, args.deskId);
  const isHere = ({ locationId }: Visit) => locations === undefined || locations.has(locationId);
  const open = visitsIn(context, openVisits, LONGEST_WAIT_HOURS).filter(isHere);
  const known = new Set(open.map(({ id }) => id));
  const left = ownAtDesk(context).filter(({ id }) => !known.has(id));
  const waiting = open.filter(({ state }) => state === 'waiting').sort(queueOrder);
  const ended = visitsIn(context, ['finished', 'left', 'noShow'], LONGEST_WAIT_HOURS).filter(isHere);
  const places = placesIn(references, { open, ended, waiting, locations });
  const over = ended
    .filter((visit) => isJustOver(visit, args, member.memberId))
    .sort((one, other) => ((one.finishedAt ?? '') < (other.finishedAt ?? '') ? 1 : -1));
  const calling = desk === undefined ? undefined : { id: desk.id, teamIds: desk.data.teamIds };
  const calledHere = new Set(calling === undefined ? [] : callable(waiting, calling, references.teamOfProduct()));
  return success({
    waiting: visitRows(context, waiting, calledHere).map((row, index) => ({ ...row, ...places.of(waiting[index]) })),
    newcomer: places.newcomer.wait,
    ownAppointments: ownAppointments(context, args.deskId),
    callable: calledHere.size,
    atDesks: visitRows(context, [...left, ...open.filter(({ state }) => atDesk.includes(state))]).sort((one, other) =>
      one.since < other.since ? -1 : 1,
    ),
    called: [...open, ...ended]
      .map((visit) => calledVisit(visit, references.get('desk', visit.deskId)?.name))
      .filter((visit) => isInHall(visit, currentTime())),
    // Who it was is nobody's business any more: a number is enough to take an ending back.
    justOver: visitRows(
      context,
      over.slice(0, MOST_OVER).map(({ personId: _gone, ...visit }) => visit),
    ),
  });
}

/** The visits that the member has at the desk, in the order in which they came in, with the notepad: it is theirs alone. */
export function readOpenVisits(context: ReadContext): Result<readonly OpenVisit[]> {
  const mine = [...ownAtDesk(context)].sort((one, other) => (one.arrivedAt < other.arrivedAt ? -1 : 1));
  const rows = visitRows(context, mine);
  const nameOf = labelNames(context);
  return success(
    mine.flatMap((visit, place) => {
      const row = rows[place];
      if (row === undefined) return [];
      const servedAt = visit.steps?.find(({ event }) => event === 'served')?.at;
      const questions = visit.services.map((service) => ({ ...service, name: nameOf(service.productCode) }));
      const { assurance, draft, updatedAt } = visit;
      return [{ ...row, servedAt, assurance, draft, keptAt: updatedAt, questions }];
    }),
  );
}
