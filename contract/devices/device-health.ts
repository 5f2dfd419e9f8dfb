import Type, { type Static } from 'typebox';
import { closed } from '../entities/building-blocks.ts';
import type { ErrorCode } from '../errors.ts';
import { type PrinterDescription, PrinterPlace, type PrinterProblem, PrintKind } from './printing.ts';
import { TerminalSettings } from './terminal.ts';

/** The printer of this desk for a kind of document, or the one that stands in for it. */
export const PrinterOrder = Type.Enum(['first', 'second'] as const);
export type PrinterOrder = Static<typeof PrinterOrder>;

/** The same with the one of another desk that was taken over. */
export const WatchedOrder = Type.Enum(['first', 'second', 'standIn'] as const);
export type WatchedOrder = Static<typeof WatchedOrder>;

/** A printer that this desk uses, and for what. */
export const WatchedPrinter = Type.Object({ kind: PrintKind, order: WatchedOrder, place: PrinterPlace }, closed);
export type WatchedPrinter = Static<typeof WatchedPrinter>;

/** The devices that are watched: what was chosen at this desk, and nothing else. */
export const WatchedDevices = Type.Object(
  { printers: Type.Array(WatchedPrinter, { maxItems: 20 }), terminal: Type.Optional(TerminalSettings) },
  closed,
);
export type WatchedDevices = Static<typeof WatchedDevices>;

/** Whether a device answered when it was last looked at; `notYet`: nobody looked. */
export type Reach = 'notYet' | 'reached' | 'away';

/** How a printer of this desk stands. */
export interface PrinterHealth {
  readonly kind: PrintKind;
  readonly order: WatchedOrder;
  readonly name: string;
  readonly address: string;
  readonly reach: Reach;
  readonly state: PrinterDescription['state'];
  readonly problems: readonly PrinterProblem[];
  /** Why it is away. */
  readonly code: ErrorCode | null;
}

/** How the watched devices stand; null: this desk has no terminal that can be asked. */
export interface WatchedHealth {
  readonly printers: readonly PrinterHealth[];
  readonly terminal: Reach | null;
}

/** What a terminal did with a question about a payment that never was: `strange` is an answer that is none of a terminal. */
export type TerminalAnswer = 'speaks' | 'away' | 'strange' | 'busy';
