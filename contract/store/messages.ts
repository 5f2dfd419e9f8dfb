import Type, { type Static } from 'typebox';
import { appointmentModes } from '../entities/appointment.ts';
import { closed, Identifier, InstantText, Language, text, words } from '../entities/building-blocks.ts';
import { messageProblems } from '../entities/correspondence.ts';
import { type CallReason, type PaperPurpose, paperPurposes } from '../rules/messages/index.ts';
import type { AppointmentRow, MessageRow } from './rows.ts';

/** What stands on a paper about an appointment, and when it was made. */
export const PaperTold = Type.Object(
  {
    id: Identifier,
    appointmentId: Identifier,
    purpose: Type.Enum(paperPurposes),
    language: Language,
    startsAt: InstantText,
    mode: Type.Enum(appointmentModes),
    locationId: Type.Optional(Identifier),
    printedAt: InstantText,
  },
  closed,
);
export type PaperTold = Static<typeof PaperTold>;

/** What a clerk writes about messages; part of `commandArguments`. */
export const messageCommands = {
  /** Somebody was told of an appointment by telephone: they come, or nobody answered. The same id twice is one. */
  recordToldByPhone: Type.Object(
    { id: Identifier, appointmentId: Identifier, outcome: Type.Enum(['comes', 'notReached'] as const) },
    closed,
  ),
  /**
   * A paper about an appointment came out of the printer and goes to the citizen: what it says, which may be so no longer. The paper
   * that waited for it is marked as sent. Told again of the same printing it is written once.
   */
  recordToldOnPaper: PaperTold,
  /** Nobody prints the papers that wait about an appointment: they did not leave, and who is not told otherwise is on the call sheet. */
  giveUpPaper: Type.Object({ appointmentId: Identifier }, closed),
  /**
   * Takes that back for exactly those papers. APPOINTMENT_STATE_NOT_NOW when one is no longer so, or the citizen was told otherwise since.
   */
  awaitPaperAgain: Type.Object(
    { appointmentId: Identifier, messageIds: Type.Array(Identifier, { minItems: 1, maxItems: 20 }) },
    closed,
  ),
} as const;

/** Somebody whom no message about an appointment of these days has reached. */
export interface UntoldRow {
  readonly appointment: AppointmentRow;
  readonly reason: CallReason;
  /** What was written to them last, calls left out, and what became of it. */
  readonly message?: MessageRow | undefined;
  readonly phoneNumbers: readonly string[];
  /** Calls that nobody answered. */
  readonly tries: number;
  readonly lastTryAt?: string | undefined;
}

/** A paper about an appointment that was asked for and that nobody saw come out of a printer. */
export interface WaitingPaper {
  readonly appointment: AppointmentRow;
  /** What it has to say. */
  readonly purpose: PaperPurpose;
  readonly since: string;
}

const Sending = Type.Enum(['email', 'sms'] as const);

/** Questions about messages that the centre answers at once; part of `questionArguments`. */
export const messageQuestions = {
  /** What a message about an appointment would say, where it would go and what it would cost. APPOINTMENT_STATE_NOT_NOW. */
  previewMessage: Type.Object({ appointmentId: Identifier, channel: Sending }, closed),
  /** Has it sent. Asked again with the same operation it is the same message. */
  sendMessage: Type.Object({ operationId: Identifier, appointmentId: Identifier, channel: Sending }, closed),
  /** Sends who waits the address of their place in the queue, or without `send` says what it costs. Asked again with the same operation it does not leave again. */
  sendTicketLink: Type.Object(
    { operationId: Identifier, visitId: Identifier, telephone: Type.Optional(text(30)), send: Type.Boolean() },
    closed,
  ),
} as const;

export type MessageQuestion<Name extends keyof typeof messageQuestions> = Static<(typeof messageQuestions)[Name]>;

/** A message before it is sent. */
export const MessagePreview = Type.Object({
  subject: text(300),
  body: text(50_000),
  address: Type.Optional(text(254)),
  /** Parts of a text message, each of which is paid. */
  parts: Type.Optional(Type.Integer({ minimum: 0 })),
  costCents: Type.Optional(Type.Integer({ minimum: 0 })),
  /** People sleep: it leaves later. */
  notBefore: Type.Optional(InstantText),
  /** Why it cannot be sent. */
  problem: Type.Optional(words(messageProblems, 'MessageProblem')),
});
export type MessagePreview = Static<typeof MessagePreview>;

/** The text message with the address of a place in the queue. */
export const TicketLink = Type.Object({
  body: text(2000),
  /** Where it goes; absent when there is no number that gets text messages. */
  telephone: Type.Optional(text(30)),
  parts: Type.Integer({ minimum: 0 }),
  costCents: Type.Integer({ minimum: 0 }),
  isSent: Type.Boolean(),
  problem: Type.Optional(words(messageProblems, 'MessageProblem')),
});
export type TicketLink = Static<typeof TicketLink>;

export interface MessageResults {
  readonly sendTicketLink: TicketLink;
  readonly previewMessage: MessagePreview;
  readonly sendMessage: true;
}
