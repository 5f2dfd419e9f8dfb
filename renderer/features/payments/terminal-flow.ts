import { terminalPlace } from '@onthaal/contract/devices/neighbours.ts';
import type { TerminalOutcome, TerminalPlace, TerminalSettings } from '@onthaal/contract/devices/terminal.ts';
import type { PaymentEvent, TerminalOperation } from '@onthaal/contract/entities/payment.ts';
import type { ErrorCode } from '@onthaal/contract/errors.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { PaymentRow } from '@onthaal/contract/store/payments.ts';
import { v7 } from 'uuid';
import type { AppDispatch } from '../../app/store.ts';
import { desktop } from '../../bridge/desktop.ts';
import { runCommand } from '../../bridge/run-command.ts';
import { holdForLookUp, letHoldGo, type TerminalHold, takeHold } from './terminal-hold.ts';

/** Of another desk it is `asHolder`: what may be written down then is how it ended. */
type Paying = Pick<PaymentRow, 'id'> & Partial<Pick<PaymentRow, 'ofThisDesk'>>;

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
    ...(payment.ofThisDesk === false && { asHolder: true as const }),
    ...(terminal && { terminal }),
    ...(reason && { reason }),
  });
}

/** What the terminal calls the payment of which money goes back; undefined when it never said. */
function originalOf({ refunded }: PaymentRow) {
  const reference = refunded?.terminal?.reference;
  return refunded === undefined || reference === undefined ? undefined : { reference, at: refunded.at };
}

async function sendOperation(
  payment: PaymentRow,
  { kind, operationId }: TerminalOperation,
  { terminalKey }: TerminalPlace,
): Answer {
  const sent = { operationId, amountCents: payment.amountCents, terminalKey };
  if (payment.kind === 'payment') return desktop().request('devices:payAtTerminal', sent);
  const original = originalOf(payment);
  if (original === undefined) return failure('REFUND_NOT_POSSIBLE');
  return desktop().request('devices:refundAtTerminal', { ...sent, kind, original });
}

/** Where an operation was, as it was written down with it; undefined of one from before that was. */
function placeOf({ terminalKey, saleId }: TerminalOperation): TerminalPlace | undefined {
  return terminalKey === undefined ? undefined : { terminalKey, ...(saleId !== undefined && { saleId }) };
}

/** Asks the terminal what became of an operation. */
export async function askOperation(payment: PaymentRow, operation: TerminalOperation): Answer {
  const { kind, operationId } = operation;
  const place = placeOf(operation);
  const asked = {
    ...{ kind, operationId, amountCents: payment.amountCents, sentAt: payment.sentAt ?? payment.stateSince },
    ...(place && { place }),
  };
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
 * One desk at a time uses a terminal.
 */
export function operateTerminal(payment: PaymentRow, settings: TerminalSettings, hold?: TerminalHold) {
  return async (dispatch: AppDispatch): Promise<Result<TerminalOutcome>> => {
    if (waitedFor.has(payment.id)) return failure('TERMINAL_BUSY');
    waitedFor.add(payment.id);
    try {
      if (hold && !(await dispatch(takeHold(hold)))) return failure('TERMINAL_IN_USE');
      const place = terminalPlace(settings);
      const terminal: TerminalOperation = { kind: settings.kind, operationId: newOperationId(), ...place };
      const sent = await dispatch(record(payment, 'sentToTerminal', terminal));
      if (!sent.ok) return sent;
      const { operationId } = terminal;
      const stopListening = onCardShown(operationId, () => void dispatch(record(payment, 'cardPresented', terminal)));
      const answer = await sendOperation(payment, terminal, place).catch(() => failure('UNEXPECTED'));
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

/**
 * Begins a payment at a terminal that is worked by hand: the clerk says how it ended. No other desk says so for it in the next minutes.
 */
export function payByHand(payment: Paying, hold?: TerminalHold) {
  return async (dispatch: AppDispatch): Promise<Result<unknown>> => {
    if (hold && !(await dispatch(takeHold(hold)))) return failure('TERMINAL_IN_USE');
    return dispatch(record(payment, 'sentToTerminal', { kind: 'manual', operationId: newOperationId() }));
  };
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
    return answer.ok ? dispatch(keepFound(payment, terminal, answer.value)) : answer;
  };
}

/** Answers after which the terminal may still end the payment by itself: the desk that began it may be waiting for it. */
const notYet: readonly TerminalOutcome['reason'][] = ['stillBusy', 'notSeenYet', 'terminalBusy'];

/**
 * Whether a clerk may say here how a payment of another desk ended: its terminal was asked here, could not tell, and does not end it any more
 * by itself. Whoever says "not paid" of one that is still at the terminal would let it be paid twice.
 *
 * @param found what the look-up at this desk brought
 */
export function maySayElsewhere({ state }: Pick<PaymentRow, 'state'>, found: TerminalOutcome | undefined): boolean {
  return state === 'unknown' && found?.state === 'unknown' && !notYet.includes(found.reason);
}

/**
 * Looks up how a payment ended that another desk began, whose computer may be broken: while this desk holds the terminal, so that the
 * other one uses it no more. Nothing is written down as long as the terminal may still end it.
 */
export function lookUpElsewhere(payment: PaymentRow, deskId: string | null) {
  return async (dispatch: AppDispatch): Promise<Result<TerminalOutcome>> => {
    const { terminal } = payment;
    if (terminal === undefined) return failure('PAYMENT_STEP_NOT_NOW');
    const hold = await dispatch(holdForLookUp(payment, deskId));
    if (!hold.ok) return hold;
    try {
      const answer =
        terminal.kind === 'manual'
          ? success<TerminalOutcome>({ state: 'unknown' })
          : await askOperation(payment, terminal).catch(() => failure('UNEXPECTED'));
      if (!answer.ok || notYet.includes(answer.value.reason)) return answer;
      if (payment.state !== 'unknown') {
        const lost = await dispatch(record(payment, 'lostTrack'));
        if (!lost.ok) return lost;
      }
      return await dispatch(keepFound(payment, terminal, answer.value));
    } finally {
      void dispatch(letHoldGo(hold.value));
    }
  };
}

/** Writes down what a look-up found; nothing where it found nothing. */
function keepFound(payment: PaymentRow, terminal: TerminalOperation, outcome: TerminalOutcome) {
  return async (dispatch: AppDispatch): Promise<Result<TerminalOutcome>> => {
    const event = foundAs[outcome.state];
    if (event === undefined) return success(outcome);
    const { reference } = outcome;
    const known = reference === undefined ? terminal : { ...terminal, reference };
    const kept = await dispatch(record(payment, event, known));
    return kept.ok ? success(outcome) : kept;
  };
}
