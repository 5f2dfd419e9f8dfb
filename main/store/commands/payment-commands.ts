import { randomInt } from 'node:crypto';
import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import type { PaymentEvent, PaymentState } from '@onthaal/contract/entities/payment.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { makeOgm } from '@onthaal/contract/rules/money/index.ts';
import {
  atTerminal,
  basketCents,
  dayTotals,
  eventsOfHolder,
  expectedCashCents,
  foundInstead,
  nextPaymentState,
} from '@onthaal/contract/rules/payments/index.ts';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import { v7 } from 'uuid';
import { todayInBrussels } from '../database/clock.ts';
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
import type { DocumentChange } from './store-writer.ts';

type Payment = DocumentOf<'payments'>;

const uncertain: readonly PaymentState[] = [...atTerminal, 'unknown'];

/** Payments of which a condition on the table's columns holds. */
export function paymentsWhere({ writer }: CommandContext, condition: string, ...values: readonly string[]): Payment[] {
  return writer.file
    .prepare<string>(`SELECT d.id FROM ${tableNameOf('payments', 0)} d WHERE d.deleted = 0 AND ${condition}`)
    .pluck()
    .all(...values)
    .map((id) => writer.current('payments', id)?.fields)
    .filter((payment) => payment !== undefined);
}

/** A payment about the same dossier or person of which nobody knows how it ends: a second one could charge twice. */
function uncertainOne(context: CommandContext, { dossierId, personId }: CommandArguments['beginPayment']) {
  const about =
    dossierId !== undefined
      ? paymentsWhere(context, 'd.field_dossierId = ?', dossierId)
      : paymentsWhere(context, 'd.field_personId = ?', personId ?? '').filter((one) => one.dossierId === undefined);
  return about.find(({ kind, state }) => kind === 'payment' && uncertain.includes(state));
}

/** Ten digits by chance: desks without a line share no counter, and a number per desk would tell how much it takes. */
function newReference(): string {
  return makeOgm(randomInt(1, 10_000_000_000));
}

/** Writes down what will be paid, before anything else happens. The id is the caller's: pressed twice, it is one payment. */
export function beginPayment(context: CommandContext, args: CommandArguments['beginPayment']): Result<CommandPlan> {
  const { id, dossierId, personId, lines, method } = args;
  if (context.writer.current('payments', id) !== undefined) {
    return alreadyThere('payments', id);
  }
  if (dossierId !== undefined && context.writer.current('dossiers', dossierId) === undefined) {
    return failure('REFERENCE_UNKNOWN', { field: 'dossierId' });
  }
  if (personId !== undefined && context.writer.current('persons', personId) === undefined) {
    return failure('REFERENCE_UNKNOWN', { field: 'personId' });
  }
  if (dossierId === undefined && personId === undefined) return failure('FIELD_REQUIRED', { field: 'dossierId' });
  if (basketCents(lines) < 1) return failure('FIELD_INVALID', { field: 'lines' });
  const { deviceId, memberId } = context.member;
  return success({
    documents: () => {
      if (uncertainOne(context, args) !== undefined) return failure('PAYMENT_UNCERTAIN');
      const base = newDocumentFields(context, id);
      return success([
        created('payments', {
          ...base,
          kind: 'payment',
          ...{ deviceId, memberId, dossierId, personId, lines, method },
          day: todayInBrussels(),
          deskId: context.references.get('device', deviceId)?.data.deskId,
          amountCents: basketCents(lines),
          reference: newReference(),
          refundOf: undefined,
          state: 'open',
          stateSince: base.createdAt,
          terminal: undefined,
          steps: [{ id: v7(), at: base.createdAt, by: authorOf(context), event: 'begun' }],
          count: undefined,
        }),
      ]);
    },
  });
}

/** Writes down what was counted in the drawer of this desk; FIELD_REQUIRED without a reason for a difference. */
export function countCash(context: CommandContext, args: CommandArguments['countCash']): Result<CommandPlan> {
  const { id, floatCents, countedCents, reason = '' } = args;
  if (context.writer.current('payments', id) !== undefined) {
    return alreadyThere('payments', id);
  }
  const { deviceId, memberId } = context.member;
  return success({
    documents: () => {
      const day = todayInBrussels();
      const payments = paymentsWhere(context, 'd.field_day = ? AND d.field_deviceId = ?', day, deviceId);
      const expectedCents = expectedCashCents(floatCents, dayTotals(payments));
      if (countedCents !== expectedCents && reason.trim() === '') return failure('FIELD_REQUIRED', { field: 'reason' });
      const base = newDocumentFields(context, id);
      const step = (event: PaymentEvent) => ({ id: v7(), at: base.createdAt, by: authorOf(context), event });
      return success([
        created('payments', {
          ...base,
          kind: 'cashCount',
          ...{ day, deviceId, memberId },
          deskId: context.references.get('device', deviceId)?.data.deskId,
          ...{
            dossierId: undefined,
            personId: undefined,
            refundOf: undefined,
            reference: undefined,
            terminal: undefined,
          },
          lines: [],
          amountCents: countedCents,
          method: 'cash',
          state: 'paid',
          stateSince: base.createdAt,
          steps: [step('begun'), step('confirmed')],
          count: { floatCents, expectedCents, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) },
        }),
      ]);
    },
  });
}

