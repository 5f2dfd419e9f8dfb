import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import type { ReferenceOf } from '@onthaal/contract/entities/reference.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { route } from '@onthaal/contract/rules/routing/index.ts';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import { checkAnswers } from '@onthaal/contract/validation/index.ts';
import { v7 } from 'uuid';
import { todayInBrussels } from '../database/clock.ts';
import { closedStatuses } from '../database/projections.ts';
import {
  alreadyThere,
  authorOf,
  type CommandContext,
  type CommandPlan,
  changed,
  created,
  historyEvent,
  newDocumentFields,
} from './command-context.ts';
import { nextDossierNumber, rememberDossierNumber } from './dossier-number.ts';
import type { DocumentChange } from './store-writer.ts';
import { dueDayOf, termEventsAfter } from './term-effects.ts';

type Dossier = DocumentOf<'dossiers'>;

/** Plans a change of one dossier that exists. */
function dossierChange(
  context: CommandContext,
  dossierId: string,
  change: (dossier: Dossier) => Result<Partial<Dossier>>,
): Result<CommandPlan> {
  return success({
    documents: () => {
      const current = context.writer.current('dossiers', dossierId);
      if (current === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'dossierId' });
      const changes = change(current.fields);
      return changes.ok ? success([changed(context, 'dossiers', current.fields, changes.value)]) : changes;
    },
  });
}

/** The team for a new dossier: the clerk's choice, else that of the rules, else the dossier type's; with the reasons. */
function routingOf(context: CommandContext, args: CommandArguments['createDossier'], defaultTeamId: string) {
  const found = route(
    {
      dossierTypeCode: args.typeCode,
      postalCode: args.address?.postalCode,
      streetName: args.address?.streetName,
      houseNumber: args.address?.houseNumber,
      answers: args.answers,
      text: `${args.subject}\n${args.description ?? ''}`,
    },
    context.references.routingRules(),
  );
  const routing =
    found.ruleId === null || found.ruleName === null
      ? undefined
      : {
          ruleId: found.ruleId,
          ruleName: found.ruleName,
          evidence: found.evidence.slice(0, 20).map(({ kind, field, text }) => ({
            kind,
            field: field.slice(0, 60),
            text: text.slice(0, 200),
          })),
        };
  return { teamId: args.teamId ?? found.teamId ?? defaultTeamId, routing };
}

/** Opens a dossier: number, team by the routing rules with the evidence, term clock. */
export function createDossier(context: CommandContext, args: CommandArguments['createDossier']): Result<CommandPlan> {
  const type = context.references.dossierType(args.typeCode);
  if (type === undefined) return failure('REFERENCE_UNKNOWN', { field: 'typeCode' });
  if (type.data.addressRequired && args.address === undefined) return failure('FIELD_REQUIRED', { field: 'address' });
  const answers = checkAnswers(type.data.questionSchema, args.answers);
  if (!answers.ok) return answers;
  const id = args.id ?? v7();
  if (context.writer.current('dossiers', id) !== undefined) {
    return alreadyThere('dossiers', id);
  }
  if (context.writer.current('persons', args.applicantId) === undefined) {
    return failure('REFERENCE_UNKNOWN', { field: 'applicantId' });
  }
  const prefix = context.member.numberPrefix;
  const number = nextDossierNumber(context.writer.file, prefix, todayInBrussels().slice(0, 4));
  return success({
    inTransaction: (database) => rememberDossierNumber(database, prefix, number),
    documents: () => success([newDossier(context, args, type, id, number)]),
  });
}

