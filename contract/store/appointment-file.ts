import Type, { type Static } from 'typebox';
import { closed, Identifier, InstantText, text } from '../entities/building-blocks.ts';

/** What a file of an appointment says, in the words of who gets it. Nothing about who comes, or why. */
export const AppointmentFile = Type.Object(
  {
    id: Identifier,
    code: text(12),
    title: text(300),
    startsAt: InstantText,
    endsAt: InstantText,
    location: text(400),
    /** What to bring along. */
    description: text(4000),
    /** Where who does not come in person joins. */
    link: Type.Optional(Type.String({ maxLength: 500, pattern: '^https://' })),
  },
  closed,
);
export type AppointmentFile = Static<typeof AppointmentFile>;
