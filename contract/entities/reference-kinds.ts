import Type, { type Static } from 'typebox';
import { Address, DayText, Identifier, record, TimeText, text, words } from './building-blocks.ts';
import { DossierStatus } from './dossier.ts';

export const roles = [
  'clerk',
  'caseHandler',
  'adviser',
  'teamLead',
  'administrator',
  'recordManager',
  'kiosk',
  'guest',
] as const;
export const Role = words(roles, 'Role');
export type Role = (typeof roles)[number];

export const Team = record('Team', {
  description: text(500),
  phoneNumber: Type.Optional(text(30)),
  emailAddress: Type.Optional(text(254)),
});

/** Monday is 1, Sunday 7. */
const Weekday = Type.Integer({ minimum: 1, maximum: 7 });

/** Days on which somebody is away: whole days, or the same hours of each. */
const Absence = record('Absence', {
  from: DayText,
  until: DayText,
  start: Type.Optional(TimeText),
  end: Type.Optional(TimeText),
});

export const Member = record('Member', {
  givenName: text(60),
  familyName: text(60),
  role: Role,
  teamIds: Type.Array(Identifier, { maxItems: 20 }),
  jobTitle: text(120),
  emailAddress: Type.Optional(text(254)),
  /** Codes of what this member may do beyond what the team does. */
  skills: Type.Optional(Type.Array(text(60), { maxItems: 50 })),
  absences: Type.Optional(Type.Array(Absence, { maxItems: 500 })),
});

export const Room = record('Room', {
  building: text(120),
  seats: Type.Integer({ minimum: 0, maximum: 1000 }),
  hybrid: Type.Boolean(),
});

/** Where visitors come: they wait there for the desks of its building. */
export const Location = record('Location', {
  building: text(120),
  /** How long services took there in the last weeks, as the centre counts every night; waits are told by it. */
  serviceTimes: Type.Optional(
    Type.Array(
      record('ServiceTimes', {
        productCode: text(60),
        seconds: Type.Array(Type.Integer({ minimum: 0, maximum: 86_400 }), { maxItems: 40 }),
      }),
      { maxItems: 500 },
    ),
  ),
  /** When it receives by appointment; absent: never. */
  openingHours: Type.Optional(
    Type.Array(record('OpeningHours', { weekday: Weekday, from: TimeText, until: TimeText }), { maxItems: 50 }),
  ),
  /** Appointments start at opening and every so many minutes after it. */
  slotMinutes: Type.Optional(Type.Integer({ minimum: 5, maximum: 240 })),
  /** So many appointments at once, so that desks are left for who walks in. */
  mostAtOnce: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000 })),
});

/** Hours of every week in which no appointments are given: at locations, at desks or in rooms, or with teams or members. */
export const Blackout = record('Blackout', {
  weekdays: Type.Array(Weekday, { minItems: 1, maxItems: 7 }),
  from: TimeText,
  until: TimeText,
  validFrom: Type.Optional(DayText),
  validUntil: Type.Optional(DayText),
  locationIds: Type.Optional(Type.Array(Identifier)),
  placeIds: Type.Optional(Type.Array(Identifier)),
  teamIds: Type.Optional(Type.Array(Identifier)),
  memberIds: Type.Optional(Type.Array(Identifier)),
});

export const Desk = record('Desk', { building: text(120), number: text(12), teamIds: Type.Array(Identifier) });

export const Device = record('Device', {
  /** Two or three characters that start every dossier number made on this device (ADR 0006). */
  numberPrefix: text(4),
  deskId: Type.Optional(Identifier),
});

/** Days that do not count: `legalHoliday` may shift a statutory term, `closing` never does unless a rule says so. */
export const Calendar = record('Calendar', {
  purpose: words(['legalHoliday', 'closing'], 'CalendarPurpose'),
  days: Type.Array(record('CalendarDay', { date: DayText, name: text(120) }), { maxItems: 2000 }),
});

export const Template = record('Template', {
  channel: text(20),
  subject: text(300),
  body: text(50_000),
  language: text(5),
});

/** Words in other languages than Dutch, beside the Dutch ones; absent: nobody translated them. */
export const TranslatedNames = record('TranslatedNames', {
  fr: Type.Optional(text(300)),
  en: Type.Optional(text(300)),
  de: Type.Optional(text(300)),
});
export type TranslatedNames = Static<typeof TranslatedNames>;

