import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import type { VisitStep } from '@onthaal/contract/entities/visit.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { atDesk, callable, mayCallWithoutLine, mayHappenTo, visitAfter } from '@onthaal/contract/rules/visits/index.ts';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import { v7 } from 'uuid';
import { currentTime, instantAfter, instantsOfDay, nowInstant, todayInBrussels } from '../database/clock.ts';
import { tableNameOf } from '../storage/index.ts';
import {
  alreadyThere,
  authorOf,
  type CommandContext,
  type CommandPlan,
  created,
  newDocumentFields,
} from './command-context.ts';
import { dropContacts } from './held-contacts.ts';
import type { DocumentChange } from './store-writer.ts';

type Visit = DocumentOf<'visits'>;

/**
 * The next ticket of this computer today: the code that its dossier numbers start with, so that desks without a line never give
 * the same one, and a number that starts at 1 each day.
 */
export function nextTicket({ writer, member }: CommandContext): string {
  const prefix = `${member.numberPrefix}-`;
  const { start } = instantsOfDay(todayInBrussels());
  const tickets = writer.file
    .prepare<string>(
      `SELECT json_extract(d.data, '$.ticket') FROM ${tableNameOf('visits', 0)} d
       WHERE json_extract(d.data, '$.ticket') LIKE ? || '%' AND json_extract(d.data, '$.arrivedAt') >= ?`,
    )
    .pluck()
    .all(prefix, start);
  const numbers = tickets.map((ticket) => Number(ticket.slice(prefix.length))).filter(Number.isInteger);
  return `${prefix}${Math.max(0, ...numbers) + 1}`;
}

function newServices(productCodes: readonly string[]): Visit['services'] {
  return productCodes.map((productCode) => ({
    ...{ id: v7(), productCode, state: 'waiting', pausedSeconds: 0, timeNotReliable: false },
  }));
}

const expected: readonly string[] = ['requested', 'booked', 'confirmed', 'reminded', 'noShow'];

function isOnDay(instant: string, day: string): boolean {
  const { start, end } = instantsOfDay(day);
  return instant >= start && instant < end;
}

/** The appointment that somebody came for. Nothing when it is not on this computer, or was over before. */
function arrivedFor(
  context: CommandContext,
  id: string | undefined,
  at: string,
  onlyOn?: string,
): readonly DocumentChange[] {
  const known = id === undefined ? undefined : context.writer.current('appointments', id)?.fields;
  if (known === undefined || !expected.includes(known.state)) return [];
  if (onlyOn !== undefined && !isOnDay(known.startsAt, onlyOn)) return [];
  const updatedAt = instantAfter(known.updatedAt, at);
  return [
    { collection: 'appointments', fields: { ...known, state: 'arrived', updatedAt, updatedBy: authorOf(context) } },
  ];
}

/** Gives somebody who comes in a ticket; REFERENCE_UNKNOWN for a place, product, person or appointment that is not here. */
export function registerVisit(context: CommandContext, args: CommandArguments['registerVisit']): Result<CommandPlan> {
  const {
    id,
    locationId,
    productCodes,
    personId,
    appointmentId,
    priority,
    waitsForDeskId,
    reserveForDeskId,
    assurance,
  } = args;
  const { references, writer } = context;
  if (writer.current('visits', id) !== undefined) return alreadyThere('visits', id);
  if (references.get('location', locationId) === undefined) {
    return failure('REFERENCE_UNKNOWN', { field: 'locationId' });
  }
  const known = new Set(references.list('product').map(({ code }) => code));
  if (productCodes.some((code) => !known.has(code))) return failure('REFERENCE_UNKNOWN', { field: 'productCodes' });
  if (personId !== undefined && writer.current('persons', personId) === undefined) {
    return failure('REFERENCE_UNKNOWN', { field: 'personId' });
  }
  return success({
    documents: () => {
      const base = newDocumentFields(context, id);
      const step = { id: v7(), at: base.createdAt, by: authorOf(context), event: 'arrived' as const };
      return success([
        created('visits', {
          ...base,
          ticket: nextTicket(context),
          state: 'waiting',
          arrivedAt: base.createdAt,
          ...{ locationId, personId, appointmentId, priority, waitsForDeskId },
          reservation:
            reserveForDeskId === undefined
              ? undefined
              : { deviceId: context.member.deviceId, deskId: reserveForDeskId, at: base.createdAt, release: false },
          ...{ deskId: undefined, memberId: undefined, assurance, finishedAt: undefined },
          services: newServices(productCodes),
          draft: '',
          notes: [],
          steps: [step],
          ...{
            touched: undefined,
            exceptions: undefined,
            rightsAnswers: undefined,
            backOffice: undefined,
            pageHashes: undefined,
          },
        }),
        ...arrivedFor(context, appointmentId, base.createdAt),
      ]);
    },
  });
}

