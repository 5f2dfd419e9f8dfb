import Type, { type Static } from 'typebox';
import { closed, Identifier, text } from '../entities/building-blocks.ts';
import { type DeskPrinters, PrinterPlace, PrintKind, printKinds } from './printing.ts';
import { ScannerChoice, scannerAddress } from './scanners.ts';
import { type TerminalPlace, TerminalSettings } from './terminal.ts';

/** What a desk is called by the others in its building, such as "Loket 3". */
export const DeskName = text(40);

/** A printer of another desk that does the work of this desk's own until that one is back. */
export const StandIn = Type.Object({ deskName: DeskName, place: PrinterPlace }, closed);
export type StandIn = Static<typeof StandIn>;
/** A payment terminal of another desk that does the work of this desk's own. */
export const TerminalStandIn = Type.Object({ deskName: DeskName, settings: TerminalSettings }, closed);
export type TerminalStandIn = Static<typeof TerminalStandIn>;
/** A scanner of another desk that this desk scans with. */
export const ScannerStandIn = Type.Object({ deskName: DeskName, scanner: ScannerChoice }, closed);
export type ScannerStandIn = Static<typeof ScannerStandIn>;
export const StandIns = Type.Object(
  {
    a4: Type.Optional(StandIn),
    ticket: Type.Optional(StandIn),
    label: Type.Optional(StandIn),
    terminal: Type.Optional(TerminalStandIn),
    scanner: Type.Optional(ScannerStandIn),
  },
  closed,
);
export type StandIns = Static<typeof StandIns>;

/** A printer in the network that the desks of a building may use when theirs fails. No secrets, and never a reader. */
export const SharedPrinter = Type.Object({ kind: PrintKind, place: PrinterPlace }, closed);
export type SharedPrinter = Static<typeof SharedPrinter>;
export const SharedPrinters = Type.Array(SharedPrinter, { maxItems: printKinds.length });

/** The payment terminal that a desk shares, null without one. Its key is a secret of each desk and is never shared. */
export const SharedTerminal = Type.Union([TerminalSettings, Type.Null()]);
export type SharedTerminal = Static<typeof SharedTerminal>;

/** The scanner in the network that a desk shares, null without one. */
export const SharedScanner = Type.Union([ScannerChoice, Type.Null()]);
export type SharedScanner = Static<typeof SharedScanner>;

/** Which of what a desk shares does not work now. */
export const sharedKinds = [...printKinds, 'terminal'] as const;
export const FailingShares = Type.Array(Type.Enum(sharedKinds), { maxItems: sharedKinds.length });
export type FailingShares = Static<typeof FailingShares>;

/** What a poke says changed when desks of the building share something else, or one of them uses or frees a terminal. */
export const neighboursPoke = 'neighbours';

/** Another desk in the same building, with what it shares. */
export const NeighbouringDesk = Type.Object(
  {
    ...{ deviceId: Identifier, name: DeskName, printers: SharedPrinters, terminal: Type.Optional(SharedTerminal) },
    scanner: Type.Optional(SharedScanner),
    failing: Type.Optional(FailingShares),
    /** A desk has a payment at its terminal now. */
    terminalInUse: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type NeighbouringDesk = Static<typeof NeighbouringDesk>;
export const NeighbouringDesks = Type.Array(NeighbouringDesk, { maxItems: 100 });

const OWN_COMPUTER = /^(?:(?:ipps?|https?|tcp):\/\/)?(?:localhost|127\.[\d.]+|\[::1\]|::1)(?:[:/]|$)/i;

/** Whether another computer that uses this address reaches the same printer: a queue of this computer is only its own. */
export function isInTheNetwork(address: string): boolean {
  return !OWN_COMPUTER.test(address.trim());
}

/** What a desk shares of its printers: the first of each kind, when others reach it. */
export function sharedPrinters(
  printers: DeskPrinters | undefined,
  isReached: (address: string) => boolean,
): readonly SharedPrinter[] {
  return printKinds.flatMap((kind) => {
    const place = printers?.[kind]?.first;
    if (place === undefined || !isReached(place.address)) return [];
    // The drawer holds the money of this desk: nobody else opens it.
    const { hasDrawer: _ownOnly, ...shared } = place;
    return [{ kind, place: shared }];
  });
}

/** What a desk shares of its terminal: one that others reach, and that says itself how a payment ended. */
export function sharedTerminal(
  terminal: TerminalSettings | undefined,
  isReached: (address: string) => boolean,
): SharedTerminal {
  if (terminal === undefined || terminal.kind === 'manual') return null;
  return terminal.kind === 'mollie' || isReached(terminal.url) ? terminal : null;
}

/** What a desk shares of its scanner: one in the network, when others reach it. */
export function sharedScanner(
  scanner: ScannerChoice | undefined,
  isReached: (address: string) => boolean,
): SharedScanner {
  const address = scanner && scannerAddress(scanner);
  return scanner && address !== undefined && isReached(address) ? scanner : null;
}

/** Where an operation goes, as it is written down with it: no address that anybody would be led to. */
export function terminalPlace(terminal: TerminalSettings): TerminalPlace {
  return { terminalKey: terminalKey(terminal), ...(terminal.kind === 'nexo' && { saleId: terminal.saleId }) };
}

/** What tells one terminal of a building from another, whatever desk asks. */
export function terminalKey(terminal: TerminalSettings): string {
  if (terminal.kind === 'manual') return 'manual';
  return terminal.kind === 'nexo' ? `nexo ${terminal.terminalId} ${terminal.url}` : `mollie ${terminal.terminalId}`;
}
