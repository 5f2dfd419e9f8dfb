import type { EidCheckResult } from './eid-verification.ts';

/** A date of birth as cards carry it: for some people only the year is known. */
export interface EidBirthDate {
  readonly year: number;
  readonly month?: number | undefined;
  readonly day?: number | undefined;
}

/** The address on a card, in parts as far as its line shows them clearly. */
export interface EidAddress {
  /** Street, number and bus number as the card writes them. */
  readonly line: string;
  readonly streetName: string;
  readonly houseNumber: string | null;
  readonly boxNumber: string | null;
  readonly postalCode: string | null;
  readonly municipality: string | null;
}

/** Who a card says that its holder is. */
export interface EidHolder {
  /** Digits only. */
  readonly nationalNumber: string | null;
  readonly familyName: string | null;
  readonly givenNames: string | null;
  readonly nationality: string | null;
  readonly birthDate: EidBirthDate | null;
  readonly birthPlace: string | null;
  readonly sex: 'male' | 'female' | null;
  readonly address: EidAddress;
}

/** What kind of card this is. The letters of foreigners' cards are those that are printed on them. */
export type CardHolderGroup = 'belgian' | 'child' | 'foreigner' | 'foreignChild' | 'technical' | 'unknown';

/** What kind of card it is and how long it is valid; ISO dates. */
export interface EidDocument {
  readonly group: CardHolderGroup;
  readonly cardNumber: string | null;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
}

/** Who a card says that its holder is, before its photo was read and anything of it was checked. */
export interface UncheckedEid {
  /** Names this reading, for what is asked about it later. */
  readonly readingId: string;
  readonly reader: string;
  /** The insertion of the card in its reader: another one is another card. */
  readonly insertion: number;
  readonly holder: EidHolder;
  readonly document: EidDocument;
}

/** The rest of a reading: the photo and what was found; who was asked whether it is revoked, is told later. */
export interface EidVerification {
  /** JPEG in base64; empty when the card has none. */
  readonly photo: string;
  /** One result per check, never a sum. Revocation is `statusNotAsked` here. */
  readonly checks: readonly EidCheckResult[];
}

/** A card as a page gets it first: after it was written down that somebody looked, and before it was checked. */
export interface ConsultedEid extends UncheckedEid {
  /** Of who is in the register here; else the id that this person will have when they are registered. */
  readonly personId: string;
  readonly isRegistered: boolean;
}

/** A card that was read whole and checked. */
export interface CheckedEid extends ConsultedEid, EidVerification {}
