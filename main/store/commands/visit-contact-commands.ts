import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { deviceOf, questionSeconds, touchedAfter } from '@onthaal/contract/rules/visits/index.ts';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import { undoSeconds } from '@onthaal/contract/store/visits.ts';
import { currentTime, nowInstant } from '../database/clock.ts';
import type { SqliteDatabase } from '../storage/index.ts';
import {
  authorOf,
  type CommandContext,
  type CommandPlan,
  changed,
  created,
  newDocumentFields,
} from './command-context.ts';
import { contactTraces } from './contact-commands.ts';
import { dropContact, type HeldContact, heldContacts, holdContact } from './held-contacts.ts';
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

/**
 * Keeps the contact moment of one question until its visit is over and stays so; kept again, it takes the place of the one before.
 * REFERENCE_UNKNOWN, DOCUMENT_UNKNOWN, VISIT_STEP_NOT_NOW.
 */
export function recordVisitContact(
  context: CommandContext,
  args: CommandArguments['recordVisitContact'],
): Result<CommandPlan> {
  const { writer } = context;
  if (args.dossierIds.some((id) => writer.current('dossiers', id) === undefined)) {
    return failure('REFERENCE_UNKNOWN', { field: 'dossierIds' });
  }
  const visit = writer.current('visits', args.visitId)?.fields;
  if (visit === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'visitId' });
  if (!isMine(context, visit) || !visit.services.some(({ id }) => id === args.questionId)) {
    return failure('VISIT_STEP_NOT_NOW');
  }
  return success({
    documents: () => success([]),
    alreadyWritten: [{ collection: 'interactions', documentId: args.questionId }],
    inTransaction: (database) => holdContact(database, args),
  });
}

/** The documents of a contact moment whose visit is over. */
function contactDocuments(context: CommandContext, visit: Visit, args: HeldContact): readonly DocumentChange[] {
  const { writer } = context;
  const fields = contactFields(context, visit, args);
  const known = writer.current('interactions', args.questionId)?.fields;
  if (known !== undefined) return [changed(context, 'interactions', known, fields)];
  const base = newDocumentFields(context, args.questionId);
  const contact = { ...base, ...fields, at: visit.finishedAt ?? base.createdAt, by: authorOf(context), notes: [] };
  const { channel, dossierIds } = fields;
  const traced = { personId: visit.personId, dossierIds, channel, subject: args.subject };
  return [created('interactions', contact), ...contactTraces(context, traced, contact)];
}

/**
 * Writes one contact moment whose visit is over for so long that it stays so; of a visit that went on or away, none. One at a time: several
 * change the same person. What it answers is empty when none is left.
 */
export function settleVisitContacts(
  context: CommandContext,
  { now }: CommandArguments['settleVisitContacts'],
): Result<CommandPlan> {
  const { deviceId } = context.member;
  const until = currentTime() - undoSeconds * 1000;
  const visitOf = ({ visitId }: HeldContact) => context.writer.current('visits', visitId)?.fields;
  const due = heldContacts(context.writer.file).find((contact) => {
    const visit = visitOf(contact);
    const end = visit === undefined ? '1970-01-01' : visit.finishedAt;
    return end !== undefined && (now || Date.parse(end) <= until);
  });
  if (due === undefined) return success({ documents: () => success([]), alreadyWritten: [] });
  const inTransaction = (database: SqliteDatabase) => dropContact(database, due);
  const visit = visitOf(due);
  // Taken up and finished again elsewhere: what came of it was said there.
  const isHere = visit !== undefined && (deviceOf(visit) ?? deviceId) === deviceId;
  if (visit?.state !== 'finished' || !isHere) {
    const gone = [{ collection: 'visits' as const, documentId: due.visitId }];
    return success({ documents: () => success([]), alreadyWritten: gone, inTransaction });
  }
  return success({
    shownAs: 'recordVisitContact',
    isApart: true,
    inTransaction,
    documents: () => success(contactDocuments(context, visitOf(due) ?? visit, due)),
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
