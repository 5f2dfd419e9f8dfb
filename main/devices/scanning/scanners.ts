import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { DeviceArguments } from '@onthaal/contract/devices/questions.ts';
import {
  type ScannerAbilities,
  type ScannerChoice,
  type ScannerPage,
  type ScanOutcome,
  type ScanProgress,
  scannerAddress,
} from '@onthaal/contract/devices/scanners.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { clearLeftFolders, makePageFolder, memoryPlace, takePage } from './page-folder.ts';
import { type ProgramEnd, type ProgramOptions, runProgram } from './program.ts';
import { readSaneOptions, type SaneOptions } from './sane-options.ts';
import { scannerProblem } from './sane-status.ts';

/** A scanner in a sleep takes half a minute; looking through a network too. */
const SILENCE_MILLISECONDS = 120_000;
/** A page in colour is one or two megabytes. */
const MOST_PAGE_BYTES = 32 * 1024 * 1024;
const MOST_SCANNERS = 30;

export interface ScannersOptions {
  readonly onProgress: (progress: ScanProgress) => void;
  readonly onPage: (page: ScannerPage) => void;
  /** The program that speaks SANE. */
  readonly program?: string;
  readonly mostPageBytes?: number;
}

interface RunningScan {
  readonly scanId: string;
  readonly stop: AbortController;
  /** Nobody wants its pages any more. */
  isForgotten: boolean;
}

/** The scanners of the desk, by the program of the SANE project. It scans one thing at a time, and keeps nothing of it. */
export class Scanners {
  readonly #options: ScannersOptions;
  #running: RunningScan | undefined;

  constructor(options: ScannersOptions) {
    this.#options = options;
  }

  /** Clears what a process that was killed left in memory. */
  async start(): Promise<void> {
    const place = memoryPlace();
    if (place !== undefined) await clearLeftFolders(place);
  }

  /** Every scanner that answers, in this computer's plugs and in the network. */
  async list(): Promise<Result<readonly ScannerChoice[]>> {
    const end = await this.#run({ arguments: ['--formatted-device-list=%d\t%v\t%m%n'] });
    if (end.reason !== 'ended' || end.code !== 0) return scannerProblem(end);
    return success(scannersIn(end.output));
  }

  async describe(scanner: ScannerChoice): Promise<Result<ScannerAbilities>> {
    const found = await this.#optionsOf(scanner);
    return found.ok ? success({ sources: [...found.value.options.sources.keys()] }) : found;
  }

