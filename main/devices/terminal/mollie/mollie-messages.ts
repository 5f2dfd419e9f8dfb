import type { MollieSettings, TerminalOutcome } from '@onthaal/contract/devices/terminal.ts';
import { at } from '../exchange/hostile-fields.ts';
import type { TerminalPayment, TerminalRefund } from '../payment-terminal.ts';

/** Where a payer goes who pays in a browser: the service asks for it, and nobody at a terminal goes anywhere. */
const NOWHERE = 'https://onthaal.example/';

/** A payment as the service has it, as far as it is believed. */
export interface MolliePayment {
  readonly id: string;
  readonly status: string;
  readonly createdAt: number;
  /** Ours; undefined for payments of others. */
  readonly operationId: string | undefined;
  /** Whole cents; undefined in another currency or form. */
  readonly amountCents: number | undefined;
}

/** Cents as the service writes them: "10.00". */
export function amountText(cents: number): string {
  return `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}

function centsOfAmount(amount: unknown): number | undefined {
  const value = at(amount, 'value');
  if (at(amount, 'currency') !== 'EUR' || typeof value !== 'string') return undefined;
  const [, whole = '', cents = ''] = /^(\d{1,10})\.(\d{2})$/.exec(value) ?? [];
  return whole === '' ? undefined : Number(whole) * 100 + Number(cents);
}

/** Asks for a payment on a terminal. The metadata carry our number: it is how the payment is found again. */
export function paymentRequest({ terminalId }: MollieSettings, { operationId, amountCents }: TerminalPayment) {
  return {
    method: 'pointofsale',
    terminalId,
    amount: { currency: 'EUR', value: amountText(amountCents) },
    description: operationId,
    redirectUrl: NOWHERE,
    metadata: { operationId },
  };
}

/** Reads a payment; undefined for what is none. Of the card nothing is read. */
export function readMolliePayment(message: unknown): MolliePayment | undefined {
  const id = at(message, 'id');
  const status = at(message, 'status');
  const createdAt = Date.parse(String(at(message, 'createdAt')));
  const operationId = at(message, 'metadata', 'operationId');
  if (at(message, 'resource') !== 'payment' || typeof id !== 'string' || !/^tr_[A-Za-z0-9]{1,40}$/.test(id)) {
    return undefined;
  }
  if (typeof status !== 'string' || Number.isNaN(createdAt)) return undefined;
  return {
    ...{ id, status, createdAt },
    operationId: typeof operationId === 'string' ? operationId : undefined,
    amountCents: centsOfAmount(at(message, 'amount')),
  };
}

/** A page of payments, the newest first; `more` when there are older ones. Undefined for what is no list. */
export function readMolliePage(
  message: unknown,
): { readonly payments: readonly MolliePayment[]; readonly more: boolean } | undefined {
  const rows = at(message, '_embedded', 'payments');
  if (!Array.isArray(rows)) return undefined;
  const payments = rows.map(readMolliePayment);
  if (payments.includes(undefined)) return undefined;
  return { payments: payments.filter((one) => one !== undefined), more: at(message, '_links', 'next', 'href') != null };
}

/** What a payment of ours came to; `stillBusy` while nobody knows. */
export function outcomeOf(found: MolliePayment, asked: TerminalPayment): TerminalOutcome {
  const { id: reference, status } = found;
  if (status === 'paid') {
    const isWhole = found.operationId === asked.operationId && found.amountCents === asked.amountCents;
    return isWhole ? { state: 'paid', reference } : { state: 'unknown', reason: 'otherAmount', reference };
  }
  if (status === 'failed') return { state: 'declined', reason: 'refusedByBank', reference };
  if (status === 'canceled') return { state: 'cancelled', reason: 'cancelledAtTerminal', reference };
  if (status === 'expired') return { state: 'cancelled', reason: 'timedOut', reference };
  const isBusy = status === 'open' || status === 'pending' || status === 'authorized';
  return { state: 'unknown', reason: isBusy ? 'stillBusy' : 'answerUnreadable', reference };
}

/** Asks to give money of a payment back. */
export function refundRequest({ operationId, amountCents }: TerminalRefund) {
  const amount = { currency: 'EUR', value: amountText(amountCents) };
  return { amount, description: operationId, metadata: { operationId } };
}

/** What the service says of a refund: it gives it back itself, which takes days; undefined for what is none of ours. */
export function readMollieRefund(message: unknown, asked: TerminalRefund): TerminalOutcome | undefined {
  const id = at(message, 'id');
  if (at(message, 'resource') !== 'refund' || typeof id !== 'string' || !/^re_[A-Za-z0-9]{1,40}$/.test(id))
    return undefined;
  if (at(message, 'metadata', 'operationId') !== asked.operationId) return undefined;
  const status = at(message, 'status');
  if (status === 'failed') return { state: 'declined', reason: 'refusedByBank', reference: id };
  if (status === 'canceled') return { state: 'cancelled', reason: 'cancelledAtTerminal', reference: id };
  const isWhole = centsOfAmount(at(message, 'amount')) === asked.amountCents;
  if (!isWhole) return { state: 'unknown', reason: 'otherAmount', reference: id };
  const isTaken = ['queued', 'pending', 'processing', 'refunded'].includes(String(status));
  return isTaken ? { state: 'paid', reference: id } : { state: 'unknown', reason: 'answerUnreadable', reference: id };
}

/** The refund of ours among those of a payment: `none` where it certainly is not, undefined for what is no list. */
export function findMollieRefund(message: unknown, asked: TerminalRefund): TerminalOutcome | 'none' | undefined {
  const rows = at(message, '_embedded', 'refunds');
  if (!Array.isArray(rows)) return undefined;
  const [found] = rows.map((row) => readMollieRefund(row, asked)).filter((row) => row !== undefined);
  if (found !== undefined) return found;
  return at(message, '_links', 'next', 'href') == null ? 'none' : undefined;
}
