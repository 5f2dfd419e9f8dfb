import Type, { type Static } from 'typebox';
import {
  Address,
  Channel,
  closed,
  DayText,
  Identifier,
  Language,
  messageChannels,
  text,
  words,
} from '../entities/building-blocks.ts';
import { assuranceLevels, interactionResults } from '../entities/contact.ts';
import { consultationPurposes, DocumentKind } from '../entities/correspondence.ts';
import { DossierStatus, outcomes } from '../entities/dossier.ts';
import type { collectionNames } from '../entities/index.ts';
import { BasketLine, paymentEvents, TerminalOperation } from '../entities/payment.ts';
import { callSheetCommands } from './call-sheet.ts';
import { messageCommands } from './messages.ts';
import { plannerCommands } from './planner.ts';
import { referenceDraftCommands } from './reference-drafts.ts';
import { rightsCommands } from './rights.ts';
import { taskCommands } from './tasks.ts';
import { visitCommands } from './visits.ts';

const Answers = Type.Record(
  Type.String(),
  Type.Union([Type.String({ maxLength: 20_000 }), Type.Number(), Type.Boolean()]),
);
const LongText = Type.String({ maxLength: 20_000 });

/** Values of the conflict choice for one field: what the clerk here wrote, or what the other desk wrote. */
const Choice = Type.Enum(['mine', 'theirs'] as const);

/**
 * Everything a clerk can do to the local store. Each command is checked, written in one transaction, acknowledged, and then
 * pushed. Every argument may carry its own `id`s so that a repeated call does nothing twice.
 */
