import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { atDesk, visitAfter } from '@onthaal/contract/rules/visits/index.ts';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import { mostOpenVisits } from '@onthaal/contract/store/visits.ts';
import { v7 } from 'uuid';
import { tableNameOf } from '../storage/index.ts';
import {
  authorOf,
  type CommandContext,
  type CommandPlan,
  changed,
  created,
  newDocumentFields,
} from './command-context.ts';
import { alreadyThere, nextTicket } from './visit-commands.ts';

type Visit = DocumentOf<'visits'>;

function isMine({ member }: CommandContext, visit: Visit): boolean {
  return visit.memberId === member.memberId && atDesk.includes(visit.state);
}

function openVisitsOf(context: CommandContext): number {
  return context.writer.file
    .prepare<string>(
      `SELECT d.id FROM ${tableNameOf('visits', 0)} d
       WHERE d.deleted = 0 AND d.field_state IN ('called', 'serving', 'parked')`,
    )
    .pluck()
    .all()
    .map((id) => context.writer.current('visits', id)?.fields)
    .filter((visit) => visit !== undefined && isMine(context, visit)).length;
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
  if (writer.current('visits', args.id) !== undefined) return alreadyThere(args.id);
  const desk = references.get('desk', args.deskId);
  const location = references.list('location').find(({ data }) => data.building === desk?.data.building);
  if (desk === undefined || location === undefined) return failure('REFERENCE_UNKNOWN', { field: 'deskId' });
  if (args.personId !== undefined && writer.current('persons', args.personId) === undefined) {
    return failure('REFERENCE_UNKNOWN', { field: 'personId' });
  }
  return success({
    documents: () => {
      if (openVisitsOf(context) >= mostOpenVisits) return failure('VISIT_TOO_MANY');
      const visit = standing(context, args, location.id);
      return visit === undefined ? failure('VISIT_STEP_NOT_NOW') : success([created('visits', { ...empty, ...visit })]);
    },
  });
}

const empty = {
  ...{ deskId: undefined, memberId: undefined, personId: undefined, appointmentId: undefined, assurance: undefined },
  ...{ finishedAt: undefined, steps: undefined, waitsForDeskId: undefined, reservation: undefined },
};

/** Keeps the notepad of a visit, who it is, and how sure one is of that. */
export function keepVisit(context: CommandContext, args: CommandArguments['keepVisit']): Result<CommandPlan> {
  const { visitId, ...kept } = args;
  if (kept.personId !== undefined && context.writer.current('persons', kept.personId) === undefined) {
    return failure('REFERENCE_UNKNOWN', { field: 'personId' });
  }
  return success({
    documents: () => {
      const visit = context.writer.current('visits', visitId)?.fields;
      if (visit === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'visitId' });
      return isMine(context, visit)
        ? success([changed(context, 'visits', visit, kept)])
        : failure('VISIT_STEP_NOT_NOW');
    },
  });
}
