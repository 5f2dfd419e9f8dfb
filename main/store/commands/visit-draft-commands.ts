import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import {
  atDesk,
  isVisitor,
  notesOfBoth,
  questionBegun,
  touchedAfter,
  visitAfter,
} from '@onthaal/contract/rules/visits/index.ts';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import { mostOpenVisits } from '@onthaal/contract/store/visits.ts';
import { v7 } from 'uuid';
import { nowInstant } from '../database/clock.ts';
import { tableNameOf } from '../storage/index.ts';
import {
  alreadyThere,
  authorOf,
  type CommandContext,
  type CommandPlan,
  changed,
  created,
  newDocumentFields,
} from './command-context.ts';
import { nextTicket } from './visit-commands.ts';

type Visit = DocumentOf<'visits'>;

/** Whether the member has a visit at the desk. */
export function isMine({ member }: CommandContext, visit: Visit): boolean {
  return visit.memberId === member.memberId && atDesk.includes(visit.state);
}

/** What the member has at the desk in some states, work without a visitor too. */
export function allAtDesk(context: CommandContext, states: readonly Visit['state'][]): readonly Visit[] {
  const places = states.map(() => '?').join(', ');
  return context.writer.file
    .prepare<string>(
      `SELECT d.id FROM ${tableNameOf('visits', 0)} d WHERE d.deleted = 0 AND d.field_state IN (${places})`,
    )
    .pluck()
    .all(...states)
    .map((id) => context.writer.current('visits', id)?.fields)
    .filter((visit) => visit !== undefined)
    .filter((visit) => isMine(context, visit));
}

/** The visitors in some states whom the member has at the desk. */
export function visitsAtDesk(context: CommandContext, states: readonly Visit['state'][]): readonly Visit[] {
  return allAtDesk(context, states).filter(isVisitor);
}

/** A visit of somebody who stands at the desk already: it came in, was called and is served in one write, which the centre accepts. */
function standing(context: CommandContext, args: CommandArguments['openVisit'], locationId: string): Visit | undefined {
  const base = newDocumentFields(context, args.id);
  const step = { at: base.createdAt, by: authorOf(context), deskId: args.deskId, deviceId: context.member.deviceId };
  const arrived: Visit = {
    ...base,
    ...{ ticket: nextTicket(context), state: 'waiting', arrivedAt: base.createdAt, locationId, priority: 3 },
    ...(args.personId === undefined ? {} : { personId: args.personId }),
    ...{ services: [], draft: '', notes: [], steps: [{ ...step, id: v7(), event: 'arrived' }] },
  };
  const called = visitAfter(arrived, { ...step, id: v7(), event: 'called' });
  return called && visitAfter(called, { ...step, id: v7(), event: 'served' });
}

/** Somebody stands at the desk without a ticket; REFERENCE_UNKNOWN for a desk or person that is not here, VISIT_TOO_MANY. */
export function openVisit(context: CommandContext, args: CommandArguments['openVisit']): Result<CommandPlan> {
  const { references, writer } = context;
  if (writer.current('visits', args.id) !== undefined) return alreadyThere('visits', args.id);
  const desk = references.get('desk', args.deskId);
  const location = references.list('location').find(({ data }) => data.building === desk?.data.building);
  if (desk === undefined || location === undefined) return failure('REFERENCE_UNKNOWN', { field: 'deskId' });
  if (args.personId !== undefined && writer.current('persons', args.personId) === undefined) {
    return failure('REFERENCE_UNKNOWN', { field: 'personId' });
  }
  return success({
    documents: () => {
      if (visitsAtDesk(context, atDesk).length >= mostOpenVisits) return failure('VISIT_TOO_MANY');
      const visit = standing(context, args, location.id);
      return visit === undefined
        ? failure('VISIT_STEP_NOT_NOW')
        : success([created('visits', { ...emptyVisit, ...visit })]);
    },
  });
}

/** What a new visit has nothing of. */
export const emptyVisit = {
  ...{ deskId: undefined, memberId: undefined, personId: undefined, appointmentId: undefined, assurance: undefined },
  ...{ finishedAt: undefined, steps: undefined, waitsForDeskId: undefined, reservation: undefined },
  ...{
    touched: undefined,
    exceptions: undefined,
    rightsAnswers: undefined,
    backOffice: undefined,
    pageHashes: undefined,
  },
};

/** The fields of a visit that `keepVisit` writes. */
function keptFields(
  context: CommandContext,
  visit: Visit,
  {
    opened = [],
    timeNotReliable,
    exceptions,
    visitId: _visit,
    draft,
    draftBase,
    ...kept
  }: CommandArguments['keepVisit'],
): Partial<Visit> {
  const at = nowInstant();
  const touched = touchedAfter(
    visit,
    opened.map((one) => ({ ...one, isWritten: false })),
    at,
  );
  const given = (exceptions ?? []).map((one) => ({ ...one, id: v7(), at, by: authorOf(context) }));
  return {
    ...kept,
    ...(draft === undefined
      ? {}
      : { draft: notesOfBoth(draftBase ?? visit.draft, draft, visit.draft).slice(0, 20_000) }),
    ...(touched === undefined ? {} : { touched: [...touched] }),
    ...(given.length === 0 ? {} : { exceptions: [...(visit.exceptions ?? []), ...given] }),
    ...(timeNotReliable === undefined
      ? {}
      : {
          services: visit.services.map((service) => ({
            ...service,
            timeNotReliable: timeNotReliable.includes(service.id),
          })),
        }),
  };
}

/** Keeps the notepad of a visit, who it is, how sure one is of that, and what was opened. */
export function keepVisit(context: CommandContext, args: CommandArguments['keepVisit']): Result<CommandPlan> {
  const { visitId, personId } = args;
  if (personId !== undefined && context.writer.current('persons', personId) === undefined) {
    return failure('REFERENCE_UNKNOWN', { field: 'personId' });
  }
  return success({
    documents: () => {
      const visit = context.writer.current('visits', visitId)?.fields;
      if (visit === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'visitId' });
      return isMine(context, visit)
        ? success([changed(context, 'visits', visit, keptFields(context, visit, args))])
        : failure('VISIT_STEP_NOT_NOW');
    },
  });
}

/** Another question of who is served. REFERENCE_UNKNOWN for what is neither a product nor a dossier type; VISIT_STEP_NOT_NOW. */
export function beginQuestion(context: CommandContext, args: CommandArguments['beginQuestion']): Result<CommandPlan> {
  const { visitId, questionId, productCode } = args;
  const { references, writer } = context;
  const labels = [...references.list('product'), ...references.list('dossierType')];
  if (!labels.some(({ code }) => code === productCode)) return failure('REFERENCE_UNKNOWN', { field: 'productCode' });
  const known = writer.current('visits', visitId)?.fields;
  if (known === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'visitId' });
  if (known.services.some(({ id }) => id === questionId)) return alreadyThere('visits', visitId);
  return success({
    documents: () => {
      const visit = writer.current('visits', visitId)?.fields;
      if (visit === undefined || !isMine(context, visit) || visit.state !== 'serving' || !isVisitor(visit)) {
        return failure('VISIT_STEP_NOT_NOW');
      }
      const services = questionBegun(visit, { id: questionId, productCode }, nowInstant());
      return success([changed(context, 'visits', visit, { services })]);
    },
  });
}
