import Type, { type Static } from 'typebox';
import { Address, closed, DayText, Identifier, text } from '../entities/building-blocks.ts';
import { DossierStatus } from '../entities/dossier.ts';
import type { CollectionName, DocumentOf } from '../entities/index.ts';
import type { ReferenceKind, ReferenceOf } from '../entities/reference.ts';
import { referenceKinds } from '../entities/reference.ts';
import { type CallSheet, callSheetArguments } from './call-sheet.ts';
import { type DayBoard, type DayEnd, type DayReport, dayQuestions } from './day.ts';
import type { ContentCondition, OpenedContent } from './document-content.ts';
import type { WaitingPaper } from './messages.ts';
import type { PaymentDay, PaymentRow } from './payments.ts';
import {
  type CalendarView,
  calendarArguments,
  type HinderedAppointments,
  hinderedArguments,
  type LocalSlot,
  plannerQuestions,
} from './planner.ts';
import type { ReferenceDraft } from './reference-drafts.ts';
import type { PossibleRightRow } from './rights.ts';
import type {
  AppointmentRow,
  DossierRow,
  InteractionRow,
  PersonRow,
  RoutingPreview,
  SearchResult,
  TaskRow,
  TermView,
  TimelineEntry,
  WatchedLook,
} from './rows.ts';
import type { ConflictDetail, ConflictRow, DocumentAcceptance, OperationState, SyncItem, SyncStatus } from './sync.ts';
import type { HandoverDraft, Handovers } from './tasks.ts';
import type { BackOfficeWork, CheckInRow, OpenVisit, QueueBoard, VisitFinish } from './visits.ts';

