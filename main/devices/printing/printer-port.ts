import type { PrinterDescription, PrintProgress } from '@onthaal/contract/devices/printing.ts';
import type { Result } from '@onthaal/contract/result.ts';

/** Bytes in the language of the printer (PDF, ESC/POS, ZPL). They are personal data: `wipe` them once they are sent. */
export interface PrintableDocument {
  readonly bytes: Uint8Array;
  /** Media type, for printers that know several. */
  readonly format: string;
  /** Name of the job at the printer. Whoever stands there reads it: nothing personal. */
  readonly jobName: string;
}

/** A document on its way to paper. */
export interface RunningPrint {
  /** Resolves with the last progress; never rejects. */
  readonly ended: Promise<PrintProgress>;
  /** Asks the printer to drop the job; what became of it comes as progress. */
  readonly cancel: () => Promise<Result<null>>;
  /** Stops following: nothing is told any more. The printer goes on. */
  readonly forget: () => void;
}

/** Hears each change. */
export type ProgressListener = (progress: PrintProgress) => void;

/** A printer, by whatever way it is reached. */
export interface Printer {
  /** Asks the printer what it is and how it stands. Fails with a PRINTER_ code. */
  readonly describe: () => Promise<Result<PrinterDescription>>;
  /** Begins to print; everything that becomes of it is told to the listener. The bytes are wiped when they are sent. */
  readonly print: (document: PrintableDocument, listener: ProgressListener) => RunningPrint;
}

/** Overwrites bytes that are not needed any more. */
export function wipe(bytes: Uint8Array): void {
  bytes.fill(0);
}
