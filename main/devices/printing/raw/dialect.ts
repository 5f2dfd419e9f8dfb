import type { PrinterProblem } from '@onthaal/contract/devices/printing.ts';
import type { Result } from '@onthaal/contract/result.ts';
import type { RawLine } from './raw-line.ts';

/** What a printer with a language of its own says about itself. */
export interface RawStatus {
  readonly problems: readonly PrinterProblem[];
  /** Everything that was sent since `begin` has been worked through. */
  readonly finished: boolean;
}

/** How one line of a printer is spoken to; a new one for each line. */
export interface Dialect {
  /** Asks the printer how it stands. */
  readonly askStatus: (line: RawLine, milliseconds: number) => Promise<Result<RawStatus>>;
  /** Bytes that go behind a document, so that its end is heard of. */
  readonly behindDocument: Uint8Array;
}

export interface PrinterLanguage {
  readonly name: string;
  readonly format: string;
  readonly speak: () => Dialect;
}