/** Named reads: answered by the reader on its own connection, paged, as rows ready to show. */
export const readArguments = {
  searchEverything: Type.Object(
    { text: Type.String({ maxLength: 200 }), limitPerGroup: Type.Integer({ minimum: 1, maximum: 50 }) },
    closed,
  ),
  /** `consultationId` names the log row of this look (command `consultPerson`): no log, no view. */
  personCard: Type.Object({ personId: Identifier, consultationId: Identifier }, closed),
  /** Enough of a person to choose and recognise them in a form; not their card, and so no consultation. */
  personSummary: Type.Object({ personId: Identifier }, closed),
  /** One of another team opens by a log row of a moment ago (command `consultDossier`). */
  dossierCard: Type.Object({ dossierId: Identifier }, closed),
  /** Who of others looked with a reason into the dossiers of the team, or into one of them. */
  watchedLooks: Type.Object({ dossierId: Type.Optional(Identifier) }, closed),
  workList: Type.Object(
    {
      scope: Type.Enum(['mine', 'team', 'all'] as const),
      statuses: Type.Optional(Type.Array(DossierStatus)),
      sort: Type.Enum(['dueOn', 'updatedAt', 'number'] as const),
      offset: Type.Integer({ minimum: 0 }),
      limit: Type.Integer({ minimum: 1, maximum: 200 }),
    },
    closed,
  ),
  dayOverview: Type.Object({ day: DayText }, closed),
  referenceList: Type.Object({ kind: Type.Enum(referenceKinds as [ReferenceKind, ...ReferenceKind[]]) }, closed),
  routingPreview: Type.Object(
    {
      typeCode: text(60),
      address: Type.Optional(Address),
      answers: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
      text: Type.String({ maxLength: 20_000 }),
    },
    closed,
  ),
  syncStatus: Type.Object({}, closed),
  syncItems: Type.Object({ limit: Type.Integer({ minimum: 1, maximum: 500 }) }, closed),
  /** Where one operation stands: what a screen waits for that must know whether the centre accepted it. */
  operationState: Type.Object({ operationId: Identifier }, closed),
  /** Whether the centre accepted all work of this desk on a document. */
  documentAcceptance: Type.Object({ documentId: Identifier }, closed),
  /** The content that a document names, by a log row of a moment ago (command `consultDocument`). */
  documentLook: Type.Object({ documentId: Identifier, consultationId: Identifier }, closed),
  /** Where the contents of documents stand, as far as this desk has anything to do with them. */
  documentContents: Type.Object({ documentIds: Type.Array(Identifier, { maxItems: 100 }) }, closed),
  /** What was paid at a desk for a dossier. */
  dossierPayments: Type.Object({ dossierId: Identifier }, closed),
  /** What this desk took on a day. */
  paymentDay: Type.Object({ day: DayText }, closed),
  payment: Type.Object({ paymentId: Identifier }, closed),
  /** Refunds of this desk of the last two weeks that a service took on and may still fail. */
  settlingRefunds: Type.Object({}, closed),
  /** Who waits in the building of a desk; without a desk, in all buildings that this computer knows of. */
  queueBoard: Type.Object({ deskId: Type.Optional(Identifier) }, closed),
  /** What who asks has at the desk: called, served and parked, the longest first. */
  openVisits: Type.Object({}, closed),
  /** What who asks works on without a visitor; null when on nothing. */
  backOfficeWork: Type.Object({}, closed),
  /** Slots that are free as far as this computer knows: for when there is no line to ask the centre (`freeSlots`). */
  localSlots: plannerQuestions.freeSlots,
  /** What this member asked for without a line, as far as it waits, or was refused and needs another moment. */
  appointmentRequests: Type.Object({}, closed),
  /** Who must be called about an appointment of these days: what was written did not arrive, or nothing was. */
  calendar: calendarArguments,
  hinderedAppointments: hinderedArguments,
  callSheet: callSheetArguments,
  /** Appointments of these days by code, else by name of the person: who comes for one is checked in at a desk. */
  checkIn: Type.Object({ text: text(80), deskId: Identifier }, closed),
  /** Appointments of a person that somebody at a desk may check them in for today; when there are none, the next that is known. */
  personCheckIn: Type.Object({ personId: Identifier, deskId: Identifier }, closed),
  /** One appointment with what was written about it and what must be printed; null as long as it is not here. */
  appointmentPaper: Type.Object({ appointmentId: Identifier }, closed),
  /** Papers about appointments to come that were asked for and that nobody saw come out of a printer. */
  waitingPapers: Type.Object({}, closed),
  /** What was opened and written during a visit that who asks has at the desk. */
  visitFinish: Type.Object({ visitId: Identifier }, closed),
  ...dayQuestions,
  /** Questions that were handed over to the member or their teams, or by the member. */
  handovers: Type.Object({}, closed),
  /** What a handover of a visit, a dossier or a person starts from. */
  handoverDraft: Type.Object(
    {
      visitId: Type.Optional(Identifier),
      dossierId: Type.Optional(Identifier),
      personId: Type.Optional(Identifier),
    },
    closed,
  ),
  /** What the visitor may have a right to; of a visit that who asks has at the desk. */
  possibleRights: Type.Object({ visitId: Identifier }, closed),
  /** What the member typed of reference data and did not save yet. */
  referenceDrafts: Type.Object({}, closed),
  conflictList: Type.Object({}, closed),
  conflictDetail: Type.Object({ conflictId: Identifier }, closed),
} as const;

export type ReadName = keyof typeof readArguments;
export type ReadArguments = { [Name in ReadName]: Static<(typeof readArguments)[Name]> };

export interface PersonCard {
  /** Without the fields that are not for this member; `nationalNumber` only when the consultation says that it is looked at. */
  readonly person: DocumentOf<'persons'>;
  /** The national number for recognising; undefined when there is none, or when it is not for this member. */
  readonly maskedNationalNumber?: string | undefined;
  readonly dossiers: readonly DossierRow[];
  readonly appointments: readonly AppointmentRow[];
  readonly interactions: readonly InteractionRow[];
  readonly tasks: readonly TaskRow[];
  readonly documents: readonly DocumentOf<'documents'>[];
  /** What was paid at a desk without a dossier; what was paid for a dossier stands on that dossier. */
  readonly payments: readonly PaymentRow[];
  /** Work about this person that is not yet accepted by the centre. */
  readonly syncItems: readonly SyncItem[];
}

