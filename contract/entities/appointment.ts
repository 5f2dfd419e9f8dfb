import Type, { type Static } from 'typebox';
import {
  Author,
  documentFields,
  Identifier,
  InstantText,
  MessageChannel,
  mostPapers,
  Note,
  record,
  text,
  words,
} from './building-blocks.ts';

export const appointmentModes = ['physical', 'digital', 'hybrid'] as const;
export const appointmentStates = [
  'held',
  'requested',
  'booked',
  'confirmed',
  'reminded',
  'arrived',
  'served',
  'noShow',
  'cancelled',
  'rescheduled',
  'refused',
] as const;

const Notice = record('Notice', {
  id: text(64),
  kind: words(['confirmation', 'reminder', 'change', 'cancellation'], 'NoticeKind'),
  channel: MessageChannel,
  sentAt: Type.Optional(InstantText),
  deliveredAt: Type.Optional(InstantText),
  readAt: Type.Optional(InstantText),
});

/** The systems of others that can give out time in a municipality. */
export const externalMasters = ['jcc', 'qmatic'] as const;
export const externalStates = ['held', 'asked', 'booked', 'unknown', 'clash', 'cancelled'] as const;

/** The same appointment in the system that gives out time, when that is another's. The centre's own: desks leave it as it is. */
const ExternalAppointment = record('ExternalAppointment', {
  master: words(externalMasters, 'ExternalMaster'),
  /**
   * `held`: only here. `asked`: a booking is on its way. `booked`: it is there. `unknown`: nobody knows whether it is there. `clash`:
   * both were changed. `cancelled`: it is there no more.
   */
  state: words(externalStates, 'ExternalState'),
  /** Its name there. */
  id: Type.Optional(text(128)),
  /** When it was there, as last seen. */
  startsAt: Type.Optional(InstantText),
  endsAt: Type.Optional(InstantText),
  /** The booking is for moving this one. */
  insteadOfId: Type.Optional(Identifier),
  /** Names there that it moved away from, still to be cancelled. */
  leftIds: Type.Optional(Type.Array(text(128), { maxItems: 10 })),
  /** Since when it is not found there. */
  missingSince: Type.Optional(InstantText),
});

export const callResults = ['reached', 'noAnswer', 'wrongNumber'] as const;
export const callOutcomes = ['rebooked', 'notNeeded', 'notReached'] as const;

/**
 * What is in the way of an appointment that was agreed: its place or member is no more or cannot do it, or takes no appointments then.
 * `tooMany`: the location takes fewer at once than there are, or somebody is with the same member or at the same place already.
 */
export const hindrances = [
  'closedDay',
  'outsideHours',
  'locationGone',
  'locationBlocked',
  'placeGone',
  'placeBlocked',
  'memberGone',
  'memberAway',
  'memberUnable',
  'tooMany',
] as const;
export type Hindrance = (typeof hindrances)[number];

/** Somebody decided that an appointment goes on, although these were in its way then. */
const Stands = record('Stands', {
  despite: Type.Array(words(hindrances, 'Hindrance'), { minItems: 1, maxItems: 10 }),
  at: InstantText,
  by: Author,
});

/**
 * Somebody must be called about an appointment: who did not come, whom no message can tell that the desk runs late, or whose appointment is
 * not possible any more.
 */
const ToCall = record('ToCall', {
  reason: words(['noShow', 'late', 'notPossible'], 'CallReason'),
  /** How late. */
  minutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 240 })),
  since: InstantText,
  calls: Type.Array(
    record('Call', { id: Identifier, at: InstantText, by: Author, result: words(callResults, 'CallResult') }),
    { maxItems: 20 },
  ),
  closedAt: Type.Optional(InstantText),
  outcome: Type.Optional(words(callOutcomes, 'CallOutcome')),
});

/**
 * A moment in state `held` that is kept for one computer with its member, which may book it without a line (ADR 0067). The centre's own:
 * the desk only books it, or answers `release` with `freedAt`. In a booked appointment it says from where that was booked.
 */
const SlotReservation = record('SlotReservation', {
  deviceId: Identifier,
  memberId: Identifier,
  /** Where that computer stands, when it says so. */
  deskId: Type.Optional(Identifier),
  /** Until then the desk books it for certain, by its own clock less a margin; later it only asks for it. */
  leasedUntil: InstantText,
  /** The centre asks for it back. */
  release: Type.Boolean(),
  /** Since then it is kept for nobody. */
  freedAt: Type.Optional(InstantText),
});
export type SlotReservation = Static<typeof SlotReservation>;

/** Where an appointment was before it moved, so that an undo brings it back to exactly that, with the same member and place. */
const MovedFrom = record('MovedFrom', {
  state: words(appointmentStates, 'AppointmentState'),
  mode: words(appointmentModes, 'AppointmentMode'),
  memberIds: Type.Array(Identifier, { maxItems: 10 }),
  roomId: Type.Optional(Identifier),
  deskId: Type.Optional(Identifier),
  locationId: Type.Optional(Identifier),
  persons: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
  bufferMinutes: Type.Optional(Type.Integer({ minimum: 0, maximum: 240 })),
  startsAt: InstantText,
  endsAt: InstantText,
});

/** An agreed moment: who, what, where, how, when, with whom (schema:Event). */
export const Appointment = record('Appointment', {
  ...documentFields,
  code: text(12),
  state: words(appointmentStates, 'AppointmentState'),
  stateReason: Type.Optional(text(1000)),
  mode: words(appointmentModes, 'AppointmentMode'),
  productCode: text(60),
  subject: text(300),
  answers: Type.Record(Type.String(), Type.Union([Type.String({ maxLength: 2000 }), Type.Number(), Type.Boolean()])),
  personId: Type.Optional(Identifier),
  dossierId: Type.Optional(Identifier),
  guests: Type.Array(record('Guest', { id: text(64), name: text(120), role: text(60), remote: Type.Boolean() }), {
    maxItems: 10,
  }),
  memberIds: Type.Array(Identifier, { maxItems: 10 }),
  teamId: Identifier,
  roomId: Type.Optional(Identifier),
  /** Where it is; absent in appointments of before the planner. */
  locationId: Type.Optional(Identifier),
  deskId: Type.Optional(Identifier),
  /** How many people come. */
  persons: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
  /** Minutes after the end during which place and member are still taken. */
  bufferMinutes: Type.Optional(Type.Integer({ minimum: 0, maximum: 240 })),
  /** Where who does not come in person joins. */
  meetingLink: Type.Optional(text(500)),
  startsAt: InstantText,
  endsAt: InstantText,
  heldUntil: Type.Optional(InstantText),
  reservation: Type.Optional(SlotReservation),
  toCall: Type.Optional(ToCall),
  stands: Type.Optional(Stands),
  movedFrom: Type.Optional(MovedFrom),
  bring: Type.Array(text(200), { maxItems: mostPapers }),
  notices: Type.Array(Notice),
  notes: Type.Array(Note),
  external: Type.Optional(ExternalAppointment),
});
export type Appointment = Static<typeof Appointment>;
