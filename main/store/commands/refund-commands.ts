import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { refundableCents } from '@onthaal/contract/rules/payments/index.ts';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import { v7 } from 'uuid';
import { todayInBrussels } from '../database/clock.ts';
import {
  alreadyThere,
  authorOf,
  type CommandContext,
  type CommandPlan,
  created,
  newDocumentFields,
} from './command-context.ts';
import { paymentsWhere } from './payment-commands.ts';

type Payment = DocumentOf<'payments'>;

/** What went back of a payment, or may, as far as this desk knows; the mid-office knows of all desks. */
function refundsOf(context: CommandContext, { id, dossierId, personId }: Payment): Payment[] {
  const about =
    dossierId === undefined
      ? paymentsWhere(context, 'd.field_personId = ?', personId ?? '')
      : paymentsWhere(context, 'd.field_dossierId = ?', dossierId);
  return about.filter(({ kind, refundOf }) => kind === 'refund' && refundOf === id);
}

/** Why an amount cannot go back of a payment now. */
function refundProblem(
  context: CommandContext,
  payment: Payment,
  { amountCents, method }: CommandArguments['beginRefund'],
): Result<null> {
  if (payment.kind !== 'payment' || payment.state !== 'paid') return failure('REFUND_NOT_POSSIBLE');
  if (method === 'card' && payment.method !== 'card') return failure('REFUND_NOT_POSSIBLE');
  const left = refundableCents(payment, refundsOf(context, payment));
  return amountCents > left ? failure('REFUND_TOO_MUCH', { details: { left: String(left) } }) : success(null);
}

/** Writes down that money goes back, before anything else happens. The id is the caller's: pressed twice, it is one refund. */
export function beginRefund(context: CommandContext, args: CommandArguments['beginRefund']): Result<CommandPlan> {
  const { id, paymentId, amountCents, method } = args;
  const reason = args.reason.trim();
  if (context.writer.current('payments', id) !== undefined) {
    return alreadyThere('payments', id);
  }
  if (context.writer.current('payments', paymentId) === undefined) {
    return failure('DOCUMENT_UNKNOWN', { field: 'paymentId' });
  }
  if (reason === '') return failure('FIELD_REQUIRED', { field: 'reason' });
  const { deviceId, memberId } = context.member;
  return success({
    documents: () => {
      const payment = context.writer.current('payments', paymentId)?.fields;
      if (payment === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'paymentId' });
      const problem = refundProblem(context, payment, args);
      if (!problem.ok) return problem;
      const base = newDocumentFields(context, id);
      return success([
        created('payments', {
          ...base,
          kind: 'refund',
          ...{ deviceId, memberId, dossierId: payment.dossierId, personId: payment.personId, refundOf: paymentId },
          ...{ day: todayInBrussels(), lines: [], amountCents, method, reference: payment.reference },
          deskId: context.references.get('device', deviceId)?.data.deskId,
          ...{ state: 'open', stateSince: base.createdAt, terminal: undefined, count: undefined },
          steps: [{ id: v7(), at: base.createdAt, by: authorOf(context), event: 'begun', reason }],
        }),
      ]);
    },
  });
}
