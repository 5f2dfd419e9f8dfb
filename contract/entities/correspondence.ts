import Type, { type Static } from 'typebox';
import {
  Author,
  DayText,
  documentFields,
  Identifier,
  InstantText,
  Language,
  MessageChannel,
  record,
  text,
  words,
} from './building-blocks.ts';

export const documentSources = ['scan', 'mail', 'template', 'upload'] as const;
export const signingStates = ['draft', 'shared', 'partlySigned', 'completed', 'declined', 'recalled'] as const;

const DocumentVersion = record('DocumentVersion', {
  id: text(64),
  /** SHA-256 of the content, hexadecimal: the key in the content store. */
  contentHash: text(64),
  sizeBytes: Type.Integer({ minimum: 0 }),
  at: InstantText,
  by: Author,
});

/** What a document is; the digit of its place is its key when it is filed, so there are nine at most, and a passport photo. */
export const documentKinds = [
  'identity',
  'form',
  'letter',
  'certificate',
  'income',
  'contract',
  'plan',
  'invoice',
  'other',
  'passportPhoto',
] as const;
export const DocumentKind = words(documentKinds, 'DocumentKind');
export type DocumentKind = (typeof documentKinds)[number];

/** A file in a dossier (dossier:Stuk). Its content lives in the mid-office and is cached locally on use. */
export const DossierDocument = record('DossierDocument', {
  ...documentFields,
  dossierId: Type.Optional(Identifier),
  personId: Type.Optional(Identifier),
  title: text(300),
  fileName: text(200),
  mediaType: text(100),
  /** Absent: nobody said. */
  kind: Type.Optional(DocumentKind),
  source: words(documentSources, 'DocumentSource'),
  signing: Type.Optional(words(signingStates, 'SigningState')),
  receivedOn: DayText,
  versions: Type.Array(DocumentVersion, { maxItems: 100 }),
});
export type DossierDocument = Static<typeof DossierDocument>;

export const messageStates = [
  'draft',
  'requested',
  'toSign',
  'signed',
  'sent',
  'delivered',
  'read',
  'failed',
  'returned',
  'fallbackSent',
] as const;

export const messagePurposes = [
  'confirmation',
  'reminder',
  'change',
  'cancellation',
  'delay',
  'link',
  'other',
] as const;
export type MessagePurpose = (typeof messagePurposes)[number];

/** Why a message did not leave or did not arrive, in words that a screen has a sentence for. */
export const messageProblems = [
  'notConfigured',
  'noAddress',
  'notAllowed',
  'refused',
  'undeliverable',
  'mailboxFull',
  'unreachable',
  'uncertain',
  'overtaken',
] as const;
export type MessageProblem = (typeof messageProblems)[number];

/** What a message says of an appointment, so that it is known what the citizen was told last. */
const ToldAppointment = record('ToldAppointment', {
  startsAt: InstantText,
  mode: Type.Optional(text(20)),
  locationId: Type.Optional(Identifier),
  /** SEQUENCE of the calendar file, which grows with each change. */
  sequence: Type.Integer({ minimum: 0 }),
});

/** Outgoing correspondence through a channel, with its delivery states and proof. */
export const Message = record('Message', {
  ...documentFields,
  channel: MessageChannel,
  registered: Type.Boolean(),
  state: words(messageStates, 'MessageState'),
  stateSince: InstantText,
  stateReason: Type.Optional(text(1000)),
  personId: Identifier,
  dossierId: Type.Optional(Identifier),
  templateId: Type.Optional(Identifier),
  subject: text(300),
  body: text(50_000),
  documentIds: Type.Array(Identifier, { maxItems: 50 }),
  proofReference: Type.Optional(text(200)),
  appointmentId: Type.Optional(Identifier),
  purpose: Type.Optional(words(messagePurposes, 'MessagePurpose')),
  language: Type.Optional(Language),
  /** Where it goes or went: an e-mail address or a telephone number. */
  address: Type.Optional(text(254)),
  costCents: Type.Optional(Type.Integer({ minimum: 0 })),
  /** It may not leave earlier: there is time to take it back, or people sleep. */
  notBefore: Type.Optional(InstantText),
  problem: Type.Optional(words(messageProblems, 'MessageProblem')),
  told: Type.Optional(ToldAppointment),
  /** It went out with the address of a page on which the reader can say that they saw it: only then does unread mean something. */
  asksReading: Type.Optional(Type.Boolean()),
});
export type Message = Static<typeof Message>;

export const consultationPurposes = [
  'counterService',
  'dossierHandling',
  'identityCheck',
  'correction',
  'other',
] as const;

export type ConsultationPurpose = (typeof consultationPurposes)[number];

/** Who looked at whom, when, why, and at which fields (law of 8 August 1983, art. 17). Never changed, never deleted. */
export const Consultation = record('Consultation', {
  ...documentFields,
  at: InstantText,
  memberId: Identifier,
  deviceId: Identifier,
  personId: Identifier,
  dossierId: Type.Optional(Identifier),
  purpose: words(consultationPurposes, 'ConsultationPurpose'),
  reason: Type.Optional(text(500)),
  fields: Type.Array(text(60), { maxItems: 60 }),
  outcome: words(['shown', 'refused'], 'ConsultationOutcome'),
});
export type Consultation = Static<typeof Consultation>;
