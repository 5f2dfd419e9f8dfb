import Type, { type Static } from 'typebox';
import { closed, Identifier } from '../entities/building-blocks.ts';
import { WaitingRoomSettings } from '../ipc/waiting-room.ts';
import { kindOfDocument, PrintedDocument, printedDocuments } from '../letters/printed-documents.ts';
import type { PrinterOrder } from './device-health.ts';
import { DeskName, StandIns } from './neighbours.ts';
import { DeskPrinters, type PrinterPlace, type PrintKind } from './printing.ts';
import { ScannerChoice } from './scanners.ts';
import { TerminalSettings } from './terminal.ts';
import { WatchFolder } from './watch-folder.ts';

/** The name of a device as its driver gives it. */
const DeviceName = Type.String({ minLength: 1, maxLength: 500 });

/** Which devices this desk uses: choices of the computer, not of who works at it. What is absent was never chosen. */
export const DeskDevices = Type.Object(
  {
    /** The desk at which this computer stands; absent: as the centre's list of devices says. */
    deskId: Type.Optional(Identifier),
    /** The reader of citizens' cards, when there are several. */
    preferredReader: Type.Optional(DeviceName),
    /** Which printer prints what. */
    printers: Type.Optional(DeskPrinters),
    /** What comes out of the second printer of its kind, where there is one; all else comes out of the first. */
    onSecondPrinter: Type.Optional(Type.Array(PrintedDocument, { maxItems: printedDocuments.length })),
    /** The print server (CUPS) whose printers are offered; absent: the one of this computer. */
    printServer: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
    /** The scanner of this desk; absent: none. */
    scanner: Type.Optional(ScannerChoice),
    /** Printers, a terminal and a scanner of other desks that stand in for those of this desk. */
    standIns: Type.Optional(StandIns),
    /** Under which this desk shares its printers with the others in the building; absent: it shares nothing. */
    name: Type.Optional(DeskName),
    /** Where a copier drops what it scans. Written by main alone, from a dialog. */
    watchFolder: Type.Optional(WatchFolder),
    /** The payment terminal; absent: none. */
    terminal: Type.Optional(TerminalSettings),
    /** The camera and the microphone by their names: a desk that chose one misses it when it is gone. */
    camera: Type.Optional(DeviceName),
    microphone: Type.Optional(DeviceName),
    /** The screen of the waiting room, where this computer drives one. */
    waitingRoom: Type.Optional(WaitingRoomSettings),
  },
  closed,
);
export type DeskDevices = Static<typeof DeskDevices>;

/** The printer that prints a kind of document now: the one of another desk as long as that stands in. */
export function printerInUse({ standIns, printers }: DeskDevices, kind: PrintKind): PrinterPlace | undefined {
  return standIns?.[kind]?.place ?? printers?.[kind]?.first;
}

/** One of the two printers that this desk has for a kind; in the place of the first, the one that stands in for it. */
export function printerAt(devices: DeskDevices, kind: PrintKind, order: PrinterOrder): PrinterPlace | undefined {
  return order === 'first' ? printerInUse(devices, kind) : devices.printers?.[kind]?.second;
}

/** Which of its two printers this desk chose for a document. */
export function orderFor({ printers, onSecondPrinter }: DeskDevices, document: PrintedDocument): PrinterOrder {
  const isChosen = onSecondPrinter?.includes(document) && printers?.[kindOfDocument(document)]?.second !== undefined;
  return isChosen ? 'second' : 'first';
}

/** The printer that a document comes out of now; undefined: this desk has none for it. */
export function printerFor(devices: DeskDevices, document: PrintedDocument): PrinterPlace | undefined {
  return printerAt(devices, kindOfDocument(document), orderFor(devices, document));
}

/** The terminal that payments go to now: the one of another desk as long as that stands in. */
export function terminalInUse({ standIns, terminal }: DeskDevices): TerminalSettings | undefined {
  return standIns?.terminal?.settings ?? terminal;
}

/** What is scanned with now: the scanner of another desk as long as that stands in. */
export function scannerInUse({ standIns, scanner }: DeskDevices): ScannerChoice | undefined {
  return standIns?.scanner?.scanner ?? scanner;
}

/** The ticket printer of this desk that its cash drawer hangs on; never one of another desk. Undefined: this desk has no drawer. */
export function drawerPrinter({ printers }: DeskDevices): PrinterPlace | undefined {
  const { first, second } = printers?.ticket ?? {};
  return [first, second].find((place) => place?.hasDrawer === true);
}
