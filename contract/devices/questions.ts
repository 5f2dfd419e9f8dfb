import Type, { type Static, type TSchema } from 'typebox';
import { closed, Identifier, InstantText } from '../entities/building-blocks.ts';
import type { Result } from '../result.ts';
import { type TerminalAnswer, WatchedDevices, type WatchedHealth } from './device-health.ts';
import type { EidVerification, UncheckedEid } from './eid-reading.ts';
import type { EidCheckResult } from './eid-verification.ts';
import { CardInsertion, PinChange, type PinWay } from './pin-change.ts';
import {
  type FoundPrinter,
  PrintContent,
  type PrinterDescription,
  PrinterPlace,
  type PrintJob,
  PrintKind,
  PrintServer,
} from './printing.ts';
import type { ReadersState } from './readers.ts';
import {
  MOST_SCANNED_PAGES,
  ScanNumber,
  type ScannerAbilities,
  ScannerChoice,
  type ScannerPage,
  type ScanOutcome,
  type ScanProgress,
  ScanSource,
} from './scanners.ts';
import {
  OperationNumber,
  RefundedPayment,
  TerminalAccess,
  type TerminalOutcome,
  TerminalPlace,
  TerminalSettings,
} from './terminal.ts';
import { type WatchedContent, WatchedFileId, type WatchedFiles, WatchFolder } from './watch-folder.ts';

const paymentFields = {
  operationId: OperationNumber,
  amountCents: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
};
/** When it was sent, for a service that is looked through for it. */
const sentFields = {
  sentAt: InstantText,
  /** Another desk sent it: where to, and under which name. */
  sentFrom: Type.Optional(TerminalPlace),
};
const SentPayment = Type.Object({ ...paymentFields, ...sentFields }, closed);
const refundFields = { ...paymentFields, original: RefundedPayment };
const terminalFields = { terminal: TerminalSettings, access: TerminalAccess };

/**
 * Questions of main to the device process: the arguments' schema, checked where they arrive. Each group of devices adds its
 * own, named `group:question`.
 */
export const deviceQuestionArguments = {
  /** Which readers there are and whether a card lies in them. */
  'readers:state': Type.Object({}, closed),
  /**
   * Begins to read the eID that was put into a reader, and answers as soon as it is known who its holder is; `eid:verification` has
   * the rest. For test cards: `testRoots` are believed instead of the Belgian ones, and `testResponders` may be asked beside the
   * Belgian ones.
   */
  'eid:read': Type.Object(
    {
      reader: Type.String({ minLength: 1, maxLength: 500 }),
      insertion: Type.Integer({ minimum: 1 }),
      testRoots: Type.Array(Type.String({ maxLength: 20_000 }), { maxItems: 10 }),
      testResponders: Type.Array(Type.String({ maxLength: 500 }), { maxItems: 10 }),
    },
    closed,
  ),
  /** The photo of a reading and what was checked; answers when the card was read to its end. */
  'eid:verification': Type.Object({ readingId: Type.String({ minLength: 1, maxLength: 64 }) }, closed),
  /** Whether the card in a reader answers as an eID: only its chip is asked, nothing of the person. */
  'eid:test': Type.Object({ reader: Type.String({ minLength: 1, maxLength: 500 }) }, closed),
  /** Asks the issuer whether the certificates of a reading are revoked: its two last checks. */
  'eid:revocation': Type.Object(
    {
      readingId: Type.String({ minLength: 1, maxLength: 64 }),
      /** The proxy of the municipality's network; absent: none. One that is no address reaches nobody. */
      proxy: Type.Optional(Type.String({ maxLength: 500 })),
    },
    closed,
  ),
  /** Which printers a print server (CUPS) knows. */
  'printers:find': Type.Object({ server: PrintServer }, closed),
  /** How the PIN of the card in a reader can be changed, and how many tries are left. */
  'pin:look': CardInsertion,
  /** Gives the card another PIN; the bytes of both are wiped. */
  'pin:change': PinChange,
  /** What a printer is and how it stands: also the check when one is added. */
  'printers:describe': Type.Object({ kind: PrintKind, place: PrinterPlace }, closed),
  /** Begins to print; what becomes of it is told by `printers:jobChanged`. */
  'printers:print': Type.Object({ place: PrinterPlace, content: PrintContent }, closed),
  /** Opens the cash drawer that hangs on a ticket printer; DRAWER_NOT_OPENED when the printer cannot do it now. */
  'printers:openDrawer': Type.Object({ place: PrinterPlace }, closed),
  'printers:cancel': Type.Object({ jobId: Identifier }, closed),
  /** Somebody else will sit here: no job is told of any more. */
  'printers:forget': Type.Object({}, closed),
  /** Which scanners there are; looking for them in the network takes seconds. */
  'scanners:list': Type.Object({}, closed),
  /** What a scanner can, asked of itself. */
  'scanners:describe': Type.Object({ scanner: ScannerChoice }, closed),
  /** Scans; answers when it ended. Pages and progress are told meanwhile. */
  'scanners:scan': Type.Object(
    {
      scanId: ScanNumber,
      scanner: ScannerChoice,
      source: ScanSource,
      most: Type.Integer({ minimum: 1, maximum: MOST_SCANNED_PAGES }),
    },
    closed,
  ),
  'scanners:cancel': Type.Object({ scanId: ScanNumber }, closed),
  /** Somebody else will sit here: what is being scanned ends, and no page of it is told. */
  'scanners:forget': Type.Object({}, closed),
  /** What lies in the folder of the copier. */
  'watchFolder:list': Type.Object({ folder: WatchFolder }, closed),
  'watchFolder:read': Type.Object({ folder: WatchFolder, fileId: WatchedFileId }, closed),
  /** Removes what the store has. */
  'watchFolder:remove': Type.Object({ folder: WatchFolder, fileId: WatchedFileId }, closed),
  /** Takes a payment; answers when the terminal did. The intent is written down before. */
  'terminal:pay': Type.Object({ ...terminalFields, payment: Type.Object(paymentFields, closed) }, closed),
  /** How a payment ended. */
  'terminal:lookUp': Type.Object({ ...terminalFields, payment: SentPayment }, closed),
  /** Gives money of a payment back to the card it came from; answers when the terminal did. The intent is written down before. */
  'terminal:refund': Type.Object({ ...terminalFields, refund: Type.Object(refundFields, closed) }, closed),
  /** How a refund ended. */
  'terminal:lookUpRefund': Type.Object(
    { ...terminalFields, refund: Type.Object({ ...refundFields, ...sentFields }, closed) },
    closed,
  ),
  'terminal:cancel': Type.Object({ ...terminalFields, operationId: OperationNumber }, closed),
  /** Which devices are watched from now on; what is watched already goes on. */
  'health:watch': WatchedDevices,
  /** Looks at all of them now, whatever the next time would be. */
  'health:look': Type.Object({}, closed),
  /** Whether a terminal answers as one; no payment is touched. */
  'health:testTerminal': Type.Object({ terminal: TerminalSettings }, closed),
} as const satisfies Record<string, TSchema>;

