import type { PrintJobState, PrintProgress } from '@onthaal/contract/devices/printing.ts';
import type { PrintableDocument, Printer, RunningPrint } from '../../printing/printer-port.ts';

/** A print that is followed by what it tells. */
export class FollowedPrint {
  readonly heard: PrintProgress[] = [];
  readonly run: RunningPrint;
  #wake = (): void => {};

  constructor(printer: Printer, document: PrintableDocument) {
    this.run = printer.print(document, (progress) => {
      this.heard.push(progress);
      this.#wake();
    });
  }

  get states(): readonly PrintJobState[] {
    return this.heard.map(({ state }) => state);
  }

  /** Waits until the newest state is this one; a job that ends before is no answer. */
  async until(state: PrintJobState): Promise<PrintProgress> {
    for (;;) {
      const last = this.heard.at(-1);
      if (last?.state === state) return last;
      if (last?.ended) throw new Error(`It ended as ${last.state} (${last.error?.code})`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
