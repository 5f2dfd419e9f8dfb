import Type, { type Static } from 'typebox';
import { DayText, Identifier, InstantText, record, text, words } from './building-blocks.ts';

export const decisionStates = ['proposed', 'onAgenda', 'treated', 'signed', 'published'] as const;
export const decisionOutcomes = ['approved', 'refused', 'postponed', 'amended'] as const;
export const paymentStates = ['open', 'waitingForCard', 'busy', 'paid', 'declined', 'cancelled', 'unknown'] as const;
export const paymentMethods = ['card', 'cash', 'transfer', 'online'] as const;

/** Proposal to the college or the council and what came of it (besluit:Besluit). Lives with its dossier. */
export const Decision = record('Decision', {
  id: Identifier,
  body: words(['college', 'council'], 'DecisionBody'),
  title: text(300),
  state: words(decisionStates, 'DecisionState'),
  outcome: Type.Optional(words(decisionOutcomes, 'DecisionOutcome')),
  meetingOn: Type.Optional(DayText),
  publishedAt: Type.Optional(InstantText),
});
export type Decision = Static<typeof Decision>;

const PaymentLine = record('PaymentLine', {
  productCode: text(60),
  quantity: Type.Integer({ minimum: 1, maximum: 999 }),
  unitCents: Type.Integer({ minimum: 0, maximum: 10_000_000 }),
});

/** A payment with its basket; `unknown` is a state of its own (the terminal did not answer). */
export const Payment = record('Payment', {
  id: Identifier,
  amountCents: Type.Integer({ minimum: 0, maximum: 1_000_000_000 }),
  lines: Type.Array(PaymentLine, { maxItems: 50 }),
  /** Structured communication (OGM), 12 digits. */
  reference: Type.Optional(text(12)),
  method: words(paymentMethods, 'PaymentMethod'),
  state: words(paymentStates, 'PaymentState'),
  stateSince: InstantText,
});
export type Payment = Static<typeof Payment>;

/** Voluntary evaluation after a dossier or a call. */
export const Survey = record('Survey', {
  id: Identifier,
  askedAt: InstantText,
  answeredAt: Type.Optional(InstantText),
  score: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
  remark: Type.Optional(text(5000)),
});
export type Survey = Static<typeof Survey>;
