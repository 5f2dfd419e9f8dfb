import Type, { type Static } from 'typebox';
import { DayText, Identifier, InstantText, record, text, words } from '../entities/building-blocks.ts';
import { DecisionTree, TranslatedNames } from '../entities/reference-kinds.ts';

/**
 * What a kiosk is for, and therefore all that it may ask: when its room is taken, a ticket in its hall, or what is called there.
 */
export const kioskPurposes = ['room', 'tickets', 'waitingRoom'] as const;
export const KioskPurpose = words(kioskPurposes, 'KioskPurpose');
export type KioskPurpose = (typeof kioskPurposes)[number];

const Minutes = Type.Integer({ minimum: 0, maximum: 100_000 });

/** Something that the desks of this building help with. */
const KioskProduct = record('KioskProduct', {
  ...{ code: text(60), name: text(300), theme: text(80) },
  names: Type.Optional(TranslatedNames),
  themeNames: Type.Optional(TranslatedNames),
});
export type KioskProduct = Static<typeof KioskProduct>;

/** What a citizen says, and the questions that lead from there to a product. */
const KioskTree = record('KioskTree', {
  id: Identifier,
  name: text(300),
  names: Type.Optional(TranslatedNames),
  questions: DecisionTree.properties.questions,
});
export type KioskTree = Static<typeof KioskTree>;

/** What whoever walks in can choose; public, and the same for everybody. */
export const KioskHall = record('KioskHall', {
  trees: Type.Array(KioskTree, { maxItems: 100 }),
  products: Type.Array(KioskProduct, { maxItems: 500 }),
});
export type KioskHall = Static<typeof KioskHall>;

/** A call as everybody in the hall may see it. */
const KioskCall = record('KioskCall', {
  visitId: Identifier,
  ticket: text(12),
  desk: text(200),
  calledAt: InstantText,
  isNow: Type.Boolean(),
});

/** What a screen of the waiting room shows: numbers and desks. */
export const KioskCalls = record('KioskCalls', {
  /** The newest first. */
  calls: Type.Array(KioskCall, { maxItems: 12 }),
  waiting: Type.Integer({ minimum: 0, maximum: 10_000 }),
});
export type KioskCalls = Static<typeof KioskCalls>;

/** A number that a kiosk gave; of the visitor it says nothing. */
export const KioskTicket = record('KioskTicket', {
  visitId: Identifier,
  number: text(12),
  arrivedAt: InstantText,
  /** How many are called before; absent when it is not known. */
  ahead: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
  wait: Type.Optional(record('KioskWait', { from: Minutes, to: Minutes })),
});
export type KioskTicket = Static<typeof KioskTicket>;

/**
 * What a kiosk says to somebody who comes for an appointment. `notFound` is said alike of none, of another day and of one that is over: who
 * guesses learns nothing.
 */
export const kioskCheckInOutcomes = ['inTime', 'early', 'late', 'alreadyIn', 'otherBuilding', 'notFound'] as const;
export type KioskCheckInOutcome = (typeof kioskCheckInOutcomes)[number];

export const KioskCheckIn = record('KioskCheckIn', {
  outcome: words(kioskCheckInOutcomes, 'KioskCheckInOutcome'),
  startsAt: Type.Optional(InstantText),
  /** Where it is, when that is elsewhere. */
  building: Type.Optional(text(120)),
  ticket: Type.Optional(KioskTicket),
});
export type KioskCheckIn = Static<typeof KioskCheckIn>;

/** By which somebody is found: a code that was given with the appointment, a card, or as a last resort name and birth date. */
export const KioskProof = Type.Union([
  Type.Object({ code: Type.String({ minLength: 1, maxLength: 40 }) }, { additionalProperties: false }),
  Type.Object({ nationalNumber: Type.String({ pattern: '^\\d{11}$' }) }, { additionalProperties: false }),
  Type.Object(
    { familyName: Type.String({ minLength: 1, maxLength: 120 }), birthDate: DayText },
    { additionalProperties: false },
  ),
]);
export type KioskProof = Static<typeof KioskProof>;

/** How the printer of a kiosk is, as the kiosk says it. */
export const kioskPrinterStates = ['none', 'good', 'paperOut', 'trouble'] as const;
export const KioskPrinterState = words(kioskPrinterStates, 'KioskPrinterState');
export type KioskPrinterState = (typeof kioskPrinterStates)[number];
