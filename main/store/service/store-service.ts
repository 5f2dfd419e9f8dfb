import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { StoreConfiguration, StoreControlRequest, StoreControlResults } from '@onthaal/contract/store/control.ts';
import { type OpenStore, openStore } from '../database/open-store.ts';
import { askPeople, askSession } from '../session/session-client.ts';
import { ChangeBoard } from './change-board.ts';
import type { ControlPort, ServicePort } from './message-port.ts';
import { RequestService } from './request-service.ts';
import { describeError, logOverPort, type StoreLog } from './store-log.ts';

type ControlResult = Result<StoreControlResults[keyof StoreControlResults]>;
type OpenRequest = Extract<StoreControlRequest, { kind: 'open' }>;

function isControlRequest(message: unknown): message is StoreControlRequest {
  return (
    typeof message === 'object' &&
    message !== null &&
    'kind' in message &&
    typeof message.kind === 'string' &&
    'sequence' in message &&
    typeof message.sequence === 'number'
  );
}

/** The store process as main sees it: configured once, opened and closed per user, serving the ports it is given. */
export class StoreService {
  readonly #port: ControlPort;
  readonly #log: StoreLog;
  readonly #board = new ChangeBoard();
  readonly #requests = new RequestService();
  #configuration: StoreConfiguration | undefined;
  #store: OpenStore | undefined;
  /** Opening and closing happen one after the other. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(port: ControlPort) {
    this.#port = port;
    this.#log = logOverPort((message) => port.post(message));
    this.#board.listen((topics) => this.#requests.refresh(topics));
  }

  /** Listens, and says that it does. */
  start(): void {
    this.#port.onMessage((message, ports) => {
      if (isControlRequest(message)) void this.#hear(message, ports);
    });
    this.#port.post({ kind: 'ready' });
  }

  /** An error that nobody caught. False when it is a bug, after which the process must end. */
  survives(error: unknown): boolean {
    this.#log('error', 'process', 'uncaught error', describeError(error));
    if (error instanceof Error && error.name === 'EmptyError') return true;
    if (this.#store === undefined || !isStorageError(error)) return false;
    this.#store.storageTrouble(error);
    return true;
  }

  async #hear(request: StoreControlRequest, ports: readonly ServicePort[]): Promise<void> {
    const { sequence } = request;
    let result: ControlResult;
    try {
      result = await this.#answer(request, ports);
    } catch (error) {
      this.#log('error', 'control', `${request.kind} failed`, describeError(error));
      result = failure('UNEXPECTED');
    }
    this.#port.post({ kind: 'answer', sequence, result });
  }

  #answer(request: StoreControlRequest, ports: readonly ServicePort[]): Promise<ControlResult> {
    const configuration = this.#configuration;
    switch (request.kind) {
      case 'configure':
        this.#configuration = request.configuration;
        return Promise.resolve(success(null));
      case 'attachPort':
        for (const port of ports) this.#requests.attach(port);
        return Promise.resolve(ports.length > 0 ? success(null) : failure('ARGUMENT_INVALID'));
      case 'close':
        return this.#inTurn(() => this.#close());
      default:
        if (configuration === undefined) return Promise.resolve(failure('STORE_STARTING', { retryable: true }));
        if (request.kind === 'people') return askPeople(configuration.midofficeUrl);
        if (request.kind === 'logIn') {
          return askSession(configuration.midofficeUrl, request.memberId, request.deviceId);
        }
        return this.#inTurn(() => this.#open(configuration, request));
    }
  }

  #inTurn(work: () => Promise<ControlResult>): Promise<ControlResult> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  async #open(configuration: StoreConfiguration, request: OpenRequest): Promise<ControlResult> {
    await this.#close();
    const opened = await openStore({
      file: request.file,
      key: Uint8Array.from(Buffer.from(request.key, 'base64')),
      grant: request.grant,
      configuration,
      board: this.#board,
      log: this.#log,
      onSessionExpired: () => this.#port.post({ kind: 'sessionExpired' }),
    });
    if (!opened.ok) return opened;
    this.#store = opened.value;
    this.#requests.use(opened.value);
    return success({ member: request.grant.member, recovered: opened.value.recovered });
  }

  async #close(): Promise<ControlResult> {
    const store = this.#store;
    this.#store = undefined;
    this.#requests.use(undefined);
    await store?.close();
    return success(null);
  }
}

/**
 * RxDB does not await its checkpoint writes, so a full disk shows up as an unhandled rejection; and it leaves a stream
 * waiting when it is cancelled.
 */
function isStorageError(error: unknown): boolean {
  return error instanceof Error && error.name === 'StorageError';
}
