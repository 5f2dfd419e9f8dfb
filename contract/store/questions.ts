import Type, { type Static } from 'typebox';
import {
  DeskName,
  FailingShares,
  type NeighbouringDesk,
  SharedPrinters,
  SharedScanner,
  SharedTerminal,
} from '../devices/neighbours.ts';
import { closed, Identifier } from '../entities/building-blocks.ts';
import type { ConsultationPurpose } from '../entities/correspondence.ts';
import { type AdministrationResults, administrationQuestions } from './administration.ts';
import { type KioskQuestionResults, kioskQuestions } from './kiosks.ts';
import { type MessageResults, messageQuestions } from './messages.ts';
import { type PlannerResults, plannerQuestions } from './planner.ts';

/** Questions that only the mid-office can answer: they need a line, and nothing waits for them. */
export const questionArguments = {
  /** Persons and dossiers that the member may see and this desk does not have. */
  searchCentre: Type.Object({ text: Type.String({ maxLength: 200 }) }, closed),
  /** Brings one of those to this desk, by the sync. */
  bringToDesk: Type.Object({ kind: Type.Enum(['person', 'dossier'] as const), id: Identifier }, closed),
  /** Calls the next visitor to a desk. Asked again with the same operation it is the same visitor. */
  callNextVisit: Type.Object({ operationId: Identifier, deskId: Identifier }, closed),
  ...plannerQuestions,
  ...kioskQuestions,
  ...administrationQuestions,
  ...messageQuestions,
  /** Who changed a record and, of a person, who looked: for the roles that may read that. */
  oversight: Type.Object({ collection: Type.Enum(['persons', 'dossiers'] as const), documentId: Identifier }, closed),
  /**
   * Says that this desk has a payment at a terminal, or no longer. False: another desk has one there. With `paymentId`: to look up how that
   * one ended, which another desk of the building began there; from then on this desk may say so.
   */
  holdTerminal: Type.Object(
    {
      terminal: Type.String({ minLength: 1, maxLength: 400 }),
      deskId: Type.Union([Identifier, Type.Null()]),
      isHeld: Type.Boolean(),
      paymentId: Type.Optional(Identifier),
    },
    closed,
  ),
  /** Shares this desk's printers, terminal and scanner under its name with the others in its building, and answers what those share; null: shares nothing. */
  shareDesk: Type.Object(
    {
      name: Type.Union([DeskName, Type.Null()]),
      /** The desk at which this computer stands, as was chosen there; null: as the centre's list says. */
      deskId: Type.Union([Identifier, Type.Null()]),
      printers: SharedPrinters,
      terminal: SharedTerminal,
      scanner: SharedScanner,
      failing: FailingShares,
    },
    closed,
  ),
} as const;

export type QuestionName = keyof typeof questionArguments;
export type QuestionArguments = { [Name in QuestionName]: Static<(typeof questionArguments)[Name]> };

/** A hit of the mid-office: as little as it takes to recognise it. */
export interface CentralHit {
  readonly kind: 'person' | 'dossier';
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly state?: string | undefined;
  /** A person of whom only the name is told. */
  readonly shielded: boolean;
}

export interface Oversight {
  /** The newest first. */
  readonly changes: readonly {
    readonly sequence: string;
    readonly at: string;
    readonly memberId: string;
    readonly kind: 'created' | 'changed' | 'deleted';
    readonly fields: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
  }[];
  /** The newest first; undefined where the role does not read the log of consultations. */
  readonly looks?:
    | readonly {
        readonly sequence: number;
        readonly at: string;
        readonly memberId: string;
        readonly purpose: ConsultationPurpose;
        readonly reason?: string | null | undefined;
        readonly outcome: 'shown' | 'refused';
      }[]
    | undefined;
}

export interface QuestionResults extends PlannerResults, KioskQuestionResults, MessageResults, AdministrationResults {
  readonly searchCentre: {
    /** False where this desk has everything that its member may see. */
    readonly needed: boolean;
    readonly hits: readonly CentralHit[];
    /** There are, or may be, more than these. */
    readonly more: boolean;
  };
  readonly bringToDesk: true;
  readonly callNextVisit: {
    /** Absent when nobody waits whom the desk can help. */
    readonly visitId?: string | undefined;
    /** How many others this desk could call now. */
    readonly waiting: number;
  };
  readonly oversight: Oversight;
  readonly holdTerminal: boolean;
  readonly shareDesk: readonly NeighbouringDesk[];
}
