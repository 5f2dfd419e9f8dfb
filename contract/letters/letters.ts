import Type, { type Static } from 'typebox';
import type { LabelContent, PrintKind, TicketContent } from '../devices/printing.ts';
import { closed, Language, text } from '../entities/building-blocks.ts';
import { type AppointmentTemplate, appointmentTemplates, kindOfAppointmentPaper } from './appointment-paper.ts';
import { type InvitationTemplate, invitationTemplates, kindOfInvitation } from './invitation.ts';

/** What can be made of a dossier: pages of A4 and a ticket for its applicant, a label for its folder. */
export const letterTemplates = ['receipt', 'letter', 'ticket', 'label'] as const;
export type LetterTemplate = (typeof letterTemplates)[number];
/** Everything that is printed: for a citizen of a dossier, of a payment or of an appointment, and the report of a day. */
export type PrintTemplate = LetterTemplate | InvitationTemplate | AppointmentTemplate | 'dayReport';
/** Those that are a page. */
export type PageTemplate = Exclude<PrintTemplate, 'ticket' | 'label' | 'invitationTicket' | 'appointmentTicket'>;

function isInvitation(template: PrintTemplate): template is InvitationTemplate {
  return (invitationTemplates as readonly PrintTemplate[]).includes(template);
}

function isAppointmentPaper(template: PrintTemplate): template is AppointmentTemplate {
  return (appointmentTemplates as readonly PrintTemplate[]).includes(template);
}

/** Which printer a template goes to. */
export function kindOfTemplate(template: PrintTemplate): PrintKind {
  if (isAppointmentPaper(template)) return kindOfAppointmentPaper(template);
  if (isInvitation(template)) return kindOfInvitation(template);
  return template === 'ticket' || template === 'label' ? template : 'a4';
}

/** What a template is filled with: ready to read, in the language of the letter. Nothing in it is markup. */
export const LetterValues = Type.Object(
  {
    dossierNumber: text(60),
    dossierType: text(300),
    subject: text(300),
    openedOn: text(60),
    today: text(60),
    /** What the status means for the citizen. */
    status: text(2000),
    /** The day by which an answer has to come, when there is a term. */
    dueOn: Type.Optional(text(60)),
    recipient: text(300),
    addressLines: Type.Array(text(200), { maxItems: 6 }),
    documents: Type.Array(Type.Object({ title: text(300), receivedOn: text(60) }, closed), { maxItems: 200 }),
    team: Type.Optional(text(200)),
    handler: Type.Optional(text(200)),
    /** What the clerk wrote, for a letter. */
    body: Type.Optional(text(20_000)),
  },
  closed,
);
export type LetterValues = Static<typeof LetterValues>;

/** How the letters of a municipality look: data of the municipality, not code. */
export const LetterStyle = Type.Object(
  {
    municipality: text(120),
    department: text(120),
    addressLines: Type.Array(text(200), { maxItems: 6 }),
    contactLines: Type.Array(text(200), { maxItems: 6 }),
    openingHours: Type.Optional(text(300)),
    /** Languages in which this municipality has to answer who asks for it (facilities); absent: none. */
    languagesAtRequest: Type.Optional(Type.Array(Language, { maxItems: 3 })),
    /** Of lines and headings; dark enough to be read on white. */
    colour: Type.String({ pattern: '^#[0-9a-fA-F]{6}$' }),
    /** A picture within the file; absent: the name stands for it. */
    logo: Type.Optional(
      Type.String({ maxLength: 400_000, pattern: '^data:image/(?:png|jpeg|svg\\+xml);base64,[A-Za-z0-9+/]+=*$' }),
    ),
  },
  closed,
);
export type LetterStyle = Static<typeof LetterStyle>;

/** A letter that was made and is in memory until it is printed, or until somebody else logs in. */
export interface MadeLetter {
  readonly letterId: string;
  readonly template: PrintTemplate;
  /** What stands on it, for what is no page: a page is shown in the viewer. */
  readonly paper?: SmallPaper;
}

/** What is printed on a roll. */
export type SmallPaper =
  | { readonly kind: 'ticket'; readonly ticket: TicketContent }
  | { readonly kind: 'label'; readonly label: LabelContent };
