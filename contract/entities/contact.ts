import Type, { type Static } from 'typebox';
import {
  Author,
  Channel,
  DayText,
  documentFields,
  Identifier,
  InstantText,
  MessageChannel,
  Note,
  record,
  text,
  words,
} from './building-blocks.ts';

export const interactionStates = ['received', 'acknowledged', 'labelled', 'assigned', 'answered'] as const;
export const interactionResults = [
  'answered',
  'dossierOpened',
  'handedOver',
  'appointmentMade',
  'callBack',
  'noAnswer',
] as const;
export const assuranceLevels = ['eIdRead', 'documentSeen', 'known', 'questions', 'notEstablished'] as const;

/** Something besides dossiers that a contact was about. */
const InteractionLink = record('InteractionLink', {
  id: Identifier,
  collection: words(['persons', 'documents', 'appointments', 'payments'], 'InteractionLinkCollection'),
});

/** One contact with a citizen (schema:CommunicateAction); an incoming e-mail is one too. */
export const Interaction = record('Interaction', {
  ...documentFields,
  channel: Channel,
  direction: words(['incoming', 'outgoing'], 'Direction'),
  state: words(interactionStates, 'InteractionState'),
  at: InstantText,
  by: Author,
  subject: text(300),
  text: text(20_000),
  result: Type.Optional(words(interactionResults, 'InteractionResult')),
  assurance: Type.Optional(words(assuranceLevels, 'AssuranceLevel')),
  personId: Type.Optional(Identifier),
  dossierIds: Type.Array(Identifier, { maxItems: 50 }),
  teamId: Type.Optional(Identifier),
  durationSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 86_400 })),
  labels: Type.Array(text(60), { maxItems: 20 }),
  notes: Type.Array(Note),
  /** The visit of which this was one question. */
  visitId: Type.Optional(Identifier),
  links: Type.Optional(Type.Array(InteractionLink, { maxItems: 200 })),
  nextStep: Type.Optional(text(500)),
  /** How the citizen wants to hear what comes of it. */
  answerChannel: Type.Optional(MessageChannel),
});
export type Interaction = Static<typeof Interaction>;

export const taskKinds = ['callBack', 'advice', 'action', 'handover'] as const;
export const taskStates = ['open', 'received', 'inProgress', 'returned', 'done', 'cancelled'] as const;

/** What may happen to a question that was handed over; `rules/tasks` says when, and what state it leads to. */
export const handoverEvents = [
  'sent',
  'read',
  'received',
  'started',
  'returned',
  'sentAgain',
  'done',
  'cancelled',
  'seen',
] as const;
export type HandoverEvent = (typeof handoverEvents)[number];

/** One thing that happened to a question that was handed over: what the sender sees of it. The list only grows. */
const HandoverStep = record('HandoverStep', {
  id: Identifier,
  at: InstantText,
  by: Author,
  event: words(handoverEvents, 'HandoverEvent'),
  /** Why it was returned. */
  reason: Type.Optional(text(2000)),
});
export type HandoverStep = Static<typeof HandoverStep>;

/** Work for a team or a person. `overdue` is derived from `dueOn`, never stored. */
export const Task = record('Task', {
  ...documentFields,
  kind: words(taskKinds, 'TaskKind'),
  title: text(300),
  text: Type.Optional(text(20_000)),
  state: words(taskStates, 'TaskState'),
  teamId: Identifier,
  memberId: Type.Optional(Identifier),
  personId: Type.Optional(Identifier),
  dossierId: Type.Optional(Identifier),
  dueOn: Type.Optional(DayText),
  returnReason: Type.Optional(text(2000)),
  /** What the citizen was promised at the desk. */
  promised: Type.Optional(text(2000)),
  doneAt: Type.Optional(InstantText),
  notes: Type.Array(Note),
  /** Who handed it over, and hears what becomes of it. */
  senderId: Type.Optional(Identifier),
  /** What was looked at before it was handed over. */
  checked: Type.Optional(text(2000)),
  citizenMayKnow: Type.Optional(text(2000)),
  /** The visit, and the question of it, in which it was handed over. */
  visitId: Type.Optional(Identifier),
  questionId: Type.Optional(text(64)),
  answer: Type.Optional(text(20_000)),
  /** Of what was handed over. */
  steps: Type.Optional(Type.Array(HandoverStep, { maxItems: 200 })),
  /** When the sender had seen the end of it. */
  seenAt: Type.Optional(InstantText),
});
export type Task = Static<typeof Task>;
