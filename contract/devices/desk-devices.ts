import Type, { type Static } from 'typebox';
import { closed } from '../entities/building-blocks.ts';
import { DeskPrinters } from './printing.ts';
import { ScannerChoice } from './scanners.ts';
import { TerminalSettings } from './terminal.ts';
import { WatchFolder } from './watch-folder.ts';

/** The name of a device as its driver gives it. */
const DeviceName = Type.String({ minLength: 1, maxLength: 500 });

/** Which devices this desk uses: choices of the computer, not of who works at it. What is absent was never chosen. */
export const DeskDevices = Type.Object(
  {
    /** The reader of citizens' cards, when there are several. */
    preferredReader: Type.Optional(DeviceName),
    /** Which printer prints what. */
    printers: Type.Optional(DeskPrinters),
    /** The camera of this desk, by its label: the browser's id of it changes. */
    camera: Type.Optional(Type.Object({ label: DeviceName }, closed)),
    /** The scanner of this desk; absent: none. */
    scanner: Type.Optional(ScannerChoice),
    /** Where a copier drops what it scans. Written by main alone, from a dialog. */
    watchFolder: Type.Optional(WatchFolder),
    /** The payment terminal; absent: none. */
    terminal: Type.Optional(TerminalSettings),
  },
  closed,
);
export type DeskDevices = Static<typeof DeskDevices>;
