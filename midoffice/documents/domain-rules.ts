import type { CollectionName, DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type OnthaalError } from '@onthaal/contract/result.ts';
import { deepEqual } from '@onthaal/contract/rules/merge/index.ts';
import { checkAnswers } from '@onthaal/contract/validation/index.ts';
import { glassProblem, takingUpProblem } from '../consultations/glass.ts';
import type { Orm } from '../database/database.ts';
import { mayLookUp } from '../neighbours/payment-look-ups.ts';
import { appointmentProblem } from '../planner/appointment-rules.ts';
import type { Session } from '../session/session.ts';
import { handoverProblem } from './handover-rules.ts';
import { dossierIdentifierProblem, personIdentifierProblem } from './identifier-rules.ts';
import { messageProblem, messageSubjectProblem, paperAgainProblem } from './message-rules.ts';
import { nameProblem } from './name-rules.ts';
import { isEndedByTerminal, paymentProblem } from './payment-rules.ts';
import { readOnlyProblem } from './read-only-rules.ts';
import type { ReferenceLookup } from './reference-lookup.ts';
import { applicantProblem, referenceProblem } from './reference-rules.ts';
import { refundProblem } from './refund-rules.ts';
import { statusProblem } from './status-rules.ts';
import { visitProblem } from './visit-rules.ts';

/** What the rules need to know besides the two documents. */
export interface RuleContext {
  readonly executor: Pick<Orm, 'execute'>;
  readonly lookup: ReferenceLookup;
  readonly session: Session;
  /** Accept identifiers made for tests. */
  readonly testMode: boolean;
}

type Problem = OnthaalError | undefined;
type Dossier = DocumentOf<'dossiers'>;
type Payment = DocumentOf<'payments'>;
type Appointment = DocumentOf<'appointments'>;
type Visit = DocumentOf<'visits'>;
type Message = DocumentOf<'messages'>;

async function dossierProblem(context: RuleContext, before: Dossier | undefined, after: Dossier): Promise<Problem> {
  const { executor, lookup, session } = context;
  const glass = before === undefined ? undefined : await glassProblem(executor, session, before, after);
  if (glass !== undefined) return glass;
  const identifier =
    dossierIdentifierProblem(before, after) ?? (await applicantProblem(lookup, executor, before, after));
  if (identifier !== undefined) return identifier;
  const type = await lookup.dossierType(executor, after.typeCode);
  if (type === undefined) {
    // A dossier of a retired type stays editable as long as nothing asks for the type's rules.
    const needsType = after.typeCode !== before?.typeCode || after.status !== before.status;
    return needsType ? failure('REFERENCE_UNKNOWN', { field: 'typeCode' }).error : undefined;
  }
  const status = statusProblem(type.data, session, before, after);
  if (status !== undefined) return status;
  if (after.typeCode === before?.typeCode && deepEqual(before.answers, after.answers)) return undefined;
  const answers = checkAnswers(type.data.questionSchema, after.answers);
  return answers.ok ? undefined : answers.error;
}

async function moneyProblem(context: RuleContext, before: Payment | undefined, after: Payment): Promise<Problem> {
  const { session, executor } = context;
  const isElsewhere = before !== undefined && before.deviceId !== session.deviceId && isEndedByTerminal(before);
  const isHolder = isElsewhere && (await mayLookUp(executor, session, before.id));
  const problem = paymentProblem(session, before, after, isHolder);
  if (problem !== undefined || before !== undefined || after.kind !== 'refund') return problem;
  return refundProblem(executor, after);
}

/** The log says who looked where: nobody writes it for another desk. */
function consultationProblem(session: Session, after: DocumentOf<'consultations'>): Problem {
  return after.deviceId === session.deviceId ? undefined : failure('FIELD_INVALID', { field: 'deviceId' }).error;
}

/**
 * Judges a document whose shape is right against the rules of its collection and what the centre has now.
 *
 * @param before the centre's document, undefined for a new one
 * @returns the first reason to refuse it, or undefined
 */
export async function domainProblem<Name extends CollectionName>(
  context: RuleContext,
  collection: Name,
  before: DocumentOf<Name> | undefined,
  after: DocumentOf<Name>,
): Promise<Problem> {
  const fixed = before === undefined ? undefined : readOnlyProblem(before, after);
  if (fixed !== undefined) return fixed;
  const name = nameProblem(collection, before, after);
  if (name !== undefined) return name;
  const reference = await referenceProblem(context.lookup, context.executor, collection, before, after);
  if (reference !== undefined) return reference;
  if (collection === 'dossiers') return dossierProblem(context, before as Dossier | undefined, after as Dossier);
  if (collection === 'tasks') {
    const task = after as DocumentOf<'tasks'>;
    const handover = handoverProblem(context.session, before as DocumentOf<'tasks'> | undefined, task);
    if (handover !== undefined || before !== undefined) return handover;
    return takingUpProblem(context.executor, context.session, task);
  }
  if (collection === 'payments') {
    return moneyProblem(context, before as Payment | undefined, after as Payment);
  }
  if (collection === 'appointments') {
    return appointmentProblem(context, before as Appointment | undefined, after as Appointment);
  }
  if (collection === 'visits') return visitProblem(context.session, before as Visit | undefined, after as Visit);
  if (collection === 'messages') {
    const [was, is] = [before as Message | undefined, after as Message];
    const said = messageProblem(was, is) ?? (await messageSubjectProblem(context.executor, was, is));
    return said ?? paperAgainProblem(context.executor, was, is);
  }
  if (collection === 'consultations') return consultationProblem(context.session, after as DocumentOf<'consultations'>);
  if (collection !== 'persons') return undefined;
  type Person = DocumentOf<'persons'>;
  return personIdentifierProblem(before as Person | undefined, after as Person, context.testMode);
}
