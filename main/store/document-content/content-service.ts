import type { MessagePort } from 'node:worker_threads';
import { describeError } from '@onthaal/contract/logging/describe-error.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { storageFailure } from '../database/storage-failure.ts';
import { logOverPort, type StoreLog } from '../service/store-log.ts';
import { contentFileOf, openContentDatabase } from './content-database.ts';
import { ContentKeeper } from './content-keeper.ts';
import type { ContentRequest, ContentResponse } from './content-protocol.ts';
import { DocumentStates } from './document-state.ts';

type OpenRequest = Extract<ContentRequest, { kind: 'open' }>;

/** The content worker as the main thread sees it: opened and closed per user. */
export class ContentService {
  readonly #port: MessagePort;
  readonly #log: StoreLog;
  #keeper: ContentKeeper | undefined;
  /** One after the other: what closes waits for what opens. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(port: MessagePort) {
    this.#port = port;
    this.#log = logOverPort((message) => this.#post(message as ContentResponse));
  }

  /** Listens. What was asked before waits in the port. */
  start(): void {
    this.#port.on('message', (request: ContentRequest) => {
      // A content may come for minutes; nothing else waits for it.
      if (request.kind === 'fetch') void this.#hear(request);
      else this.#queue = this.#queue.then(() => this.#hear(request));
    });
  }

  /** An error that nobody caught; false when it is a bug, after which the thread must end. */
  survives(error: unknown): boolean {
    this.#log('error', 'content', 'uncaught error', describeError(error));
    return storageFailure(error) !== undefined;
  }

  async #hear(request: ContentRequest): Promise<void> {
    const result = await this.#answer(request);
    this.#post({ kind: 'answer', sequence: request.sequence, result });
  }

  async #answer(request: ContentRequest): Promise<Result<unknown>> {
    if (request.kind === 'open') return this.#open(request);
    const keeper = this.#keeper;
    if (keeper === undefined) return request.kind === 'close' ? success(null) : failure('STORE_LOCKED');
    switch (request.kind) {
      case 'take':
        return keeper.take(request.documentId, request.path, request.fileName);
      case 'takeBytes':
        return keeper.takeBytes(request.documentId, request.bytes, request.fileName);
      case 'fetch':
        return keeper.fetch(request.wanted);
      case 'read':
        return keeper.read(request.documentId, request.offset);
      case 'keep':
        return keeper.keep(request.documentId);
      case 'drop':
        return keeper.drop(request.documentId);
      case 'changeToken':
        keeper.changeToken(request.token);
        return success(null);
      case 'line':
        keeper.setLine(request.isDown);
        return success(null);
      case 'storeChanged':
        keeper.storeChanged();
        return success(null);
      case 'tryNow':
        keeper.tryNow();
        return success(null);
      default:
        this.#keeper = undefined;
        await keeper.close();
        return success(null);
    }
  }

  #open({ storeFile, key, url, token, cacheBytes, nativeBinding }: OpenRequest): Result<null> {
    if (this.#keeper !== undefined) return success(null);
    try {
      const documents = new DocumentStates(storeFile, key, nativeBinding);
      const file = openContentDatabase(contentFileOf(storeFile), key, nativeBinding, () =>
        this.#log('error', 'content', 'the contents could not be read and were set aside'),
      );
      this.#keeper = new ContentKeeper({
        ...{ file, documents, url, token, cacheBytes },
        log: this.#log,
        onCondition: (documentId, condition) => this.#post({ kind: 'condition', documentId, condition }),
      });
      this.#keeper.start();
      return success(null);
    } catch (error) {
      const known = storageFailure(error);
      if (known === undefined) throw error;
      this.#log('error', 'content', 'the contents could not be opened', describeError(error));
      return known;
    }
  }

  #post(response: ContentResponse): void {
    this.#port.postMessage(response);
  }
}
