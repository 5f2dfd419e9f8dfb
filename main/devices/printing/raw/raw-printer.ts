import type { PrinterDescription } from '@onthaal/contract/devices/printing.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { PrintableDocument, Printer, ProgressListener, RunningPrint } from '../printer-port.ts';
import type { PrinterLanguage } from './dialect.ts';
import type { RawAddress } from './raw-address.ts';
import { RawLine } from './raw-line.ts';
import { type RawPauses, RawPrint, usualRawPauses } from './raw-print.ts';

export interface RawPrinterOptions {
  readonly address: RawAddress;
  readonly language: PrinterLanguage;
  /** It never says how it stands: it is not asked. */
  readonly isSilent?: boolean;
  readonly pauses?: RawPauses;
}

/** A ticket or label printer on a port of its own. One caller at a time: a line is opened for each job and closed behind it. */
export class RawPrinter implements Printer {
  readonly #options: Required<RawPrinterOptions>;

  constructor(options: RawPrinterOptions) {
    this.#options = { pauses: usualRawPauses, isSilent: false, ...options };
  }

  async describe(): Promise<Result<PrinterDescription>> {
    const { address, language, isSilent, pauses } = this.#options;
    const line = await RawLine.open(address, pauses.connecting);
    if (!line.ok) return line;
    try {
      if (isSilent) return success({ ...descriptionOf(language), state: 'unknown', problems: [] });
      const status = await language.speak().askStatus(line.value, pauses.answering);
      if (!status.ok) return status.error.code === 'PRINTER_LOST' ? failure('PRINTER_ANSWER_MALFORMED') : status;
      const { problems } = status.value;
      const state = problems.some((problem) => problem !== 'paperLow') ? 'stopped' : 'idle';
      return success({ ...descriptionOf(language), state, problems });
    } finally {
      line.value.close();
    }
  }

  print(document: PrintableDocument, listener: ProgressListener): RunningPrint {
    return new RawPrint(this.#options, listener).start(document);
  }
}

function descriptionOf({ name, format }: PrinterLanguage): Omit<PrinterDescription, 'state' | 'problems'> {
  return {
    name: '',
    model: name,
    takesJobs: true,
    formats: [format],
    media: [],
    canPrintBothSides: false,
    fingerprint: null,
  };
}