/** The visit after a step by this clerk, now; VISIT_STEP_NOT_NOW. */
export function stepped(
  context: CommandContext,
  visit: Visit,
  step: Omit<VisitStep, 'at' | 'by'>,
  change?: Parameters<typeof visitAfter>[2],
): Result<readonly DocumentChange[]> {
  const at = instantAfter(visit.updatedAt);
  const by = authorOf(context);
  const after = visitAfter(visit, { ...step, at, by }, change);
  if (after === undefined) return failure('VISIT_STEP_NOT_NOW');
  return success([{ collection: 'visits', fields: { ...after, updatedAt: at, updatedBy: by } }]);
}

/** Writes down what happened to a visit. With the same step id it is written once. */
export function recordVisitEvent(
  context: CommandContext,
  { visitId, stepId, event, deskId, waitsForDeskId, productCodes }: CommandArguments['recordVisitEvent'],
): Result<CommandPlan> {
  const known = context.writer.current('visits', visitId)?.fields;
  if (known === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'visitId' });
  if (known.steps?.some(({ id }) => id === stepId)) return alreadyThere('visits', visitId);
  return success({
    // A finish that is taken back leaves no contact moments.
    ...(event === 'reopened' ? { inTransaction: (database) => dropContacts(database, visitId) } : {}),
    documents: () => {
      const visit = context.writer.current('visits', visitId)?.fields;
      if (visit === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'visitId' });
      if (!mayHappenTo(visit, event)) return failure('VISIT_STEP_NOT_NOW');
      if (event === 'takenOver' && visit.memberId !== context.member.memberId) return failure('VISIT_STEP_NOT_NOW');
      const documents = stepped(
        context,
        visit,
        { id: stepId, event, deviceId: context.member.deviceId, ...(deskId === undefined ? {} : { deskId }) },
        {
          ...(waitsForDeskId === undefined ? {} : { waitsForDeskId }),
          ...(productCodes === undefined ? {} : { more: newServices(productCodes) }),
        },
      );
      if (!documents.ok || event !== 'returned' || atDesk.includes(visit.state)) return documents;
      // Who had gone comes back for the same appointment.
      return success([
        ...documents.value,
        ...arrivedFor(context, visit.appointmentId, nowInstant(), todayInBrussels()),
      ]);
    },
  });
}

function waitingVisits({ writer }: CommandContext): readonly Visit[] {
  return writer.file
    .prepare<string>(`SELECT d.id FROM ${tableNameOf('visits', 0)} d WHERE d.deleted = 0 AND d.field_state = 'waiting'`)
    .pluck()
    .all()
    .map((id) => writer.current('visits', id)?.fields)
    .filter((visit) => visit !== undefined);
}

/** Calls the next of those who are reserved for this computer. With the same step id nobody else is called. */
export function callReservedVisit(
  context: CommandContext,
  { stepId, deskId }: CommandArguments['callReservedVisit'],
): Result<CommandPlan> {
  const { references, member } = context;
  const desk = references.get('desk', deskId);
  if (desk === undefined) return failure('REFERENCE_UNKNOWN', { field: 'deskId' });
  return success({
    documents: () => {
      const mine = waitingVisits(context).filter((visit) => mayCallWithoutLine(visit, member.deviceId, currentTime()));
      const [next] = callable(mine, { id: deskId, teamIds: desk.data.teamIds }, references.teamOfProduct());
      if (next === undefined) return failure('VISIT_NONE_RESERVED');
      return stepped(context, next, { id: stepId, event: 'called', deskId, deviceId: member.deviceId });
    },
  });
}

/** Gives those back whom the centre asks back, unless they were called here: others may call them from then on. */
export function giveBackVisits(context: CommandContext): Result<CommandPlan> {
  const { deviceId } = context.member;
  const asked = () =>
    waitingVisits(context).filter(
      ({ reservation }) => reservation?.release === true && reservation.deviceId === deviceId,
    );
  if (asked().length === 0) return success({ documents: () => success([]), alreadyWritten: [] });
  return success({
    isNoWork: true,
    documents: () =>
      success(
        asked().map(({ reservation: _asked, ...visit }) => ({
          collection: 'visits' as const,
          fields: { ...visit, updatedAt: instantAfter(visit.updatedAt), updatedBy: authorOf(context) },
        })),
      ),
  });
}
