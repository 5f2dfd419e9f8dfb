import Type, { type Static } from 'typebox';
import { DayText, Identifier, InstantText, record, text, words } from './building-blocks.ts';
import { PaymentMethod, PaymentState } from './payment.ts';

export const decisionStates = ['proposed', 'onAgenda', 'treated', 'signed', 'published'] as const;
export const decisionOutcomes = ['approved', 'refused', 'postponed', 'amended'] as const;

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

const DossierPaymentLine = record('DossierPaymentLine', {
  productCode: text(60),
  quantity: Type.Integer({ minimum: 1, maximum: 999 }),
  unitCents: Type.Integer({ minimum: 0, maximum: 10_000_000 }),
});

/** A payment that came with its dossier, as from the e-counter. What is taken at a desk is a document of its own (ADR 0044). */
export const DossierPayment = record('DossierPayment', {
  id: Identifier,
  amountCents: Type.Integer({ minimum: 0, maximum: 1_000_000_000 }),
  lines: Type.Array(DossierPaymentLine, { maxItems: 50 }),
  /** Structured communication (OGM), 12 digits. */
  reference: Type.Optional(text(12)),
  method: PaymentMethod,
  state: PaymentState,
  stateSince: InstantText,
});
export type DossierPayment = Static<typeof DossierPayment>;

/** Voluntary evaluation after a dossier or a call. */
export const Survey = record('Survey', {
  id: Identifier,
  askedAt: InstantText,
  answeredAt: Type.Optional(InstantText),
  score: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
  remark: Type.Optional(text(5000)),
});
export type Survey = Static<typeof Survey>;