export interface PersonSummary {
  readonly person: PersonRow;
  /** Open ones first. */
  readonly dossiers: readonly DossierRow[];
}

export interface DossierCard {
  readonly dossier: DocumentOf<'dossiers'>;
  readonly type: ReferenceOf<'dossierType'>;
  readonly team: ReferenceOf<'team'> | undefined;
  readonly handler: ReferenceOf<'member'> | undefined;
  readonly applicant: PersonRow | undefined;
  readonly parties: readonly (PersonRow & { readonly role: string })[];
  readonly term: TermView | undefined;
  /** Newest first. */
  readonly timeline: readonly TimelineEntry[];
  readonly tasks: readonly TaskRow[];
  readonly documents: readonly DocumentOf<'documents'>[];
  readonly interactions: readonly InteractionRow[];
  readonly appointments: readonly AppointmentRow[];
  readonly messages: readonly DocumentOf<'messages'>[];
  readonly syncItems: readonly SyncItem[];
  readonly conflicts: readonly ConflictRow[];
  /** When what a reason opened closes again; undefined for a dossier that needs none. */
  readonly openUntil?: string | undefined;
  /** Statuses this member may set next, according to the dossier type; the centre decides in the end. */
  readonly nextStatuses: readonly {
    readonly status: DossierStatus;
    readonly label: string;
    readonly allowed: boolean;
  }[];
}

/** What somebody who looks at a document will see. */
export interface DocumentLook extends OpenedContent {
  /** SHA-256, hexadecimal. */
  readonly digest: string;
}

export interface DayOverview {
  readonly appointments: readonly AppointmentRow[];
  readonly dossiersDueSoon: readonly DossierRow[];
  readonly tasks: readonly TaskRow[];
  readonly counts: Readonly<
    Record<'myOpenDossiers' | 'teamOpenDossiers' | 'late' | 'openTasks' | 'appointmentsToday', number>
  >;
  /** Open dossiers of the team per week of their due date, for the load picture; weeks start on Monday. */
  readonly weekLoad: readonly { readonly weekStart: string; readonly count: number }[];
}

export interface ReadResults {
  readonly searchEverything: SearchResult;
  readonly personCard: PersonCard;
  readonly personSummary: PersonSummary;
  readonly dossierCard: DossierCard;
  readonly watchedLooks: readonly WatchedLook[];
  readonly workList: { readonly rows: readonly DossierRow[]; readonly total: number };
  readonly dayOverview: DayOverview;
  readonly referenceList: readonly ReferenceOf<ReferenceKind>[];
  readonly routingPreview: RoutingPreview;
  readonly syncStatus: SyncStatus;
  readonly syncItems: readonly SyncItem[];
  readonly operationState: OperationState;
  readonly documentAcceptance: DocumentAcceptance;
  readonly documentLook: DocumentLook;
  readonly documentContents: readonly ContentCondition[];
  readonly dossierPayments: readonly PaymentRow[];
  readonly paymentDay: PaymentDay;
  readonly payment: PaymentRow;
  readonly settlingRefunds: readonly PaymentRow[];
  readonly queueBoard: QueueBoard;
  readonly openVisits: readonly OpenVisit[];
  readonly backOfficeWork: BackOfficeWork | null;
  readonly appointmentRequests: readonly AppointmentRow[];
  readonly callSheet: CallSheet;
  readonly calendar: CalendarView;
  readonly hinderedAppointments: HinderedAppointments;
  readonly localSlots: { readonly slots: readonly LocalSlot[] };
  readonly checkIn: readonly CheckInRow[];
  readonly personCheckIn: readonly CheckInRow[];
  readonly appointmentPaper: AppointmentRow | null;
  readonly waitingPapers: readonly WaitingPaper[];
  readonly visitFinish: VisitFinish;
  readonly dayBoard: DayBoard;
  readonly dayReport: DayReport;
  readonly dayEnd: DayEnd;
  readonly handovers: Handovers;
  readonly handoverDraft: HandoverDraft;
  readonly possibleRights: readonly PossibleRightRow[];
  readonly referenceDrafts: readonly ReferenceDraft[];
  readonly conflictList: readonly ConflictRow[];
  readonly conflictDetail: ConflictDetail;
}

