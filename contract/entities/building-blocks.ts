import Type, { type Static, type TEnum, type TSchema } from 'typebox';

/** Options that keep unknown fields out: a border rejects what it does not know. */
export const closed = { additionalProperties: false } as const;

/** A set of fixed words; carries the lengths that an indexed RxDB field needs. */
export function words<const Values extends readonly string[]>(values: Values, title: string): TEnum<[...Values]> {
  return Type.Enum<[...Values]>([...values], { type: 'string', maxLength: 40, title });
}

/** An object that may not carry fields beyond its own; `title` becomes the name of its GraphQL type. */
export function record<const Properties extends Record<string, TSchema>>(title: string, properties: Properties) {
  return Type.Object(properties, { ...closed, title });
}

/** Text with an upper bound, so that no border accepts a novel where a name belongs. */
export function text(maxLength: number) {
  return Type.String({ maxLength });
}

/** Internal key of a document: a UUID version 7, or a readable key for reference data. */
export const Identifier = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9_.:-]+$' });
/** Calendar day in Europe/Brussels, `YYYY-MM-DD`. */
export const DayText = Type.String({ maxLength: 10, pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
/** Time of day in Europe/Brussels, `HH:MM`. */
export const TimeText = Type.String({ maxLength: 5, pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' });
/** Instant in UTC, ISO 8601 with `Z`. */
export const InstantText = Type.String({
  maxLength: 30,
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$',
});

/** SHA-256 of a token, in hexadecimal digits. */
export const TokenHash = Type.String({ minLength: 64, maxLength: 64, pattern: '^[0-9a-f]{64}$' });

/** Who did something; the name is kept because the record outlives the account. */
export const Author = record('Author', { memberId: Identifier, name: text(120) });
export type Author = Static<typeof Author>;

/** So many papers are asked at most: by a product, and so by its appointments. */
export const mostPapers = 20;

/** A Belgian address as the Adressenregister writes it. */
export const Address = record('Address', {
  streetName: text(120),
  houseNumber: text(12),
  boxNumber: Type.Optional(text(12)),
  postalCode: text(12),
  municipality: text(80),
  country: Type.Optional(text(60)),
});
export type Address = Static<typeof Address>;

/** A text that somebody added. Notes never clash: they append. */
export const Note = record('Note', { id: Identifier, at: InstantText, by: Author, text: text(20_000) });
export type Note = Static<typeof Note>;

export const rightsAnswers = ['wanted', 'notApplicable', 'notWanted'] as const;
/** What a citizen said to a right that they may have. The list only grows; the newest counts. */
export const RightsAnswer = record('RightsAnswer', {
  id: Identifier,
  at: InstantText,
  by: Author,
  hintCode: text(60),
  answer: words(rightsAnswers, 'RightsAnswerKind'),
});
export type RightsAnswer = Static<typeof RightsAnswer>;

export const historyKinds = [
  'created',
  'statusChanged',
  'assigned',
  'fieldsChanged',
  'noteAdded',
  'interactionLinked',
  'documentAdded',
  'termEvent',
  'conflictResolved',
  'corrected',
] as const;

/** One line of what happened to a document. The list only grows, so two desks' histories both stay after a merge. */
export const HistoryEvent = record('HistoryEvent', {
  id: Identifier,
  at: InstantText,
  by: Author,
  kind: words(historyKinds, 'HistoryKind'),
  /** Names of changed fields, statuses before and after, reasons: plain values for the sentence in the catalogue. */
  parameters: Type.Optional(Type.Record(Type.String(), Type.String({ maxLength: 2000 }))),
});
export type HistoryEvent = Static<typeof HistoryEvent>;

export const channels = ['counter', 'phone', 'email', 'eCounter', 'video', 'post'] as const;
export const Channel = words(channels, 'Channel');
export type Channel = (typeof channels)[number];

export const messageChannels = ['email', 'sms', 'citizenProfile', 'eBox', 'paper', 'phone'] as const;
export const MessageChannel = words(messageChannels, 'MessageChannel');
export type MessageChannel = (typeof messageChannels)[number];

export const languages = ['nl', 'fr', 'de', 'en'] as const;
export const Language = words(languages, 'Language');
export type Language = (typeof languages)[number];

/** Fields that every replicated document has. */
export const documentFields = {
  id: Identifier,
  createdAt: InstantText,
  updatedAt: InstantText,
  updatedBy: Author,
} as const;
