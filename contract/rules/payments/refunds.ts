import type { PaymentMethod, PaymentState, TerminalKind } from '../../entities/payment.ts';

/** What a refund counts for against its payment. */
export interface CountedRefund {
  readonly amountCents: number;
  readonly state: PaymentState;
}

/** What went back of a payment, or may: all but what was given up. What is unknown counts, as the money may be gone. */
export function givenBackCents(refunds: readonly CountedRefund[]): number {
  return refunds.reduce((sum, { amountCents, state }) => (state === 'cancelled' ? sum : sum + amountCents), 0);
}

/** What may still go back of a payment that was paid; never below zero. */
export function refundableCents(
  payment: { readonly state: PaymentState; readonly amountCents: number },
  refunds: readonly CountedRefund[],
): number {
  return payment.state === 'paid' ? Math.max(0, payment.amountCents - givenBackCents(refunds)) : 0;
}

/**
 * The ways in which money goes back: in cash always; to the card it came from where the terminal of this desk is one of the kind that took it,
 * and knows its own number of the payment.
 */
export function refundMethods(
  payment: {
    readonly method: PaymentMethod;
    readonly terminal?: { readonly kind: TerminalKind; readonly reference?: string | undefined } | undefined;
  },
  terminalKind: TerminalKind | undefined,
): readonly ('card' | 'cash')[] {
  const { method, terminal } = payment;
  const isSameKind = terminal !== undefined && terminal.kind === terminalKind;
  const isFound = terminal?.kind === 'manual' || terminal?.reference !== undefined;
  return method === 'card' && isSameKind && isFound ? ['card', 'cash'] : ['cash'];
}
