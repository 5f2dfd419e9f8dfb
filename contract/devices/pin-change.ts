import Type, { type Static } from 'typebox';
import { closed } from '../entities/building-blocks.ts';

/** Digits of a PIN in ASCII. Bytes and not text: text cannot be wiped. Whoever gets them wipes them; how many there must be, the card's side says. */
const PinDigits = Type.Refine(
  Type.Unsafe<Uint8Array>({}),
  (value) => value instanceof Uint8Array && value.length > 0 && value.length <= 16,
);

/** One insertion of a card in a reader. */
export const CardInsertion = Type.Object(
  { reader: Type.String({ minLength: 1, maxLength: 500 }), insertion: Type.Integer({ minimum: 1 }) },
  closed,
);
export type CardInsertion = Static<typeof CardInsertion>;

/** Languages in which a reader with keys speaks to the citizen. */
export const pinLanguages = ['nl', 'fr', 'de', 'en'] as const;

/** Another PIN for the card of one insertion. `typed` is null when it is typed on the reader's own keys. */
export const PinChange = Type.Object(
  {
    place: CardInsertion,
    language: Type.Enum(pinLanguages),
    typed: Type.Union([Type.Null(), Type.Object({ current: PinDigits, next: PinDigits }, closed)]),
  },
  closed,
);
export type PinChange = Static<typeof PinChange>;

/** How the PIN of a card in a reader can be changed. */
export interface PinWay {
  /** On the keys of the reader, which keep it from the computer; or typed here. */
  readonly way: 'readerKeys' | 'typed';
  /** Null where the card tells only after a wrong PIN. */
  readonly triesLeft: number | null;
}
