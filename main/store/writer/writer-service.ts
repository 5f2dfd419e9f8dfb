import type { MessagePort } from 'node:worker_threads';
import { describeError } from '@onthaal/contract/logging/describe-error.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { type OpenStore, openStore } from '../database/open-store.ts';
import { storageErrorIn } from '../database/storage-failure.ts';
import { ChangeBoard } from '../service/change-board.ts';
import { logOverPort, type StoreLog } from '../service/store-log.ts';
import type { WriterOpened, WriterRequest, WriterResponse } from './writer-protocol.ts';

type WithoutSequence<Request> = Request extends unknown ? Omit<Request, 'sequence'> : never;

/** The writer worker as the main thread sees it: the only one that writes, opened and closed per user. */
export class WriterService {
  readonly #port: MessagePort;
  readonly #log: StoreLog;
  readonly #board = new ChangeBoard();
  #store: OpenStore | undefined;
  /** The status as it was last sent. */
  #status: string | undefined;

  constructor(port: MessagePort) {
    this.#port = port;
    this.#log = logOverPort((message) => this.#post(message as WriterResponse));
    this.#board.listen((change, urgent) => {
      // After the other listeners, whose work may change the status.
      queueMicrotask(() => {
        this.#tellStatus();
        this.#post({ kind: 'changed', change, urgent });
      });
    });
  }

  /** The open store. */
  get store(): OpenStore | undefined {
    return this.#store;
  }

  /** Listens. What was asked before waits in the port. */
  start(): void {
    this.#port.on('message', (request: WriterRequest) => void this.#hear(request));
  }

  /**
   * An error that nobody caught. False when it is a bug, after which the process must end. RxDB does not await its checkpoint
   * writes, so a full disk shows up as an unhandled rejection; and it leaves a stream waiting when it is cancelled.
   */
  survives(error: unknown): boolean {
    this.#log('error', 'process', 'uncaught error', describeError(error));
    if (error instanceof Error && error.name === 'EmptyError') return true;
    const trouble = storageErrorIn(error);
    if (this.#store === undefined || trouble === undefined) return false;
    this.#store.storageTrouble(trouble);
    return true;
  }

  async #hear({ sequence, ...request }: WriterRequest): Promise<void> {
    let result: Result<unknown>;
    try {
      result = await this.#answer(request);
    } catch (error) {
      // A command that fails for an unknown reason may have left anything behind: that is not survived.
      if (request.kind === 'command') throw error;
      this.#log('error', 'control', `${request.kind} failed`, describeError(error));
      result = failure('UNEXPECTED');
    }
    this.#tellStatus();
    this.#post({ kind: 'answer', sequence, result });
  }

  async #answer(request: WithoutSequence<WriterRequest>): Promise<Result<unknown>> {
    if (request.kind === 'command') {
      return this.#store === undefined ? failure('STORE_LOCKED') : this.#store.run(request.name, request.arguments);
    }
    if (request.kind === 'open') return this.#open(request);
    if (request.kind === 'changeToken') {
      this.#store?.changeToken(request.token);
      return success(null);
    }
    if (request.kind === 'damaged') {
      this.#store?.damaged();
      return success(null);
    }
    const store = this.#store;
    this.#store = undefined;
    await store?.close();
    return success(null);
  }

  async #open(request: Omit<Extract<WriterRequest, { kind: 'open' }>, 'sequence'>): Promise<Result<WriterOpened>> {
    const { file, key, grant, configuration } = request;
    const opened = await openStore({
      file,
      key,
      grant,
      configuration,
      board: this.#board,
      log: this.#log,
      onSessionExpired: () => this.#post({ kind: 'sessionExpired' }),
      onReplaced: () => this.#post({ kind: 'replaced' }),
      onRevoked: (unsentItems) => void this.#revoked(unsentItems),
      onClock: (offset) => this.#post({ kind: 'clock', offset }),
      onStatus: () => queueMicrotask(() => this.#tellStatus()),
      onOpening: (progress) => this.#post({ kind: 'opening', progress }),
    });
    if (!opened.ok) return opened;
    this.#store = opened.value;
    this.#status = undefined;
    return success({ recovered: opened.value.recovered });
  }

  /** The file is closed before anybody hears of it: who hears of it destroys it. */
  async #revoked(unsentItems: number): Promise<void> {
    const store = this.#store;
    this.#store = undefined;
    await store?.close();
    this.#post({ kind: 'revoked', unsentItems });
  }

  /** Sends the status when it is another than the last one sent. */
  #tellStatus(): void {
    if (this.#store === undefined) return;
    try {
      const text = JSON.stringify(this.#store.status());
      if (text === this.#status) return;
      this.#status = text;
      this.#post({ kind: 'status', text });
    } catch (error) {
      if (storageErrorIn(error) === undefined) throw error;
      // The last status stays until the database can be read again; a read of it says what is wrong.
      this.#log('error', 'sync', 'the status could not be read', describeError(error));
    }
  }

  #post(response: WriterResponse): void {
    this.#port.postMessage(response);
  }
}
