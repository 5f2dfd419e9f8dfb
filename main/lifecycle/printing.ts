import { orderFor, printerAt } from '@onthaal/contract/devices/desk-devices.ts';
import type { PrinterOrder } from '@onthaal/contract/devices/device-health.ts';
import type { PrinterPlace, PrintJob } from '@onthaal/contract/devices/printing.ts';
import { kindOfDocument, type PrintedDocument } from '@onthaal/contract/letters/printed-documents.ts';
import { failure } from '@onthaal/contract/result.ts';
import type { DeskDevicesFile } from '../device-link/desk-devices-file.ts';
import { sendEvent } from '../ipc/electron-ipc.ts';
import { LetterService } from '../letters/letter-service.ts';
import { SystemQueue } from '../system-queue/system-queue.ts';
import { type DeskFoundation, tell, type WindowPlace } from './foundation.ts';

/** What prints at this desk: the letters in memory and the jobs under way. */
export class DeskPrinting {
  readonly letters: LetterService;
  /** For printers that only the operating system reaches. */
  readonly queue: SystemQueue;
  readonly #place: WindowPlace;
  readonly #choices: DeskDevicesFile;
  readonly #underWay = new Map<string, PrintJob>();

  constructor({ paths, log }: DeskFoundation, place: WindowPlace, choices: DeskDevicesFile) {
    this.letters = new LetterService({ templates: paths.letterTemplates, userData: paths.userData, log });
    this.queue = new SystemQueue((job) => this.#tell(job), log);
    this.#place = place;
    this.#choices = choices;
  }

  /** The printer that a document comes out of: the one that was chosen for it, unless another order is wanted. */
  printerFor(document: PrintedDocument, order?: PrinterOrder): PrinterPlace | undefined {
    const chosen = this.#choices.read();
    return printerAt(chosen, kindOfDocument(document), order ?? orderFor(chosen, document));
  }

  jobChanged(job: PrintJob): void {
    if (job.ended) this.#underWay.delete(job.id);
    else this.#underWay.set(job.id, job);
    this.#tell(job);
  }

  /** The process that followed the jobs is gone: nobody knows what became of them. */
  processGone(): void {
    const { error } = failure('DEVICES_GONE', { retryable: true });
    for (const job of [...this.#underWay.values()]) {
      this.jobChanged({ ...job, state: 'unknown', problems: [], ended: true, error });
    }
  }

  /** Whoever sat here has gone, and everything of theirs goes too. */
  forget(): void {
    this.letters.forgetAll();
    this.queue.forgetAll();
    this.#underWay.clear();
  }

  #tell(job: PrintJob): void {
    tell(this.#place, (page) => sendEvent(page, 'printing:jobChanged', job));
  }
}
