import Type, { type Static } from 'typebox';
import type { PrintKind } from '../devices/printing.ts';
import { appointmentModes } from '../entities/appointment.ts';
import { closed, InstantText, Language, mostPapers, text } from '../entities/building-blocks.ts';
import { TranslatedNames } from '../entities/reference-kinds.ts';
import { paperPurposes } from '../rules/messages/index.ts';

/** What a citizen is told of an appointment on paper: a letter, and a short ticket without a name. */
export const appointmentTemplates = ['appointment', 'appointmentTicket'] as const;
export type AppointmentTemplate = (typeof appointmentTemplates)[number];

/** Dutch words with their translations: each part of the paper says them in its own language. */
const PaperWords = (maxLength: number) =>
  Type.Object({ name: text(maxLength), names: Type.Optional(TranslatedNames) }, closed);

/** What stands on the paper. Moments are written in words by whoever makes it, in the language of each part. */
export const AppointmentPaper = Type.Object(
  {
    purpose: Type.Enum(paperPurposes),
    /** Of the citizen. */
    language: Language,
    printedAt: InstantText,
    startsAt: InstantText,
    subject: PaperWords(300),
    code: text(12),
    mode: Type.Enum(appointmentModes),
    persons: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
    /** Name of the location, and of the desk or the room in it. */
    place: Type.Optional(text(300)),
    room: Type.Optional(text(300)),
    meetingLink: Type.Optional(text(500)),
    bring: Type.Array(PaperWords(200), { maxItems: mostPapers }),
    /** Absent on a ticket, which is easily left lying about. */
    recipient: Type.Optional(text(300)),
    addressLines: Type.Array(text(200), { maxItems: 6 }),
  },
  closed,
);
export type AppointmentPaper = Static<typeof AppointmentPaper>;

/** Which printer it goes to. */
export function kindOfAppointmentPaper(template: AppointmentTemplate): PrintKind {
  return template === 'appointment' ? 'a4' : 'ticket';
}
