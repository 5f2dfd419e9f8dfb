import Type, { type Static } from 'typebox';
import { appointmentModes, type Hindrance, hindrances } from '../entities/appointment.ts';
import { closed, DayText, Identifier, InstantText, text, words } from '../entities/building-blocks.ts';
import type { AppointmentRow } from './rows.ts';

/** States in which an appointment can still be cancelled. */
export const cancellable = ['requested', 'booked', 'confirmed', 'reminded'] as const;

/** So many appointments stand on a page of the list of what is not possible any more, and go on the call sheet at once. */
export const hinderedAtOnce = 50;

const ProductCode = Type.String({ minLength: 1, maxLength: 60 });
const wishFields = {
  productCode: ProductCode,
  persons: Type.Integer({ minimum: 1, maximum: 20 }),
  mode: words(appointmentModes, 'AppointmentMode'),
  locationId: Identifier,
  /** Only with this member. */
  memberId: Type.Optional(Identifier),
  /** Only at this desk or in this room. */
  placeId: Type.Optional(Identifier),
  /** The appointment that would move: its own time counts as free. */
  insteadOfId: Type.Optional(Identifier),
};

/** Questions about appointments that the centre answers at once; part of `questionArguments`. */
export const plannerQuestions = {
  /** The next free slots from a moment on, the earliest first. */
  freeSlots: Type.Object(
    {
      ...wishFields,
      from: InstantText,
      days: Type.Integer({ minimum: 1, maximum: 92 }),
      most: Type.Integer({ minimum: 1, maximum: 200 }),
    },
    closed,
  ),
  /** Holds a slot while people talk, for some minutes; again with the same `holdId`: lets the slot before go. APPOINTMENT_SLOT_TAKEN. */
  holdAppointment: Type.Object(
    { ...wishFields, holdId: Identifier, startsAt: InstantText, personId: Type.Optional(Identifier) },
    closed,
  ),
  /**
   * Makes what is held an appointment, or moves another there. Asked again with the same operation it is the same appointment.
   * APPOINTMENT_SLOT_TAKEN, APPOINTMENT_HOLD_GONE.
   */
  bookAppointment: Type.Object(
    {
      operationId: Identifier,
      holdId: Identifier,
      dossierId: Type.Optional(Identifier),
      insteadOfId: Type.Optional(Identifier),
      /** Why it moves. */
      reason: Type.Optional(text(1000)),
    },
    closed,
  ),
  /** Lets a held slot go; nothing happens when it is not held. */
  releaseAppointment: Type.Object({ holdId: Identifier }, closed),
  /** Keeps some moments for this computer that it may book without a line, renews their lease, and asks back what comes near. How many it has. */
  reserveSlots: Type.Object(
    {
      /** Where this computer stands, and at which desk when that is known. */
      locationId: Identifier,
      deskId: Type.Optional(Identifier),
    },
    closed,
  ),
  /** Gives a moment that is kept for a desk back to everybody: at once, or when that desk answers. APPOINTMENT_HOLD_GONE. */
  freeReservedSlot: Type.Object({ appointmentId: Identifier }, closed),
  /** Tells all who still come today to a desk, or to who asks, that it runs late; without `send` only says who would get what. */
  tellLate: Type.Object(
    {
      deskId: Type.Optional(Identifier),
      minutes: Type.Integer({ minimum: 5, maximum: 240 }),
      send: Type.Boolean(),
    },
    closed,
  ),
} as const;

export type PlannerQuestion<Name extends keyof typeof plannerQuestions> = Static<(typeof plannerQuestions)[Name]>;

/** The calendar of a location: of one day by desk or by member, or of a week; part of `readArguments`. */
export const calendarArguments = Type.Object(
  {
    locationId: Identifier,
    day: DayText,
    by: Type.Enum(['place', 'member', 'week'] as const),
    /** In a week: only what this desk, room or member has. */
    onlyId: Type.Optional(Identifier),
  },
  closed,
);

