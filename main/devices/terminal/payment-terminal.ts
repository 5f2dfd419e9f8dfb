import type { TerminalOutcome } from '@onthaal/contract/devices/terminal.ts';

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
}

/**
 * A payment terminal. Whatever happens to the line, an answer comes; only a terminal that certainly did or did not take the money
 * gives another outcome than `unknown`.
 */
export interface PaymentTerminal {
  /** Takes a payment; answers when the terminal did, after minutes at most. */
  readonly pay: (payment: TerminalPayment) => Promise<TerminalOutcome>;
  /** How an earlier operation ended. */
  readonly lookUp: (payment: SentPayment) => Promise<TerminalOutcome>;
  /** Asks to stop an operation; the answer comes from `pay`: it may be too late. */
  readonly cancel: (operationId: string) => Promise<void>;
}
