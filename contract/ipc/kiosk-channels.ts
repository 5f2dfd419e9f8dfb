import Type from 'typebox';
import { closed, DayText, Identifier } from '../entities/building-blocks.ts';
import type { KioskState } from '../session/kiosk.ts';
import type { KioskCheckIn, KioskTicket } from '../session/kiosk-hall.ts';

const CardInReader = {
  reader: Type.String({ minLength: 1, maxLength: 500 }),
  insertion: Type.Integer({ minimum: 1 }),
} as const;

/** Requests of the page of a kiosk; part of `requestArguments`. */
export const kioskRequests = {
  /** Where this kiosk is; null on a computer that is none. */
  'kiosk:state': Type.Object({}, closed),
  /** Registers this kiosk with the code of an administrator, who may say where its ticket printer is. */
  'kiosk:register': Type.Object(
    {
      code: Type.String({ minLength: 1, maxLength: 40 }),
      ticketPrinter: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
    },
    closed,
  ),
  /** Asks the mid-office now instead of in a while. */
  'kiosk:look': Type.Object({}, closed),
  /** A number for whoever walks in. Asked again with the same operation it is the same number. */
  'kiosk:takeTicket': Type.Object({ operationId: Identifier, productCode: Type.String({ maxLength: 60 }) }, closed),
  /** A number for whoever has an appointment, by its code or by name and birth date. */
  'kiosk:checkIn': Type.Object(
    {
      operationId: Identifier,
      proof: Type.Union([
        Type.Object({ code: Type.String({ minLength: 1, maxLength: 40 }) }, closed),
        Type.Object({ familyName: Type.String({ minLength: 1, maxLength: 120 }), birthDate: DayText }, closed),
      ]),
    },
    closed,
  ),
  /** The same by the eID in a reader; nothing of the card comes to the page. */
  'kiosk:checkInByCard': Type.Object({ operationId: Identifier, ...CardInReader }, closed),
} as const;

/** A number with the page on which its place in the queue can be followed, where there is one. */
export interface GivenNumber extends KioskTicket {
  readonly positionUrl?: string | undefined;
}

export interface KioskCheckInAnswer extends Omit<KioskCheckIn, 'ticket'> {
  readonly ticket?: GivenNumber | undefined;
}

export interface KioskResults {
  readonly 'kiosk:state': KioskState | null;
  readonly 'kiosk:register': null;
  readonly 'kiosk:look': null;
  readonly 'kiosk:takeTicket': GivenNumber;
  readonly 'kiosk:checkIn': KioskCheckInAnswer;
  readonly 'kiosk:checkInByCard': KioskCheckInAnswer;
}
