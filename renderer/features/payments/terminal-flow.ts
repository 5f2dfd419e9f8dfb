import type { TerminalOutcome, TerminalSettings } from '@onthaal/contract/devices/terminal.ts';
import type { PaymentEvent, TerminalOperation } from '@onthaal/contract/entities/payment.ts';
import type { ErrorCode } from '@onthaal/contract/errors.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { PaymentRow } from '@onthaal/contract/store/payments.ts';
import { v7 } from 'uuid';
import type { AppDispatch } from '../../app/store.ts';
import { desktop } from '../../bridge/desktop.ts';
import { runCommand } from '../../bridge/run-command.ts';
import { letHoldGo, type SharedTerminalHold, takeHold } from './terminal-hold.ts';

type Paying = Pick<PaymentRow, 'id'>;

type Answer = Promise<Result<TerminalOutcome>>;

const endOf: Readonly<Record<TerminalOutcome['state'], PaymentEvent>> = {
  paid: 'approved',
  declined: 'declined',
  cancelled: 'aborted',
  unknown: 'lostTrack',
};
const foundAs: Readonly<Record<TerminalOutcome['state'], PaymentEvent | undefined>> = {
  paid: 'foundPaid',
  declined: 'foundDeclined',
  cancelled: 'foundCancelled',
  unknown: undefined,
};

/** Failures after which no terminal was touched. Any other leaves it unknown. */
const untouched: readonly ErrorCode[] = [
  'TERMINAL_NOT_SET',
  'TERMINAL_BUSY',
  'TERMINAL_IN_USE',
  'DISK_FULL',
  'DISK_READ_ONLY',
  'TERMINAL_KEY_MISSING',
  'TERMINAL_CHANGED',
  'REFUND_NOT_POSSIBLE',
  'KEYRING_UNAVAILABLE',
  'KEYRING_CHANGED',
  'STORE_KEY_WRONG',
  'DEVICES_UNAVAILABLE',
  'ARGUMENT_INVALID',
];

/** Payments that this page waits for. Of another one that is at a terminal nobody hears any more. */
const waitedFor = new Set<string>();

/** Whether this page hears the terminal's answer. */
export function isWaitedFor(paymentId: string): boolean {
  return waitedFor.has(paymentId);
}

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A number for one operation of a terminal: ten letters and digits by chance. */
export function newOperationId(): string {
  const chance = crypto.getRandomValues(new Uint8Array(10));
  return Array.from(chance, (value) => letters[value % letters.length]).join('');
}

/** Writes down what happened to a payment. */
export function record(payment: Paying, event: PaymentEvent, terminal?: TerminalOperation, reason?: string) {
  return runCommand('recordPaymentEvent', {
    paymentId: payment.id,
    stepId: v7(),
    event,
    ...(terminal && { terminal }),
    ...(reason && { reason }),
  });
}

/** What the terminal calls the payment of which money goes back; undefined when it never said. */
function originalOf({ refunded }: PaymentRow) {
  const reference = refunded?.terminal?.reference;
  return refunded === undefined || reference === undefined ? undefined : { reference, at: refunded.at };
}

async function sendOperation(payment: PaymentRow, { kind, operationId }: TerminalOperation): Answer {
  const { amountCents } = payment;
  if (payment.kind === 'payment') return desktop().request('devices:payAtTerminal', { operationId, amountCents });
  const original = originalOf(payment);
  if (original === undefined) return failure('REFUND_NOT_POSSIBLE');
  return desktop().request('devices:refundAtTerminal', { kind, operationId, amountCents, original });
}

/** Asks the terminal what became of an operation. */
export async function askOperation(payment: PaymentRow, { kind, operationId }: TerminalOperation): Answer {
  const asked = { kind, operationId, amountCents: payment.amountCents, sentAt: payment.sentAt ?? payment.stateSince };
  if (payment.kind === 'payment') return desktop().request('devices:lookUpPayment', asked);
  const original = originalOf(payment);
  if (original === undefined) return failure('REFUND_NOT_POSSIBLE');
  return desktop().request('devices:lookUpRefund', { ...asked, original });
}

/** Calls `listener` once when the terminal tells that a card is before it. */
function onCardShown(operationId: string, listener: () => void): () => void {
  const stop = desktop().on('devices:cardShown', (shown) => {
    if (shown.operationId !== operationId) return;
    stop();
    listener();
  });
  return stop;
}

/**
 * Sends a payment or a refund to the terminal: the operation is written down before, what came of it after. It goes on when its dialog is closed.
 * At a terminal that other desks use too, one of them at a time.
 */
export function operateTerminal(payment: PaymentRow, kind: TerminalSettings['kind'], hold?: SharedTerminalHold) {
  return async (dispatch: AppDispatch): Promise<Result<TerminalOutcome>> => {
    if (waitedFor.has(payment.id)) return failure('TERMINAL_BUSY');
    waitedFor.add(payment.id);
    try {
      if (hold && !(await dispatch(takeHold(hold)))) return failure('TERMINAL_IN_USE');
      const terminal: TerminalOperation = { kind, operationId: newOperationId() };
      const sent = await dispatch(record(payment, 'sentToTerminal', terminal));
      if (!sent.ok) return sent;
      const { operationId } = terminal;
      const stopListening = onCardShown(operationId, () => void dispatch(record(payment, 'cardPresented', terminal)));
      const answer = await sendOperation(payment, terminal).catch(() => failure('UNEXPECTED'));
      stopListening();
      if (!answer.ok) {
        const event = untouched.includes(answer.error.code) ? 'aborted' : 'lostTrack';
        await dispatch(record(payment, event, terminal, answer.error.code));
        return answer;
      }
      const { state, reference, reason } = answer.value;
      const known = reference === undefined ? terminal : { ...terminal, reference };
      const kept = await dispatch(record(payment, endOf[state], known, reason));
      return kept.ok ? answer : kept;
    } finally {
      waitedFor.delete(payment.id);
      if (hold) void dispatch(letHoldGo(hold));
    }
  };
}

/** Begins a payment at a terminal that is worked by hand: the clerk says how it ended. */
export function payByHand(payment: Paying) {
  return record(payment, 'sentToTerminal', { kind: 'manual', operationId: newOperationId() });
}

/** Writes down what the clerk saw or did. */
export function recordByClerk(payment: Paying, event: PaymentEvent, reason?: string) {
  return record(payment, event, undefined, reason);
}

/** Asks the terminal how a payment ended. One that nobody waits for any more is unknown from then on. */
export function lookUpPayment(payment: PaymentRow) {
  return async (dispatch: AppDispatch): Promise<Result<TerminalOutcome>> => {
    const { terminal } = payment;
    if (terminal === undefined) return failure('PAYMENT_STEP_NOT_NOW');
    if (payment.state !== 'unknown') {
      const lost = await dispatch(record(payment, 'lostTrack'));
      if (!lost.ok) return lost;
    }
    if (terminal.kind === 'manual') return success({ state: 'unknown' });
    const answer = await askOperation(payment, terminal).catch(() => failure('UNEXPECTED'));
    if (!answer.ok) return answer;
    const event = foundAs[answer.value.state];
    if (event === undefined) return answer;
    const { reference } = answer.value;
    const kept = await dispatch(
      record(payment, event, reference === undefined ? terminal : { ...terminal, reference }),
    );
    return kept.ok ? answer : kept;
  };
}
