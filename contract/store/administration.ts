import Type, { type Static } from 'typebox';
import { type Hindrance, hindrances } from '../entities/appointment.ts';
import { closed, Identifier, InstantText, text } from '../entities/building-blocks.ts';
import { editableKinds } from '../rules/administration/index.ts';

/** So many appointments at most are hit by one change: more is not for one person to go through at once. */
export const mostHits = 1000;

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
    },
    closed,
  ),
  /**
   * Which appointments would not be possible any more when a row were written so, the earliest first; nothing is written. Empty for what the
   * planner does not go by. REFERENCE_NOT_RIGHT, NOT_ALLOWED, REFERENCE_HITS_TOO_MANY.
   */
  hitAppointments: Type.Object(writtenFields, closed),
} as const;

export type SaveReference = Static<(typeof administrationQuestions)['saveReference']>;

/**
 * A row that was written: what the next change of it is based on, how many appointments moved, and how many did not, because their new
 * moment was given to another meanwhile.
 */
export const SavedReference = Type.Object({
  id: Identifier,
  updatedAt: InstantText,
  moved: Type.Optional(Type.Integer({ minimum: 0 })),
  notMoved: Type.Optional(Type.Integer({ minimum: 0 })),
});
export type SavedReference = Static<typeof SavedReference>;

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
  /** The first free moment that fits, with whoever can; absent: none was found, or another system gives out the time. */
  proposal: Type.Optional(InstantText),
});
export type HitAppointment = Static<typeof HitAppointment> & { readonly why: readonly Hindrance[] };

export interface AdministrationResults {
  readonly saveReference: SavedReference;
  readonly hitAppointments: readonly HitAppointment[];
}
