import { randomUUID } from 'node:crypto';
import type { PrintJob, PrintProgress } from '@onthaal/contract/devices/printing.ts';
import { failure, type OnthaalError, type Result, success } from '@onthaal/contract/result.ts';
import type { BrowserWindow } from 'electron';
import { openLetterWindow } from '../letters/letter-window.ts';
import type { Log } from '../logging/log.ts';

/** A letter for a queue of the operating system. */
export interface QueuedLetter {
  /** As the operating system names it. */
  readonly queue: string;
  /** As the desk names it. */
  readonly printerName: string;
  readonly html: string;
}

interface HandOver {
  job: PrintJob;
  window: BrowserWindow | undefined;
  /** From here on the queue may have it. */
  isGiven: boolean;
}

/** What Chromium says when it did not even begin. */
const nothingSent: Readonly<Record<string, OnthaalError['code']>> = {
  'Invalid deviceName provided': 'PRINTER_QUEUE_GONE',
  'Invalid printer settings': 'PRINTER_QUEUE_FAILED',
};
const CANCELLED = 'Print job canceled';

/**
 * Hands letters over to queues of the operating system. What becomes of them there is told to nobody: the last that is known is that the
 * queue took one.
 */
export class SystemQueue {
  readonly #underWay = new Map<string, HandOver>();
  readonly #onChanged: (job: PrintJob) => void;
  readonly #log: Log;

  constructor(onChanged: (job: PrintJob) => void, log: Log) {
    this.#onChanged = onChanged;
    this.#log = log;
  }

  /** Begins to hand a letter over; what becomes of it is told by `onChanged`. */
  print(letter: QueuedLetter): PrintJob {
    const id = randomUUID();
    const { printerName } = letter;
    const job: PrintJob = { id, kind: 'a4', printerName, state: 'waiting', problems: [], ended: false };
    const handOver: HandOver = { job, window: undefined, isGiven: false };
    this.#underWay.set(id, handOver);
    void this.#handOver(handOver, letter);
    return job;
  }

  /** Takes a letter back that was not handed over yet; undefined: no job of a queue. */
  cancel(jobId: string): Result<null> | undefined {
    const handOver = this.#underWay.get(jobId);
    if (handOver === undefined) return undefined;
    this.#settle(handOver, handOver.isGiven ? 'unknown' : 'cancelled');
    return success(null);
  }

  /** Whoever sat here has gone: nothing is handed over any more, and nothing is told. */
  forgetAll(): void {
    for (const { window } of this.#underWay.values()) window?.destroy();
    this.#underWay.clear();
  }

  async #handOver(handOver: HandOver, { queue, html }: QueuedLetter): Promise<void> {
    try {
      const window = await openLetterWindow(html);
      if (!this.#underWay.has(handOver.job.id)) return window.destroy();
      handOver.window = window;
      handOver.isGiven = true;
      window.webContents.once('render-process-gone', () => this.#settle(handOver, 'unknown'));
      const options = { silent: true, deviceName: queue, pageSize: 'A4', printBackground: true } as const;
      window.webContents.print(options, (taken, reason) => this.#answered(handOver, taken, reason));
    } catch (error) {
      // What Chromium says may hold what is in the page.
      this.#log.write('error', 'printing', 'a letter could not be handed over', { name: (error as Error).name });
      this.#settle(handOver, 'aborted', 'PRINTER_QUEUE_FAILED');
    }
  }

  #answered(handOver: HandOver, taken: boolean, reason: string): void {
    const before = nothingSent[reason];
    if (taken) this.#settle(handOver, 'handedOver');
    else if (reason === CANCELLED) this.#settle(handOver, 'cancelled');
    else if (before !== undefined) this.#settle(handOver, 'aborted', before);
    // It broke off somewhere in the middle: pages may lie there.
    else this.#settle(handOver, 'unknown', 'PRINTER_QUEUE_FAILED');
  }

  #settle(handOver: HandOver, state: PrintProgress['state'], code?: OnthaalError['code']): void {
    const { id } = handOver.job;
    if (!this.#underWay.delete(id)) return;
    handOver.window?.destroy();
    const why = code === undefined ? {} : { error: failure(code).error };
    this.#log.write('info', 'printing', 'a letter for a queue ended', { state, why: code ?? '' });
    this.#onChanged({ ...handOver.job, state, ended: true, ...why });
  }
}
