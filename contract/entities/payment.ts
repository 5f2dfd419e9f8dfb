import Type, { type Static } from 'typebox';
import { Author, DayText, documentFields, Identifier, InstantText, record, text, words } from './building-blocks.ts';

export const paymentStates = ['open', 'waitingForCard', 'busy', 'paid', 'declined', 'cancelled', 'unknown'] as const;
export const PaymentState = words(paymentStates, 'PaymentState');
export type PaymentState = (typeof paymentStates)[number];

export const paymentMethods = ['card', 'cash', 'transfer', 'online'] as const;
export const PaymentMethod = words(paymentMethods, 'PaymentMethod');
export type PaymentMethod = (typeof paymentMethods)[number];

/** What may happen to a payment; `rules/payments` says when, and what state it leads to. */
export const paymentEvents = [
  'begun',
  'sentToTerminal',
  'cardPresented',
  'approved',
  'declined',
  'aborted',
  'lostTrack',
  'foundPaid',
  'foundDeclined',
  'foundCancelled',
  'confirmed',
  'withdrawn',
  'failedLater',
] as const;
export const PaymentEvent = words(paymentEvents, 'PaymentEvent');
export type PaymentEvent = (typeof paymentEvents)[number];

export const terminalKinds = ['manual', 'nexo', 'mollie'] as const;
export const TerminalKind = words(terminalKinds, 'TerminalKind');
export type TerminalKind = (typeof terminalKinds)[number];

/** A line of the basket. The name and the price are those of the moment: a price list changes. */
export const BasketLine = record('BasketLine', {
  id: text(64),
  productCode: text(60),
  name: text(200),
  quantity: Type.Integer({ minimum: 1, maximum: 999 }),
  unitCents: Type.Integer({ minimum: 0, maximum: 10_000_000 }),
});
export type BasketLine = Static<typeof BasketLine>;

/**
 * What a terminal calls an operation, to find it again. Digits and letters of the terminal's own numbering: never a card number, not
 * even a masked one.
 */
export const TerminalOperation = record('TerminalOperation', {
  kind: TerminalKind,
  /** Ours: the terminal is asked for it when its answer did not come. */
  operationId: Identifier,
  /** Theirs. */
  reference: Type.Optional(text(80)),
  /** Which terminal of the building it is (`terminalKey`), and under which name it was asked: for another desk that looks it up there. */
  terminalKey: Type.Optional(text(400)),
  saleId: Type.Optional(text(40)),
});
export type TerminalOperation = Static<typeof TerminalOperation>;

/** One thing that happened. The list only grows. */
const PaymentStep = record('PaymentStep', {
  id: Identifier,
  at: InstantText,
  by: Author,
  event: PaymentEvent,
  terminal: Type.Optional(TerminalOperation),
  /** Why somebody withdrew it, or how they know what a terminal did not tell. */
  reason: Type.Optional(text(500)),
});
export type PaymentStep = Static<typeof PaymentStep>;

/** What was in a drawer beside what was expected in it. */
const CashCount = record('CashCount', {
  /** What was in it before the first payment of the day. */
  floatCents: Type.Integer({ minimum: 0, maximum: 1_000_000_000 }),
  /** Below zero where more went back than came in. */
  expectedCents: Type.Integer({ minimum: -1_000_000_000, maximum: 1_000_000_000 }),
  /** Asked when the two differ. */
  reason: Type.Optional(text(500)),
});

export const moneyKinds = ['payment', 'cashCount', 'refund', 'drawerOpening'] as const;

/**
 * The money of a desk: a payment, from the intent on (it is written before any terminal is touched), money that goes back, a count of
 * its drawer, or an opening of it without a payment. They share a collection as RxDB opens at most 13; a count and a refund have no lines, and `amountCents` is what was counted or
 * goes back. A refund has the states of a payment: `paid` is money that went back.
 */
export const Payment = record('Payment', {
  ...documentFields,
  kind: words(moneyKinds, 'MoneyKind'),
  /** Day of the totals in which it counts, in Europe/Brussels. */
  day: DayText,
  deviceId: Identifier,
  deskId: Type.Optional(Identifier),
  memberId: Identifier,
  dossierId: Type.Optional(Identifier),
  personId: Type.Optional(Identifier),
  /** The payment of which a refund gives money back. */
  refundOf: Type.Optional(Identifier),
  lines: Type.Array(BasketLine, { maxItems: 50 }),
  amountCents: Type.Integer({ minimum: 0, maximum: 1_000_000_000 }),
  method: PaymentMethod,
  /** Structured communication (OGM), 12 digits; every payment has one. */
  reference: Type.Optional(text(12)),
  state: PaymentState,
  stateSince: InstantText,
  /** The last operation of a terminal for it. */
  terminal: Type.Optional(TerminalOperation),
  steps: Type.Array(PaymentStep, { maxItems: 200 }),
  count: Type.Optional(CashCount),
});
export type Payment = Static<typeof Payment>;