export const commandArguments = {
  registerInteraction: Type.Object(
    {
      id: Type.Optional(Identifier),
      personId: Type.Optional(Identifier),
      dossierIds: Type.Array(Identifier, { maxItems: 50 }),
      channel: Channel,
      direction: Type.Enum(['incoming', 'outgoing'] as const),
      subject: Type.String({ minLength: 1, maxLength: 300 }),
      text: LongText,
      result: Type.Optional(words(interactionResults, 'InteractionResult')),
      assurance: Type.Optional(words(assuranceLevels, 'AssuranceLevel')),
      durationSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 86_400 })),
    },
    closed,
  ),
  createDossier: Type.Object(
    {
      id: Type.Optional(Identifier),
      typeCode: text(60),
      subject: Type.String({ minLength: 1, maxLength: 300 }),
      description: Type.Optional(LongText),
      applicantId: Identifier,
      address: Type.Optional(Address),
      parcel: Type.Optional(text(20)),
      channel: Channel,
      answers: Answers,
      /** Absent: the team that the routing rules choose. Present: the clerk's own choice, kept with the evidence. */
      teamId: Type.Optional(Identifier),
    },
    closed,
  ),
  updateDossier: Type.Object(
    {
      dossierId: Identifier,
      changes: Type.Partial(
        Type.Object(
          {
            subject: Type.String({ minLength: 1, maxLength: 300 }),
            description: LongText,
            address: Address,
            parcel: text(20),
            answers: Answers,
          },
          closed,
        ),
      ),
    },
    closed,
  ),
  assignDossier: Type.Object(
    {
      dossierId: Identifier,
      teamId: Identifier,
      handlerId: Type.Optional(Identifier),
      reason: Type.Optional(text(2000)),
    },
    closed,
  ),
  changeStatus: Type.Object(
    {
      dossierId: Identifier,
      status: DossierStatus,
      outcome: Type.Optional(words(outcomes, 'Outcome')),
      note: Type.Optional(LongText),
    },
    closed,
  ),
  createPerson: Type.Object(
    {
      id: Type.Optional(Identifier),
      kind: Type.Enum(['citizen', 'enterprise', 'association'] as const),
      givenName: Type.Optional(text(100)),
      familyName: Type.Optional(text(100)),
      organisationName: Type.Optional(text(200)),
      birthDate: Type.Optional(Type.String({ maxLength: 10 })),
      nationalNumber: Type.Optional(text(20)),
      enterpriseNumber: Type.Optional(text(20)),
      address: Type.Optional(Address),
      phoneNumber: Type.Optional(text(30)),
      emailAddress: Type.Optional(text(254)),
      language: Language,
    },
    closed,
  ),
  updatePerson: Type.Object(
    {
      personId: Identifier,
      changes: Type.Partial(
        Type.Object(
          {
            /** Names and day of birth: taken over from an identity card. */
            givenName: text(100),
            familyName: text(100),
            birthDate: DayText,
            address: Address,
            phoneNumber: text(30),
            emailAddress: text(254),
            preferredChannel: words(messageChannels, 'MessageChannel'),
            language: Language,
            /** Whether they may be written so; a channel that is left out stays as it is. */
            optIns: Type.Object({ email: Type.Optional(Type.Boolean()), sms: Type.Optional(Type.Boolean()) }, closed),
          },
          closed,
        ),
      ),
    },
    closed,
  ),
  addNote: Type.Object(
    {
      collection: Type.Enum(['persons', 'dossiers'] as const),
      documentId: Identifier,
      text: Type.String({ minLength: 1, maxLength: 20_000 }),
    },
    closed,
  ),
  ...taskCommands,
  /**
   * Writes down that somebody looks at a person, and why; its document's id opens `personCard`. The same look within the same
   * quarter of an hour is written once. REASON_REQUIRED when the glass must be broken first.
   */
  consultPerson: Type.Object(
    {
      personId: Identifier,
      purpose: words(consultationPurposes, 'ConsultationPurpose'),
      dossierId: Type.Optional(Identifier),
      /** Kept with the log: why the glass is broken, or what `other` stands for. */
      reason: Type.Optional(text(500)),
      /** The whole national number as well. */
      reveal: Type.Boolean(),
    },
    closed,
  ),
  /**
   * Writes down that somebody opens a dossier of another team, and why: its card then opens for a while, and the team hears of it.
   * REASON_REQUIRED when the reason says nothing.
   */
  consultDossier: Type.Object({ dossierId: Identifier, reason: text(500) }, closed),
  /**
   * Writes down that somebody looks at the content of a document; its id opens `documentLook`. REASON_REQUIRED when its dossier is
   * closed to them.
   */
  consultDocument: Type.Object({ documentId: Identifier }, closed),
  /**
   * Writes down that somebody reads the eID of a person: one of the register here, or one who is not and would get this id. The row opens
   * nothing but what the card itself says.
   */
  consultCard: Type.Object({ personId: Identifier }, closed),
  /** Adds a document to a dossier, whose content this desk has taken in and will send (`addContent`). */
  addDocument: Type.Object(
    {
      id: Identifier,
      dossierId: Identifier,
      title: Type.String({ minLength: 1, maxLength: 300 }),
      fileName: Type.String({ minLength: 1, maxLength: 200 }),
      mediaType: text(100),
      /** Absent: a file was added. */
      source: Type.Optional(Type.Enum(['scan', 'template'] as const)),
      documentKind: Type.Optional(DocumentKind),
      contentHash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
      sizeBytes: Type.Integer({ minimum: 1 }),
    },
    closed,
  ),
  /** Writes down what will be paid, before a terminal is touched. The same id twice is one payment. */
  beginPayment: Type.Object(
    {
      id: Identifier,
      dossierId: Type.Optional(Identifier),
      personId: Type.Optional(Identifier),
      lines: Type.Array(BasketLine, { minItems: 1, maxItems: 50 }),
      method: Type.Enum(['card', 'cash', 'transfer'] as const),
    },
    closed,
  ),
  /**
   * Writes down that money of a payment goes back, before anything else happens. REFUND_NOT_POSSIBLE of what was not paid, REFUND_TOO_MUCH
   * when more than was paid would go back in all. The id is the caller's.
   */
  beginRefund: Type.Object(
    {
      id: Identifier,
      paymentId: Identifier,
      amountCents: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
      method: Type.Enum(['card', 'cash'] as const),
      reason: text(500),
    },
    closed,
  ),
  /** Writes down what happened to a payment; PAYMENT_STEP_NOT_NOW when that cannot happen. The same `stepId` twice is one step. */
  recordPaymentEvent: Type.Object(
    {
      paymentId: Identifier,
      stepId: Identifier,
      event: words(paymentEvents, 'PaymentEvent'),
      terminal: Type.Optional(TerminalOperation),
      reason: Type.Optional(text(500)),
      /** Another desk began it, and this one holds its terminal: the centre judges that, too. */
      asHolder: Type.Optional(Type.Literal(true)),
    },
    closed,
  ),
  /** Writes down what is in the drawer now; what was expected is computed. FIELD_REQUIRED without a reason for a difference. */
  countCash: Type.Object(
    {
      id: Identifier,
      floatCents: Type.Integer({ minimum: 0, maximum: 1_000_000_000 }),
      countedCents: Type.Integer({ minimum: 0, maximum: 1_000_000_000 }),
      reason: Type.Optional(text(500)),
    },
    closed,
  ),
  /** Writes down that the cash drawer is opened without a payment, and why. FIELD_REQUIRED without a reason. The id is the caller's. */
  openDrawer: Type.Object({ id: Identifier, reason: text(500) }, closed),
  ...visitCommands,
  ...plannerCommands,
  ...rightsCommands,
  ...referenceDraftCommands,
  ...messageCommands,
  ...callSheetCommands,
  /** The store does this itself when it opens: payments at a terminal that nobody waits for any more are unknown. */
  markInterruptedPayments: Type.Object({}, closed),
  /** A choice per clashing field; `keepOtherAsNote` writes the value not chosen into the notes of the document. */
  resolveConflict: Type.Object(
    {
      conflictId: Identifier,
      choices: Type.Record(Type.String(), Choice),
      keepOtherAsNote: Type.Boolean(),
      /** The values not chosen in the words of the screen; absent: field names and values as they are stored. */
      noteText: Type.Optional(LongText),
    },
    closed,
  ),
  /** Sends a rejected or failing item again; `changes` are the corrected top-level fields of its document. */
  retrySyncItem: Type.Object(
    { operationId: Identifier, changes: Type.Optional(Type.Record(Type.String(), Type.Unknown())) },
    closed,
  ),
  /** Gives up a rejected item. Its text stays in the history of the sync list for 30 days. */
  discardSyncItem: Type.Object({ operationId: Identifier }, closed),
  /** The clerk has read that the database was set aside: `SyncStatus.recovery` goes away. */
  dismissRecovery: Type.Object({}, closed),
  /** Starts a backup now; answered when it has started. */
  makeBackup: Type.Object({}, closed),
  /** Asks for a restore: the store closes and opens again on the backup, with the unsent work of now. */
  restoreBackup: Type.Object({ backupId: text(80) }, closed),
  /** Takes the last restore back, with the unsent work of now. */
  undoRestore: Type.Object({}, closed),
  /** Removes files that were set aside, for good: only a person decides that. */
  removeSetAside: Type.Object({ setAsideId: text(80) }, closed),
  /** The clerk has read that the centre was put back or that the rights changed: `SyncStatus.feedNotice` goes away. */
  dismissFeedNotice: Type.Object({}, closed),
  /** Asks the sync to try now instead of after its back-off. */
  syncNow: Type.Object({}, closed),
} as const;

export type CommandName = keyof typeof commandArguments;
export type CommandArguments = { [Name in CommandName]: Static<(typeof commandArguments)[Name]> };

/** What a command acknowledges: the documents it wrote. All are durable on disk when the answer arrives. */
export interface CommandResult {
  readonly operationId: string;
  readonly written: readonly { readonly collection: (typeof collectionNames)[number]; readonly documentId: string }[];
}