function eventNow(payment: Payment, { event, terminal }: Happened): PaymentEvent {
  const isLate = payment.state === 'unknown' && terminal?.operationId === payment.terminal?.operationId;
  return isLate ? (foundInstead[event] ?? event) : event;
}

type Happened = Omit<CommandArguments['recordPaymentEvent'], 'paymentId' | 'asHolder'>;

function afterEvent(context: CommandContext, payment: Payment, happened: Happened): Result<DocumentChange> {
  const event = eventNow(payment, happened);
  const state = nextPaymentState(payment.state, event, payment);
  if (state === undefined) return failure('PAYMENT_STEP_NOT_NOW');
  if (event === 'confirmed' && payment.method === 'card') return failure('PAYMENT_STEP_NOT_NOW');
  if (event === 'sentToTerminal' && (payment.method !== 'card' || happened.terminal === undefined)) {
    return failure('PAYMENT_STEP_NOT_NOW');
  }
  const change = changed(context, 'payments', payment, { state });
  const at = String(change.fields.updatedAt);
  const { stepId, terminal, reason } = happened;
  const step = {
    id: stepId,
    at,
    by: authorOf(context),
    event,
    ...(terminal && { terminal }),
    ...(reason && { reason }),
  };
  return success({
    ...change,
    fields: {
      ...change.fields,
      stateSince: at,
      ...(terminal && { terminal }),
      steps: [...payment.steps, step],
    },
  });
}

/** What only the desk where it began may do, or one that holds its terminal may say: nobody else can ask the terminal. */
function isOfOtherDesk(
  { member }: CommandContext,
  payment: Payment,
  { event, asHolder }: Pick<CommandArguments['recordPaymentEvent'], 'event' | 'asHolder'>,
): boolean {
  const isOfTerminal = uncertain.includes(payment.state) || event === 'failedLater' || event === 'sentToTerminal';
  const mayEnd = payment.deviceId === member.deviceId || (asHolder === true && eventsOfHolder.includes(event));
  return isOfTerminal && !mayEnd;
}

/** Writes down what happened to a payment. With the same step id it is written once. */
export function recordPaymentEvent(
  context: CommandContext,
  { paymentId, asHolder, ...happened }: CommandArguments['recordPaymentEvent'],
): Result<CommandPlan> {
  const known = context.writer.current('payments', paymentId)?.fields;
  if (known === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'paymentId' });
  if (known.steps.some(({ id }) => id === happened.stepId)) {
    return success({
      documents: () => success([]),
      alreadyWritten: [{ collection: 'payments', documentId: paymentId }],
    });
  }
  return success({
    documents: () => {
      const payment = context.writer.current('payments', paymentId)?.fields;
      if (payment === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'paymentId' });
      if (isOfOtherDesk(context, payment, { event: happened.event, ...(asHolder && { asHolder }) }))
        return failure('PAYMENT_OTHER_DESK');
      const change = afterEvent(context, payment, happened);
      return change.ok ? success([change.value]) : change;
    },
  });
}

/**
 * After a start nobody waits for a terminal any more: what was at one is unknown from now on, until somebody looks it up. Only
 * payments of this computer.
 */
export function markInterruptedPayments(context: CommandContext): Result<CommandPlan> {
  const interrupted = () =>
    paymentsWhere(context, `d.field_state IN ('${atTerminal.join("', '")}')`).filter(
      ({ deviceId }) => deviceId === context.member.deviceId,
    );
  if (interrupted().length === 0) return success({ documents: () => success([]), alreadyWritten: [] });
  return success({
    documents: () => {
      const changes: DocumentChange[] = [];
      for (const payment of interrupted()) {
        const change = afterEvent(context, payment, { stepId: v7(), event: 'lostTrack' });
        if (!change.ok) return change;
        changes.push(change.value);
      }
      return success(changes);
    },
  });
}
