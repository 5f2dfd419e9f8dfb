import type { PrinterDescription, PrintProgress } from '@onthaal/contract/devices/printing.ts';
import { failure, type OnthaalError, type Result, success } from '@onthaal/contract/result.ts';
import { type PrintableDocument, type ProgressListener, type RunningPrint, wipe } from '../printer-port.ts';
import { exchange, type IppPeer } from './exchange.ts';
import { type Attributes, numberOf, wordOf, wordsOf } from './ipp-answer.ts';
import { isSuccess, refusalOf } from './ipp-status.ts';
import { isEndState, problemsOf, stateOf } from './printer-words.ts';

/** Milliseconds between two looks at a job, and after how long without any answer it is given up. */
export interface Pauses {
  readonly first: number;
  readonly longest: number;
  readonly longestLost: number;
  readonly givenUpAfter: number;
}

export interface PrintPlace {
  readonly peer: IppPeer;
  readonly describe: () => Promise<Result<PrinterDescription>>;
  readonly pauses: Pauses;
}

export const usualPauses: Pauses = { first: 500, longest: 2_000, longestLost: 10_000, givenUpAfter: 15 * 60_000 };
const SLOWER = 1.3;
const A4 = 'iso_a4_210x297mm';
/** After these the printer may have a job that nobody knows of. */
const mayHaveArrived = new Set<OnthaalError['code']>(['PRINTER_LOST', 'PRINTER_ANSWER_MALFORMED']);
const waiting: PrintProgress = { state: 'waiting', problems: [], ended: false };

/** What a look at a job found. `gone`: the printer answers, and does not know it. */
type Look =
  | { readonly found: 'job'; readonly progress: PrintProgress }
  | { readonly found: 'gone' }
  | { readonly found: 'nobody'; readonly error: OnthaalError };

/** One job at one printer, from sending to its end. */
export class IppPrint implements RunningPrint {
  readonly #place: PrintPlace;
  readonly #listener: ProgressListener;
  readonly ended: Promise<PrintProgress>;
  #end: (last: PrintProgress) => void = () => {};
  #last: PrintProgress = waiting;
  #jobName = '';
  #jobId: number | null = null;
  #cancelWanted = false;
  #knowsA4 = false;
  #forgotten = false;
  #wake: () => void = () => {};

  constructor(place: PrintPlace, listener: ProgressListener) {
    this.#place = place;
    this.#listener = listener;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  start(document: PrintableDocument): this {
    this.#jobName = document.jobName;
    void this.#run(document).catch(() => this.#settle({ ...this.#last, state: 'unknown', ended: true }));
    return this;
  }

  readonly cancel = async (): Promise<Result<null>> => {
    if (this.#last.ended) return failure('PRINT_JOB_ENDED');
    this.#cancelWanted = true;
    if (this.#jobId === null) return success(null);
    const result = await this.#cancelAtPrinter(this.#jobId);
    this.#wake();
    return result;
  };

  readonly forget = (): void => {
    this.#forgotten = true;
    this.#wake();
  };

  async #run(document: PrintableDocument): Promise<void> {
    this.#tell(waiting);
    const refused = await this.#mayBeSent(document);
    if (refused !== null || this.#cancelWanted) {
      wipe(document.bytes);
      if (refused === null) return this.#settle({ state: 'cancelled', problems: [], ended: true });
      return this.#abort(refused);
    }
    const problem = await this.#send(document);
    if (problem !== null && !mayHaveArrived.has(problem.code)) return this.#abort(problem);
    if (problem !== null) this.#tell({ state: 'unknown', problems: [], ended: false, error: problem });
    await this.#follow();
  }

  /** Whether the printer prints this at all; asked first, so that nothing personal goes to one that does not. */
  async #mayBeSent({ format }: PrintableDocument): Promise<OnthaalError | null> {
    const description = await this.#place.describe();
    if (!description.ok) return description.error;
    const { takesJobs, formats, media } = description.value;
    if (!takesJobs) return failure('PRINTER_BUSY', { retryable: true }).error;
    this.#knowsA4 = media.includes(A4);
    return formats.length === 0 || formats.includes(format) ? null : failure('PRINTER_FORMAT_REFUSED').error;
  }