export type DeviceQuestionName = keyof typeof deviceQuestionArguments;
export type DeviceArguments<Name extends DeviceQuestionName> = Static<(typeof deviceQuestionArguments)[Name]>;

/** What the device process answers to each question. */
export interface DeviceAnswers {
  readonly 'readers:state': ReadersState;
  readonly 'eid:read': UncheckedEid;
  readonly 'eid:verification': EidVerification;
  readonly 'eid:test': null;
  readonly 'eid:revocation': readonly EidCheckResult[];
  readonly 'printers:find': readonly FoundPrinter[];
  readonly 'pin:look': PinWay;
  readonly 'pin:change': null;
  readonly 'printers:describe': PrinterDescription;
  readonly 'printers:print': PrintJob;
  readonly 'printers:openDrawer': null;
  readonly 'printers:cancel': null;
  readonly 'printers:forget': null;
  readonly 'scanners:list': readonly ScannerChoice[];
  readonly 'scanners:describe': ScannerAbilities;
  readonly 'scanners:scan': ScanOutcome;
  readonly 'scanners:cancel': null;
  readonly 'scanners:forget': null;
  readonly 'watchFolder:list': WatchedFiles;
  readonly 'watchFolder:read': WatchedContent;
  readonly 'watchFolder:remove': null;
  readonly 'terminal:pay': TerminalOutcome;
  readonly 'terminal:lookUp': TerminalOutcome;
  readonly 'terminal:refund': TerminalOutcome;
  readonly 'terminal:lookUpRefund': TerminalOutcome;
  readonly 'terminal:cancel': null;
  readonly 'health:watch': WatchedHealth;
  readonly 'health:look': WatchedHealth;
  readonly 'health:testTerminal': TerminalAnswer;
}

/** What the device process says by itself. */
export interface DeviceNotices {
  readonly 'readers:changed': ReadersState;
  readonly 'printers:jobChanged': PrintJob;
  readonly 'health:changed': WatchedHealth;
  readonly 'scanners:progress': ScanProgress;
  readonly 'scanners:page': ScannerPage;
  /** A card is before the terminal, for an operation that waits for it. */
  readonly 'terminal:cardShown': { readonly operationId: string };
}
export type DeviceNoticeName = keyof DeviceNotices;

/** Main to device process, over the process's own parent port. */
export interface DeviceQuestion {
  readonly kind: 'question';
  readonly sequence: number;
  readonly name: string;
  readonly arguments: unknown;
}

/** Device process to main. */
export type DeviceMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly sequence: number; readonly result: Result<unknown> }
  | { [Name in DeviceNoticeName]: DeviceNotice<Name> }[DeviceNoticeName]
  | {
      readonly kind: 'log';
      readonly level: 'info' | 'warn' | 'error';
      readonly area: string;
      readonly message: string;
      readonly fields: Readonly<Record<string, string | number | boolean>>;
    };

/** A notice with what it tells. */
export type DeviceNotice<Name extends DeviceNoticeName = DeviceNoticeName> = {
  [Each in Name]: { readonly kind: 'notice'; readonly name: Each; readonly payload: DeviceNotices[Each] };
}[Name];
