import Type, { type Static } from 'typebox';
import {
  closed,
  Identifier,
  type MessageChannel,
  messageChannels,
  TokenHash,
  text,
  words,
} from '../entities/building-blocks.ts';
import { assuranceLevels, Interaction, interactionResults } from '../entities/contact.ts';
import {
  type BackOfficeSubject,
  backOfficeSubjects,
  exceptionKinds,
  touchedCollections,
  type Visit,
  type VisitEvent,
  type VisitState,
  type VisitTouch,
  visitEvents,
} from '../entities/visit.ts';
import type { CalledVisit, CheckInOutcome, ExpectedWait } from '../rules/visits/index.ts';

/** Arriving is written when the visit is made, and calling is the centre's. */
type DeskEvent = Exclude<VisitEvent, 'arrived' | 'called'>;
const deskEvents = visitEvents.filter((event): event is DeskEvent => event !== 'arrived' && event !== 'called');

const ProductCodes = Type.Array(text(60), { minItems: 1, maxItems: 10 });

/** What a clerk can do to visits; part of `commandArguments`. */
export const visitCommands = {
  /** Gives somebody who comes in a ticket. The same id twice is one visit. */
  registerVisit: Type.Object(
    {
      id: Identifier,
      locationId: Identifier,
      productCodes: ProductCodes,
      personId: Type.Optional(Identifier),
      appointmentId: Type.Optional(Identifier),
      priority: Type.Integer({ minimum: 0, maximum: 9 }),
      /** How it is known who they are, when it is already. */
      assurance: Type.Optional(words(assuranceLevels, 'AssuranceLevel')),
      waitsForDeskId: Type.Optional(Identifier),
      /** Without a line: the desk of this computer, which then may call this visitor. */
      reserveForDeskId: Type.Optional(Identifier),
    },
    closed,
  ),
  /** Calls the next of those who are reserved for this computer, without asking the centre; VISIT_NONE_RESERVED. */
  callReservedVisit: Type.Object({ stepId: Identifier, deskId: Identifier }, closed),
  /** The store does this itself: gives those back whom the centre asks back. */
  giveBackVisits: Type.Object({}, closed),
  /**
   * Writes down what happened to a visit; VISIT_STEP_NOT_NOW when that cannot happen. The same `stepId` twice is one step. Calling is no
   * step of a desk: see the question `callNextVisit`.
   */
  recordVisitEvent: Type.Object(
    {
      visitId: Identifier,
      stepId: Identifier,
      event: Type.Enum(deskEvents),
      deskId: Type.Optional(Identifier),
      /** Who goes back to the queue waits for this desk only. */
      waitsForDeskId: Type.Optional(Identifier),
      /** What who goes back to the queue comes for now. */
      productCodes: Type.Optional(ProductCodes),
    },
    closed,
  ),
  /** Somebody stands at the desk without a ticket: a visit that was called and is served here at once. VISIT_TOO_MANY. */
  openVisit: Type.Object({ id: Identifier, deskId: Identifier, personId: Type.Optional(Identifier) }, closed),
  /** Keeps what is typed and known in a visit that who asks has at the desk; what is absent stays. VISIT_STEP_NOT_NOW. */
  keepVisit: Type.Object(
    {
      visitId: Identifier,
      draft: Type.Optional(text(20_000)),
      /** The text that typing went on from: what another computer of the member wrote meanwhile stays in. */
      draftBase: Type.Optional(text(20_000)),
      personId: Type.Optional(Identifier),
      assurance: Type.Optional(words(assuranceLevels, 'AssuranceLevel')),
      /** Opened, and not written: what is written is touched by itself. */
      opened: Type.Optional(
        Type.Array(Type.Object({ collection: Type.Enum(touchedCollections), id: Identifier }, closed), {
          maxItems: 20,
        }),
      ),
      /** All questions whose time says nothing. */
      timeNotReliable: Type.Optional(Type.Array(text(64), { maxItems: 20 })),
      /** Why it may be finished although something holds it back. */
      exceptions: Type.Optional(
        Type.Array(Type.Object({ kind: Type.Enum(exceptionKinds), reason: text(500) }, closed), { maxItems: 5 }),
      ),
    },
    closed,
  ),
  /** Main does this before it prints: the ticket in print is a way to the page of this visit. VISIT_STEP_NOT_NOW when it is over. */
  linkVisit: Type.Object({ visitId: Identifier, tokenHash: TokenHash }, closed),
  /**
   * Somebody who came for an appointment goes away and comes back for it: the appointment is booked again, and the visit is left; without a
   * `stepId` it goes on, while another moment is looked for. APPOINTMENT_STATE_NOT_NOW for a visit without one, VISIT_STEP_NOT_NOW.
   */
  returnToCalendar: Type.Object(
    { visitId: Identifier, stepId: Type.Optional(Identifier), deskId: Type.Optional(Identifier) },
    closed,
  ),
  /**
   * Work without a visitor begins, of which a member has one at a time; `recordVisitEvent` stops it. VISIT_STEP_NOT_NOW while there is other
   * work. The same id twice is one.
   */
  beginBackOffice: Type.Object(
    {
      id: Identifier,
      deskId: Identifier,
      subject: words(backOfficeSubjects, 'BackOfficeSubject'),
      /** What the work is on, for `product`. */
      productCode: Type.Optional(text(60)),
    },
    closed,
  ),
  /** The store does this itself: work stands still while a visitor of the member is called or served, and goes on after. */
  turnBackOffice: Type.Object({}, closed),
  /** Another question of who is served: the one before stops there. With the same id it begins once. */
  beginQuestion: Type.Object({ visitId: Identifier, questionId: Identifier, productCode: text(60) }, closed),
  /**
   * The contact moment of one question, under the question's id: kept here until its visit was over for ten seconds, so that a finish that is
   * taken back leaves none.
   */
  recordVisitContact: Type.Object(
    {
      visitId: Identifier,
      questionId: Identifier,
      subject: Type.String({ minLength: 1, maxLength: 300 }),
      text: Type.String({ maxLength: 20_000 }),
      result: words(interactionResults, 'InteractionResult'),
      dossierIds: Type.Array(Identifier, { maxItems: 50 }),
      links: Interaction.properties.links,
      nextStep: Type.Optional(text(500)),
      answerChannel: Type.Optional(words(messageChannels, 'MessageChannel')),
    },
    closed,
  ),
  /**
   * The store does this itself: writes a contact moment of a visit that is over for so long that nobody takes that back; `now`: of any that
   * is over. Until it answers that nothing was written.
   */
  settleVisitContacts: Type.Object({ now: Type.Boolean() }, closed),
} as const;
/** As long as what ended a visit can be taken back. */
export const undoSeconds = 10;
export type VisitCommandEvent = Static<(typeof visitCommands)['recordVisitEvent']>['event'];

