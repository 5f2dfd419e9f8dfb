import Type, { type Static } from 'typebox';
import {
  Author,
  documentFields,
  Identifier,
  InstantText,
  Note,
  RightsAnswer,
  record,
  TokenHash,
  text,
  words,
} from './building-blocks.ts';
import { assuranceLevels } from './contact.ts';

export const serviceStates = ['waiting', 'serving', 'paused', 'finished'] as const;

export const visitStates = ['waiting', 'called', 'serving', 'parked', 'finished', 'left', 'noShow'] as const;
export const VisitState = words(visitStates, 'VisitState');
export type VisitState = (typeof visitStates)[number];

/** What may happen to a visit; `rules/visits` says when, and what state it leads to. */
export const visitEvents = [
  'arrived',
  'called',
  'recalled',
  'served',
  'parked',
  'resumed',
  'returned',
  'transferred',
  'finished',
  'reopened',
  'takenOver',
  'left',
  'noShow',
] as const;
export const VisitEvent = words(visitEvents, 'VisitEvent');
export type VisitEvent = (typeof visitEvents)[number];

const VisitService = record('VisitService', {
  id: text(64),
  productCode: text(60),
  state: words(serviceStates, 'ServiceState'),
  startedAt: Type.Optional(InstantText),
  endedAt: Type.Optional(InstantText),
  pausedSeconds: Type.Integer({ minimum: 0 }),
  timeNotReliable: Type.Boolean(),
});

/** One thing that happened. The list only grows, and the state follows from it. */
const VisitStep = record('VisitStep', {
  id: Identifier,
  at: InstantText,
  by: Author,
  event: VisitEvent,
  /** The desk and the computer at which it happened. */
  deskId: Type.Optional(Identifier),
  deviceId: Type.Optional(Identifier),
});
export type VisitStep = Static<typeof VisitStep>;

/**
 * A visitor whom one computer may call without a line, and nobody else may call. The centre asks for it back by `release`; only that
 * computer gives it back.
 */
const VisitReservation = record('VisitReservation', {
  deviceId: Identifier,
  deskId: Identifier,
  at: InstantText,
  release: Type.Boolean(),
});

export const touchedCollections = ['persons', 'dossiers', 'documents', 'appointments', 'payments'] as const;

/** What was opened or written while somebody was at the desk: proposed as a link of the contact moment. */
const VisitTouch = record('VisitTouch', {
  /** Of the document. */
  id: Identifier,
  collection: words(touchedCollections, 'TouchedCollection'),
  at: InstantText,
  isWritten: Type.Boolean(),
  /** The service that was served then. */
  serviceId: Type.Optional(text(64)),
});
export type VisitTouch = Static<typeof VisitTouch>;

export const exceptionKinds = ['cardInReader', 'unpaid'] as const;

/** Why a visit was finished although something held it back. */
const VisitException = record('VisitException', {
  id: Identifier,
  at: InstantText,
  by: Author,
  kind: words(exceptionKinds, 'VisitExceptionKind'),
  reason: text(500),
});

/** What a clerk does without a visitor; `product` is work on a product, the others name themselves. */
export const backOfficeSubjects = ['product', 'mail', 'telephone', 'dossiers', 'archive', 'meeting', 'other'] as const;
export type BackOfficeSubject = (typeof backOfficeSubjects)[number];

/** Work in the back office, timed as a visit is. Nobody is there: no queue, board or estimate counts it. */
const BackOffice = record('BackOffice', { subject: words(backOfficeSubjects, 'BackOfficeSubject') });

/** So many tickets of one visit carry a way to its page. */
export const mostPageHashes = 20;

/** A citizen at the desk now; a draft until it is finished. With `backOffice` it is work of a clerk alone. */
export const Visit = record('Visit', {
  ...documentFields,
  ticket: text(12),
  state: VisitState,
  arrivedAt: InstantText,
  locationId: Identifier,
  /** Where the visitor was called to last. */
  deskId: Type.Optional(Identifier),
  /** Who called, while the visitor is called, served or parked, and who served when it is over. */
  memberId: Type.Optional(Identifier),
  personId: Type.Optional(Identifier),
  appointmentId: Type.Optional(Identifier),
  /** 0 to 9; who has more is called first. */
  priority: Type.Integer({ minimum: 0, maximum: 9 }),
  assurance: Type.Optional(words(assuranceLevels, 'AssuranceLevel')),
  services: Type.Array(VisitService, { maxItems: 20 }),
  draft: text(20_000),
  notes: Type.Array(Note),
  finishedAt: Type.Optional(InstantText),
  /** Absent in visits of before they were kept. */
  steps: Type.Optional(Type.Array(VisitStep, { maxItems: 200 })),
  /** Waits for this desk: it calls first, others only when it does not. */
  waitsForDeskId: Type.Optional(Identifier),
  reservation: Type.Optional(VisitReservation),
  touched: Type.Optional(Type.Array(VisitTouch, { maxItems: 200 })),
  exceptions: Type.Optional(Type.Array(VisitException, { maxItems: 50 })),
  rightsAnswers: Type.Optional(Type.Array(RightsAnswer, { maxItems: 50 })),
  backOffice: Type.Optional(BackOffice),
  /** SHA-256 of each token that a printed ticket of this visit carries; the token itself is only on the paper. */
  pageHashes: Type.Optional(Type.Array(TokenHash, { maxItems: mostPageHashes })),
});
export type Visit = Static<typeof Visit>;
