import Type, { type Static } from 'typebox';
import {
  Address,
  DayText,
  documentFields,
  HistoryEvent,
  InstantText,
  Language,
  MessageChannel,
  Note,
  RightsAnswer,
  record,
  text,
  words,
} from './building-blocks.ts';

export const personKinds = ['citizen', 'enterprise', 'association'] as const;
export const personFlags = ['addressSecret', 'deceased', 'safetyMeasure', 'guardianship', 'mailReturned'] as const;

const PhoneNumber = record('PhoneNumber', { id: text(64), number: text(30), label: Type.Optional(text(40)) });
const EmailAddress = record('EmailAddress', { id: text(64), address: text(254), label: Type.Optional(text(40)) });
const OptIn = record('OptIn', { id: text(64), channel: MessageChannel, allowed: Type.Boolean(), since: DayText });
const PersonFlag = record('PersonFlag', {
  id: text(64),
  kind: words(personFlags, 'PersonFlagKind'),
  since: DayText,
  explanation: Type.Optional(text(500)),
});

/** Citizen, enterprise or association (persoon:Persoon, org:Organization). Keyed on an own id: national numbers change. */
export const Person = record('Person', {
  ...documentFields,
  kind: words(personKinds, 'PersonKind'),
  /** What is shown: "Given Family" or the organisation's name. */
  displayName: text(200),
  givenName: Type.Optional(text(100)),
  familyName: Type.Optional(text(100)),
  birthDate: Type.Optional(DayText),
  /** INSZ, digits only. */
  nationalNumber: Type.Optional(text(11)),
  /** KBO, digits only. */
  enterpriseNumber: Type.Optional(text(10)),
  /** V-code of an association. */
  associationCode: Type.Optional(text(8)),
  address: Type.Optional(Address),
  phoneNumbers: Type.Array(PhoneNumber, { maxItems: 10 }),
  emailAddresses: Type.Array(EmailAddress, { maxItems: 10 }),
  preferredChannel: Type.Optional(MessageChannel),
  language: Language,
  optIns: Type.Array(OptIn, { maxItems: 20 }),
  flags: Type.Array(PersonFlag, { maxItems: 20 }),
  notes: Type.Array(Note),
  history: Type.Array(HistoryEvent),
  lastContactAt: Type.Optional(InstantText),
  /** To rights that were pointed out: nobody is asked again for a while. */
  rightsAnswers: Type.Optional(Type.Array(RightsAnswer, { maxItems: 200 })),
});
export type Person = Static<typeof Person>;