/**
 * Collections whose change makes a live read ask again; `sync` stands for the sync status, outbox and conflict tables, `content` for
 * the contents of documents.
 */
export const readDependencies = {
  searchEverything: ['persons', 'dossiers', 'appointments', 'documents', 'interactions', 'tasks', 'references'],
  personCard: [
    'consultations',
    'persons',
    'dossiers',
    'appointments',
    'interactions',
    'tasks',
    'documents',
    'messages',
    'references',
    'sync',
    'payments',
  ],
  personSummary: ['persons', 'dossiers', 'references'],
  dossierCard: [
    'consultations',
    'dossiers',
    'persons',
    'appointments',
    'interactions',
    'tasks',
    'documents',
    'messages',
    'references',
    'sync',
  ],
  watchedLooks: ['consultations', 'dossiers', 'appointments', 'persons', 'references'],
  workList: ['dossiers', 'persons', 'references'],
  dayOverview: ['dossiers', 'appointments', 'tasks', 'persons', 'references'],
  referenceList: ['references'],
  routingPreview: ['references'],
  syncStatus: ['sync'],
  syncItems: ['sync'],
  operationState: ['sync'],
  documentAcceptance: ['sync'],
  documentLook: ['documents', 'dossiers', 'consultations', 'references'],
  documentContents: ['content'],
  // What the member works on decides whether a dossier opens without a reason.
  dossierPayments: [
    'payments',
    'dossiers',
    'consultations',
    'persons',
    'appointments',
    'interactions',
    'tasks',
    'references',
  ],
  paymentDay: ['payments', 'dossiers', 'references'],
  payment: ['payments', 'dossiers', 'references'],
  settlingRefunds: ['payments', 'dossiers', 'references'],
  queueBoard: ['visits', 'appointments', 'persons', 'references'],
  openVisits: ['visits', 'appointments', 'persons', 'references'],
  backOfficeWork: ['visits', 'references'],
  localSlots: ['appointments', 'references'],
  // Whose dossier it hangs on, and on which dossiers the member works, decide what is said of a protected person.
  appointmentRequests: ['appointments', 'persons', 'dossiers', 'references'],
  calendar: ['appointments', 'persons', 'dossiers', 'messages', 'references'],
  hinderedAppointments: ['appointments', 'persons', 'dossiers', 'references'],
  callSheet: ['appointments', 'persons', 'dossiers', 'messages', 'references'],
  checkIn: ['visits', 'appointments', 'persons', 'references'],
  personCheckIn: ['visits', 'appointments', 'persons', 'dossiers', 'interactions', 'tasks', 'references'],
  // What the member works on decides what is said of a protected person.
  appointmentPaper: ['appointments', 'persons', 'dossiers', 'interactions', 'tasks', 'messages', 'references'],
  waitingPapers: ['appointments', 'persons', 'dossiers', 'interactions', 'tasks', 'messages', 'references'],
  dayBoard: ['visits', 'appointments', 'references'],
  dayReport: ['visits', 'appointments', 'interactions', 'payments', 'references'],
  dayEnd: ['visits', 'tasks', 'appointments', 'persons', 'payments', 'dossiers', 'messages', 'references', 'sync'],
  visitFinish: ['visits', 'tasks', 'persons', 'dossiers', 'documents', 'appointments', 'payments', 'references'],
  handovers: ['tasks', 'dossiers', 'persons', 'appointments', 'references'],
  handoverDraft: ['visits', 'dossiers', 'persons', 'appointments', 'references'],
  possibleRights: ['visits', 'persons', 'dossiers', 'references'],
  referenceDrafts: ['sync'],
  conflictList: ['sync'],
  conflictDetail: ['sync'],
} as const satisfies Record<ReadName, readonly (CollectionName | 'sync' | 'content')[]>;