export const Product = record('Product', {
  theme: text(80),
  minutes: Type.Integer({ minimum: 1, maximum: 480 }),
  minutesPerExtraPerson: Type.Integer({ minimum: 0, maximum: 480 }),
  teamId: Identifier,
  modes: Type.Array(text(20)),
  bring: Type.Array(text(200)),
  /** Once per appointment, before the first person. */
  setupMinutes: Type.Optional(Type.Integer({ minimum: 0, maximum: 240 })),
  /** After the appointment, before the next at the same place. */
  bufferMinutes: Type.Optional(Type.Integer({ minimum: 0, maximum: 240 })),
  mostPersons: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
  /** Code of what the member must be able to do, beyond being in the team. */
  skill: Type.Optional(text(60)),
  /** Where people come for it; absent: at a desk of the team. */
  place: Type.Optional(words(['desk', 'room'], 'ProductPlace')),
  dossierTypeCode: Type.Optional(text(60)),
  names: Type.Optional(TranslatedNames),
  /** Of the theme: the same in all products of it (see `shareTheme` of the mid-office). */
  themeNames: Type.Optional(TranslatedNames),
  /** By the Dutch words of what to bring, which an appointment keeps: other words than these have no translation. */
  bringNames: Type.Optional(Type.Record(Type.String(), TranslatedNames, { maxProperties: 100 })),
});

const TreeAnswer = record('TreeAnswer', {
  text: text(200),
  names: Type.Optional(TranslatedNames),
  /** The question that follows; absent: the answer leads to a product. */
  questionId: Type.Optional(text(60)),
  productCode: Type.Optional(text(60)),
  persons: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
  mode: Type.Optional(text(20)),
  locationId: Type.Optional(Identifier),
});

/** Questions in citizens' words that lead to a product; the name of the row is what a citizen says ("Ik verhuis"). */
export const DecisionTree = record('DecisionTree', {
  order: Type.Integer({ minimum: 0, maximum: 1000 }),
  /** Of the name of the row. */
  names: Type.Optional(TranslatedNames),
  /** The first is asked first. */
  questions: Type.Array(
    record('TreeQuestion', {
      id: text(60),
      text: text(300),
      names: Type.Optional(TranslatedNames),
      answers: Type.Array(TreeAnswer, { minItems: 1, maxItems: 9 }),
    }),
    { minItems: 1, maxItems: 200 },
  ),
});

/** What is sold at a desk, beside what a dossier type costs. */
export const Price = record('Price', { theme: text(80), cents: Type.Integer({ minimum: 1, maximum: 10_000_000 }) });

/** The account of the municipality on which payments arrive. */
export const PaymentAccount = record('PaymentAccount', {
  beneficiaryName: text(70),
  iban: text(34),
  bic: Type.Optional(text(11)),
});

export const StandardText = record('StandardText', { theme: text(80), language: text(5), body: text(5000) });

/**
 * What a clerk must know of a product, in plain words. What to bring is the product's, what it costs the price's or the dossier type's, and
 * a legal term the dossier type's: they are not said here a second time.
 */
export const KnowledgeArticle = record('KnowledgeArticle', {
  /** Of products, or of dossier types that no product leads to. */
  productCodes: Type.Array(text(60), { minItems: 1, maxItems: 20 }),
  language: text(5),
  body: text(10_000),
  /** Prices that belong to it, by code. */
  priceCodes: Type.Optional(Type.Array(text(60), { maxItems: 20 })),
  /** How long it usually takes, where no law says so. */
  usualTerm: Type.Optional(text(200)),
  /** The form that is needed, by the name that people know. */
  form: Type.Optional(text(300)),
  validFrom: Type.Optional(DayText),
  validUntil: Type.Optional(DayText),
  /** When somebody last looked whether all of it is still true. */
  reviewedOn: Type.Optional(DayText),
});

/** Whom somebody lives with, as far as a right goes by it. */
export const households = ['alone', 'singleParent', 'together'] as const;

/**
 * When somebody may have a right that they did not ask for. All conditions that are there must be met, and each must be known; but for the
 * household and its children, which no desk knows: the clerk asks.
 */
