import Type, { type Static } from 'typebox';
import type { PrintKind } from '../devices/printing.ts';
import { closed, text } from '../entities/building-blocks.ts';
import { BasketLine } from '../entities/payment.ts';

/** An invitation to pay by bank transfer: a letter, and a ticket without a name. */
export const invitationTemplates = ['invitation', 'invitationTicket'] as const;
export type InvitationTemplate = (typeof invitationTemplates)[number];

/** What is to be paid, and to whom. The amounts are written by whoever makes the paper, so that code and words cannot differ. */
export const InvitationValues = Type.Object(
  {
    today: text(60),
    dossierNumber: Type.Optional(text(60)),
    /** Absent on a ticket, which is easily left lying about. */
    recipient: Type.Optional(text(300)),
    addressLines: Type.Array(text(200), { maxItems: 6 }),
    lines: Type.Array(BasketLine, { minItems: 1, maxItems: 50 }),
    amountCents: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
    beneficiaryName: text(70),
    iban: text(40),
    bic: Type.Optional(text(11)),
    /** Structured communication (OGM), as digits or as it is printed. */
    reference: text(30),
  },
  closed,
);
export type InvitationValues = Static<typeof InvitationValues>;

/** Which printer an invitation goes to. */
export function kindOfInvitation(template: InvitationTemplate): PrintKind {
  return template === 'invitation' ? 'a4' : 'ticket';
}
