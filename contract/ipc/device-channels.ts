import Type from 'typebox';
import { DeskDevices } from '../devices/desk-devices.ts';
import type { TerminalAnswer, WatchedHealth } from '../devices/device-health.ts';
import type { ConsultedEid, EidVerification } from '../devices/eid-reading.ts';
import type { EidCheckResult } from '../devices/eid-verification.ts';
import { type NeighbouringDesk, NeighbouringDesks } from '../devices/neighbours.ts';
import { CardInsertion, PinChange, type PinWay } from '../devices/pin-change.ts';
import type { ReadersState } from '../devices/readers.ts';
import {
  MOST_SCANNED_PAGES,
  ScanNumber,
  type ScannerAbilities,
  type ScannerChoice,
  type ScanOutcome,
  ScanSource,
} from '../devices/scanners.ts';
import {
  OperationNumber,
  RefundedPayment,
  SecretTerminalKind,
  type TerminalOutcome,
  TerminalPlace,
  TerminalSecret,
} from '../devices/terminal.ts';
import type { WatchFolder } from '../devices/watch-folder.ts';
import { closed, InstantText } from '../entities/building-blocks.ts';
import { TerminalKind } from '../entities/payment.ts';

const AmountCents = Type.Integer({ minimum: 1, maximum: 1_000_000_000 });
/** What a page may ask of the devices of this desk; part of `requestArguments`. */
export const deviceRequests = {
  /** Card readers, without anything of the cards in them. */
  'devices:readers': Type.Object({}, closed),
  /**
   * Begins to read the eID that was put into a reader, and writes down that it was looked at before anything of it is answered. Answers
   * with the holder, who was not checked yet.
   */
  'devices:readEid': Type.Object(
    { reader: Type.String({ minLength: 1, maxLength: 500 }), insertion: Type.Integer({ minimum: 1 }) },
    closed,
  ),
  /** The photo and the checks of a reading, when the card was read to its end. */
  'devices:eidVerification': Type.Object({ readingId: Type.String({ minLength: 1, maxLength: 64 }) }, closed),
  /** Whether the certificates of a card that was read are revoked; may take seconds. */
  'devices:eidRevocation': Type.Object({ readingId: Type.String({ minLength: 1, maxLength: 64 }) }, closed),
  /** How the PIN of the citizen's card can be changed, and how many tries are left. */
  'devices:lookAtPin': CardInsertion,
  /** Gives the citizen's card another PIN. */
  'devices:changePin': PinChange,
  /** Which devices this computer uses. */
  'devices:readSettings': Type.Object({}, closed),
  'devices:writeSettings': DeskDevices,
  /** Takes a payment at this desk's terminal; answers when the terminal did. Write the intent down first. */
  'devices:payAtTerminal': Type.Object(
    { operationId: OperationNumber, amountCents: AmountCents, terminalKey: TerminalPlace.properties.terminalKey },
    closed,
  ),
  /** Asks a terminal how a payment ended that one of this kind was sent: the one where it was, or this desk's where nobody knows which. */
  'devices:lookUpPayment': Type.Object(
    {
      ...{ kind: TerminalKind, operationId: OperationNumber, amountCents: AmountCents, sentAt: InstantText },
      place: Type.Optional(TerminalPlace),
    },
    closed,
  ),
  /** Gives money of a payment back at a terminal of the kind that took it. Write the intent down first. */
  'devices:refundAtTerminal': Type.Object(
    {
      ...{ kind: TerminalKind, operationId: OperationNumber, amountCents: AmountCents },
      ...{ original: RefundedPayment, terminalKey: TerminalPlace.properties.terminalKey },
    },
    closed,
  ),
  'devices:lookUpRefund': Type.Object(
    {
      ...{ kind: TerminalKind, operationId: OperationNumber, amountCents: AmountCents },
      ...{ original: RefundedPayment, sentAt: InstantText, place: Type.Optional(TerminalPlace) },
    },
    closed,
  ),
  'devices:cancelPayment': Type.Object({ operationId: OperationNumber }, closed),
  /** Keeps the key of a payment terminal, sealed. No page gets it back. */
  'devices:writeTerminalSecret': Type.Object({ kind: SecretTerminalKind, secret: TerminalSecret }, closed),
  /** For which kinds of terminals a key is kept. */
  'devices:terminalSecrets': Type.Object({}, closed),
  /** How the devices stand that this desk uses. */
  'devices:health': Type.Object({}, closed),
  /** Looks at them now; answers when all were looked at. */
  'devices:lookAgain': Type.Object({}, closed),
  /** Whether the card in a reader answers as an eID; nothing of the person is read. */
  'devices:testCard': Type.Object({ reader: Type.String({ minLength: 1, maxLength: 500 }) }, closed),
  /** Whether this desk's terminal answers as one; no payment is touched. */
  'devices:testTerminal': Type.Object({}, closed),
  /** Somebody asked to hear the microphone, or has heard enough: it is refused at any other time. */
  'devices:useMicrophone': Type.Object({ on: Type.Boolean() }, closed),
  /** Which scanners there are; may take seconds. */
  'devices:listScanners': Type.Object({}, closed),
  /** What the scanner of this desk can. */
  'devices:describeScanner': Type.Object({}, closed),
  /** Scans with the scanner of this desk; answers when it ended. Its pages are events. */
  'devices:scan': Type.Object(
    { scanId: ScanNumber, source: ScanSource, most: Type.Integer({ minimum: 1, maximum: MOST_SCANNED_PAGES }) },
    closed,
  ),
  /** Opens a dialog of the system for the folder of the copier, and keeps it: a page cannot name a path. */
  'devices:chooseWatchFolder': Type.Object({}, closed),
  'devices:cancelScan': Type.Object({ scanId: ScanNumber }, closed),
  /** The other desks in the building with the printers that they share, as they were last known. */
  /** Opens the cash drawer of this desk. DRAWER_NOT_SET when none was chosen. */
  'devices:openDrawer': Type.Object({}, closed),
  'devices:neighbours': Type.Object({}, closed),
  /** Keeps what the mid-office said of them, for when there is no line. */
  'devices:keepNeighbours': Type.Object({ desks: NeighbouringDesks }, closed),
  /** Starts the device process anew after it gave up. */
  'devices:restart': Type.Object({}, closed),
} as const;

