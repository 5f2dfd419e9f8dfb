import type { BasketLine, PaymentMethod, PaymentState, TerminalOperation } from '../entities/payment.ts';
import type { MethodTotal } from '../rules/payments/index.ts';

/** A payment as lists and the screen that takes it show it. */
export interface PaymentRow {
  readonly id: string;
  readonly kind: 'payment' | 'refund';
  /** The payment of which a refund gives money back, with what took it at a terminal, and when. */
  readonly refundOf?: string | undefined;
  readonly refunded?: { readonly terminal?: TerminalOperation | undefined; readonly at: string } | undefined;
  /** Why money goes back. */
  readonly reason?: string | undefined;
  /** What may still go back of it. */
  readonly refundableCents: number;
  readonly day: string;
  readonly begunAt: string;
  readonly lines: readonly BasketLine[];
  readonly amountCents: number;
  readonly method: PaymentMethod;
  /** As it is printed: `+++010/8068/17183+++`. */
  readonly reference: string;
  readonly state: PaymentState;
  readonly stateSince: string;
  readonly terminal?: TerminalOperation | undefined;
  /** When the last operation went to its terminal. */
  readonly sentAt?: string | undefined;
  readonly dossierId?: string | undefined;
  readonly dossierNumber?: string | undefined;
  readonly personId?: string | undefined;
  readonly byName: string;
  /** Another desk must hold its terminal to ask how it ended. */
  readonly ofThisDesk: boolean;
}

/** A count of the drawer. */
export interface CashCountRow {
  readonly id: string;
  readonly at: string;
  readonly floatCents: number;
  readonly expectedCents: number;
  readonly countedCents: number;
  readonly reason?: string | undefined;
  readonly byName: string;
}

/** The cash drawer, opened without a payment. */
export interface DrawerOpeningRow {
  readonly id: string;
  readonly at: string;
  readonly reason: string;
  /** `paid`: it opened; `cancelled`: it did not; `open`: nobody heard. */
  readonly state: PaymentState;
  readonly byName: string;
}

/** What this desk took on a day. */
export interface PaymentDay {
  readonly day: string;
  readonly deskName?: string | undefined;
  /** The newest first. */
  readonly payments: readonly PaymentRow[];
  /** Of this desk, whatever the day: nobody knows yet how they end. */
  readonly uncertain: readonly PaymentRow[];
  /** The same of other desks, also what one of them does at this moment: `isLeftBehind` tells by the clock what nobody waits for any more. */
  readonly uncertainElsewhere: readonly PaymentRow[];
  /** Refunds of this desk, whatever the day, that failed after they seemed done: the citizen has no money yet. */
  readonly failedRefunds: readonly PaymentRow[];
  readonly totals: readonly MethodTotal[];
  /** The newest first. */
  readonly counts: readonly CashCountRow[];
  /** The newest first. */
  readonly drawerOpenings: readonly DrawerOpeningRow[];
}
