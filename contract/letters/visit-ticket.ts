import Type, { type Static } from 'typebox';
import { closed, Identifier, InstantText, text } from '../entities/building-blocks.ts';

const Minutes = Type.Integer({ minimum: 0, maximum: 100_000 });

/** What stands on the ticket of a visitor: no name, as it is easily left lying about. */
export const VisitTicket = Type.Object(
  {
    visitId: Identifier,
    number: text(12),
    /** What they come for. */
    reasons: Type.Array(text(300), { maxItems: 10 }),
    arrivedAt: InstantText,
    ahead: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
    /** Absent when it cannot be said yet: then the ticket says that. */
    wait: Type.Optional(Type.Object({ from: Minutes, to: Minutes }, closed)),
  },
  closed,
);
export type VisitTicket = Static<typeof VisitTicket>;