/** What each answers. */
export interface DeviceResults {
  readonly 'devices:readers': ReadersState;
  readonly 'devices:readEid': ConsultedEid;
  readonly 'devices:eidVerification': EidVerification;
  readonly 'devices:eidRevocation': readonly EidCheckResult[];
  readonly 'devices:lookAtPin': PinWay;
  readonly 'devices:changePin': null;
  readonly 'devices:readSettings': DeskDevices;
  readonly 'devices:writeSettings': DeskDevices;
  readonly 'devices:payAtTerminal': TerminalOutcome;
  readonly 'devices:lookUpPayment': TerminalOutcome;
  readonly 'devices:refundAtTerminal': TerminalOutcome;
  readonly 'devices:lookUpRefund': TerminalOutcome;
  readonly 'devices:cancelPayment': null;
  readonly 'devices:writeTerminalSecret': null;
  readonly 'devices:terminalSecrets': readonly SecretTerminalKind[];
  readonly 'devices:health': WatchedHealth;
  readonly 'devices:lookAgain': WatchedHealth;
  readonly 'devices:testCard': null;
  readonly 'devices:testTerminal': TerminalAnswer;
  readonly 'devices:useMicrophone': null;
  readonly 'devices:listScanners': readonly ScannerChoice[];
  readonly 'devices:describeScanner': ScannerAbilities;
  readonly 'devices:scan': ScanOutcome;
  readonly 'devices:cancelScan': null;
  readonly 'devices:openDrawer': null;
  readonly 'devices:neighbours': readonly NeighbouringDesk[];
  readonly 'devices:keepNeighbours': readonly NeighbouringDesk[];
  /** Null when none was chosen. */
  readonly 'devices:chooseWatchFolder': WatchFolder | null;
  readonly 'devices:restart': null;
}
