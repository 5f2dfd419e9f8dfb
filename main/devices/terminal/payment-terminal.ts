import type { TerminalOutcome, TerminalPlace } from '@onthaal/contract/devices/terminal.ts';

/** What is asked of a terminal. */
export interface TerminalPayment {
  /** Ours, by which it is looked up later. */
  readonly operationId: string;
  readonly amountCents: number;
}

/** A payment that was sent before, as it is looked up. */
export interface SentPayment extends TerminalPayment {
  /** ISO instant, by the clock of this computer. */
  readonly sentAt: string;
  /** Another desk sent it, by a clock of its own: under which name. */
  readonly sentFrom?: Pick<TerminalPlace, 'saleId'> | undefined;
}

/** Money of a payment that goes back to the card it came from. */
export interface TerminalRefund extends TerminalPayment {
  /** The payment, as the terminal calls it, and when it was sent there. */
  readonly original: { readonly reference: string; readonly at: string };
}

export interface SentRefund extends TerminalRefund, Pick<SentPayment, 'sentAt' | 'sentFrom'> {}

/**
 * A payment terminal. Whatever happens to the line, an answer comes; only a terminal that certainly did or did not take the money
 * gives another outcome than `unknown`.
 */
export interface PaymentTerminal {
  /** Takes a payment; answers when the terminal did, after minutes at most. */
  readonly pay: (payment: TerminalPayment) => Promise<TerminalOutcome>;
  /** How an earlier operation ended. */
  readonly lookUp: (payment: SentPayment) => Promise<TerminalOutcome>;
  /** Gives money back. `paid` is money that went back, or that the service took upon itself to give back. */
  readonly refund: (refund: TerminalRefund) => Promise<TerminalOutcome>;
  /** How an earlier refund ended. */
  readonly lookUpRefund: (refund: SentRefund) => Promise<TerminalOutcome>;
  /** Asks to stop an operation; the answer comes from `pay`: it may be too late. */
  readonly cancel: (operationId: string) => Promise<void>;
}
