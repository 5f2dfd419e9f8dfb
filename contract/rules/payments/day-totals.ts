import { type Payment, type PaymentMethod, type PaymentState, paymentMethods } from '../../entities/payment.ts';
import { unfinished } from './payment-states.ts';

/** What the totals of a day need to know of a payment. */
export interface CountedPayment {
  readonly kind: Payment['kind'];
  readonly amountCents: number;
  readonly method: PaymentMethod;
  readonly state: PaymentState;
}

export interface MethodTotal {
  readonly method: PaymentMethod;
  /** Payments that are paid: only these and what went back are in the amount. */
  readonly count: number;
  /** What was paid less what went back: below zero on a day with more refunds. */
  readonly amountCents: number;
  /** What went back. */
  readonly refundedCents: number;
  /** Payments that are not paid and not given up either: a total with these is not final. */
  readonly unfinished: number;
}

function sumOf(payments: readonly CountedPayment[]): number {
  return payments.reduce((sum, { amountCents }) => sum + amountCents, 0);
}

/** Whether it is money that comes or goes; a count of the drawer and an opening of it are not. */
export function isMoney({ kind }: Pick<CountedPayment, 'kind'>): boolean {
  return kind === 'payment' || kind === 'refund';
}

/** Totals per method, in the order of the methods; a method that nobody used is left out, and so is what is no money. A refund counts on its own day. */
export function dayTotals(payments: readonly CountedPayment[]): readonly MethodTotal[] {
  return paymentMethods.flatMap((method) => {
    const ofMethod = payments.filter((payment) => isMoney(payment) && payment.method === method);
    const done = ofMethod.filter(({ state }) => state === 'paid');
    const paid = done.filter(({ kind }) => kind === 'payment');
    const refundedCents = sumOf(done.filter(({ kind }) => kind === 'refund'));
    const open = ofMethod.filter(({ state }) => unfinished.includes(state)).length;
    if (done.length + open === 0) return [];
    return [{ method, count: paid.length, amountCents: sumOf(paid) - refundedCents, refundedCents, unfinished: open }];
  });
}

/** What must be in the drawer: what was in it, and the cash that was paid less what went back. */
export function expectedCashCents(floatCents: number, totals: readonly MethodTotal[]): number {
  return floatCents + (totals.find(({ method }) => method === 'cash')?.amountCents ?? 0);
}

/** More in the drawer than expected is above zero, less is below. */
export function cashDifferenceCents(expectedCents: number, countedCents: number): number {
  return countedCents - expectedCents;
}
