import { Worker } from 'node:worker_threads';
import type { Result } from '@onthaal/contract/result.ts';
import type { OpeningProgress } from '@onthaal/contract/store/control.ts';
import { setClockOffset } from '../database/clock.ts';
import { type Change, NO_RECORDS } from '../service/change.ts';
import type { StoreLog } from '../service/store-log.ts';
import type { WriterOpened, WriterRequest, WriterResponse } from './writer-protocol.ts';

type WithoutSequence<Request> = Request extends unknown ? Omit<Request, 'sequence'> : never;

export interface WriterClientOptions {
  /** Script of the writer worker. */
  readonly script: string;
  readonly log: StoreLog;
  /** Committed changes; also a new sync status. */
  readonly onChanged: (change: Change, urgent: boolean) => void;
  readonly onSessionExpired: () => void;
  /** The mid-office took the access away; the writer has closed the file. */
  readonly onRevoked: (unsentItems: number) => void;
  /** The mid-office has another database: the store must be opened again. */
  readonly onReplaced: () => void;
  /** An opening says how far it is. */
  readonly onOpening: (progress: OpeningProgress) => void;
  /** The worker ended, which it never does by itself: the process cannot go on without it. */
  readonly onGone: () => void;
}

/** Documents that pass through leave V8's young heap at its full size, which nobody needs: 30 MB less after 5 000 of them. */
const YOUNG_MEGABYTES = 8;

const STATUS_CHANGED: Change = new Map([['status', NO_RECORDS]]);

/** The main thread's side of the writer worker, which starts at once and stays as long as the process. */
export class WriterClient {
  readonly #options: WriterClientOptions;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, (result: Result<never>) => void>();
  #sequence = 0;
  #status: string | undefined;

  constructor(options: WriterClientOptions) {
    this.#options = options;
    const { log, onGone } = options;
    this.#worker = new Worker(options.script, { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES } });
    this.#worker.on('message', (response: WriterResponse) => this.#hear(response));
    this.#worker.on('error', (error) => log('error', 'writer', 'the writer failed', { error: error.name }));
    // Whoever still waits hears it from the end of the process: nobody knows how far the writer came.
    this.#worker.on('exit', onGone);
  }

  /** The `SyncStatus` of the open database, as JSON text; undefined before the first `open`. */
  get status(): string | undefined {
    return this.#status;
  }

  /** Opens a user's database; the failures are those of `openStore`. */
  open(request: Omit<Extract<WriterRequest, { kind: 'open' }>, 'kind' | 'sequence'>): Promise<Result<WriterOpened>> {
    return this.#ask({ kind: 'open', ...request }) as Promise<Result<WriterOpened>>;
  }

  /** Runs a command, whose arguments the writer checks. Answers as JSON text. */
  run(name: string, args: unknown): Promise<Result<string>> {
    return this.#ask({ kind: 'command', name, arguments: args }) as Promise<Result<string>>;
  }

  /** The sync of the open database goes on with another token. */
  changeToken(token: string): Promise<Result<null>> {
    return this.#ask({ kind: 'changeToken', token }) as Promise<Result<null>>;
  }

  /** A read found the database damaged. */
  damaged(): void {
    void this.#ask({ kind: 'damaged' });
  }

  /** Closes the database after the last write. */
  close(): Promise<Result<null>> {
    return this.#ask({ kind: 'close' }) as Promise<Result<null>>;
  }

  #ask(request: WithoutSequence<WriterRequest>): Promise<Result<unknown>> {
    this.#sequence += 1;
    const sequence = this.#sequence;
    return new Promise((resolve) => {
      this.#waiting.set(sequence, resolve);
      this.#worker.postMessage({ ...request, sequence } satisfies WriterRequest);
    });
  }

  #hear(response: WriterResponse): void {
    const { log, onChanged, onSessionExpired, onReplaced, onRevoked, onOpening } = this.#options;
    switch (response.kind) {
      case 'answer':
        this.#waiting.get(response.sequence)?.(response.result as Result<never>);
        this.#waiting.delete(response.sequence);
        return;
      case 'changed':
        onChanged(response.change, response.urgent);
        return;
      case 'status':
        this.#status = response.text;
        onChanged(STATUS_CHANGED, false);
        return;
      case 'log':
        log(response.level, response.area, response.message, response.fields);
        return;
      case 'opening':
        onOpening(response.progress);
        return;
      case 'replaced':
        onReplaced();
        return;
      case 'revoked':
        onRevoked(response.unsentItems);
        return;
      case 'clock':
        // This thread tells the time as well: what is due today, what is late.
        setClockOffset(response.offset);
        return;
      case 'sessionExpired':
        onSessionExpired();
    }
  }
}