  async scan(asked: DeviceArguments<'scanners:scan'>): Promise<Result<ScanOutcome>> {
    const place = memoryPlace();
    if (this.#running !== undefined) return failure('SCANNER_BUSY', { retryable: true });
    if (place === undefined) return failure('SCANNER_FAILED');
    const running: RunningScan = { scanId: asked.scanId, stop: new AbortController(), isForgotten: false };
    this.#running = running;
    const folder = await makePageFolder(place);
    try {
      const found = await this.#optionsOf(asked.scanner, running.stop.signal);
      if (running.stop.signal.aborted) return success({ pages: 0, isStopped: true });
      return found.ok ? await this.#scanInto(folder, asked, running, found.value) : found;
    } finally {
      this.#running = undefined;
      await rm(folder, { recursive: true, force: true });
    }
  }

  cancel(scanId: string): void {
    if (this.#running?.scanId === scanId) this.#running.stop.abort();
  }

  /** Whoever sat here has gone: nothing that still comes is told. */
  forget(): void {
    if (this.#running === undefined) return;
    this.#running.isForgotten = true;
    this.#running.stop.abort();
  }

  #run(
    options: Pick<ProgramOptions, 'arguments' | 'lastWords' | 'onLine' | 'onMessage'> & { stop?: AbortSignal },
  ): Promise<ProgramEnd> {
    const { program = 'scanimage', mostPageBytes: mostFileBytes = MOST_PAGE_BYTES } = this.#options;
    return runProgram(program, { silenceMilliseconds: SILENCE_MILLISECONDS, mostFileBytes, ...options });
  }

  /**
   * What a scanner can. One that was plugged in anew has another name: it is looked for by its make and model. One in the network is never
   * another one: the paper lies on that one.
   */
  async #optionsOf(
    scanner: ScannerChoice,
    stop?: AbortSignal,
  ): Promise<Result<{ name: string; options: SaneOptions }>> {
    const ask = async (name: string): Promise<Result<{ name: string; options: SaneOptions }>> => {
      const args = [`--device-name=${name}`, '--all-options'];
      const end = await this.#run({ arguments: args, ...(stop ? { stop } : {}) });
      const isAnswered = end.reason === 'ended' && end.code === 0;
      return isAnswered ? success({ name, options: readSaneOptions(end.output) }) : scannerProblem(end);
    };
    const known = await ask(scanner.name);
    const mayBeElsewhere = scannerAddress(scanner) === undefined;
    if (known.ok || known.error.code !== 'SCANNER_ABSENT' || !mayBeElsewhere || stop?.aborted) return known;
    const listed = await this.list();
    const same = listed.ok ? listed.value.filter(({ label }) => label === scanner.label) : [];
    return same.length === 1 && same[0] ? ask(same[0].name) : known;
  }

  async #scanInto(
    folder: string,
    { scanId, source, most }: DeviceArguments<'scanners:scan'>,
    running: RunningScan,
    { name, options }: { readonly name: string; readonly options: SaneOptions },
  ): Promise<Result<ScanOutcome>> {
    const { onProgress, onPage, mostPageBytes = MOST_PAGE_BYTES } = this.#options;
    const words = options.sources.get(source);
    let pages = 0;
    let isDamaged = false;
    let taking: Promise<void> = Promise.resolve();
    const take = async (page: number): Promise<void> => {
      const jpeg = await takePage(path.join(folder, `page-${page}.jpg`), mostPageBytes);
      if (jpeg === undefined) isDamaged = true;
      else if (!running.isForgotten) onPage({ scanId, page, jpeg });
      pages = page;
    };
    const end = await this.#run({
      arguments: [
        `--device-name=${name}`,
        ...options.arguments,
        ...(words === undefined ? [] : [`--source=${words}`]),
        '--format=jpeg',
        '--progress',
        '--batch-print',
        `--batch-count=${source === 'sheet' ? 1 : most}`,
        `--batch=${path.join(folder, 'page-%d.jpg')}`,
      ],
      stop: running.stop.signal,
      lastWords: 'scanimage: sane_',
      onLine: (line) => {
        const page = Number(/\/page-(\d+)\.jpg$/.exec(line)?.[1] ?? 0);
        if (page > 0) taking = taking.then(() => take(page));
      },
      onMessage: progressReader((page, part) => !running.isForgotten && onProgress({ scanId, page, part })),
    });
    await taking;
    if (running.stop.signal.aborted) return success({ pages, isStopped: true });
    const problem = end.reason === 'ended' && end.code === 0 ? undefined : scannerProblem(end);
    // An empty feeder is the end of it, not a failure, when something was in it.
    if (problem && !(problem.error.code === 'SCANNER_FEEDER_EMPTY' && pages > 0)) return problem;
    return isDamaged || pages === 0
      ? failure('SCANNER_FAILED', { retryable: true })
      : success({ pages, isStopped: false });
  }
}

/** Hears which page the program is at, and how far, in steps of a twentieth. */
function progressReader(tell: (page: number, part: number) => void): (message: string) => void {
  let [page, told] = [1, -1];
  return (message) => {
    const begun = /^Scanning page (\d+)/.exec(message);
    if (begun) [page, told] = [Number(begun[1]), -1];
    const step = begun ? 0 : Math.floor(Number(/^Progress: ([\d.]+)%/.exec(message)?.[1] ?? Number.NaN) / 5);
    if (!(step > told)) return;
    told = step;
    tell(page, Math.min(step / 20, 1));
  };
}

/** The printed list: name, make and model of each. Webcams are no scanners, though SANE can use them. */
function scannersIn(printed: string): readonly ScannerChoice[] {
  return printed
    .split('\n')
    .map((line) => line.split('\t').map((part) => part.replace(/\p{Cc}/gu, ' ').trim()))
    .flatMap(([name = '', maker = '', model = '']) => {
      const label = `${maker} ${model}`.trim().slice(0, 200);
      return name === '' || name.length > 300 || name.startsWith('v4l:')
        ? []
        : [{ name, label: label || name.slice(0, 200) }];
    })
    .slice(0, MOST_SCANNERS);
}
