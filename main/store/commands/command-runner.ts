import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { type BackupCommandName, isBackupCommand } from '@onthaal/contract/store/backups.ts';
import {
  type CommandArguments,
  type CommandName,
  type CommandResult,
  commandArguments,
} from '@onthaal/contract/store/commands.ts';
import { v7 } from 'uuid';
import { storageFailure } from '../database/storage-failure.ts';
import type { ChangeBoard } from '../service/change-board.ts';
import { argumentChecks } from '../service/check-arguments.ts';
import { beginBackOffice, turnBackOffice } from './back-office-commands.ts';
import { closeCalls, recordCall, recordNoShow, takeBackNoShow } from './call-sheet-commands.ts';
import type { CommandContext, CommandPlan } from './command-context.ts';
import { consultCard, consultDocument, consultDossier, consultPerson } from './consultation-commands.ts';
import { addNote, registerInteraction } from './contact-commands.ts';
import { addDocument } from './document-commands.ts';
import { assignDossier, changeStatus, createDossier, updateDossier } from './dossier-commands.ts';
import { openDrawer } from './drawer-commands.ts';
import { awaitPaperAgain, giveUpPaper, recordToldByPhone, recordToldOnPaper } from './message-commands.ts';
import { beginPayment, countCash, markInterruptedPayments, recordPaymentEvent } from './payment-commands.ts';
import { permitted } from './permitted.ts';
import { createPerson, updatePerson } from './person-commands.ts';
import {
  callHindered,
  cancelAppointment,
  moveBack,
  reinstateAppointment,
  requestAppointment,
  settleHindered,
} from './planner-commands.ts';
import { dropReferenceDraft, keepReferenceDraft } from './reference-draft-commands.ts';
import { beginRefund } from './refund-commands.ts';
import { bookReservedSlot, giveBackSlots } from './reserved-slot-commands.ts';
import { answerRight } from './rights-commands.ts';
import {
  discardSyncItem,
  dismissFeedNotice,
  dismissRecovery,
  resolveConflict,
  retrySyncItem,
} from './sync-commands.ts';
import { changeTaskState, createTask, recordHandoverStep } from './task-commands.ts';
import { returnToCalendar } from './visit-calendar-commands.ts';
import { callReservedVisit, giveBackVisits, recordVisitEvent, registerVisit } from './visit-commands.ts';
import { recordVisitContact, settleVisitContacts, withTouches } from './visit-contact-commands.ts';
import { beginQuestion, keepVisit, openVisit } from './visit-draft-commands.ts';
import { linkVisit } from './visit-page-commands.ts';

type PlanCommand<Name extends CommandName> = (
  context: CommandContext,
  args: CommandArguments[Name],
) => Result<CommandPlan>;

const nothing: CommandPlan = { documents: () => success([]), alreadyWritten: [] };

/** Commands that write documents, or nothing; the backups are the keeper's. */
type PlannedName = Exclude<CommandName, BackupCommandName>;

const planners: { readonly [Name in PlannedName]: PlanCommand<Name> } = {
  registerInteraction,
  createDossier,
  updateDossier,
  assignDossier,
  changeStatus,
  createPerson,
  updatePerson,
  addNote,
  createTask,
  changeTaskState,
  recordHandoverStep,
  consultPerson,
  consultCard,
  consultDossier,
  consultDocument,
  addDocument,
  beginPayment,
  beginRefund,
  recordPaymentEvent,
  countCash,
  openDrawer,
  markInterruptedPayments,
  registerVisit,
  recordVisitEvent,
  callReservedVisit,
  giveBackVisits,
  returnToCalendar,
  openVisit,
  beginBackOffice,
  turnBackOffice,
  keepVisit,
  linkVisit,
  requestAppointment,
  bookReservedSlot,
  giveBackSlots,
  cancelAppointment,
  reinstateAppointment,
  moveBack,
  settleHindered,
  callHindered,
  recordNoShow,
  takeBackNoShow,
  recordCall,
  closeCalls,
  recordToldByPhone,
  recordToldOnPaper,
  giveUpPaper,
  awaitPaperAgain,
  beginQuestion,
  recordVisitContact,
  answerRight,
  keepReferenceDraft,
  dropReferenceDraft,
  settleVisitContacts,
  resolveConflict,
  retrySyncItem,
  discardSyncItem,
  dismissRecovery,
  dismissFeedNotice,
  syncNow: () => success(nothing),
};

const checks = argumentChecks(commandArguments);

export interface CommandRunnerParts {
  readonly context: CommandContext;
  readonly board: ChangeBoard;
  /** Asks the sync to try now. */
  readonly syncNow: () => void;
  /** Asks the keeper of the backups; absent where there is none. */
  readonly backups?: ((name: BackupCommandName, args: unknown) => Result<null>) | undefined;
}

/** Runs commands one after the other; each is on disk before it is answered. */
export class CommandRunner {
  readonly #parts: CommandRunnerParts;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(parts: CommandRunnerParts) {
    this.#parts = parts;
  }

  /** Runs a command. `args` come from outside and are checked. */
  run(name: CommandName, args: unknown): Promise<Result<CommandResult>> {
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    if (check === undefined) return Promise.resolve(failure('CHANNEL_UNKNOWN'));
    const checked = check(args);
    if (!checked.ok) return Promise.resolve(checked);
    const outcome = this.#queue.then(() => this.#runChecked(name, checked.value as CommandArguments[typeof name]));
    this.#queue = outcome.catch(() => undefined);
    return outcome;
  }

  /** Resolves when every command that was accepted has been written. */
  async idle(): Promise<void> {
    await this.#queue;
  }

  async #runChecked<Name extends CommandName>(
    name: Name,
    args: CommandArguments[Name],
  ): Promise<Result<CommandResult>> {
    const { context, board, syncNow } = this.#parts;
    const operationId = v7();
    try {
      if (isBackupCommand(name)) {
        const asked = this.#parts.backups?.(name, args) ?? failure('STORE_UNAVAILABLE');
        return asked.ok ? success({ operationId, written: [] }) : asked;
      }
      const plan = (planners[name as PlannedName] as unknown as PlanCommand<Name>)(context, args);
      if (!plan.ok) return plan;
      const result = await this.#write(operationId, name, plan.value);
      if (result.ok) board.announce('sync');
      if (name === 'syncNow' || name === 'retrySyncItem') syncNow();
      return result;
    } catch (error) {
      const refused = storageFailure(error);
      if (refused === undefined) throw error;
      return refused;
    }
  }

  async #write(operationId: string, name: CommandName, plan: CommandPlan): Promise<Result<CommandResult>> {
    const { writer } = this.#parts.context;
    if (plan.alreadyWritten !== undefined) {
      const { inTransaction } = plan;
      if (inTransaction !== undefined) writer.file.transaction(() => inTransaction(writer.file.database));
      return success({ operationId, written: plan.alreadyWritten });
    }
    const { inTransaction, replaces = [], shownAs = name } = plan;
    const follows = plan.isNoWork === true ? operationId : undefined;
    const outcome = await writer.write({ operationId, command: shownAs, replaces, inTransaction, follows }, () =>
      permitted(
        this.#parts.context,
        plan.isApart === true ? plan.documents() : withTouches(this.#parts.context, plan.documents()),
      ),
    );
    if (!outcome.ok) return outcome;
    const written = outcome.value.map(({ collection, fields }) => ({ collection, documentId: String(fields.id) }));
    return success({ operationId, written });
  }
}