/** What a clerk writes about appointments without asking the centre; part of `commandArguments`. */
export const plannerCommands = {
  /** Without a line: asks for an appointment, which the centre books or refuses when it hears of it. The same id twice is one. */
  requestAppointment: Type.Object(
    {
      id: Identifier,
      productCode: ProductCode,
      persons: wishFields.persons,
      mode: wishFields.mode,
      locationId: Identifier,
      startsAt: InstantText,
      personId: Type.Optional(Identifier),
      dossierId: Type.Optional(Identifier),
    },
    closed,
  ),
  /**
   * Without a line: books a moment that is kept for this computer, for certain within its lease, else it asks for it. Again for the same
   * person it is the same appointment. APPOINTMENT_HOLD_GONE, APPOINTMENT_SLOT_TAKEN when it does not fit.
   */
  bookReservedSlot: Type.Object(
    {
      appointmentId: Identifier,
      ...{ productCode: ProductCode, persons: wishFields.persons, mode: wishFields.mode },
      personId: Type.Optional(Identifier),
      dossierId: Type.Optional(Identifier),
    },
    closed,
  ),
  /** Gives back what is kept for this computer and is asked back or past; `all`: all of it. */
  giveBackSlots: Type.Object({ all: Type.Optional(Type.Boolean()) }, closed),
  /** APPOINTMENT_STATE_NOT_NOW when it is over already. */
  cancelAppointment: Type.Object({ appointmentId: Identifier, reason: text(1000) }, closed),
  /** Takes a cancellation of a moment ago back; the centre refuses it when the time was given to another meanwhile. */
  reinstateAppointment: Type.Object(
    { appointmentId: Identifier, state: words(cancellable, 'CancellableState') },
    closed,
  ),
  /**
   * Takes a move of a moment ago back, to the same moment, member and place, also when that has begun or is not offered; the centre refuses
   * it when the time was given to another meanwhile. APPOINTMENT_STATE_NOT_NOW when it moved again or was cancelled since; with field
   * `movedFrom` when only the centre can: the move is not here (yet), or another system gives out its time.
   */
  moveBack: Type.Object(
    {
      appointmentId: Identifier,
      /** When it was before the move that is taken back. */
      startsAt: InstantText,
    },
    closed,
  ),
  /**
   * What becomes of an appointment that is not possible any more: it goes on despite what is in its way, its citizen is called, or neither
   * (which takes either back). APPOINTMENT_STATE_NOT_NOW when it is not agreed.
   */
  settleHindered: Type.Object(
    {
      appointmentId: Identifier,
      as: Type.Enum(['stands', 'call', 'open'] as const),
      despite: Type.Array(words(hindrances, 'Hindrance'), { minItems: 1, maxItems: 10 }),
    },
    closed,
  ),
  /** Puts several of them on the call sheet at once; those that are over or on it already are left alone. */
  callHindered: Type.Object(
    { appointmentIds: Type.Array(Identifier, { minItems: 1, maxItems: hinderedAtOnce }) },
    closed,
  ),
} as const;

/** Appointments that were agreed and are not possible any more, of one product or of all, a page of them; part of `readArguments`. */
export const hinderedArguments = Type.Object(
  { productCode: Type.Optional(ProductCode), offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })) },
  closed,
);

/** An appointment that was agreed and is not possible any more, as far as this computer knows. */
export interface HinderedRow {
  readonly appointment: AppointmentRow;
  readonly why: readonly Hindrance[];
  readonly telephones: readonly string[];
  /** On the call sheet. */
  readonly isToCall: boolean;
  /** Who decided that it goes on all the same. */
  readonly stands?: { readonly byName: string; readonly at: string } | undefined;
}

/** How many appointments of a product are not possible any more and have nothing decided about them. */
export interface HinderedKind {
  readonly productCode: string;
  readonly product: string;
  readonly count: number;
}

