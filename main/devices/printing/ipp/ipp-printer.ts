import type { PrinterDescription } from '@onthaal/contract/devices/printing.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { PrintableDocument, Printer, ProgressListener, RunningPrint } from '../printer-port.ts';
import { type ExchangeAnswer, exchange, type IppPeer, usualPatience } from './exchange.ts';
import type { IppAddress } from './ipp-address.ts';
import { booleanOf, wordOf, wordsOf } from './ipp-answer.ts';
import { IppPrint, type Pauses, usualPauses } from './ipp-print.ts';
import { isSuccess, refusalOf } from './ipp-status.ts';
import { ownStateOf, problemsOf } from './printer-words.ts';

export interface IppPrinterOptions {
  readonly address: IppAddress;
  /** Fingerprint of the certificate seen when the printer was added; null for one that is being added or is not encrypted. */
  readonly fingerprint?: string | null;
  readonly patience?: IppPeer['patience'];
  readonly pauses?: Pauses;
}

const asked = [
  'printer-name',
  'printer-info',
  'printer-make-and-model',
  'printer-state',
  'printer-state-reasons',
  'printer-is-accepting-jobs',
  'document-format-supported',
  'media-supported',
  'media-ready',
  'sides-supported',
];

/** A printer that speaks IPP itself, or a queue of CUPS, which speaks the same. */
export class IppPrinter implements Printer {
  readonly #peer: IppPeer;
  readonly #pauses: Pauses;

  constructor({ address, fingerprint = null, patience = usualPatience, pauses = usualPauses }: IppPrinterOptions) {
    this.#peer = { address, fingerprint, patience };
    this.#pauses = pauses;
  }

  async describe(): Promise<Result<PrinterDescription>> {
    const answer = await exchange(this.#peer, {
      operation: 'Get-Printer-Attributes',
      attributes: { 'requested-attributes': asked },
    });
    if (!answer.ok) return answer;
    return isSuccess(answer.value.status) ? descriptionOf(answer.value) : refusalOf(answer.value.status);
  }

  print(document: PrintableDocument, listener: ProgressListener): RunningPrint {
    const place = { peer: this.#peer, describe: () => this.describe(), pauses: this.#pauses };
    return new IppPrint(place, listener).start(document);
  }
}

function descriptionOf({ printer, fingerprint }: ExchangeAnswer): Result<PrinterDescription> {
  const state = ownStateOf(wordOf(printer, 'printer-state'));
  if (state === null) return failure('PRINTER_ANSWER_MALFORMED');
  const ready = wordsOf(printer, 'media-ready');
  return success({
    name: wordOf(printer, 'printer-info') || (wordOf(printer, 'printer-name') ?? ''),
    model: wordOf(printer, 'printer-make-and-model') ?? '',
    state,
    takesJobs: booleanOf(printer, 'printer-is-accepting-jobs') ?? true,
    problems: problemsOf(wordsOf(printer, 'printer-state-reasons')),
    formats: wordsOf(printer, 'document-format-supported').map((format) => format.toLowerCase()),
    media: ready.length > 0 ? ready : wordsOf(printer, 'media-supported'),
    canPrintBothSides: wordsOf(printer, 'sides-supported').includes('two-sided-long-edge'),
    fingerprint,
  });
}
