import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { SessionMember } from '@onthaal/contract/session/session.ts';
import { type ReadArguments, type ReadName, type ReadResults, readArguments } from '@onthaal/contract/store/reads.ts';
import { readSearchEverything } from '../search/search-everything.ts';
import { argumentChecks } from '../service/check-arguments.ts';
import type { DatabaseFile } from '../storage/index.ts';
import { readAppointmentPaper } from './appointment-messages.ts';
import { readCalendar } from './calendar.ts';
import { readCallSheet } from './call-sheet.ts';
import { readDossierCard, readPersonCard, readPersonSummary } from './cards.ts';
import { readCheckIn, readPersonCheckIn } from './check-in.ts';
import { readDayBoard } from './day-board.ts';
import { readDayEnd } from './day-end.ts';
import { readDayReport } from './day-report.ts';
import { readDocumentLook } from './document-look.ts';
import { readWatchedLooks } from './dossier-glass.ts';
import { readHandoverDraft, readHandovers } from './handovers.ts';
import { readHinderedAppointments } from './hindered-appointments.ts';
import { readDayOverview, readReferenceList, readRoutingPreview, readWorkList } from './lists.ts';
import { readDossierPayments, readPayment, readPaymentDay, readSettlingRefunds } from './payments.ts';
import { readAppointmentRequests, readLocalSlots } from './planner.ts';
import { readPossibleRights } from './possible-rights.ts';
import { readBackOfficeWork, readOpenVisits, readQueueBoard } from './queue.ts';
import type { ReadContext } from './read-context.ts';
import { readReferenceDrafts } from './reference-drafts.ts';
import { References } from './references.ts';
import {
  readConflictDetail,
  readConflictList,
  readDocumentAcceptance,
  readOperationState,
  readSyncItems,
} from './sync-reads.ts';
import { readVisitFinish } from './visit-finish.ts';
import { readWaitingPapers } from './waiting-papers.ts';

/** Reads that the database answers; the sync status lives in the synchroniser, the contents have a database of their own. */
export type DatabaseReadName = Exclude<ReadName, 'syncStatus' | 'documentContents'>;

type AnswerRead<Name extends DatabaseReadName> = (
  context: ReadContext,
  args: ReadArguments[Name],
) => Result<ReadResults[Name]>;

const answers: { readonly [Name in DatabaseReadName]: AnswerRead<Name> } = {
  searchEverything: readSearchEverything,
  personCard: readPersonCard,
  personSummary: readPersonSummary,
  dossierCard: readDossierCard,
  watchedLooks: readWatchedLooks,
  workList: readWorkList,
  dayOverview: readDayOverview,
  referenceList: readReferenceList,
  routingPreview: readRoutingPreview,
  documentLook: readDocumentLook,
  syncItems: readSyncItems,
  operationState: readOperationState,
  documentAcceptance: readDocumentAcceptance,
  dossierPayments: readDossierPayments,
  paymentDay: readPaymentDay,
  payment: readPayment,
  settlingRefunds: readSettlingRefunds,
  queueBoard: readQueueBoard,
  openVisits: readOpenVisits,
  backOfficeWork: readBackOfficeWork,
  localSlots: readLocalSlots,
  appointmentRequests: readAppointmentRequests,
  callSheet: readCallSheet,
  calendar: readCalendar,
  hinderedAppointments: readHinderedAppointments,
  checkIn: readCheckIn,
  personCheckIn: readPersonCheckIn,
  appointmentPaper: readAppointmentPaper,
  waitingPapers: readWaitingPapers,
  visitFinish: readVisitFinish,
  dayBoard: readDayBoard,
  dayReport: readDayReport,
  dayEnd: readDayEnd,
  handovers: readHandovers,
  handoverDraft: readHandoverDraft,
  possibleRights: readPossibleRights,
  referenceDrafts: readReferenceDrafts,
  conflictList: readConflictList,
  conflictDetail: readConflictDetail,
};

const checks = argumentChecks(readArguments);

/** Checks the arguments of a read: CHANNEL_UNKNOWN or ARGUMENT_INVALID. */
export function checkRead(name: string, args: unknown): Result<unknown> {
  const check = Object.hasOwn(checks, name) ? checks[name as ReadName] : undefined;
  return check === undefined ? failure('CHANNEL_UNKNOWN') : check(args);
}

/** An answer with what it depends on. */
export interface TrailedAnswer {
  /** JSON text. */
  readonly result: Result<string>;
  /** Ids of the documents that the read looked for. */
  readonly trail: ReadonlySet<string>;
}

/** Answers named reads on one read-only connection. */
export class Reader {
  readonly #context: Omit<ReadContext, 'trail'>;

  constructor(file: DatabaseFile, member: SessionMember) {
    this.#context = { file, references: new References(file), member };
  }

  /** The reference data changed. */
  forgetReferences(): void {
    this.#context.references.forget();
  }

  /** Answers a read as JSON text. `args` have been checked. */
  answer<Name extends DatabaseReadName>(name: Name, args: ReadArguments[Name]): Result<string> {
    return this.answerWithTrail(name, args).result;
  }

  /** Answers a read and tells which documents it looked for. `args` have been checked. */
  answerWithTrail<Name extends DatabaseReadName>(name: Name, args: ReadArguments[Name]): TrailedAnswer {
    const context: ReadContext = { ...this.#context, trail: new Set() };
    // One snapshot for all queries of a read: a write in between cannot make them contradict each other.
    const outcome = context.file.database.transaction(() => answers[name](context, args)).deferred();
    return { result: outcome.ok ? success(JSON.stringify(outcome.value)) : outcome, trail: context.trail };
  }
}