  async #send({ bytes, format }: PrintableDocument): Promise<OnthaalError | null> {
    const answer = await exchange(this.#place.peer, {
      operation: 'Print-Job',
      attributes: { 'job-name': this.#jobName, 'document-format': format },
      ...(this.#knowsA4 ? { jobAttributes: { media: A4 } } : {}),
      data: bytes,
    });
    wipe(bytes);
    if (!answer.ok) return answer.error;
    if (!isSuccess(answer.value.status)) return refusalOf(answer.value.status).error;
    this.#jobId = numberOf(answer.value.jobs[0] ?? {}, 'job-id');
    if (this.#jobId === null) return failure('PRINTER_ANSWER_MALFORMED').error;
    if (this.#cancelWanted) await this.#cancelAtPrinter(this.#jobId);
    return null;
  }

  async #follow(): Promise<void> {
    const { first, longest, longestLost, givenUpAfter } = this.#place.pauses;
    let pause = first;
    let lastHeard = performance.now();
    while (!this.#forgotten) {
      await this.#sleep(pause);
      if (this.#forgotten) break;
      const look = await this.#look();
      if (look.found === 'gone') return this.#giveUp(failure('PRINT_JOB_UNKNOWN').error);
      if (look.found === 'job') {
        lastHeard = performance.now();
        const changed = this.#tell(look.progress);
        if (look.progress.ended) return this.#settle(look.progress);
        pause = changed ? first : Math.min(pause * SLOWER, longest);
        continue;
      }
      this.#tell({ state: 'unknown', problems: ['offline'], ended: false, error: look.error });
      if (performance.now() - lastHeard > givenUpAfter) return this.#giveUp(look.error);
      pause = Math.min(pause * SLOWER, longestLost);
    }
    this.#end(this.#last);
  }

  async #look(): Promise<Look> {
    if (this.#jobId === null) {
      const missing = await this.#findByName();
      if (missing !== null) return missing;
    }
    const job = await exchange(this.#place.peer, {
      operation: 'Get-Job-Attributes',
      attributes: {
        'job-id': this.#jobId,
        'requested-attributes': ['job-id', 'job-name', 'job-state', 'job-state-reasons', 'job-printer-state-reasons'],
      },
    });
    if (!job.ok) return { found: 'nobody', error: job.error };
    if (job.value.status === 'client-error-not-found') return { found: 'gone' };
    const attributes = job.value.jobs[0] ?? {};
    const jobState = wordOf(attributes, 'job-state');
    // A printer that was started anew counts from one again: the number may be somebody else's.
    if (isSuccess(job.value.status) && !this.#isOurs(attributes)) return { found: 'gone' };
    if (!isSuccess(job.value.status) || jobState === null) return nobody('PRINTER_ANSWER_MALFORMED');
    return this.#withPrinter(jobState, attributes);
  }

  async #withPrinter(jobState: string, job: Attributes): Promise<Look> {
    const ofJob = problemsOf(wordsOf(job, 'job-printer-state-reasons'));
    const alone = stateOf({ jobState, printerState: '', problems: [] });
    if (isEndState(alone)) return { found: 'job', progress: { state: alone, problems: ofJob, ended: true } };
    const printer = await this.#place.describe();
    if (!printer.ok) return { found: 'nobody', error: printer.error };
    const problems = [...new Set([...printer.value.problems, ...ofJob])];
    const state = stateOf({ jobState, printerState: printer.value.state, problems });
    return { found: 'job', progress: { state, problems, ended: false } };
  }

  /** Looks for a job whose number was never heard; null when it has its number now. */
  async #findByName(): Promise<Look | null> {
    for (const which of ['not-completed', 'completed']) {
      const jobs = await exchange(this.#place.peer, {
        operation: 'Get-Jobs',
        attributes: { 'which-jobs': which, 'requested-attributes': ['job-id', 'job-name'] },
      });
      if (!jobs.ok) return { found: 'nobody', error: jobs.error };
      const ours = jobs.value.jobs.find((job) => this.#isOurs(job));
      const number = ours === undefined ? null : numberOf(ours, 'job-id');
      if (number === null) continue;
      this.#jobId = number;
      if (this.#cancelWanted) await this.#cancelAtPrinter(number);
      return null;
    }
    return { found: 'gone' };
  }

  #isOurs(job: Attributes): boolean {
    return wordOf(job, 'job-name') === this.#jobName;
  }

  async #cancelAtPrinter(jobId: number): Promise<Result<null>> {
    const answer = await exchange(this.#place.peer, { operation: 'Cancel-Job', attributes: { 'job-id': jobId } });
    if (!answer.ok) return answer;
    if (isSuccess(answer.value.status)) return success(null);
    const late =
      answer.value.status === 'client-error-not-possible' || answer.value.status === 'client-error-not-found';
    return late ? failure('PRINT_JOB_ENDED') : refusalOf(answer.value.status);
  }

  #abort(error: OnthaalError): void {
    this.#settle({ state: 'aborted', problems: [], ended: true, error });
  }

  #giveUp(error: OnthaalError): void {
    this.#settle({ state: 'unknown', problems: [], ended: true, error });
  }

  #settle(progress: PrintProgress): void {
    this.#tell(progress);
    this.#end(progress);
  }

  /** Tells what is new; whether anything was. */
  #tell(progress: PrintProgress): boolean {
    if (this.#last !== waiting && JSON.stringify(progress) === JSON.stringify(this.#last)) return false;
    this.#last = progress;
    if (!this.#forgotten) this.#listener(progress);
    return true;
  }

  #sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

function nobody(code: OnthaalError['code']): Look {
  return { found: 'nobody', error: failure(code, { retryable: true }).error };
}
