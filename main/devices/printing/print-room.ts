import { randomUUID } from 'node:crypto';
import type {
  PrintContent,
  PrinterDescription,
  PrinterPlace,
  PrintJob,
  PrintKind,
  PrintProgress,
} from '@onthaal/contract/devices/printing.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { PrintableDocument, Printer, RunningPrint } from './printer-port.ts';
import { printerAt } from './printers.ts';
import { escPos } from './raw/esc-pos.ts';
import { encodeLabel } from './raw/label-content.ts';
import { encodeDrawerPulse, encodeTicket } from './raw/ticket-content.ts';
import { zpl } from './raw/zpl.ts';

interface KnownJob {
  job: PrintJob;
  readonly address: string;
  readonly run: RunningPrint;
}

/** Finished jobs that are still told of; the oldest goes first. */
const MOST_JOBS = 50;

/**
 * All print jobs of this desk and where they stand. It keeps nothing of what was printed: the bytes go to the printer and are
 * overwritten.
 */
export class PrintRoom {
  readonly #jobs = new Map<string, KnownJob>();
  readonly #onChanged: (job: PrintJob, address: string) => void;
  readonly #printerAt: (place: PrinterPlace, kind: PrintKind) => Result<Printer>;

  constructor(onChanged: (job: PrintJob, address: string) => void, findPrinter: typeof printerAt = printerAt) {
    this.#onChanged = onChanged;
    this.#printerAt = findPrinter;
  }

  /** Oldest first. */
  get jobs(): readonly PrintJob[] {
    return [...this.#jobs.values()].map(({ job }) => job);
  }

  /** Whether a job is under way at this address. */
  isPrintingOn(address: string): boolean {
    return [...this.#jobs.values()].some((known) => known.address === address && !known.job.ended);
  }

  /** Asks a printer what it is and how it stands: also the check when one is added. */
  async describe(place: PrinterPlace, kind: PrintKind): Promise<Result<PrinterDescription>> {
    const printer = this.#printerAt(place, kind);
    return printer.ok ? printer.value.describe() : printer;
  }

  /** Begins to print. What becomes of it is told by `onChanged`. */
  print(place: PrinterPlace, content: PrintContent): Result<PrintJob> {
    const { kind } = content;
    const printer = this.#printerAt(place, kind);
    if (!printer.ok) return printer;
    const id = randomUUID();
    const begun: PrintJob = { id, kind, printerName: place.name, state: 'waiting', problems: [], ended: false };
    const { address } = place;
    const tell = (progress: PrintProgress): void => this.#tell(id, address, { ...begun, ...progress });
    const known: KnownJob = {
      job: begun,
      address,
      run: printer.value.print(documentOf(content, `onthaal-${id}`), tell),
    };
    this.#jobs.set(id, known);
    this.#forgetOldest();
    return success(known.job);
  }

  /**
   * Opens the drawer that hangs on a ticket printer. It is no job: a printer that cannot do it now is not waited for, as a drawer that
   * opens later opens before nobody.
   */
  openDrawer(place: PrinterPlace): Promise<Result<null>> {
    const printer = this.#printerAt(place, 'ticket');
    if (!printer.ok) return Promise.resolve(printer);
    const jobName = `onthaal-${randomUUID()}`;
    return new Promise((resolve) => {
      const document = { bytes: encodeDrawerPulse(), format: escPos.format, jobName };
      const run = printer.value.print(document, ({ state, ended, error }) => {
        const isSent =
          state === 'done' || (state === 'unknown' && place.isSilent === true && error?.code === 'PRINTER_SILENT');
        if (isSent) resolve(success(null));
        else if (ended || state === 'needsPaper' || state === 'stopped') {
          void run.cancel();
          resolve(failure('DRAWER_NOT_OPENED', { retryable: true }));
        }
      });
    });
  }

  cancel(jobId: string): Promise<Result<null>> {
    const known = this.#jobs.get(jobId);
    return known === undefined ? Promise.resolve(failure('PRINT_JOB_ENDED')) : known.run.cancel();
  }

  /** Leaves no trace of who worked here: nothing is followed any more. What a printer has, it prints. */
  forgetAll(): void {
    for (const { run } of this.#jobs.values()) run.forget();
    this.#jobs.clear();
  }

  #tell(id: string, address: string, job: PrintJob): void {
    const known = this.#jobs.get(id);
    if (known !== undefined) known.job = job;
    this.#onChanged(job, address);
  }

  #forgetOldest(): void {
    for (const [id, { job }] of this.#jobs) {
      if (this.#jobs.size <= MOST_JOBS) return;
      if (job.ended) this.#jobs.delete(id);
    }
  }
}

function documentOf(content: PrintContent, jobName: string): PrintableDocument {
  if (content.kind === 'a4') return { bytes: content.pdf, format: 'application/pdf', jobName };
  if (content.kind === 'ticket') return { bytes: encodeTicket(content.ticket), format: escPos.format, jobName };
  return { bytes: encodeLabel(content.label), format: zpl.format, jobName };
}