function newDossier(
  context: CommandContext,
  args: CommandArguments['createDossier'],
  type: ReferenceOf<'dossierType'>,
  id: string,
  number: string,
): DocumentChange {
  const today = todayInBrussels();
  const { typeCode, subject, description, channel, applicantId, address, parcel, answers } = args;
  const { teamId, routing } = routingOf(context, args, type.data.defaultTeamId);
  const status = type.data.initialStatus;
  const termEvents = termEventsAfter(type, status, [], today);
  const base = newDocumentFields(context, id);
  return created('dossiers', {
    ...base,
    ...{ number, typeCode, subject, description, channel, applicantId, address, parcel, answers },
    status,
    statusSince: base.createdAt,
    outcome: undefined,
    parties: [{ id: v7(), personId: applicantId, role: 'applicant' }],
    teamId,
    handlerId: undefined,
    routing,
    openedOn: today,
    closedOn: undefined,
    dueOn: dueDayOf(type, termEvents, context.references.calendars(), today),
    termEvents,
    notes: [],
    history: [historyEvent(context, 'created', { number, status, teamId })],
    decisions: [],
    payments: [],
    surveys: [],
    archive: undefined,
  });
}

/** Changes what a dossier says. */
export function updateDossier(context: CommandContext, args: CommandArguments['updateDossier']): Result<CommandPlan> {
  return dossierChange(context, args.dossierId, (dossier) => {
    const fields = Object.keys(args.changes).join(', ');
    return success({
      ...args.changes,
      history: [...dossier.history, historyEvent(context, 'fieldsChanged', { fields })],
    });
  });
}

/** Gives a dossier to a team and perhaps a handler. */
export function assignDossier(context: CommandContext, args: CommandArguments['assignDossier']): Result<CommandPlan> {
  if (context.references.get('team', args.teamId) === undefined) {
    return failure('REFERENCE_UNKNOWN', { field: 'teamId' });
  }
  if (args.handlerId !== undefined && context.references.get('member', args.handlerId) === undefined) {
    return failure('REFERENCE_UNKNOWN', { field: 'handlerId' });
  }
  return dossierChange(context, args.dossierId, (dossier) =>
    success({
      teamId: args.teamId,
      handlerId: args.handlerId,
      history: [
        ...dossier.history,
        historyEvent(context, 'assigned', {
          from: dossier.teamId,
          to: args.teamId,
          handlerId: args.handlerId,
          reason: args.reason,
        }),
      ],
    }),
  );
}

/**
 * The fields that a status brings along: term events, due day, history. STATUS_TRANSITION_NOT_ALLOWED when the dossier type
 * does not know the step.
 */
export function statusChanges(
  context: CommandContext,
  dossier: Dossier,
  args: Omit<CommandArguments['changeStatus'], 'dossierId'>,
): Result<Partial<Dossier>> {
  const type = context.references.dossierType(dossier.typeCode);
  if (type === undefined) return failure('REFERENCE_UNKNOWN', { field: 'typeCode' });
  const now = type.data.statuses.find((known) => known.status === dossier.status);
  if (dossier.status !== args.status && now !== undefined && !now.next.includes(args.status)) {
    return failure('STATUS_TRANSITION_NOT_ALLOWED', {
      field: 'status',
      details: { from: dossier.status, to: args.status },
    });
  }
  const today = todayInBrussels();
  const termEvents = termEventsAfter(type, args.status, dossier.termEvents, today);
  const { outcome, note } = args;
  const event = historyEvent(context, 'statusChanged', { from: dossier.status, to: args.status, outcome, note });
  const notes = (note ?? '') === '' ? [] : [{ id: v7(), at: event.at, by: authorOf(context), text: note ?? '' }];
  return success({
    status: args.status,
    statusSince: event.at,
    outcome: outcome ?? dossier.outcome,
    closedOn: closedStatuses.includes(args.status) ? today : undefined,
    termEvents,
    dueOn: dueDayOf(type, termEvents, context.references.calendars(), today),
    notes: [...dossier.notes, ...notes],
    history: [...dossier.history, event],
  });
}

/**
 * Sets a status with its consequences for the term clock. Whether the member's role may set it is the centre's to decide:
 * the desk only refuses what the dossier type does not know.
 */
export function changeStatus(context: CommandContext, args: CommandArguments['changeStatus']): Result<CommandPlan> {
  return dossierChange(context, args.dossierId, (dossier) => statusChanges(context, dossier, args));
}
