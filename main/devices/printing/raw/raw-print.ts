import type { PrinterProblem, PrintJobState, PrintProgress } from '@onthaal/contract/devices/printing.ts';
import { failure, type OnthaalError, type Result, success } from '@onthaal/contract/result.ts';
import { type PrintableDocument, type ProgressListener, type RunningPrint, wipe } from '../printer-port.ts';
import type { Dialect, PrinterLanguage, RawStatus } from './dialect.ts';
import type { RawAddress } from './raw-address.ts';
import { RawLine } from './raw-line.ts';

/** Milliseconds. */
export interface RawPauses {
  readonly connecting: number;
  readonly answering: number;
  readonly between: number;
}

export interface RawPlace {
  readonly address: RawAddress;
  readonly language: PrinterLanguage;
  readonly isSilent: boolean;
  readonly pauses: RawPauses;
}

export const usualRawPauses: RawPauses = { connecting: 5_000, answering: 3_000, between: 500 };

/**
 * One ticket or label. It is sent only to a printer that can print it now, and never twice: a line that breaks after sending
 * leaves the job unknown.
 */
export class RawPrint implements RunningPrint {
  readonly ended: Promise<PrintProgress>;
  readonly #place: RawPlace;
  readonly #listener: ProgressListener;
  #end: (last: PrintProgress) => void = () => {};
  #last: PrintProgress | null = null;
  #sent = false;
  #stopped = false;
  #forgotten = false;
  #wake: () => void = () => {};

  constructor(place: RawPlace, listener: ProgressListener) {
    this.#place = place;
    this.#listener = listener;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  start(document: PrintableDocument): this {
    void this.#run(document);
    return this;
  }

  readonly cancel = async (): Promise<Result<null>> => {
    if (this.#sent || this.#last?.ended) return failure('PRINT_JOB_ENDED');
    this.#stopped = true;
    this.#wake();
    return success(null);
  };

  readonly forget = (): void => {
    this.#forgotten = true;
    this.#stopped = true;
    this.#wake();
  };

  async #run(document: PrintableDocument): Promise<void> {
    const { address, language, isSilent, pauses } = this.#place;
    this.#tell('waiting', []);
    const line = await RawLine.open(address, pauses.connecting);
    try {
      const error = !line.ok
        ? line.error
        : isSilent
          ? await this.#sendOn(line.value, document)
          : await this.#printOn(line.value, language.speak(), document);
      if (error === null) this.#settle('done');
      else if (this.#sent) this.#settle('unknown', error);
      else if (this.#stopped) this.#settle('cancelled');
      else this.#settle('aborted', error);
    } finally {
      wipe(document.bytes);
      if (line.ok) line.value.close();
    }
  }

  /** To a printer that says nothing: what became of it is never known. */
  async #sendOn(line: RawLine, { bytes }: PrintableDocument): Promise<OnthaalError> {
    if (this.#stopped) return failure('PRINT_JOB_ENDED').error;
    this.#sent = true;
    const left = await line.write(bytes);
    if (!left) return failure('PRINTER_LOST', { retryable: true }).error;
    await line.hangUp(this.#place.pauses.answering);
    return failure('PRINTER_SILENT').error;
  }

  /** Null when it is on paper. */
  async #printOn(line: RawLine, dialect: Dialect, { bytes }: PrintableDocument): Promise<OnthaalError | null> {
    const free = await this.#until(line, dialect, ({ problems }) => !problems.some(prevents));
    if (free !== null) return free;
    this.#sent = true;
    this.#tell('printing', []);
    const left = (await line.write(bytes)) && (await line.write(dialect.behindDocument));
    wipe(bytes);
    if (!left) return failure('PRINTER_LOST', { retryable: true }).error;
    return this.#until(line, dialect, ({ problems, finished }) => finished && !problems.some(prevents));
  }

  /** Asks again and again, tells what ails the printer, and ends when it is as wanted (null), or when the line breaks. */
  async #until(line: RawLine, dialect: Dialect, wanted: (status: RawStatus) => boolean): Promise<OnthaalError | null> {
    for (;;) {
      if (this.#stopped) return failure('PRINT_JOB_ENDED').error;
      const status = await dialect.askStatus(line, this.#place.pauses.answering);
      if (!status.ok) return status.error;
      if (this.#stopped && !this.#sent) return failure('PRINT_JOB_ENDED').error;
      if (wanted(status.value)) return null;
      const { problems } = status.value;
      this.#tell(stateOf(problems, this.#sent), problems);
      await this.#pause();
    }
  }

  #settle(state: PrintJobState, error?: OnthaalError): void {
    const last: PrintProgress = { state, problems: [], ended: true, ...(error === undefined ? {} : { error }) };
    this.#last = last;
    if (!this.#forgotten) this.#listener(last);
    this.#end(last);
  }

  #tell(state: PrintJobState, problems: readonly PrinterProblem[]): void {
    const progress: PrintProgress = { state, problems, ended: false };
    if (JSON.stringify(progress) === JSON.stringify(this.#last)) return;
    this.#last = progress;
    if (!this.#forgotten) this.#listener(progress);
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.#place.pauses.between);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

function prevents(problem: PrinterProblem): boolean {
  return problem !== 'paperLow';
}

function stateOf(problems: readonly PrinterProblem[], sent: boolean): PrintJobState {
  if (problems.includes('noPaper')) return 'needsPaper';
  if (problems.some(prevents)) return 'stopped';
  return sent ? 'printing' : 'waiting';
}
