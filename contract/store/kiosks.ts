import Type, { type Static } from 'typebox';
import { closed, Identifier, InstantText, text } from '../entities/building-blocks.ts';
import { KioskPrinterState, KioskPurpose } from '../session/kiosk-hall.ts';

/** What an administrator asks about kiosks; part of `questionArguments`. */
export const kioskQuestions = {
  /** All kiosks that were ever registered. */
  kiosks: Type.Object({}, closed),
  /** Makes a code that registers one kiosk at a room or a location, within a quarter of an hour. */
  makeKioskCode: Type.Object(
    { name: Type.String({ minLength: 1, maxLength: 120 }), purpose: KioskPurpose, placeId: Identifier },
    closed,
  ),
  /** Takes the access of a kiosk away. */
  takeKioskAway: Type.Object({ deviceId: Identifier }, closed),
} as const;

const orNull = <Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema) =>
  Type.Union([schema, Type.Null()]);

/** A kiosk as the mid-office knows it. */
export const KnownKiosk = Type.Object({
  deviceId: Identifier,
  name: text(120),
  purpose: KioskPurpose,
  roomId: orNull(Identifier),
  locationId: orNull(Identifier),
  registeredAt: InstantText,
  revoked: Type.Boolean(),
  /** When it asked last; null: never since it is kept. */
  seenAt: orNull(InstantText),
  printer: orNull(KioskPrinterState),
});
export type KnownKiosk = Static<typeof KnownKiosk>;

/** A code as it is shown, once. */
export const NewKioskCode = Type.Object({ code: text(20), expiresAt: InstantText });
export type NewKioskCode = Static<typeof NewKioskCode>;

export interface KioskQuestionResults {
  readonly kiosks: readonly KnownKiosk[];
  readonly makeKioskCode: NewKioskCode;
  readonly takeKioskAway: true;
}
