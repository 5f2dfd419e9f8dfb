import { type PartialDate, parseBirthDate, parseCardDay } from './card-dates.ts';
import { type DocumentType, documentType } from './document-types.ts';
import { fieldText, parseSimplifiedTlv } from './simplified-tlv.ts';

/** What the identity file says. A field that the card leaves out or leaves empty is null. */
export interface CardIdentity {
  readonly fileVersion: string | null;
  readonly cardNumber: string | null;
  /** In hexadecimal. */
  readonly chipNumber: string | null;
  /** ISO dates. */
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly deliveredIn: string | null;
  readonly nationalNumber: string | null;
  readonly familyName: string | null;
  /** The first two given names, in one text. */
  readonly givenNames: string | null;
  readonly thirdGivenNameLetter: string | null;
  readonly nationality: string | null;
  readonly birthPlace: string | null;
  readonly birthDate: PartialDate | null;
  /** The date as the card writes it, for when it could not be read. */
  readonly birthDateText: string | null;
  readonly sex: 'male' | 'female' | null;
  readonly nobleCondition: string | null;
  readonly documentType: DocumentType | null;
  readonly specialStatus: SpecialStatus | null;
  readonly photoHash: Uint8Array | null;
  readonly basicKeyHash: Uint8Array | null;
  readonly foreigner: ForeignerMentions;
  /** Tags that this version of Onthaal does not know. */
  readonly unknownTags: readonly number[];
}

export interface SpecialStatus {
  readonly whiteCane: boolean;
  readonly yellowCane: boolean;
  readonly extendedMinority: boolean;
}

/** What only foreigners' cards carry, as the card writes it. */
export interface ForeignerMentions {
  readonly duplicate: string | null;
  readonly specialOrganisation: 'shape' | 'nato' | 'formerBlueCard' | 'researcher' | null;
  readonly memberOfFamily: boolean;
  readonly protection: { readonly since: string | null; readonly country: string } | null;
  readonly workPermit: 'unlimited' | 'limited' | 'none' | 'seasonal' | null;
  readonly employers: readonly string[];
  readonly regionalFileNumber: string | null;
  readonly brexitMentions: readonly string[];
  readonly cardMentions: readonly string[];
  /** ISO date: registered as a citizen of the Union, or start of the E+ card. */
  readonly europeanRegistration: string | null;
}

const HIGHEST_KNOWN_TAG = 0x1f;
const organisations = { '1': 'shape', '2': 'nato', '4': 'formerBlueCard', '5': 'researcher' } as const;
const workPermits = { '7': 'unlimited', '8': 'limited', '9': 'none', A: 'seasonal' } as const;
const sexes = { M: 'male', F: 'female', V: 'female', W: 'female' } as const;

/** Reads the identity file; null when it is damaged or says neither a name nor a national number. */
export function parseIdentity(file: Uint8Array): CardIdentity | null {
  const fields = parseSimplifiedTlv(file);
  if (fields === null) return null;
  // Where a card wrote a tag twice the first one counts, whatever was hung behind it.
  const byTag = new Map<number, Uint8Array>();
  for (const { tag, value } of fields) if (!byTag.has(tag)) byTag.set(tag, value);
  const raw = (tag: number) => {
    const value = byTag.get(tag);
    return value === undefined || value.length === 0 ? null : value;
  };
  const text = (tag: number) => {
    const value = raw(tag);
    return value === null ? null : fieldText(value) || null;
  };
  if (text(0x06) === null && text(0x07) === null) return null;
  return {
    ...cardFields(raw, text),
    ...personFields(text),
    photoHash: raw(0x11),
    basicKeyHash: raw(0x1a),
    foreigner: foreignerMentions(text, byTag),
    unknownTags: [...byTag.keys()].filter((tag) => tag > HIGHEST_KNOWN_TAG),
  };
}

type Text = (tag: number) => string | null;

function cardFields(raw: (tag: number) => Uint8Array | null, text: Text) {
  const type = text(0x0f);
  return {
    fileVersion: hexadecimal(raw(0x00)),
    cardNumber: text(0x01),
    chipNumber: hexadecimal(raw(0x02)),
    validFrom: parseCardDay(text(0x03) ?? ''),
    validUntil: parseCardDay(text(0x04) ?? ''),
    deliveredIn: text(0x05),
    documentType: type === null ? null : documentType(type),
  };
}

function personFields(text: Text) {
  return {
    nationalNumber: text(0x06),
    familyName: text(0x07),
    givenNames: text(0x08),
    thirdGivenNameLetter: text(0x09),
    nationality: text(0x0a),
    birthPlace: text(0x0b),
    birthDate: parseBirthDate(text(0x0c) ?? ''),
    birthDateText: text(0x0c),
    sex: chosen(sexes, text(0x0d)),
    nobleCondition: text(0x0e),
    specialStatus: specialStatus(text(0x10)),
  };
}

function foreignerMentions(text: Text, byTag: ReadonlyMap<number, Uint8Array>): ForeignerMentions {
  const several = (...tags: readonly number[]) => tags.map(text).filter((found) => found !== null);
  const family = byTag.get(0x14);
  return {
    duplicate: text(0x12),
    specialOrganisation: chosen(organisations, text(0x13)),
    memberOfFamily: family !== undefined && fieldText(family) !== '0',
    protection: protection(text(0x15)),
    workPermit: chosen(workPermits, text(0x16)),
    employers: several(0x17, 0x18),
    regionalFileNumber: text(0x19),
    brexitMentions: several(0x1b, 0x1c),
    cardMentions: several(0x1d, 0x1e),
    europeanRegistration: parseCardDay(text(0x1f) ?? ''),
  };
}

function specialStatus(text: string | null): SpecialStatus | null {
  if (text === null || !/^[0-5]$/.test(text)) return null;
  return {
    whiteCane: text === '1' || text === '3',
    yellowCane: text === '4' || text === '5',
    extendedMinority: text === '2' || text === '3' || text === '5',
  };
}

function protection(text: string | null): ForeignerMentions['protection'] {
  const parts = /^(\d{2}\.\d{2}\.\d{4})-([A-Z]{2})$/.exec(text ?? '');
  return parts === null ? null : { since: parseCardDay(parts[1] ?? ''), country: parts[2] ?? '' };
}

function chosen<Word>(words: Readonly<Record<string, Word>>, key: string | null): Word | null {
  return key !== null && Object.hasOwn(words, key) ? (words[key] ?? null) : null;
}

function hexadecimal(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : Buffer.from(bytes).toString('hex').toUpperCase();
}
