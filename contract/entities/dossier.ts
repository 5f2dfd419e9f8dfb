import Type, { type Static } from 'typebox';
import {
  Address,
  Channel,
  DayText,
  documentFields,
  HistoryEvent,
  Identifier,
  InstantText,
  Note,
  record,
  text,
  words,
} from './building-blocks.ts';
import { Decision, DossierPayment, Survey } from './dossier-parts.ts';

export const dossierStatuses = [
  'registered',
  'submitted',
  'incomplete',
  'complete',
  'admissible',
  'inadmissible',
  'inProgress',
  'awaitingAdvice',
  'readyForDecision',
  'decided',
  'inExecution',
  'closed',
  'withdrawn',
  'reopened',
] as const;
export const DossierStatus = words(dossierStatuses, 'DossierStatus');
export type DossierStatus = (typeof dossierStatuses)[number];

export const outcomes = ['approved', 'partly', 'refused'] as const;
export const archiveStates = ['notDue', 'due', 'incomplete', 'exported', 'accepted', 'rejected', 'destroyed'] as const;
export const partyRoles = [
  'applicant',
  'coApplicant',
  'representative',
  'architect',
  'owner',
  'objector',
  'other',
] as const;
export const termEventKinds = ['start', 'suspend', 'resume', 'extend', 'stop'] as const;

const Party = record('Party', { id: text(64), personId: Identifier, role: words(partyRoles, 'PartyRole') });
const TermEvent = record('TermEvent', {
  id: text(64),
  kind: words(termEventKinds, 'TermEventKind'),
  date: DayText,
  days: Type.Optional(Type.Integer({ minimum: 0, maximum: 3650 })),
});
const RoutingEvidence = record('RoutingEvidence', {
  kind: text(20),
  field: text(60),
  text: text(200),
});
const Routing = record('Routing', {
  ruleId: Identifier,
  ruleName: text(120),
  evidence: Type.Array(RoutingEvidence, { maxItems: 20 }),
});
const Archive = record('Archive', { state: words(archiveStates, 'ArchiveState'), dueOn: Type.Optional(DayText) });

/** A case of a DossierType (dossier:Dossier). */
export const Dossier = record('Dossier', {
  ...documentFields,
  /** The number the citizen is told; never changes (ADR 0006). */
  number: text(50),
  typeCode: text(60),
  subject: text(300),
  description: Type.Optional(text(20_000)),
  status: DossierStatus,
  statusSince: InstantText,
  outcome: Type.Optional(words(outcomes, 'Outcome')),
  channel: Channel,
  applicantId: Identifier,
  parties: Type.Array(Party, { maxItems: 50 }),
  address: Type.Optional(Address),
  /** CaPaKey with `/`. */
  parcel: Type.Optional(text(20)),
  teamId: Identifier,
  handlerId: Type.Optional(Identifier),
  routing: Type.Optional(Routing),
  /** Answers to the question set of the dossier type, by property name. */
  answers: Type.Record(Type.String(), Type.Union([Type.String({ maxLength: 20_000 }), Type.Number(), Type.Boolean()])),
  openedOn: DayText,
  closedOn: Type.Optional(DayText),
  /** Last day of the term, as computed when it last changed; the term clock recomputes it with its explanation. */
  dueOn: Type.Optional(DayText),
  termEvents: Type.Array(TermEvent),
  notes: Type.Array(Note),
  history: Type.Array(HistoryEvent),
  decisions: Type.Array(Decision),
  payments: Type.Array(DossierPayment),
  surveys: Type.Array(Survey),
  archive: Type.Optional(Archive),
});
export type Dossier = Static<typeof Dossier>;
