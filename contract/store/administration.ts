import Type, { type Static } from 'typebox';
import { externalMasters, type Hindrance, hindrances } from '../entities/appointment.ts';
import { closed, Identifier, InstantText, text } from '../entities/building-blocks.ts';
import { editableKinds } from '../rules/administration/index.ts';

/** So many appointments of a change are decided one by one: more is not for one person to go through at once. Of the rest each kind is. */
export const mostHits = 1000;

/** No municipality gives so many products. */
const mostGroups = 500;

/** So many appointments go on the call sheet by one question. */
export const mostCalledAtOnce = 200;

/** What becomes of an appointment that a change makes impossible: it stays as it is and is listed, is called, or moves. */
export const hitDecisions = ['leave', 'call', 'move'] as const;
export type HitDecision = (typeof hitDecisions)[number];

const writtenFields = {
  id: Identifier,
  kind: Type.Enum([...editableKinds]),
  name: Type.String({ minLength: 1, maxLength: 200 }),
  active: Type.Boolean(),
  data: Type.Record(text(60), Type.Unknown()),
};

const Decision = Type.Object(
  {
    appointmentId: Identifier,
    how: Type.Enum([...hitDecisions]),
    /** Where it moves to. */
    startsAt: Type.Optional(InstantText),
  },
  closed,
);
export type Decision = Static<typeof Decision>;

/** What becomes of the appointments of a product that are not decided one by one. */
export const groupDecisions = ['leave', 'call'] as const satisfies readonly HitDecision[];
export type GroupHow = (typeof groupDecisions)[number];

const GroupDecision = Type.Object(
  {
    productCode: text(60),
    how: Type.Enum([...groupDecisions]),
    /** So many were told: more is not decided. */
    count: Type.Integer({ minimum: 1 }),
  },
  closed,
);
export type GroupDecision = Static<typeof GroupDecision>;

const moveFields = {
  /** Asked again with the same operation it moves once. */
  operationId: Identifier,
  /** Of what is held meanwhile. */
  holdId: Identifier,
  appointmentId: Identifier,
};

/** Questions of an administrator that the centre answers at once; part of `questionArguments`. */
export const administrationQuestions = {
  /**
   * Writes a row of reference data, which all desks then get by the sync. Asked again with the same operation it is written once.
   * REFERENCE_CHANGED_MEANWHILE when somebody else wrote it since it was read, REFERENCE_NOT_RIGHT with the field, NOT_ALLOWED,
   * REFERENCE_HITS_APPOINTMENTS when it makes appointments impossible about which nothing was decided.
   */
  saveReference: Type.Object(
    {
      operationId: Identifier,
      ...writtenFields,
      /** `updatedAt` of the row that was read; absent: there was none. */
      basedOn: Type.Optional(InstantText),
      /** About each appointment that it makes impossible, as `hitAppointments` told. */
      decisions: Type.Optional(Type.Array(Decision, { maxItems: mostHits })),
      /** About the rest of them, by kind. Those to be called are put on the call sheet afterwards, by `callHindered`. */
      groups: Type.Optional(Type.Array(GroupDecision, { maxItems: mostGroups })),
    },
    closed,
  ),
  /**
   * Which appointments would not be possible any more when a row were written so, the earliest first; nothing is written. Empty for what the
   * planner does not go by. REFERENCE_NOT_RIGHT, NOT_ALLOWED.
   */
  hitAppointments: Type.Object(writtenFields, closed),
  /**
   * Moves an appointment that is not possible any more, with whoever gives out its time: the answer of another system takes its time, so that
   * each is asked for by itself. APPOINTMENT_SLOT_TAKEN, APPOINTMENT_STATE_NOT_NOW when it is possible or somebody else settled it,
   * APPOINTMENT_MASTER_AWAY, APPOINTMENT_MASTER_REFUSED, APPOINTMENT_OUTCOME_UNKNOWN, DOCUMENT_UNKNOWN, NOT_ALLOWED.
   */
  moveHindered: Type.Object({ ...moveFields, startsAt: InstantText }, closed),
  /**
   * Takes back a move that who asks made by a change of reference data: only when nobody changed the appointment since and its old moment is
   * free and possible. The errors of `moveHindered`.
   */
  moveHinderedBack: Type.Object({ ...moveFields, startsAt: InstantText, movedTo: InstantText }, closed),
  /**
   * Puts appointments of a product that are not possible any more on the call sheet, the earliest first: no more than `mostCalledAtOnce`, from
   * where the answer before ended. What goes on all the same, by somebody's decision, is left alone. NOT_ALLOWED.
   */
  callHindered: Type.Object(
    { productCode: text(60), afterStartsAt: Type.Optional(InstantText), afterId: Type.Optional(Identifier) },
    closed,
  ),
} as const;