export interface HinderedAppointments {
  /** A page: the earliest first, those that go on all the same last; no more than `hinderedAtOnce`. */
  readonly rows: readonly HinderedRow[];
  /** How many there are of what is asked for, on all pages. */
  readonly total: number;
  /** Of all products, by name. */
  readonly kinds: readonly HinderedKind[];
  /** How many there are about which nothing was decided, shown or not. */
  readonly open: number;
}

/** A slot as the mid-office tells it. */
export const FreeSlot = Type.Object({
  startsAt: InstantText,
  endsAt: InstantText,
  /** Absent when another system gives out time: it says when, not with whom. */
  memberId: Type.Optional(Identifier),
  deskId: Type.Optional(Identifier),
  roomId: Type.Optional(Identifier),
});
export type FreeSlot = Static<typeof FreeSlot>;

/** A slot as a computer without a line offers it. */
export interface LocalSlot extends FreeSlot {
  /** The moment that is kept for this computer in which it is; `bookReservedSlot` books it. */
  readonly reservedId?: string | undefined;
  /** It is booked at once: its lease is not over. */
  readonly isCertain?: true | undefined;
}

/** An appointment that is held or booked, as far as who asked needs it at once; all of it comes by the sync. */
export const PlannedAppointment = Type.Object({
  id: Identifier,
  code: text(12),
  state: text(40),
  startsAt: InstantText,
  endsAt: InstantText,
  memberIds: Type.Array(Identifier),
  deskId: Type.Optional(Identifier),
  roomId: Type.Optional(Identifier),
  heldUntil: Type.Optional(InstantText),
  updatedAt: InstantText,
});
export type PlannedAppointment = Static<typeof PlannedAppointment>;

/** Whether a moment that was kept for a desk is free now, or the desk is asked for it; without an answer it can be freed after `freeAfter`. */
export const FreedSlot = Type.Object({ outcome: Type.Enum(['free', 'asked'] as const), freeAfter: InstantText });
export type FreedSlot = Static<typeof FreedSlot>;

/** Somebody who still comes today, and how they hear that it runs late: by which message, called, or they were told just now. */
export const LateVisitor = Type.Object({
  appointmentId: Identifier,
  startsAt: InstantText,
  name: text(300),
  how: Type.Enum(['email', 'sms', 'call', 'told'] as const),
});
export type LateVisitor = Static<typeof LateVisitor>;

export interface PlannerResults {
  readonly freeSlots: { readonly slots: readonly FreeSlot[] };
  readonly holdAppointment: PlannedAppointment;
  readonly bookAppointment: PlannedAppointment;
  readonly releaseAppointment: true;
  readonly reserveSlots: number;
  readonly freeReservedSlot: FreedSlot;
  readonly tellLate: readonly LateVisitor[];
}

/** A stretch of a column of the calendar. */
export interface CalendarCell {
  readonly startsAt: string;
  readonly state: 'free' | 'taken' | 'away' | 'closed';
  /** Appointments that start here. */
  readonly starting: readonly string[];
  /** Appointments that go on here. */
  readonly going: readonly string[];
}

/** Instead of the id of a desk or room: the column of what is at none. */
export const withoutPlace = 'none';

/** A day, a desk or room, or a member; its cells stand beside the times of the calendar. */
export interface CalendarColumn {
  readonly id: string;
  /** Of the desk, room or member; absent for a day. */
  readonly name?: string | undefined;
  readonly day: string;
  /** Why all of it is closed: the name of the closing day. */
  readonly closedFor?: string | undefined;
  readonly memberId?: string | undefined;
  readonly placeId?: string | undefined;
  readonly cells: readonly CalendarCell[];
}

export interface CalendarView {
  /** The time at the start of each row, `HH:MM`. */
  readonly times: readonly string[];
  readonly columns: readonly CalendarColumn[];
  readonly appointments: readonly AppointmentRow[];
}