export const RightsHint = record('RightsHint', {
  /** What the right is, in plain words. */
  explanation: text(1000),
  legalBasis: Type.Optional(text(300)),
  /** What the visit goes on with when the citizen wants it. */
  productCode: text(60),
  ageFrom: Type.Optional(Type.Integer({ minimum: 0, maximum: 150 })),
  ageUntil: Type.Optional(Type.Integer({ minimum: 0, maximum: 150 })),
  /** One of these is asked about in the visit. */
  questionCodes: Type.Optional(Type.Array(text(60), { maxItems: 50 })),
  /** The person has a dossier of one of these types, opened in the last months. */
  dossierTypeCodes: Type.Optional(Type.Array(text(60), { maxItems: 50 })),
  withinMonths: Type.Optional(Type.Integer({ minimum: 1, maximum: 120 })),
  /** To be asked: whom the person lives with. */
  household: Type.Optional(words(households, 'Household')),
  /** To be asked: so many children at least. */
  childrenFrom: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
  /** To be asked: one of the children is no older. */
  childAgeUntil: Type.Optional(Type.Integer({ minimum: 0, maximum: 25 })),
  /** Nor has the person a dossier of one of these types, opened in those months: then it was asked already. */
  withoutDossierTypeCodes: Type.Optional(Type.Array(text(60), { maxItems: 50 })),
  validFrom: Type.Optional(DayText),
  validUntil: Type.Optional(DayText),
});

/** Same fields as `RoutingRule` of the routing rule engine (`rules/routing`). */
export const RoutingRuleData = record('RoutingRuleData', {
  priority: Type.Integer({ minimum: 0, maximum: 1000 }),
  teamId: Identifier,
  dossierTypeCodes: Type.Optional(Type.Array(text(60))),
  postalCodes: Type.Optional(Type.Array(text(12))),
  streetNames: Type.Optional(Type.Array(text(120))),
  answerEquals: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()]))),
  words: Type.Optional(Type.Array(text(60))),
  fallback: Type.Optional(Type.Boolean()),
});

const StatusDefinition = record('StatusDefinition', {
  status: DossierStatus,
  label: text(80),
  /** One plain sentence: what this status means for the citizen. */
  citizenMeaning: text(300),
  messageTemplateId: Type.Optional(Identifier),
  dosisPhase: Type.Optional(text(40)),
  dosisCode: Type.Optional(text(40)),
  termEffect: words(['run', 'pause', 'stop', 'none'], 'TermEffect'),
  actionAskedFromCitizen: Type.Optional(text(300)),
  next: Type.Array(DossierStatus),
  /** Roles that may set this status. */
  roles: Type.Array(Role),
});
export type StatusDefinition = Static<typeof StatusDefinition>;

/** Same fields as `TermRule` of the term clock (`rules/terms`). */
export const TermRuleData = record('TermRuleData', {
  code: text(60),
  length: Type.Integer({ minimum: 0, maximum: 10_000 }),
  unit: words(['calendarDay', 'workingDay', 'month'], 'TermUnit'),
  startEvent: text(60),
  startDayCounts: Type.Boolean(),
  shiftRule: words(['none', 'nextWorkingDay', 'previousWorkingDay'], 'ShiftRule'),
  workingWeek: words(['mondayToFriday', 'mondayToSaturday'], 'WorkingWeek'),
  calendars: Type.Array(text(60)),
  suspendable: Type.Boolean(),
  extendableBy: Type.Optional(Type.Integer({ minimum: 0, maximum: 3650 })),
  warnAtPercent: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  warnDaysBefore: Type.Optional(Type.Integer({ minimum: 0, maximum: 365 })),
  legalBasis: Type.Optional(text(300)),
  validFrom: Type.Optional(DayText),
  validUntil: Type.Optional(DayText),
});

/** A kind of dossier (cpsv:PublicService with its serie): everything that makes it behave differently is data here. */
export const DossierType = record('DossierType', {
  theme: text(80),
  description: text(1000),
  /** Product id in the Flemish product catalogue. */
  ipdcId: Type.Optional(text(40)),
  /** JSON Schema (object) of the answers; `title` and `description` of each property are the question and its help. */
  questionSchema: Type.Record(Type.String(), Type.Unknown()),
  initialStatus: DossierStatus,
  statuses: Type.Array(StatusDefinition, { minItems: 1 }),
  termRule: Type.Optional(TermRuleData),
  defaultTeamId: Identifier,
  addressRequired: Type.Boolean(),
  letterTemplateIds: Type.Array(Identifier),
  priceCents: Type.Optional(Type.Integer({ minimum: 0 })),
  retention: record('Retention', {
    series: text(200),
    years: Type.Integer({ minimum: 0, maximum: 200 }),
    destination: words(['destroy', 'keep'], 'RetentionDestination'),
  }),
  defaultAddress: Type.Optional(Address),
});
export type DossierType = Static<typeof DossierType>;