/** Work without a visitor that runs, or stands still for a visitor. */
export interface BackOfficeWork {
  readonly id: string;
  readonly subject: BackOfficeSubject;
  /** Of the product that it is on. */
  readonly productName?: string | undefined;
  readonly services: Visit['services'];
  readonly steps: NonNullable<Visit['steps']>;
  readonly state: VisitState;
  readonly isHere: boolean;
  readonly deskName?: string | undefined;
}

/** A visit as the lists of the queue show it. */
export interface VisitRow {
  readonly id: string;
  readonly ticket: string;
  readonly state: VisitState;
  readonly priority: number;
  readonly productNames: readonly string[];
  readonly personId?: string | undefined;
  readonly personName?: string | undefined;
  readonly arrivedAt: string;
  /** When the last thing happened to it. */
  readonly since: string;
  /** When it was called last, or called again. */
  readonly calledAt?: string | undefined;
  /** When it was planned, for who has an appointment. */
  readonly appointmentAt?: string | undefined;
  /** That appointment, as long as it can go back to the calendar. */
  readonly appointmentId?: string | undefined;
  readonly deskName?: string | undefined;
  readonly memberName?: string | undefined;
  readonly waitsForDeskName?: string | undefined;
  /** Called, served or parked by who looks. */
  readonly isMine: boolean;
  /** At the computer of who looks. */
  readonly isHere: boolean;
  /** Waits, and the asked desk may call it. */
  readonly isCallable: boolean;
  /** How many are called before, of who waits. */
  readonly ahead?: number | undefined;
  /** How long it will still take, of who waits; absent when that cannot be said yet. */
  readonly wait?: ExpectedWait | undefined;
}

/** An appointment that somebody at the reception may mean, and what is said to them. */
export interface CheckInRow {
  readonly id: string;
  readonly startsAt: string;
  /** In Brussels. */
  readonly day: string;
  readonly personId?: string | undefined;
  readonly personName?: string | undefined;
  readonly productCode: string;
  readonly productName: string;
  readonly outcome: CheckInOutcome;
  /** For who is checked in already. */
  readonly ticket?: string | undefined;
  /** Where the appointment is, as far as that is known. */
  readonly building?: string | undefined;
}

/** Who waits in a building, and who is at its desks. */
export interface QueueBoard {
  /** In the order in which they are called. */
  readonly waiting: readonly VisitRow[];
  /** How many of those the asked desk calls. */
  readonly callable: number;
  /** The longest at a desk first. */
  readonly atDesks: readonly VisitRow[];
  /** Over in the last quarter of an hour, the newest first: what was ended by mistake can be taken back. */
  readonly justOver: readonly VisitRow[];
  /** Those that the screen in the hall may show, whichever desk called them, without an order. */
  readonly called: readonly CalledVisit[];
  /** How long somebody who comes in now would wait; absent when that cannot be said yet. */
  readonly newcomer?: ExpectedWait | undefined;
  /** What is agreed for the next hours with who asks or at their desk, and for which nobody is here yet, the first first. */
  readonly ownAppointments: readonly { readonly startsAt: string; readonly productName?: string | undefined }[];
}

/** How many visits a member has at the desk at once, parked ones included: as many as there are keys to switch with. */
export const mostOpenVisits = 9;

/** What a visitor comes or asks for, with its own time. */
export type VisitQuestion = Visit['services'][number] & { readonly name: string };

/** Something that was opened or written during a visit. */
export interface VisitTouchRow extends Pick<VisitTouch, 'id' | 'collection' | 'isWritten' | 'serviceId'> {
  /** Absent when nothing may be said of it but that it is there. */
  readonly title?: string | undefined;
  /** A payment that is not done, or a new dossier that costs something. */
  readonly isUnpaid: boolean;
}

/** What the end of a visit proposes. */
export interface VisitFinish {
  readonly touched: readonly VisitTouchRow[];
  /** Questions that were handed over. */
  readonly handedOver: readonly string[];
  readonly preferredChannel?: MessageChannel | undefined;
}

/** A visit that who looks has called, serves or parked, as far as it got. */
export interface OpenVisit extends VisitRow {
  /** When it was first at the desk. */
  readonly servedAt?: string | undefined;
  readonly assurance?: (typeof assuranceLevels)[number] | undefined;
  readonly draft: string;
  readonly questions: readonly VisitQuestion[];
  /** When something of it was last kept. */
  readonly keptAt: string;
}
