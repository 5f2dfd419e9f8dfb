import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type OnthaalError } from '@onthaal/contract/result.ts';
import { parseOgm } from '@onthaal/contract/rules/identifiers/index.ts';
import { deepEqual } from '@onthaal/contract/rules/merge/index.ts';
import { atTerminal, basketCents, eventsOfHolder, paymentStateAfter } from '@onthaal/contract/rules/payments/index.ts';
import type { Session } from '../session/session.ts';

type Payment = DocumentOf<'payments'>;

/** What a payment is for, who took it and how: fixed when it begins. */
const fixedFields = [
  'kind',
  'day',
  'deviceId',
  'deskId',
  'memberId',
  'dossierId',
  'personId',
  'refundOf',
  'lines',
  'amountCents',
  'method',
  'reference',
  'count',
] as const;

const endedByTerminal: readonly Payment['state'][] = [...atTerminal, 'unknown'];

/** Whether only a terminal knows how it ends. */
export function isEndedByTerminal({ state }: Payment): boolean {
  return endedByTerminal.includes(state);
}

function invalid(field: string): OnthaalError {
  return failure('FIELD_INVALID', { field }).error;
}

/** A count of a drawer says why it differs from what was expected. */
function countProblem({ count, amountCents, method, lines }: Payment): OnthaalError | undefined {
  if (count === undefined) return failure('FIELD_REQUIRED', { field: 'count' }).error;
  if (method !== 'cash') return invalid('method');
  if (lines.length > 0) return invalid('lines');
  const differs = amountCents !== count.expectedCents;
  return differs && (count.reason ?? '').trim() === ''
    ? failure('FIELD_REQUIRED', { field: 'count.reason' }).error
    : undefined;
}

/** Money that goes back has a payment and a reason; what is left of that payment is looked up in `refundProblem`. */
function refundBeginningProblem({ refundOf, lines, method, amountCents, steps }: Payment): OnthaalError | undefined {
  if (refundOf === undefined) return failure('FIELD_REQUIRED', { field: 'refundOf' }).error;
  if (lines.length > 0) return invalid('lines');
  if (method !== 'cash' && method !== 'card') return invalid('method');
  if (amountCents < 1) return invalid('amountCents');
  return (steps[0]?.reason ?? '').trim() === '' ? failure('FIELD_REQUIRED', { field: 'reason' }).error : undefined;
}

/** The drawer, opened without a payment: no money of itself, and never without a reason. */
function openingProblem({ lines, method, amountCents, steps, dossierId, personId }: Payment): OnthaalError | undefined {
  if (method !== 'cash') return invalid('method');
  if (lines.length > 0) return invalid('lines');
  if (amountCents !== 0) return invalid('amountCents');
  if (dossierId !== undefined || personId !== undefined) return invalid('dossierId');
  return (steps[0]?.reason ?? '').trim() === '' ? failure('FIELD_REQUIRED', { field: 'reason' }).error : undefined;
}

/** A payment that begins: by this member at this desk, for what its basket costs. */
function beginningProblem({ deviceId, memberId }: Session, payment: Payment): OnthaalError | undefined {
  if (payment.deviceId !== deviceId) return invalid('deviceId');
  if (payment.memberId !== memberId) return invalid('memberId');
  if (payment.kind === 'cashCount') return countProblem(payment);
  if (payment.kind === 'refund') return refundBeginningProblem(payment);
  if (payment.kind === 'drawerOpening') return openingProblem(payment);
  if (payment.refundOf !== undefined) return invalid('refundOf');
  if (payment.amountCents < 1 || payment.amountCents !== basketCents(payment.lines)) return invalid('amountCents');
  if (!parseOgm(payment.reference ?? '').ok) return invalid('reference');
  return payment.dossierId === undefined && payment.personId === undefined ? invalid('dossierId') : undefined;
}

function changeProblem(
  { deviceId }: Session,
  before: Payment,
  after: Payment,
  isHolder: boolean,
): OnthaalError | undefined {
  const field = fixedFields.find((name) => !deepEqual(before[name], after[name]));
  if (field !== undefined) return failure('FIELD_READ_ONLY', { field }).error;
  const steps = new Map(after.steps.map((step) => [step.id, step]));
  const isKept = before.steps.every((step) => deepEqual(step, steps.get(step.id)));
  if (!isKept) return failure('FIELD_READ_ONLY', { field: 'steps' }).error;
  const known = new Set(before.steps.map(({ id }) => id));
  const added = after.steps.filter(({ id }) => !known.has(id));
  const isOfTerminal = added.some(({ event }) => event === 'failedLater' || event === 'sentToTerminal');
  const isElsewhere = (isEndedByTerminal(before) || isOfTerminal) && deviceId !== before.deviceId;
  // What it found may have been withdrawn before it came here; any desk may do that once no terminal has the payment.
  const mayEnd = isHolder && added.every(({ event }) => event === 'withdrawn' || eventsOfHolder.includes(event));
  return isElsewhere && !mayEnd && !deepEqual(before.steps, after.steps)
    ? failure('PAYMENT_OTHER_DESK').error
    : undefined;
}

/**
 * The first reason to refuse a payment: its state must follow from its steps, these only grow, and what it is for never changes. Desks
 * compute the same (`rules/payments`), so only a wrong or hostile desk is refused.
 *
 * @param isHolder whether the desk may say how a payment of another desk ended (`mayLookUp`)
 */
export function paymentProblem(
  session: Session,
  before: Payment | undefined,
  after: Payment,
  isHolder = false,
): OnthaalError | undefined {
  const problem =
    before === undefined ? beginningProblem(session, after) : changeProblem(session, before, after, isHolder);
  if (problem !== undefined) return problem;
  const state = paymentStateAfter(
    after.steps.map(({ event }) => event),
    after,
  );
  return state === after.state ? undefined : invalid('steps');
}