export type SaveReference = Static<(typeof administrationQuestions)['saveReference']>;

/**
 * A row that was written: what the next change of it is based on, which appointments moved, and which did not, because their new moment
 * was given to another meanwhile. Those of another system are moved by `moveHindered`.
 */
export const SavedReference = Type.Object({
  id: Identifier,
  updatedAt: InstantText,
  moved: Type.Optional(Type.Array(Identifier, { maxItems: mostHits })),
  notMoved: Type.Optional(Type.Array(Identifier, { maxItems: mostHits })),
});
export type SavedReference = Static<typeof SavedReference>;

/** Why no other moment is proposed; `notLooked`: there were so many that it was not looked for. */
export const noProposals = ['noneFree', 'masterAway', 'notGiven', 'notLooked'] as const;

/** An appointment that a change makes impossible: what whoever decides about it must know, and no more of the person. */
export const HitAppointment = Type.Object({
  appointmentId: Identifier,
  startsAt: InstantText,
  product: text(300),
  /** Of the person; absent for an appointment without one. */
  name: Type.Optional(text(300)),
  /** How they hear of a change: by which message, or who calls them; `none`: nothing is known of them. */
  channel: Type.Enum(['email', 'sms', 'paper', 'phone', 'none'] as const),
  why: Type.Array(Type.Enum([...hindrances])),
  /** The first free moment that fits, with whoever can. */
  proposal: Type.Optional(InstantText),
  /** Why there is no proposal. */
  noProposal: Type.Optional(Type.Enum([...noProposals])),
  /** The system of another that gives out its time, and moves it. */
  master: Type.Optional(Type.Enum([...externalMasters])),
});
export type HitAppointment = Static<typeof HitAppointment> & { readonly why: readonly Hindrance[] };

/** Appointments of a product that a change makes impossible, beyond those that are told one by one. */
export const HitGroup = Type.Object({
  productCode: text(60),
  product: text(300),
  count: Type.Integer({ minimum: 1 }),
});
export type HitGroup = Static<typeof HitGroup>;

/** What a change makes impossible: the first `mostHits` one by one, of the rest how many of each kind. */
export const HitAppointments = Type.Object({
  hits: Type.Array(HitAppointment, { maxItems: mostHits }),
  groups: Type.Array(HitGroup, { maxItems: mostGroups }),
});
export interface HitAppointments {
  readonly hits: readonly HitAppointment[];
  readonly groups: readonly HitGroup[];
}

/** How many went on the call sheet, and where the next question goes on; without that it was the last. */
export const CalledHindered = Type.Object({
  called: Type.Integer({ minimum: 0 }),
  nextStartsAt: Type.Optional(InstantText),
  nextId: Type.Optional(Identifier),
});
export type CalledHindered = Static<typeof CalledHindered>;

export interface AdministrationResults {
  readonly saveReference: SavedReference;
  readonly hitAppointments: HitAppointments;
  readonly moveHindered: true;
  readonly moveHinderedBack: true;
  readonly callHindered: CalledHindered;
}
