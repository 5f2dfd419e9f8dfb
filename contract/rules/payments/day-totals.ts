import { type PaymentMethod, type PaymentState, paymentMethods } from '../../entities/payment.ts';
import { unfinished } from './payment-states.ts';

/** What the totals of a day need to know of a payment. */
export interface CountedPayment {
  readonly kind: 'payment' | 'cashCount';
  readonly amountCents: number;
  readonly method: PaymentMethod;
  readonly state: PaymentState;
}

export interface MethodTotal {
  readonly method: PaymentMethod;
  /** Payments that are paid: only these are in the amount. */
  readonly count: number;
  readonly amountCents: number;
  /** Payments that are not paid and not given up either: a total with these is not final. */
  readonly unfinished: number;
}

/** Totals per method, in the order of the methods; a method that nobody used is left out, and so are counts of the drawer. */
export function dayTotals(payments: readonly CountedPayment[]): readonly MethodTotal[] {
  return paymentMethods.flatMap((method) => {
    const ofMethod = payments.filter(({ kind, ...payment }) => kind === 'payment' && payment.method === method);
    const paid = ofMethod.filter(({ state }) => state === 'paid');
    const open = ofMethod.filter(({ state }) => unfinished.includes(state)).length;
    if (paid.length + open === 0) return [];
    const amountCents = paid.reduce((sum, payment) => sum + payment.amountCents, 0);
    return [{ method, count: paid.length, amountCents, unfinished: open }];
  });
}

/** What must be in the drawer: what was in it, and the cash that was paid. */
export function expectedCashCents(floatCents: number, totals: readonly MethodTotal[]): number {
  return floatCents + (totals.find(({ method }) => method === 'cash')?.amountCents ?? 0);
}

/** More in the drawer than expected is above zero, less is below. */
export function cashDifferenceCents(expectedCents: number, countedCents: number): number {
  return countedCents - expectedCents;
}
