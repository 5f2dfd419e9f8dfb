import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { deviceOf, questionSeconds, touchedAfter } from '@onthaal/contract/rules/visits/index.ts';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import { nowInstant } from '../database/clock.ts';
import {
  authorOf,
  type CommandContext,
  type CommandPlan,
  changed,
  created,
  newDocumentFields,
} from './command-context.ts';
import { contactTraces } from './contact-commands.ts';
import type { DocumentChange } from './store-writer.ts';
import { isMine, visitsAtDesk } from './visit-draft-commands.ts';

type Visit = DocumentOf<'visits'>;

function contactFields(context: CommandContext, visit: Visit, args: CommandArguments['recordVisitContact']) {
  const { visitId, questionId, subject, text, result, dossierIds, links, nextStep, answerChannel } = args;
  const question = visit.services.find(({ id }) => id === questionId);
  const isReliable = question?.timeNotReliable === false;
  return {
    ...{ visitId, subject, text, result, links, nextStep, answerChannel, dossierIds: [...new Set(dossierIds)] },
    state: result === 'answered' ? ('answered' as const) : ('received' as const),
    ...{ personId: visit.personId, assurance: visit.assurance },
    durationSeconds: question && isReliable ? questionSeconds(question, nowInstant()) : undefined,
    labels: question === undefined ? [] : [question.productCode],
    ...{ channel: 'counter' as const, direction: 'incoming' as const, teamId: context.member.teamIds[0] },
  };
}

/** The contact moment of one question of a visit; taken up again and finished anew, it is written over. DOCUMENT_UNKNOWN, VISIT_STEP_NOT_NOW. */
export function recordVisitContact(
  context: CommandContext,
  args: CommandArguments['recordVisitContact'],
): Result<CommandPlan> {
  const { writer } = context;
  if (args.dossierIds.some((id) => writer.current('dossiers', id) === undefined)) {
    return failure('REFERENCE_UNKNOWN', { field: 'dossierIds' });
  }
  return success({
    documents: () => {
      const visit = writer.current('visits', args.visitId)?.fields;
      if (visit === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'visitId' });
      if (!isMine(context, visit) || !visit.services.some(({ id }) => id === args.questionId)) {
        return failure('VISIT_STEP_NOT_NOW');
      }
      const fields = contactFields(context, visit, args);
      const known = writer.current('interactions', args.questionId)?.fields;
      if (known !== undefined) return success([changed(context, 'interactions', known, fields)]);
      const base = newDocumentFields(context, args.questionId);
      const contact = { ...base, ...fields, at: base.createdAt, by: authorOf(context), notes: [] };
      const traced = {
        personId: visit.personId,
        dossierIds: args.dossierIds,
        channel: fields.channel,
        subject: args.subject,
      };
      return success([created('interactions', contact), ...contactTraces(context, traced, contact)]);
    },
  });
}

/** What a command wrote while somebody is served, with a line of it in the visit: it is proposed as a link when the visit is finished. */
export function withTouches(
  context: CommandContext,
  planned: Result<readonly DocumentChange[]>,
): Result<readonly DocumentChange[]> {
  if (!planned.ok || planned.value.some(({ collection }) => collection === 'visits')) return planned;
  const touching = planned.value.flatMap(({ collection, fields }) => {
    // Who is looked at is in the log; who only has their last contact changed is not written to.
    if (collection !== 'consultations') return [{ collection, id: String(fields.id), isWritten: true }];
    return typeof fields.personId === 'string'
      ? [{ collection: 'persons', id: fields.personId, isWritten: false }]
      : [];
  });
  const { deviceId } = context.member;
  const served = touching.length === 0 ? [] : visitsAtDesk(context, ['serving']);
  const visit = served.find((one) => (deviceOf(one) ?? deviceId) === deviceId);
  const touched = visit && touchedAfter(visit, touching, nowInstant());
  if (visit === undefined || touched === undefined) return planned;
  return success([...planned.value, changed(context, 'visits', visit, { touched: [...touched] })]);
}
