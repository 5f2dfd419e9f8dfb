import Type, { type Static } from 'typebox';
import { closed, text } from '../entities/building-blocks.ts';
import type { OnthaalError } from '../result.ts';

/** What a printer is for: letters and forms, tickets and receipts, labels. */
export const printKinds = ['a4', 'ticket', 'label'] as const;
export const PrintKind = Type.Enum(printKinds);
export type PrintKind = (typeof printKinds)[number];

/**
 * Where a print job stands, as the printer itself tells it. `unknown`: the printer had the job, or may have had it, and cannot be
 * asked; only somebody who looks at the printer knows. `handedOver`: the queue of the operating system has it, which tells nothing more.
 */
export const printJobStates = [
  'waiting',
  'printing',
  'needsPaper',
  'stopped',
  'done',
  'cancelled',
  'aborted',
  'unknown',
  'handedOver',
] as const;
export type PrintJobState = (typeof printJobStates)[number];

/** What a printer says is wrong with it, or soon will be; `attention` is anything that has no word of its own. */
export const printerProblems = [
  'noPaper',
  'paperLow',
  'paperJam',
  'coverOpen',
  'inkEmpty',
  'inkLow',
  'outputFull',
  'offline',
  'paused',
  'attention',
] as const;
export type PrinterProblem = (typeof printerProblems)[number];

/** A printer as it describes itself. All text comes from the printer: cleaned and cut, never trusted. */
export interface PrinterDescription {
  readonly name: string;
  readonly model: string;
  /** `unknown`: nobody can ask it. */
  readonly state: 'idle' | 'busy' | 'stopped' | 'unknown';
  readonly takesJobs: boolean;
  readonly problems: readonly PrinterProblem[];
  /** Media types that it prints; empty for printers that have one language of their own. */
  readonly formats: readonly string[];
  readonly media: readonly string[];
  readonly canPrintBothSides: boolean;
  /** SHA-256 of the certificate of an encrypted connection; null without one. */
  readonly fingerprint: string | null;
}

/** How far a job is. */
export interface PrintProgress {
  readonly state: PrintJobState;
  readonly problems: readonly PrinterProblem[];
  /** Nothing more will be heard of it. */
  readonly ended: boolean;
  /** Why it was aborted, or cannot be known. */
  readonly error?: OnthaalError;
}

/** A printer as this desk remembers it. */
export const PrinterPlace = Type.Object(
  {
    name: text(80),
    /**
     * "ipp://..." or "ipps://..." of a printer or a queue of CUPS; "host:9100" of a ticket or label printer; "queue:..." of a queue
     * of the operating system.
     */
    address: text(500),
    /** Of the certificate that was seen when it was added; null without encryption. */
    fingerprint: Type.Union([text(120), Type.Null()]),
    /** A ticket or label printer that never says how it stands; whoever added it was warned. */
    isSilent: Type.Optional(Type.Boolean()),
    /** A cash drawer hangs on this ticket printer. */
    hasDrawer: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type PrinterPlace = Static<typeof PrinterPlace>;

const QUEUE = 'queue:';

/** How a queue of the operating system is written as an address. */
export function queueAddress(name: string): string {
  return `${QUEUE}${name}`;
}

/** The queue of the operating system that an address means; null when it is no such address. */
export function queueOf(address: string): string | null {
  return address.startsWith(QUEUE) && address.length > QUEUE.length ? address.slice(QUEUE.length) : null;
}

/** The printer of a kind at this desk, and the one that is taken when it fails. */
export const PrinterChoice = Type.Object(
  { first: Type.Optional(PrinterPlace), second: Type.Optional(PrinterPlace) },
  closed,
);
export type PrinterChoice = Static<typeof PrinterChoice>;

/** Which printer prints what at this desk. */
export const DeskPrinters = Type.Object(
  { a4: Type.Optional(PrinterChoice), ticket: Type.Optional(PrinterChoice), label: Type.Optional(PrinterChoice) },
  closed,
);
export type DeskPrinters = Static<typeof DeskPrinters>;

const Line = Type.String({ maxLength: 300 });

/** What stands on a ticket or a receipt, from top to bottom. */
export const TicketContent = Type.Object(
  {
    heading: Line,
    /** The one thing to be read from afar, such as a ticket number. */
    large: Type.Optional(Line),
    lines: Type.Array(Line, { maxItems: 200 }),
    /** Left and right on one line, such as a product and its price. */
    rows: Type.Optional(Type.Array(Type.Tuple([Line, Line]), { maxItems: 100 })),
    qrCode: Type.Optional(Line),
    /** A payment code (EPC069-12), drawn in dots: a printer of its own would choose another correction or another alphabet. */
    epcCode: Type.Optional(Type.String({ maxLength: 331 })),
    openDrawer: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type TicketContent = Static<typeof TicketContent>;

/** What stands on a label: a few lines, and a code to scan. */
export const LabelContent = Type.Object(
  { lines: Type.Array(Line, { maxItems: 12 }), barcode: Type.Optional(Line) },
  closed,
);
export type LabelContent = Static<typeof LabelContent>;

const MOST_PDF_BYTES = 100 * 1024 * 1024;
const PdfBytes = Type.Refine(
  Type.Unsafe<Uint8Array>({}),
  (value) => value instanceof Uint8Array && value.length > 0 && value.length <= MOST_PDF_BYTES,
);

/** What is printed; a PDF goes to an A4 printer as it is. */
export const PrintContent = Type.Union([
  Type.Object({ kind: Type.Literal('a4'), pdf: PdfBytes }, closed),
  Type.Object({ kind: Type.Literal('ticket'), ticket: TicketContent }, closed),
  Type.Object({ kind: Type.Literal('label'), label: LabelContent }, closed),
]);
export type PrintContent = Static<typeof PrintContent>;

/** A print job as the screen shows it. Nothing of its content is in it. */
export interface PrintJob extends PrintProgress {
  readonly id: string;
  readonly kind: PrintKind;
  readonly printerName: string;
}

/** A printer that somebody else knows and that can be chosen. All text comes from there: cleaned and cut, never trusted. */
export interface FoundPrinter {
  readonly name: string;
  /** As it is kept in a PrinterPlace. */
  readonly address: string;
  /** Where it stands, in the words of who set it up; empty when nobody said so. */
  readonly location: string;
  readonly model: string;
  readonly state: PrinterDescription['state'];
  readonly takesJobs: boolean;
  readonly problems: readonly PrinterProblem[];
  /** Names of IPP for the paper that lies in it; empty when it does not say. */
  readonly paper: readonly string[];
}

/** "host", "host:port" or an address of IPP of a print server that runs CUPS; null: the one of this computer. */
export const PrintServer = Type.Union([Type.String({ minLength: 1, maxLength: 300 }), Type.Null()]);
